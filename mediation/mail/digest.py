"""The digest: what is due, for one person, at the hour at which the office begins.

A mediator reads their own clocks; a supervisor reads those of the district that have risen to
yellow or above.  An empty digest is not written at all.
"""

from dataclasses import dataclass
from datetime import date

from mediation.mail.layout import Content, Table, first_rows, set_letter
from mediation.mail.message import Letter
from mediation.mail.occasion import Occasion, day_words, left_words
from mediation.mail.reader import Reader, why_sent
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
class Digest:
    """The facts of a digest: the day, the rows in the order of urgency, and how many there are."""

    day: date
    rows: tuple[DigestRow, ...]
    overdue: int
    due_today: int
    later: int
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

    @property
    def _total(self) -> int:
        return self.overdue + self.due_today + self.later

    def _title(self) -> str:
        what = "期限汇总" if self.for_supervisor else "今日待办"
        parts = [f"超期{self.overdue}"] if self.overdue else []
        parts += [f"今天到期{self.due_today}"] if self.due_today else []
        parts += [f"临近{self.later}"] if self.later else []
        return f"{what}{self._total}件：{'，'.join(parts)}（{day_words(self.day)}）"

    def _facts(self) -> tuple[tuple[str, str], ...]:
        if not self.for_supervisor or not self.unacknowledged:
            return ()
        return (("未签收的预警", f"{self.unacknowledged}件，请登录平台签收"),)

    def _tables(self) -> tuple[Table, ...]:
        overdue = [row for row in self.rows if row.due_on < self.day]
        today = [row for row in self.rows if row.due_on == self.day]
        later = [row for row in self.rows if row.due_on > self.day]
        groups = (
            ("已超期", overdue, self.overdue),
            ("今天到期", today, self.due_today),
            ("临近到期", later, self.later),
        )
        return tuple(
            first_rows(
                _COLUMNS, tuple(self._cells(row) for row in rows), f"{title}{total}件", total
            )
            for title, rows, total in groups
            if total
        )

    def _cells(self, row: DigestRow) -> tuple[str, ...]:
        left = left_words(row.due_on, self.day)
        return (
            level_words(row.level),
            row.case_number,
            clock_name(row.rule),
            left,
            row.due_on.isoformat(),
        )
