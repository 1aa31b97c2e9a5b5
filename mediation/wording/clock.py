"""What the system says about time limits: events, lengths, what is left, and the derivation.

A derivation is read out line by line from the facts that `rules.derivation` holds; days stand as
2026-03-02（周一） so that a list of them can be scanned, and each line ends with its articles.
"""

from datetime import date
from enum import Enum
from typing import Any

from mediation.rules.clock_table import AGREED_DATE, AWAITED_DATE, ORDER_DATE, clock
from mediation.rules.clock_terms import (
    ClockKind,
    Consent,
    Event,
    Expiry,
    Hours,
    Length,
    Months,
    NaturalDays,
    WorkingDays,
    Years,
)
from mediation.rules.derivation import DerivationLine, Derived, Fact
from mediation.wording import citation

LABELS: dict[type[Enum], dict[Any, str]] = {
    Event: {
        Event.APPLICATION_RECEIVED: "收到调解申请",
        Event.ACCEPTED: "受理",
        Event.DECLINED: "不予受理",
        Event.MEDIATION_ENDED: "调解程序结束",
        Event.AGREEMENT_SIGNED: "各方签署协议",
        Event.AGREEMENT_EFFECTIVE: "调解协议生效",
        Event.REVIEW_APPLIED: "申请仲裁审查",
        Event.CONFIRMATION_APPLIED: "申请司法确认",
        Event.PERFORMANCE_DUE: "履行期届满",
        Event.PERFORMED: "履行完毕",
        Event.KNEW_OR_SHOULD_HAVE_KNOWN: "知道或者应当知道权利被侵害",
        Event.TERMINATION: "劳动关系终止",
        Event.CLAIM_MADE: "向对方主张权利，时效重新计算",
        Event.RELIEF_SOUGHT: "向有关部门请求救济，时效重新计算",
        Event.PERFORMANCE_PROMISED: "对方同意履行，时效重新计算",
        Event.OBSTACLE_AROSE: "发生不可抗力等正当事由",
        Event.RECEIVED: "收到信访事项",
        Event.FORWARDED: "收到转来的信访事项",
        Event.PETITIONER_TOLD: "书面告知信访人",
        Event.OBJECTED: "提出转办异议",
        Event.PETITION_ACCEPTED: "受理信访事项",
        Event.OPINION_ISSUED: "出具信访处理意见书",
        Event.OPINION_SERVED: "信访人收到处理意见书",
        Event.REVIEW_ASKED: "信访人申请复查",
        Event.ORDER_RECEIVED: "收到交办工单",
        Event.REFERRED_OUT: "转出案件",
    },
    ClockKind: {
        ClockKind.OWN_DUTY: "本机构办理期限",
        ClockKind.OWN_WINDOW: "本机构可以提出的期限",
        ClockKind.PARTY_WINDOW: "当事人申请期限",
        ClockKind.LIMITATION: "时效",
        ClockKind.ARISING_RIGHT: "权利产生之日",
        ClockKind.OTHERS_DUTY: "他方履行期限",
    },
    Expiry: {
        Expiry.DUTY_OVERDUE: "逾期未办",
        Expiry.MATTER_IS_OURS: "不能再退回，由本机构办理并书面告知",
        Expiry.MEDIATION_DEEMED_FAILED: "未达成协议的，视为调解不成",
        Expiry.ARBITRATION_OPEN: "当事人可以依法申请仲裁",
        Expiry.WINDOW_CLOSED: "不能再提出该项申请，请人工确认其他途径",
        Expiry.DEFENCE_ARISES: "仍可申请仲裁，但对方可以提出时效抗辩",
        Expiry.DEFAULT_OPEN: "未履行的，另一方可以依法申请仲裁",
    },
    Consent: {
        Consent.BOTH_PARTIES_IN_WRITING: "双方当事人书面同意",
        Consent.HEAD_OF_BODY: "本机构负责人批准",
    },
}

