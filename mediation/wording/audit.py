"""How the audit trail is read: what was changed, in words, and values as people write them."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from mediation.basics.money import Money
from mediation.wording.columns import COLUMNS, ENUMS, TABLES
from mediation.wording.sentences import labels

KINDS: dict[str, str] = {
    "": "其他",
    "account": "本人账号",
    "user": "人员",
    "organisation": "机构",
    "case": "案件",
    "employer": "用人单位",
    "agreement": "协议",
    "meeting": "调解会",
    "warning": "预警",
    "sensitive_period": "敏感时期",
    "outreach": "咨询活动",
    "order_limit": "工单办理天数",
    "recipient": "预警接收人",
    "saved_view": "视图",
    "post": "邮件设置",
    "letter": "邮件",
    "calendar": "工作日历",
    "export": "导出",
    "task": "任务",
}

RESULTS: dict[str, str] = {"done": "已办", "refused": "未获准"}

DOORS: dict[str, str] = {
    "web": "网页",
    "cli": "命令行",
    "watch": "定时",
    "test": "测试",
    "demo": "演示",
    "worker": "后台",
}

SERVANTS: dict[str, str] = {"operator": "服务器管理员"}

_SEALED = "1.g."
_SHANGHAI = ZoneInfo("Asia/Shanghai")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}\+00:00")


def column_name(table: str, column: str) -> str:
    """Return what a column says, in words, with its table where that helps."""
    return f"{TABLES.get(table, table)}·{COLUMNS.get(column, column)}"


def shown_value(table: str, column: str, value: object) -> str:
    """Return a stored value as the trail shows it; a sealed one stays sealed."""
    kind = ENUMS.get(f"{table}.{column}") or ENUMS.get(column)
    match value:
        case None | "":
            return "—"
        case True:
            return "是"
        case False:
            return "否"
        case int() if column.endswith("_fen"):
            return f"{Money(value).figures}元"
        case str() if kind is not None and value in set(kind):
            return labels().get(kind, {}).get(kind(value), value)
        case str() if value.startswith(_SEALED):
            return "（已加密）"
        case str() if _INSTANT.fullmatch(value):
            return f"{datetime.fromisoformat(value).astimezone(_SHANGHAI):%Y-%m-%d %H:%M}"
        case _:
            return str(value)
