"""The words of the search box: names of conditions, their values, hints for what is not known.

`vocabulary` hands them to the reader of queries as data.  Of several words for one thing the first
is the one that is written back; pinyin initials and English names are as good.
"""

from collections.abc import Mapping
from enum import Enum
from functools import lru_cache
from itertools import count
from typing import Any

from mediation.basics.text import pinyin_initials, search_key
from mediation.rules.case_list import Due, Order, Status, StatusGroup
from mediation.rules.case_query import MINE, NO, NOBODY, YES, Qualifier, Recent
from mediation.rules.case_query_text import Vocabulary
from mediation.rules.causes import Cause
from mediation.rules.intake import Channel, UrgentFlag
from mediation.rules.tripartite import Outcome
from mediation.wording.sentences import label

LABELS: dict[type[Enum], dict[Any, str]] = {
    Qualifier: {
        Qualifier.STATUS: "状态",
        Qualifier.CAUSE: "案由",
        Qualifier.HANDLER: "承办",
        Qualifier.TOWN: "镇街",
        Qualifier.CHANNEL: "渠道",
        Qualifier.EMPLOYER: "单位",
        Qualifier.PEOPLE: "人数",
        Qualifier.AMOUNT: "金额",
        Qualifier.DUE: "到期",
        Qualifier.RECEIVED: "收案",
        Qualifier.CLOSED: "办结",
        Qualifier.OUTCOME: "结果",
        Qualifier.URGENT: "紧急",
        Qualifier.COLLECTIVE: "集体",
        Qualifier.SENSITIVE: "敏感期",
        Qualifier.SOUND: "读音",
        Qualifier.ORDER: "排序",
    },
    Recent: {
        Recent.TODAY: "今天",
        Recent.YESTERDAY: "昨天",
        Recent.THIS_WEEK: "本周",
        Recent.LAST_WEEK: "上周",
        Recent.THIS_MONTH: "本月",
        Recent.LAST_MONTH: "上月",
        Recent.THIS_YEAR: "今年",
        Recent.LAST_YEAR: "去年",
    },
}

ERRORS: dict[str, str] = {
    "case_query.name_unknown": "没有“{name}”这个条件，是否想写“{near}：”。已把“{name}”当作文字查找。",
    "case_query.name_strange": "没有“{name}”这个条件，已当作文字查找。",
    "case_query.value_unknown": "“{name}”里没有“{value}”，是否想写“{name}：{near}”。这个条件没有计入。",
    "case_query.value_strange": "“{name}”里没有“{value}”，可以写{known}等。这个条件没有计入。",
    "case_query.value_missing": "“{name}：”后面还没有内容，请补上，或删去这个条件。",
    "case_query.not_a_number": "“{name}：{value}”不是数目，可以写“{name}：>=10”或“{name}：10..20”。",
    "case_query.not_a_day": "“{name}：{value}”不是日期，可以写“{name}：2026-11”或“{name}：今天”。",
    "case_query.order_negated": "“{name}”不能排除，请去掉前面的减号。",
    "case_query.too_long": "查找内容最多{longest}个字，现在有{length}个字，请删减后再查找。",
    "case_query.amount_hidden": "本账号看不到金额，不能按金额查找。",
    "case_query.number_masked": "“{value}”是遮盖后的号码，请重新输入完整号码。",
}

_NAMES: Mapping[Qualifier, tuple[str, ...]] = {
    Qualifier.STATUS: ("进展", "zt", "status", "state"),
    Qualifier.CAUSE: ("类型", "诉求", "争议", "ay", "lx", "cause", "type"),
    Qualifier.HANDLER: ("承办人", "调解员", "cb", "cbr", "handler", "assignee"),
    Qualifier.TOWN: ("地区", "街镇", "zj", "town"),
    Qualifier.CHANNEL: ("来源", "来源渠道", "qd", "ly", "channel", "source"),
    Qualifier.EMPLOYER: ("用人单位", "企业", "公司", "dw", "yrdw", "employer", "company"),
    Qualifier.PEOPLE: ("涉及人数", "rs", "people", "workers"),
    Qualifier.AMOUNT: ("涉案金额", "je", "amount"),
    Qualifier.DUE: ("期限", "dq", "qx", "due"),
    Qualifier.RECEIVED: ("登记", "收案日期", "登记日期", "dj", "sa", "received"),
    Qualifier.CLOSED: ("办结日期", "bj", "closed"),
    Qualifier.OUTCOME: ("办结结果", "jg", "outcome", "result"),
    Qualifier.URGENT: ("紧急情形", "jj", "urgent"),
    Qualifier.COLLECTIVE: ("集体案件", "jt", "collective"),
    Qualifier.SENSITIVE: ("敏感时期", "mgq", "sensitive"),
    Qualifier.SOUND: ("同音", "dy", "sound"),
    Qualifier.ORDER: ("px", "sort", "order"),
}

