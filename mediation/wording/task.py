"""What long work is called, and what its page says while somebody waits."""

from enum import StrEnum
from typing import Any

from mediation.rules.task import TaskKind, TaskState

ERRORS: dict[str, str] = {
    "task.not_found": "没有找到这项任务，或没有查看权限。",
    "task.file_gone": "文件已过期删除，或还没有生成。请重新导出。",
    "task.too_many": "请等前面的任务完成：同时最多进行{most}项。",
}

LABELS: dict[type[StrEnum], dict[Any, str]] = {
    TaskKind: {TaskKind.EXPORT: "导出台账"},
    TaskState: {
        TaskState.QUEUED: "等待开始",
        TaskState.RUNNING: "正在进行",
        TaskState.DONE: "已完成",
        TaskState.FAILED: "没有完成",
        TaskState.CANCELLED: "已取消",
        TaskState.EXPIRED: "文件已过期",
    },
}

SAID: dict[str, str] = {
    "cancelled": "已要求取消，正在处理的一批完成后停止。",
    "again": "已重新开始。",
    "same": "相同的导出刚刚要求过，这里是那一次。",
}

NO_WORKER = "后台程序没有运行，任务暂时不会开始。请管理员启动 worker；启动后任务自动进行。"
_MINUTE = 60


def progress(done: int, total: int, left: int | None) -> str:
    """Say how far a task is, and how long the rest will take as soon as that is known."""
    words = f"第 {done} / {total} 行"
    return words if left is None else f"{words} · 约剩 {_lasting(left)}"


def _lasting(seconds: int) -> str:
    if seconds < _MINUTE:
        return f"{max(seconds, 1)} 秒"
    return f"{-(-seconds // _MINUTE)} 分钟"
