"""What an export says of itself: the lines below its rows, and what its page answers."""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from mediation.rules.export import FileKind
from mediation.wording.sentences import spoken

ERRORS: dict[str, str] = {
    "export.reason_needed": "请写明导出个人信息的原因，会记入操作记录。",
    "export.nothing_chosen": "请放宽条件：当前条件下没有案件可以导出。",
    "export.too_many_rows": "请缩小条件后分次导出：每次最多{most}行。",
    "export.not_found": "没有找到这次导出，或没有查看权限。",
}

FIELDS: dict[str, str] = {"file_kind": "文件格式", "in_full": "含个人信息", "reason": "导出原因"}

LABELS: dict[type[StrEnum], dict[Any, str]] = {
    FileKind: {
        FileKind.XLSX: "Excel表格（.xlsx）",
        FileKind.CSV: "文本表格（.csv）",
    },
}

SHEET = "台账"
ALL_CASES = "全部案件"
_MASKED = "说明：姓名和号码已隐去一部分"
_IN_FULL = "说明：含个人信息，请妥善保管，用后销毁。导出原因：{reason}"


class Numbered(Protocol):
    """What the lines below an export must know of it."""

    @property
    def number(self) -> str:
        """The number of the export."""

    @property
    def condition(self) -> str:
        """The condition in words."""

    @property
    def in_full(self) -> bool:
        """Whether people are named in full."""

    @property
    def reason(self) -> str:
        """Why they are."""


def footer(who: str, body: str, made: Numbered, at: datetime, rows: int) -> Iterator[str]:
    """Yield the lines below the rows: who, when, number, condition, how many."""
    yield f"导出人：{who}（{body}）"
    yield f"导出时间：{spoken(at)}"
    yield f"导出编号：{made.number}"
    yield f"条件：{made.condition}"
    yield f"行数：{rows}"
    yield _IN_FULL.format(reason=made.reason) if made.in_full else _MASKED