_MORE_WORDS: Mapping[Enum, tuple[str, ...]] = {
    StatusGroup.OPEN: ("在办", "未结", "办理中"),
    StatusGroup.FRESH: ("新收",),
    StatusGroup.ENDING: ("待办结",),
    Status.CLOSED: ("办结", "结案"),
    Status.CONSULTED: ("咨询",),
    Status.FINALISED: ("待签署",),
    Status.SIGNED: ("待盖章",),
    Status.EFFECTIVE: ("履行中",),
    Cause.WAGES: ("欠薪", "工资", "劳动报酬"),
    Cause.TERMINATION: ("解除", "终止", "解除/终止"),
    Cause.SOCIAL_INSURANCE: ("社保",),
    Cause.WORK_INJURY: ("工伤",),
    Cause.WOMEN_AND_MINORS: ("女职工",),
    Cause.DOUBLE_WAGES: ("二倍工资", "双倍工资"),
    Channel.HOTLINE_ORDER: ("热线", "12351", "工单"),
    Channel.ONLINE: ("网上", "网络"),
    Channel.LIAISON: ("联络员", "网格"),
    Channel.COURT: ("法院",),
    Channel.ARBITRATION: ("仲裁",),
    Channel.REFERRAL: ("转来", "其他单位"),
    Channel.EVENT: ("活动",),
    UrgentFlag.GATHERING: ("聚集",),
    UrgentFlag.STOPPAGE: ("停工",),
    UrgentFlag.WAGE_FLIGHT: ("逃匿",),
    UrgentFlag.EXTREME_THREAT: ("极端",),
    UrgentFlag.DEATH_OR_INJURY: ("工亡", "重伤"),
    Due.OVERDUE: ("超期", "逾期", "overdue"),
    Due.TODAY: ("今天", "今日", "today"),
    Due.WEEK: ("7天内", "一周内", "week"),
    Order.DUE: ("期限", "到期"),
    Order.NEWEST: ("登记", "最新"),
}

_TRUTH = {"是": YES, "有": YES, "yes": YES, "y": YES, "否": NO, "无": NO, "没有": NO, "no": NO}
_NOBODY = ("无人", "空", "none")
_SHORT: Mapping[str, tuple[Qualifier, str]] = {
    "在办": (Qualifier.STATUS, StatusGroup.OPEN.value),
    "open": (Qualifier.STATUS, StatusGroup.OPEN.value),
    "办结": (Qualifier.STATUS, Status.CLOSED.value),
    "closed": (Qualifier.STATUS, Status.CLOSED.value),
    "集体": (Qualifier.COLLECTIVE, YES),
    "collective": (Qualifier.COLLECTIVE, YES),
    "紧急": (Qualifier.URGENT, YES),
    "urgent": (Qualifier.URGENT, YES),
    "超期": (Qualifier.DUE, Due.OVERDUE.value),
    "overdue": (Qualifier.DUE, Due.OVERDUE.value),
    "我的": (Qualifier.HANDLER, MINE),
    "mine": (Qualifier.HANDLER, MINE),
    "未分派": (Qualifier.HANDLER, NOBODY),
    "unassigned": (Qualifier.HANDLER, NOBODY),
    "敏感期": (Qualifier.SENSITIVE, YES),
}

_KINDS: Mapping[Qualifier, tuple[type[Enum], ...]] = {
    Qualifier.STATUS: (Status, StatusGroup),
    Qualifier.CAUSE: (Cause,),
    Qualifier.CHANNEL: (Channel,),
    Qualifier.OUTCOME: (Outcome,),
    Qualifier.URGENT: (UrgentFlag,),
    Qualifier.DUE: (Due,),
    Qualifier.RECEIVED: (Recent,),
    Qualifier.CLOSED: (Recent,),
    Qualifier.ORDER: (Order,),
}

Named = tuple[tuple[str, tuple[str, ...]], ...]


@lru_cache(maxsize=64)
def vocabulary(towns: Named = (), handlers: Named = ()) -> Vocabulary:
    """Return all words, those of a district's towns and colleagues (value, names) included.

    Every list asks for the words of its readers, and few readers see different ones.
    """
    values = {by: _words_of(*kinds) for by, kinds in _KINDS.items()}
    values[Qualifier.COLLECTIVE] = values[Qualifier.SENSITIVE] = dict(_TRUTH)
    values[Qualifier.URGENT] |= _TRUTH
    own = {"我": MINE, "我承办的": MINE, "me": MINE, "@me": MINE}
    values[Qualifier.HANDLER] = own | {"未分派": NOBODY} | dict.fromkeys(_NOBODY, NOBODY)
    for by, named in ((Qualifier.HANDLER, handlers), (Qualifier.TOWN, towns)):
        words = values.setdefault(by, {})
        for value, names in named:
            for name in (*names, *map(pinyin_initials, names)):
                _name(words, search_key(name), value)
    return Vocabulary(_names(), values, _SHORT)


def _names() -> dict[str, Qualifier]:
    first = {label(by): by for by in Qualifier}
    return first | {name: by for by, names in _NAMES.items() for name in names}


def _words_of(*kinds: type[Enum]) -> dict[str, str]:
    members = [member for kind in kinds for member in kind]
    words = {search_key(label(member)): str(member.value) for member in members}
    for member in members:
        for word in (*_MORE_WORDS.get(member, ()), str(member.value)):
            words.setdefault(search_key(word), str(member.value))
    return words


def _name(words: dict[str, str], name: str, value: str) -> None:
    """Give a name to a value; of several people with one name the later ones are numbered."""
    numbered = name
    for number in count(2):
        if words.setdefault(numbered, value) == value:
            return
        numbered = f"{name}{number}"
