"""What the system says about its sources: how sure a text is, and what the readings are."""

from enum import Enum
from typing import Any

from mediation.rules.citations import Confidence, Reading

LABELS: dict[type[Enum], dict[Any, str]] = {
    Confidence: {
        Confidence.FIRST_COLLECTION: "条文已逐字核读（法规汇编一）",
        Confidence.SECOND_COLLECTION: "条文已逐字核读（法规汇编二）",
        Confidence.COMPLETE_COPY: "条文核读自完整转载文本",
        Confidence.OFFICIAL_COPY: "条文核读自官方发布文本",
        Confidence.OPENING_ONLY: "仅见开头部分",
        Confidence.SECONDARY: "二手来源",
        Confidence.INTERPRETATION: "解读或建议，非条文",
        Confidence.UNVERIFIED: "未核实",
    },
    Reading: {
        Reading.PLAIN_DAY_IS_NATURAL: "条文只写“日”，未说明是工作日，按自然日计算",
        Reading.REST_DAYS_INCLUDE_WEEKENDS: "“法定休假日”按通行理解包括周末和调休后的休息日，不含调休上班日",
        Reading.ORDER_17_BY_ANALOGY: "人社部令17号规范企业劳动争议调解委员会，三方联合调解中心参照适用",
        Reading.OWN_DUTY_KEEPS_ITS_DAY: "本机构自身的办理期限不因节假日顺延，以未顺延的日期督促",
    },
}

ERRORS: dict[str, str] = {
    "citation.not_entered": "“{key}”没有录入条文库，不能引用。",
}
