"""What the system says about warnings: the levels, the reasons, who is told.

The colours are the house's own grading; `SCALE_NOTE` says so wherever they are explained.
"""

from enum import Enum
from typing import Any

from mediation.rules.warnings import Measure, Recipient, Signal, WarningLevel

SCALE_NOTE = "红、橙、黄、蓝为内部管理级别，不是法定预警级别。"

LABELS: dict[type[Enum], dict[Any, str]] = {
    WarningLevel: {
        WarningLevel.BLUE: "蓝色",
        WarningLevel.YELLOW: "黄色",
        WarningLevel.ORANGE: "橙色",
        WarningLevel.RED: "红色",
    },
    Measure: {
        Measure.HALF_ELAPSED: "期限过半",
        Measure.DAYS_BEFORE: "临近届满",
        Measure.WORKDAYS_BEFORE: "即将届满",
        Measure.ON_THE_DAY: "到期当日",
        Measure.OVERDUE: "已经逾期",
        Measure.WORKDAYS_OVERDUE: "逾期未办",
        Measure.EXPIRED: "期限已满",
    },
    Recipient: {
        Recipient.HANDLER: "承办人",
        Recipient.SUPERVISOR: "主管",
    },
}

REASONS: dict[Measure, str] = {
    Measure.HALF_ELAPSED: "期限已经过半",
    Measure.DAYS_BEFORE: "已进入最后{number}日",
    Measure.WORKDAYS_BEFORE: "已进入最后{number}个工作日",
    Measure.ON_THE_DAY: "已到最后一日",
    Measure.OVERDUE: "最后一日已过",
    Measure.WORKDAYS_OVERDUE: "最后一日已过{number}个工作日",
    Measure.EXPIRED: "期限已满，请人工确认是否仍有其他途径",
}

FIELDS: dict[str, str] = {"acknowledged_note": "签收说明"}

SAID: dict[str, str] = {"acknowledged": "已签收。"}

ERRORS: dict[str, str] = {
    "warning.not_found": "没有找到，或没有查看权限。",
    "warning.has_ended": "这项期限已经办结或不再临近，预警已自动解除，不需要签收。",
    "warning.has_sharpened": "这条预警的级别刚刚有变化。请看清现在的级别后再签收。",
    "warning.unknown_policy": "没有找到名为“{policy}”的预警规则。",
}


def level_words(level: WarningLevel | None) -> str:
    """Name a level; none means that the time limit has run out."""
    return LABELS[WarningLevel][level] if level else "已届满"


def reason_for(signal: Signal) -> str:
    """Say why a signal stands."""
    return reason_of(signal.measure, signal.number)


def reason_of(measure: Measure, number: int) -> str:
    """Say why a warning stands, from what was kept of its signal."""
    return REASONS[measure].format(number=number)
