"""What the system says about letters: their states, the steps of the post, what to do."""

from enum import Enum
from typing import Any

from mediation.rules.outbox import LetterState

LABELS: dict[type[Enum], dict[Any, str]] = {
    LetterState: {
        LetterState.QUEUED: "排队中",
        LetterState.SENDING: "发送中",
        LetterState.SENT: "已送达邮件服务器",
        LetterState.RETRY: "等待重试",
        LetterState.UNKNOWN: "可能已送达",
        LetterState.DEAD: "未送达，已停止重试",
        LetterState.CANCELLED: "已取消",
    },
}

KINDS: dict[str, str] = {
    "warning": "预警",
    "digest": "期限汇总",
    "briefing": "敏感时期简报",
    "trial": "测试邮件",
}

STAGES: dict[str, str] = {
    "": "",
    "connect": "连接邮件服务器",
    "ehlo": "问候（EHLO）",
    "starttls": "启用加密（STARTTLS）",
    "auth": "登录（AUTH）",
    "mail": "发件人（MAIL）",
    "rcpt": "收件人（RCPT）",
    "data": "正文（DATA）",
    "final_dot": "确认收下",
    "writing": "拟写邮件",
}

RESULTS: dict[str, str] = {
    "passed": "通过",
    "delivered": "已收下",
    "refused": "拒收",
    "deferred": "暂未通过",
    "unknown": "不能确定",
}

SAID: dict[str, str] = {
    "again": "已放回队首，数秒内发出。",
    "cancelled": "已取消，不会再发。",
}

ERRORS: dict[str, str] = {
    "outbox.not_found": "没有找到这封邮件，可能已超过保存期限。",
    "outbox.not_in_trouble": "这封邮件已送达或正在发送，不需要重发。",
    "outbox.has_left": "这封邮件已经发出，不能取消。",
    "outbox.no_address": "请先为自己的账号填写邮箱，再发测试邮件。",
}