DERIVATIONS: dict[Derived, str] = {
    Derived.STARTED: "{day}{event}，当日不计入，自次日起算",
    Derived.NATURAL_DAYS_COUNTED: "期限为{length}，最后一日为{day}",
    Derived.CORRESPONDING_DAY: "期限为{length}，到期月的对应日{day}为最后一日",
    Derived.END_OF_MONTH: "期限为{length}，到期月没有对应日，以月末日{day}为最后一日",
    Derived.WORKDAY_COUNTED: "{day}为第{number}个工作日",
    Derived.REST_DAYS_SKIPPED: "{day}至{until}为{why}，不计入",
    Derived.LAST_DAY_IS_WORKDAY: "{day}是工作日，不顺延",
    Derived.LAST_DAY_IS_MAKE_UP: "{day}是调休上班日，不是休假日，不顺延",
    Derived.ROLLED: "{day}为{why}，以休假日结束的次日{due}为最后一日",
    Derived.NOT_ROLLED: "{day}为{why}，本期限不顺延，仍以该日为最后一日",
    Derived.EXTENDED: "{by}，期限延长至{day}",
    Derived.AGREED: "协议约定的履行日为{day}",
    Derived.HANDED_DOWN: "交办单位要求{day}前办结，以交办的日期为准，遇休息日不顺延",
    Derived.ASKED_AGAIN: "登记转出时定于{day}催问，是内部提醒，不是法定期限",
    Derived.PAY_EARLIER: "{day}为{why}；如为工资，应提前到{pay_by}支付",
    Derived.READING: "{reading}（解读，非条文）",
    Derived.PROVISIONAL: "暂定：{year}年放假安排未录入，录入后自动重新计算",
}

ERRORS: dict[str, str] = {
    "clock.unknown_rule": "没有编号为“{rule}”的期限规则。",
    "clock.not_in_force": "期限规则“{rule}”在{day}尚未施行或已经停止适用。",
    "clock.day_out_of_range": "请填写{earliest}至{latest}之间的日期。",
    "clock.not_started_by": "“{event}”不能使期限规则“{rule}”开始计算。",
    "clock.not_extendable": "“{name}”依法不能延长。",
    "clock.extension_not_later": "请填写晚于{due}的延长日期。",
    "clock.extension_too_long": "请填写不晚于{latest}的延长日期，这是依法可以延长的最后一日。",
    "clock.starts_at_an_hour": "这项期限按小时计算，请填写起算的时刻。",
    "clock.starts_on_a_day": "期限规则“{rule}”按日计算，请填写起算的日期。",
}

SET_DATE_NAMES: dict[str, str] = {
    AGREED_DATE: "协议约定履行日",
    ORDER_DATE: "工单办结",
    AWAITED_DATE: "转出回音",
}
_WEEKDAYS = "一二三四五六日"
_SOON = 3


def clock_name(rule: str) -> str:
    """Return the name of a rule of the clock table, or of a day that somebody set."""
    return SET_DATE_NAMES.get(rule) or clock(rule).name


def derivation_sentence(line: DerivationLine) -> str:
    """Read out one line of a derivation, its articles last."""
    facts = {name: _said(fact) for name, fact in line.facts.items()}
    facts.setdefault("why", "")
    facts["why"] = facts["why"] or "周末"
    sentence = DERIVATIONS[line.code].format_map(facts)
    if line.code is Derived.REST_DAYS_SKIPPED and line.facts["day"] == line.facts["until"]:
        sentence = f"{facts['day']}为{facts['why']}，不计入"
    return f"{sentence}（{'；'.join(line.cites)}）。" if line.cites else f"{sentence}。"


def derivation_sentences(lines: tuple[DerivationLine, ...]) -> tuple[str, ...]:
    """Read out a whole derivation."""
    return tuple(derivation_sentence(line) for line in lines)


def length_phrase(length: Length) -> str:
    """Name a length with its unit."""
    match length:
        case NaturalDays(number):
            return f"{number}日（自然日）"
        case WorkingDays(number):
            return f"{number}个工作日"
        case Months(number):
            return f"{number}个月"
        case Years(number):
            return f"{number}年"
        case Hours(number):
            return f"{number}小时"


def remaining_phrase(days: int) -> str:
    """Say how many days are left, for a chip."""
    if days < 0:
        return f"已超{-days}天"
    return f"剩{days}天" if days else "今天到期"


def urgency_sign(days: int) -> str:
    """Return the sign that stands before the words of a chip, so that colour is never alone."""
    if days < 0:
        return "■"
    return "▲" if days <= _SOON else "○"


def day_with_weekday(day: date) -> str:
    """Write a day with its weekday, such as 2026-03-02（周一）."""
    return f"{day.isoformat()}（周{_WEEKDAYS[day.weekday()]}）"


def _said(fact: Fact) -> str:
    match fact:
        case date():
            return day_with_weekday(fact)
        case NaturalDays() | WorkingDays() | Months() | Years() | Hours():
            return length_phrase(fact)
        case Event() | Consent():
            return LABELS[type(fact)][fact]
        case Enum():
            return citation.LABELS[type(fact)][fact]
        case _:
            return str(fact)
