"""What causes are called, on the nine keys, in lists and in statistics."""

from enum import Enum
from typing import Any

from mediation.rules.causes import Cause, QuickCause, StatisticalCause

LABELS: dict[type[Enum], dict[Any, str]] = {
    QuickCause: {
        QuickCause.WAGES: "劳动报酬",
        QuickCause.TERMINATION: "解除/终止",
        QuickCause.WORK_INJURY: "工伤",
        QuickCause.SOCIAL_INSURANCE: "社保",
        QuickCause.SEVERANCE: "经济补偿",
        QuickCause.OVERTIME: "加班",
        QuickCause.LEAVE: "休息休假",
        QuickCause.WOMEN_AND_MINORS: "女职工",
        QuickCause.OTHER: "其他",
    },
    Cause: {
        Cause.WAGES: "拖欠劳动报酬",
        Cause.OVERTIME: "加班费",
        Cause.MINIMUM_WAGE: "最低工资",
        Cause.DOUBLE_WAGES: "未签合同二倍工资",
        Cause.SEVERANCE: "经济补偿",
        Cause.TERMINATION: "解除、终止劳动合同",
        Cause.UNLAWFUL_DISMISSAL: "违法解除赔偿金",
        Cause.EMPLOYMENT_RELATION: "确认劳动关系",
        Cause.SOCIAL_INSURANCE: "社会保险",
        Cause.WORK_INJURY: "工伤待遇",
        Cause.LEAVE: "休息休假",
        Cause.WOMEN_AND_MINORS: "女职工与未成年工",
        Cause.SAFETY_AND_HEALTH: "劳动安全卫生",
        Cause.NON_COMPETE_AND_SERVICE_TERM: "竞业限制与服务期",
        Cause.COLLECTIVE_CONTRACT: "集体合同",
        Cause.LAYOFF_AND_CLOSURE: "裁员与关停并转迁",
        Cause.NEW_FORMS_OF_WORK: "新就业形态用工",
        Cause.OVER_AGE: "超龄劳动者用工",
        Cause.OTHER: "其他",
        Cause.UNSPLIT: "未分项",
    },
    StatisticalCause: {
        StatisticalCause.REMUNERATION: "劳动报酬",
        StatisticalCause.SOCIAL_INSURANCE: "社会保险",
        StatisticalCause.WORKING_TIME_AND_LEAVE: "工作时间及休假",
        StatisticalCause.CONCLUDING_CONTRACT: "订立劳动合同",
        StatisticalCause.CHANGING_CONTRACT: "变更劳动合同",
        StatisticalCause.TERMINATING_CONTRACT: "解除劳动合同",
        StatisticalCause.ENDING_CONTRACT: "终止劳动合同",
        StatisticalCause.OTHER: "其他",
    },
}
