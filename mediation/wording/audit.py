"""How the audit trail is read: what was changed, in words, and values as people write them."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

KINDS: dict[str, str] = {
    "": "其他",
    "account": "本人账号",
    "user": "人员",
    "organisation": "机构",
    "case": "案件",
    "agreement": "协议",
    "meeting": "调解会",
    "warning": "预警",
    "sensitive_period": "敏感时期",
    "recipient": "预警接收人",
    "post": "邮件设置",
    "letter": "邮件",
    "calendar": "工作日历",
}

RESULTS: dict[str, str] = {"done": "已办", "refused": "未获准"}

DOORS: dict[str, str] = {"web": "网页", "cli": "命令行", "watch": "定时", "test": "测试"}

SERVANTS: dict[str, str] = {"operator": "服务器管理员"}

_TABLES: dict[str, str] = {
    "users": "人员",
    "user_roles": "角色",
    "user_towns": "负责镇街",
    "organisations": "机构",
    "password_links": "设置密码的链接",
    "web_sessions": "登录",
    "cases": "案件",
    "parties": "当事人",
    "claims": "诉求",
    "employers": "用人单位",
    "proceedings": "办理程序",
    "meetings": "调解会",
    "agreements": "协议",
    "deadlines": "期限",
}

_COLUMNS: dict[str, str] = {
    "username": "用户名",
    "name": "姓名或名称",
    "email": "邮箱",
    "organisation_id": "所属机构",
    "district_id": "区",
    "town_id": "镇街",
    "password_hash": "密码",
    "password_must_change": "须修改密码",
    "password_set_at": "密码设置时间",
    "large_text": "大字显示",
    "created_at": "新增时间",
    "disabled_at": "停用时间",
    "last_sign_in_at": "最近登录",
    "role": "角色",
    "user_id": "人员",
    "made_by_id": "经办人",
    "token_hash": "链接",
    "expires_at": "到期时间",
    "spent_at": "使用时间",
    "kind": "类别",
    "legal_nature": "法律性质",
    "address": "地址",
    "phone": "电话",
    "version": "版本",
    "case_number": "案号",
    "stage": "阶段",
    "state": "状态",
    "handler_id": "承办人",
    "lawyer_id": "律师",
    "body_id": "办理机构",
    "employer_id": "用人单位",
    "headcount": "人数",
    "channel": "收案渠道",
    "summary": "摘要",
    "cause": "案由",
    "amount": "金额",
    "amount_fen": "金额（分）",
    "outcome": "结果",
    "starts_at": "开始时间",
    "ends_at": "结束时间",
    "place": "地点",
    "note": "备注",
    "due_on": "到期日",
}

_SEALED = "1.g."
_SHANGHAI = ZoneInfo("Asia/Shanghai")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}\+00:00")


def table_name(table: str) -> str:
    """Return what a table holds, in words."""
    return _TABLES.get(table, table)


def column_name(table: str, column: str) -> str:
    """Return what a column says, in words, with its table where that helps."""
    return f"{table_name(table)}·{_COLUMNS.get(column, column)}"


def shown_value(value: object) -> str:
    """Return a stored value as the trail shows it; a sealed one stays sealed."""
    match value:
        case None | "":
            return "—"
        case True:
            return "是"
        case False:
            return "否"
        case str() if value.startswith(_SEALED):
            return "（已加密）"
        case str() if _INSTANT.fullmatch(value):
            return f"{datetime.fromisoformat(value).astimezone(_SHANGHAI):%Y-%m-%d %H:%M}"
        case _:
            return str(value)
