"""The digest: what is due, for one person, at the hour at which the office begins.

A mediator reads their own clocks; a supervisor reads those of the district that have risen to
yellow or above.  An empty digest is not written at all.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mediation.mail.layout import Content, Table, first_rows, set_letter
from mediation.mail.message import Letter
from mediation.mail.occasion import Occasion, day_words, left_words
from mediation.mail.reader import Reader, why_sent
from mediation.rules.clock_table import is_duty
from mediation.rules.warnings import WarningLevel
from mediation.wording.clock import clock_name
from mediation.wording.warning import level_words

_COLUMNS = ("级别", "案号", "期限", "剩余", "最后一日")
_NO_PERSON = "本邮件不含个人信息，办理请以平台记录为准。"


@dataclass(frozen=True, slots=True)
class DigestRow:
    """One running time limit of a digest."""

    level: WarningLevel | None
    case_number: str
    rule: str
    due_on: date


@dataclass(frozen=True, slots=True)
class DigestCounts:
    """How many time limits stand in each part of a digest."""

    overdue: int = 0
    due_today: int = 0
    later: int = 0
    over: int = 0

    @property
    def total(self) -> int:
        """How many there are in all."""
        return self.overdue + self.due_today + self.later + self.over


class DigestPart(StrEnum):
    """The parts of a digest, in the order of reading."""

    OVERDUE = "overdue"
    DUE_TODAY = "due_today"
    LATER = "later"
    OVER = "over"


_TITLES = {
    DigestPart.OVERDUE: ("已超期", "超期"),
    DigestPart.DUE_TODAY: ("今天到期", "今天到期"),
    DigestPart.LATER: ("临近到期", "临近"),
    DigestPart.OVER: ("已届满或已可申请，请告知当事人", "请告知"),
}


def part_of(rule: str, due_on: date, day: date) -> DigestPart:
    """Return the part of a digest in which a time limit stands."""
    days = (due_on - day).days
    if days < 0:
        return DigestPart.OVERDUE if is_duty(rule) else DigestPart.OVER
    return DigestPart.LATER if days else DigestPart.DUE_TODAY


@dataclass(frozen=True, slots=True)
class Digest:
    """The facts of a digest: the day, the rows in the order of urgency, and how many there are."""

    day: date
    rows: tuple[DigestRow, ...]
    counts: DigestCounts
    reader: Reader
    district: str
    for_supervisor: bool = False
    unacknowledged: int = 0

    def letter(self, occasion: Occasion) -> Letter:
        """Write the digest for the moment at which it leaves."""
        return set_letter(
            Content(
                subject=f"{occasion.late_words}{self._title()}",
                heading=self._title(),
                facts=self._facts(),
                tables=self._tables(),
                path="预警中心" if self.for_supervisor else "工作台",
                url=occasion.url("/warnings" if self.for_supervisor else "/"),
                footer=(
                    f"发送 {occasion.sent_words}",
                    why_sent(self.reader, self.district),
                    _NO_PERSON,
                ),
            )
        )

    def _title(self) -> str:
        what = "期限汇总" if self.for_supervisor else "今日待办"
        parts = [
            f"{short}{count}"
            for part, (_long, short) in _TITLES.items()
            if (count := getattr(self.counts, part.value))
        ]
        return f"{what}{self.counts.total}件：{'，'.join(parts)}（{day_words(self.day)}）"

    def _facts(self) -> tuple[tuple[str, str], ...]:
        if not self.for_supervisor or not self.unacknowledged:
            return ()
        return (("未签收的预警", f"{self.unacknowledged}件，请登录平台签收"),)

    def _tables(self) -> tuple[Table, ...]:
        tables = []
        for part, (title, _short) in _TITLES.items():
            rows = [row for row in self.rows if part_of(row.rule, row.due_on, self.day) is part]
            total = getattr(self.counts, part.value)
            if total:
                cells = tuple(self._cells(row) for row in rows)
                tables.append(first_rows(_COLUMNS, cells, f"{title}{total}件", total))
        return tuple(tables)

    def _cells(self, row: DigestRow) -> tuple[str, ...]:
        left = left_words(row.rule, row.due_on, self.day)
        return (
            level_words(row.level),
            row.case_number,
            clock_name(row.rule),
            left,
            row.due_on.isoformat(),
        )
