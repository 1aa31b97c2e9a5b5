"""What a chip says of a deadline, and the words around its derivation."""

from mediation.rules.clock_table import is_duty, kind_of
from mediation.rules.clock_terms import ClockKind
from mediation.wording.clock import remaining_phrase

NAME_WITH_LENGTH = "{name}（{event}起{length}）"
ARISES = "{days}天后可申请"
ARISEN = "现可申请仲裁"
SHUT = "已届满"
RECKONED_OTHERWISE = "按现行工作日历重新计算为{due}，与登记时不同，以登记的日期为准。"
PROVISIONAL = "有年份的放假安排尚未公布，公布后重新计算"
CONFIDENCE = "{sure}，文本日期{text_date}"

ENDED: dict[str, str] = {
    "met": "已按期办理",
    "interrupted": "已中断，重新计算",
    "released": "已解除",
    "replaced": "已由新的期限代替",
}
ENDED_LATE = "已办理，逾期"

FACTS: dict[str, str] = {
    "rule": "期限规则",
    "start": "起算日",
    "raw_due": "顺延前",
    "due": "最后一日",
    "ended": "已结束",
    "expiry": "届满后",
    "provisional": "暂定",
}


def left_phrase(rule: str, days: int) -> str:
    """Say what is left: a duty is overdue, a window shuts, a right arises."""
    if kind_of(rule) is ClockKind.ARISING_RIGHT:
        return ARISES.format(days=days) if days > 0 else ARISEN
    return remaining_phrase(days) if days >= 0 or is_duty(rule) else SHUT
