"""What outreach events say."""

SAID = {
    "recorded": "已登记咨询活动。",
    "changed": "已修改咨询活动。",
}

ERRORS = {
    "outreach.in_the_future": "请填写今天或以前的举办日期，活动结束后再登记。",
    "outreach.more_asked_than_came": "请核对咨询人次：应不多于参加人数。",
    "outreach.not_found": "没有找到这场咨询活动，或没有查看权限。",
}

FIELDS = {
    "event_name": "活动名称",
    "held_on": "举办日期",
    "place": "地点",
    "head_count": "参加人数",
    "consultation_count": "咨询人次",
    "lawyers": "参加律师",
}
