"""What the petition side of a case says."""

from mediation.rules.petition import ToldHow

LABELS = {
    ToldHow: {
        ToldHow.HANDED_OVER: "当面送达",
        ToldHow.POSTED: "邮寄送达",
        ToldHow.ONLINE: "网上告知",
    },
}

ERRORS = {
    "petition.objection_too_late": "提出异议的期限已于{last_day}届满，请按本机构受理办理，或与转办单位协商。",
    "petition.lengthens_nothing": "请填写{due_on}以后的日期：现有期限到{due_on}。",
    "petition.too_long": "请填写{latest}或以前的日期：延长不得超过30日（信访工作条例第34条）。",
    "petition.lengthened_before": "办理期限已延长至{day}，不能再次延长。",
}

FIELDS = {
    "how": "送达方式",
    "text": "告知内容",
    "addressee": "转办单位",
    "findings": "查明的事实",
    "decision": "处理意见",
}

TOLD = "{how}：{text}"
TO_WHOM_IT_CAME = "信访人"
