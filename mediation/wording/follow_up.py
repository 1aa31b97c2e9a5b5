"""What is said of calls that were promised."""

SAID = {
    "promised": "已约定回电，到时在工作台“等我回电”中提醒承办人。",
    "done": "已记下回电。",
}

STANDING = {
    "overdue": "已过时间",
    "today": "今天",
    "later": "待回电",
    "done": "已回电",
}

ERRORS = {
    "follow_up.in_the_past": "请填写现在以后的回电时间。",
    "follow_up.too_far": "请填写一年以内的回电时间。",
    "follow_up.done_before": "{at}已经记下回电，不必再记。",
    "follow_up.not_found": "没有找到这次回电，或没有查看权限。",
}

FIELDS = {
    "due_at": "回电时间",
    "note": "回电事由",
}
