"""What the first page of the day says."""

TILES: dict[str, str] = {
    "open": "在办案件",
    "due_today": "今天到期",
    "overdue": "已超期",
    "fresh": "新收，尚未受理",
    "unassigned": "未分派",
    "call_back": "等我回电",
}

LATE_CALLS = "其中已过时间{count}个"

LEVELS: dict[str, str] = {
    "red": "红色预警",
    "orange": "橙色预警",
    "yellow": "黄色预警",
    "blue": "蓝色预警",
}

WAITING = "其中未签收{count}项"
WAIT_FOR_OTHERS = "等待主管：{task}"
WAIT_FOR_MEETING = "{at}开调解会"

WEEK: dict[str, str] = {"received": "近7天收案", "closed": "近7天办结"}

HEALTH: dict[str, str] = {
    "never": "预警引擎还没有运行过",
    "just_now": "预警引擎刚刚运行",
    "minutes": "预警引擎{minutes}分钟前运行",
    "post_well": "邮件全部送达",
    "post_queued": "邮件待发{queued}封，其余都已送达",
    "post_troubled": "有{troubled}封邮件没有送达",
}

PLACES: dict[str, str] = {
    "audit.search": "操作记录",
    "case.search": "案件",
    "warning.search": "预警中心",
    "user.search": "人员",
    "outbox.search": "邮件",
}

TODAY: dict[str, str] = {
    "work_day": "{day} 周{weekday}，工作日",
    "rest_day": "{day} 周{weekday}，休息日",
}
