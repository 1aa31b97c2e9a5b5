"""The daily briefing of a sensitive period, written also when nothing has happened.

In such weeks silence must not be read as calm: the briefing says “无新增” in so many words, and
a day without a briefing means that the machine is broken.
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

_COLUMNS = ("级别", "案号", "期限", "剩余", "预警编号")


@dataclass(frozen=True, slots=True)
class BriefingRow:
    """One open warning inside the period's towns."""

    level: WarningLevel | None
    case_number: str
    rule: str
    due_on: date
    number: str


@dataclass(frozen=True, slots=True)
class LevelCount:
    """How many warnings of a level are open, and how many nobody has acknowledged."""

    level: WarningLevel | None
    open: int
    unacknowledged: int


@dataclass(frozen=True, slots=True)
class Briefing:
    """The facts of one day's briefing on one period."""

    day: date
    period: str
    begins_on: date
    ends_on: date
    towns: str
    counts: tuple[LevelCount, ...]
    raised_since_yesterday: int
    intakes_since_yesterday: int
    rows: tuple[BriefingRow, ...]
    reader: Reader
    district: str

    def letter(self, occasion: Occasion) -> Letter:
        """Write the briefing for the moment at which it leaves."""
        title = f"敏感时期简报：{self._news()}（{day_words(self.day)}）"
        return set_letter(
            Content(
                subject=f"{occasion.late_words}{title}",
                heading=f"{title}“{self.period}”",
                facts=self._facts(),
                tables=self._tables(),
                path="预警中心",
                url=occasion.url("/warnings"),
                footer=(
                    f"发送 {occasion.sent_words} · 敏感时期内每日08:30发送，无新增也发送",
                    why_sent(self.reader, self.district),
                    "本邮件不含个人信息。",
                ),
            )
        )

    def _news(self) -> str:
        new, waiting = self.raised_since_yesterday, sum(each.unacknowledged for each in self.counts)
        news = f"新增预警{new}件" if new else "无新增预警"
        return f"{news}，未签收{waiting}件" if waiting else news

    def _facts(self) -> tuple[tuple[str, str], ...]:
        span = f"{self.begins_on.isoformat()}至{self.ends_on.isoformat()}"
        levels = "，".join(
            f"{level_words(each.level)}{each.open}件（未签收{each.unacknowledged}件）"
            for each in self.counts
        )
        new = f"新增预警{self.raised_since_yesterday}件，新登记案件{self.intakes_since_yesterday}件"
        return (
            ("敏感时期", f"{self.period}（{span}），{self._where_in_it()}"),
            ("范围", self.towns or "全区"),
            ("过去24小时", new),
            ("在案预警", levels or "没有在案预警"),
        )

    def _where_in_it(self) -> str:
        if self.day < self.begins_on:
            return f"距开始还有{(self.begins_on - self.day).days}天"
        return (
            f"第{(self.day - self.begins_on).days + 1}天，距结束{(self.ends_on - self.day).days}天"
        )

    def _tables(self) -> tuple[Table, ...]:
        if not self.rows:
            return ()
        total = sum(each.open for each in self.counts)
        cells = tuple(
            (
                level_words(row.level),
                row.case_number,
                clock_name(row.rule),
                left_words(row.rule, row.due_on, self.day),
                row.number,
            )
            for row in self.rows
        )
        return (first_rows(_COLUMNS, cells, "在案预警", total),)
