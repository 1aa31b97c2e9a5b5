"""What intake says."""

from mediation.rules.intake import Employment, NextAct, UrgentFlag

SAID = {
    "triaged": "已转入三方联合调解，受理期限从收到申请次日起算。",
}

LABELS = {
    UrgentFlag: {
        UrgentFlag.GATHERING: "聚集",
        UrgentFlag.STOPPAGE: "停工",
        UrgentFlag.WAGE_FLIGHT: "欠薪逃匿",
        UrgentFlag.EXTREME_THREAT: "扬言极端行为",
        UrgentFlag.DEATH_OR_INJURY: "工亡或重伤",
    },
    Employment: {
        Employment.LASTS: "仍在职",
        Employment.ENDED: "已离职",
        Employment.UNKNOWN: "未说明",
    },
    NextAct: {
        NextAct.MEDIATE: "申请调解",
        NextAct.CALL_BACK: "回电",
        NextAct.LATER: "先登记，稍后分流",
        NextAct.CONSULTATION: "仅咨询，当场办结",
    },
}

ERRORS = {
    "intake.employer_code_unknown": "请填写单位名称：已登记的单位中没有唯一对应这个统一社会信用代码的。",
    "intake.in_the_future": "请填写今天或以前的{field}。",
    "intake.not_yours_to_give": "请选择自己，或者留空。由他人承办的，请主管分派。",
}

FIELDS = {
    "channel": "来源渠道",
    "received_on": "收到日期",
    "mobile": "联系电话",
    "applicant": "姓名",
    "caller_role": "来电人身份",
    "worker_name": "劳动者姓名",
    "employer": "用人单位",
    "town_code": "所在镇街",
    "causes": "争议类型",
    "worker_count": "涉及人数",
    "amount": "涉及金额",
    "urgent": "紧急情形",
    "request": "一句话诉求",
    "next_act": "下一步",
    "call_back_at": "回电时间",
    "id_number": "证件号码",
    "id_reason": "号码核对说明",
    "address": "住址",
    "employment": "劳动关系",
    "employment_ended_on": "离职日期",
    "knew_on": "知道权益受损的日期",
    "outside_number": "来文编号",
    "applied_on": "收到调解申请的日期",
    "body_public_id": "调解组织",
    "handler_public_id": "承办人",
}
