"""The names of roles and of the acts that the matrix opens to them."""

from enum import StrEnum

from mediation.rules.permissions import Action, Role

ERRORS: dict[str, str] = {
    "permission.not_allowed": "当前账号不能办理这一事项，内容没有改动。",
}

LABELS: dict[type[StrEnum], dict[StrEnum, str]] = {
    Role: {
        Role.MEDIATOR: "调解员",
        Role.LAWYER: "工会律师",
        Role.SUPERVISOR: "主管",
        Role.LIAISON: "网格联络员",
        Role.COURT_CLERK: "法院联络员",
        Role.AUDITOR: "审计员",
        Role.ADMIN: "管理员",
        Role.WATCH: "系统",
    },
    Action: {
        Action.USE_OWN_ACCOUNT: "管理自己的账号",
        Action.SIGN_IN: "登录",
        Action.LOG_INTAKE: "登记案件",
        Action.LOG_CONSULTATION: "登记咨询",
        Action.REPORT_SIGN: "报告苗头",
        Action.DELEGATE_CASE: "委派案件",
        Action.LIST_CASES: "查看案件列表",
        Action.SEE_CASE: "查看案件",
        Action.SEE_CASE_SUMMARY: "查看案件摘要",
        Action.ADD_NOTE: "添加记录",
        Action.TAKE_CASE: "认领案件",
        Action.TRIAGE: "分流",
        Action.ASSIGN: "指派",
        Action.REOPEN: "重新办理",
        Action.ACCEPT: "受理",
        Action.DECLINE: "不予受理",
        Action.CALL_MEETING: "召集调解会",
        Action.WRITE_MINUTES: "制作调解笔录",
        Action.EXTEND: "延长期限",
        Action.FAIL: "终止调解",
        Action.WITHDRAW: "撤回申请",
        Action.DRAFT_AGREEMENT: "起草协议",
        Action.FINALISE_AGREEMENT: "协议定稿",
        Action.SIGN_AGREEMENT: "签署协议",
        Action.SEAL: "盖章",
        Action.RECORD_PERFORMANCE: "登记履行",
        Action.ANSWER_PETITION: "答复来访",
        Action.CLOSE: "办结",
        Action.CORRECT: "更正记录",
        Action.UNMASK: "查看完整号码",
        Action.SEE_WARNINGS: "查看预警",
        Action.ACKNOWLEDGE_WARNING: "签收预警",
        Action.SEE_PERIODS: "查看敏感时期",
        Action.EDIT_PERIODS: "设置敏感时期",
        Action.SEE_CALENDAR: "查看工作日历",
        Action.SEE_USERS: "查看人员",
        Action.EDIT_USERS: "管理人员",
        Action.SEE_BODIES: "查看机构",
        Action.EDIT_BODIES: "管理机构",
        Action.SEE_POST: "查看邮件",
        Action.EDIT_POST: "管理邮件",
        Action.SEE_AUDIT: "查看操作记录",
        Action.READ_DEMO_MAILBOX: "查看演示邮箱",
        Action.KEEP_WATCH: "定时检查",
        Action.FOUND_INSTANCE: "建立实例",
    },
}
