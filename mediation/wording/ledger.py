"""What the ledger is called, its columns, its sets, and how stored words are said in its cells."""

from collections.abc import Mapping, Sequence
from enum import Enum, StrEnum
from typing import Any

from mediation.rules.case_list import Status
from mediation.rules.causes import Cause
from mediation.rules.industries import Industry
from mediation.rules.intake import Channel
from mediation.rules.ledger import Column, ShippedSet, Sight
from mediation.rules.performance import PerformanceStanding
from mediation.rules.tripartite import Outcome
from mediation.rules.warnings import WarningLevel
from mediation.wording.sentences import labels

ERRORS: dict[str, str] = {
    "ledger.no_column": "请至少选择一列。",
    "ledger.unknown_column": "请重新选择列：其中有台账没有的列，或当前账号不能查看的列。",
    "ledger.set_not_found": "没有找到这个列组，或没有查看权限。",
    "ledger.too_many_sets": "请先删除不用的列组：每人最多保存{most}个。",
    "ledger.set_name_taken": "请换一个名称：已有同名的列组。",
}

FIELDS: dict[str, str] = {"column": "列", "set_name": "列组名称"}

LABELS: dict[type[StrEnum], dict[Any, str]] = {
    Column: {
        Column.POSITION: "序号",
        Column.CASE_NUMBER: "案号",
        Column.RECEIVED_ON: "登记日期",
        Column.STATUS: "进度",
        Column.CHANNEL: "来源",
        Column.APPLICANT: "申请人",
        Column.WORKER_COUNT: "人数",
        Column.EMPLOYER: "被申请人",
        Column.INDUSTRY: "行业",
        Column.CAUSE: "争议类型",
        Column.REQUEST: "诉求",
        Column.AMOUNT: "涉及金额（元）",
        Column.HANDLER: "调解员",
        Column.LAWYER: "律师",
        Column.ACCEPTED_ON: "受理日期",
        Column.MET_ON: "会议日期",
        Column.OUTCOME: "结果",
        Column.AGREEMENT_NUMBER: "协议编号",
        Column.PERFORMANCE: "履行",
        Column.CLOSED_ON: "结案日期",
        Column.DAYS: "天数",
        Column.PERIOD: "敏感期",
        Column.LEVEL: "级别",
        Column.TOWN: "镇街",
        Column.OUTSIDE_NUMBER: "来文编号",
        Column.NOTE: "备注",
        Column.ID_NUMBER: "身份证号",
        Column.MOBILE: "联系电话",
    },
    ShippedSet: {
        ShippedSet.USUAL: "常用台账",
        ShippedSet.SHORT: "简表",
        ShippedSet.SETTLED: "结案与履行",
    },
    Sight: {
        Sight.EVERYBODY: "都能查看",
        Sight.IN_FULL: "能查看案件全貌的人",
        Sight.FILES_ONLY: "只在导出文件里",
    },
}

SAID: dict[str, str] = {
    "set_kept": "列组已保存。",
    "set_removed": "列组已删除。",
}

TOTAL = "合计"
TITLE = "劳动争议调解台账"
_SHAPES = {"red": "■", "orange": "▲", "yellow": "●", "blue": "○"}
_ENUMS: Mapping[Column, type[Enum]] = {
    Column.CHANNEL: Channel,
    Column.CAUSE: Cause,
    Column.INDUSTRY: Industry,
    Column.STATUS: Status,
    Column.OUTCOME: Outcome,
    Column.PERFORMANCE: PerformanceStanding,
}


def said(column: Column, stored: Sequence[Any]) -> Sequence[Any]:
    """Return the cells of a column in words; days, numbers and texts stay what they are."""
    if column is Column.LEVEL:
        levels = {
            each.value: f"{_SHAPES[each.value]}{labels()[WarningLevel][each][:1]}"
            for each in WarningLevel
        }
        return [levels.get(each, "") for each in stored]
    kind = _ENUMS.get(column)
    if kind is None:
        return stored
    words = {member.value: text for member, text in labels()[kind].items()}
    return [words.get(each, "") for each in stored]
