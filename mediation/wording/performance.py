"""What the system says about performance."""

from enum import Enum
from typing import Any

from mediation.rules.performance import PerformanceStanding

LABELS: dict[type[Enum], dict[Any, str]] = {
    PerformanceStanding: {
        PerformanceStanding.PENDING: "等待履行",
        PerformanceStanding.PARTLY: "部分履行",
        PerformanceStanding.OVERDUE: "逾期未履行",
        PerformanceStanding.ALL: "全部履行",
    },
}

FIELDS: dict[str, str] = {
    "performed_on": "履行日期",
    "corrects": "被更正的登记",
    "undone": "实际没有履行",
}

ERRORS: dict[str, str] = {
    "performance.not_in_force": "协议生效后、结束前才能登记履行，请先核对协议的状态。",
    "performance.not_found": "没有找到要更正的登记，或它已经被更正过。请刷新页面后重试。",
    "performance.in_the_future": "请填写今天或今天以前的日期。",
    "performance.too_early": "请填写{signed_on}（签署日）或以后的日期。",
    "performance.amount_missing": "请填写实际支付的金额。",
    "performance.more_than_owed": "请核对金额：这一项还欠 {owed} 元。",
    "performance.reason_missing": "请填写更正的原因。",
    "performance.nothing_to_undo": "请先选择要更正的登记。",
}
