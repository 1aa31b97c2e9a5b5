"""What the system says about sensitive periods and about who is told."""

from enum import Enum
from typing import Any

from mediation.rules.sensitive_period import PeriodKind, PeriodState

LABELS: dict[type[Enum], dict[Any, str]] = {
    PeriodKind: {
        PeriodKind.SPRING_WAGES: "春节前欠薪",
        PeriodKind.TWO_SESSIONS: "两会",
        PeriodKind.PUBLIC_EVENT: "重大活动",
        PeriodKind.LOCAL: "地方事项",
        PeriodKind.ENTERPRISE: "企业事项",
    },
    PeriodState: {
        PeriodState.DRAFT: "草稿",
        PeriodState.ACTIVE: "已启用",
        PeriodState.ENDED: "已停用",
    },
}

FIELDS: dict[str, str] = {
    "period_name": "名称",
    "period_kind": "类别",
    "town_codes": "适用镇街",
    "basis": "依据",
    "begins_on": "开始日期",
    "ends_on": "结束日期",
    "lead_days": "提前天数",
    "least_people": "人数标准",
    "least_cases": "件数标准",
    "within_days": "天数标准",
    "least_amount": "金额标准",
}

ERRORS: dict[str, str] = {
    "sensitive_period.not_found": "没有找到，或没有查看权限。",
    "sensitive_period.ends_before_it_begins": "请填写不早于开始日期的结束日期。",
    "sensitive_period.too_long": "请填写{days}日以内的敏感时期；更长的请分成几段。",
    "sensitive_period.not_a_draft": "这段敏感时期已经启用或停用，不能再次启用。",
    "sensitive_period.already_over": "这段敏感时期已于{ends_on}结束，请先修改日期再启用。",
    "sensitive_period.not_active": "这段敏感时期没有启用，不需要停用。",
    "sensitive_period.has_ended": "这段敏感时期已经停用，请新建一段。",
}

SAID: dict[str, str] = {
    "added": "敏感时期已存为草稿，启用后生效。",
    "changed": "敏感时期已修改。",
    "activated": "敏感时期已启用，一分钟内按新的级别重新预警。",
    "ended": "敏感时期已停用，一分钟内恢复原来的级别。",
}
