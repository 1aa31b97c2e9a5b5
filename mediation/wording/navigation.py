"""What the left navigation says."""

PLACES: dict[str, str] = {
    "home.show": "工作台",
    "case.search": "案件",
    "ledger.show": "台账",
    "employer.search": "用人单位",
    "meeting.search": "日程",
    "agreement.search": "协议",
    "hotline_order.search": "热线工单",
    "consultation.show": "登记咨询",
    "referral.search": "转办转出",
    "outreach.search": "咨询活动",
    "warning.search": "预警中心",
    "sensitive_period.search": "敏感时期",
    "recipient.search": "预警接收人",
    "calendar.show": "工作日历",
    "user.search": "人员",
    "organisation.search": "机构",
    "outbox.search": "邮件",
    "audit.search": "操作记录",
    "mailbox.search": "演示邮箱",
}

GROUPS: dict[str, str] = {"keeping": "管理", "demo": "演示"}

DEMO_BAR = {"level": "blue", "text": "演示实例：人员、单位和案件全部虚构。"}
