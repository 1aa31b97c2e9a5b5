"""The alert: one or more warnings that cannot wait for the digest.

A red warning travels alone; orange ones that rise within ten minutes travel together.  The first
line says what to do and by when; the table carries case numbers, clocks and last days, and
nothing that names a person or an employer.
"""

from dataclasses import dataclass
from datetime import date, datetime

from mediation.basics import clock
from mediation.mail.layout import Content, first_rows, set_letter
from mediation.mail.message import Letter
from mediation.mail.occasion import Occasion, left_words, moment_words, short_moment_words
from mediation.mail.reader import Reader, why_sent
from mediation.rules.warnings import Measure, WarningLevel
from mediation.wording.clock import clock_name
from mediation.wording.sentences import label
from mediation.wording.warning import reason_of

_COLUMNS = ("案号", "期限", "剩余", "最后一日", "预警编号")
_REPEATED = "本邮件不含个人信息。重复收到同一编号属正常重发。"


@dataclass(frozen=True, slots=True)
class AlertRow:
    """One warning of an alert."""

    number: str
    public_id: str
    rule: str
    case_number: str
    due_on: date
    measure: Measure
    measured: int = 0

    @property
    def clock_name(self) -> str:
        """The name of the time limit."""
        return clock_name(self.rule)


@dataclass(frozen=True, slots=True)
class WarningAlert:
    """The facts of an alert."""

    level: WarningLevel
    rows: tuple[AlertRow, ...]
    first_at: datetime
    answer_by: datetime
    reader: Reader
    district: str
    period: str = ""
    reminder: int = 0
    ladder_step: int = 0
    will_climb: bool = False

    def letter(self, occasion: Occasion) -> Letter:
        """Write the alert for the moment at which it leaves."""
        return set_letter(
            Content(
                subject=self._subject(occasion),
                heading=self._heading(occasion),
                facts=self._facts(),
                tables=(first_rows(_COLUMNS, self._cells(occasion)),),
                paragraphs=self._consequence(),
                path=f"预警中心 > {self._first.number}" if self._is_single else "预警中心",
                url=occasion.url(self._path()),
                footer=self._footer(occasion),
                level=self.level,
                mark=f"{self._first.number}; level={self.level.value}; rule={self._first.rule}",
            )
        )

    @property
    def _first(self) -> AlertRow:
        return self.rows[0]

    @property
    def _is_single(self) -> bool:
        return len(self.rows) == 1

    def _path(self) -> str:
        return f"/warnings/{self._first.public_id}" if self._is_single else "/warnings"

    def _subject(self, occasion: Occasion) -> str:
        prefix = f"【{label(self.level)}】{occasion.late_words}"
        if self.ladder_step:
            prefix = f"【升级{self.ladder_step}】{prefix}"
        elif self.reminder:
            prefix = f"【催签{self.reminder}】{prefix}"
        day = clock.day_of(occasion.sent_at)
        what = f"{len(self.rows)}件期限预警"
        if self._is_single:
            what = (
                f"{self._first.clock_name}{left_words(self._first.rule, self._first.due_on, day)}"
            )
        number = self._first.number if self._is_single else f"{self._first.number}等"
        return f"{prefix}{what}，{self._demand(occasion)} {number}"

    def _heading(self, occasion: Occasion) -> str:
        return (
            f"【{label(self.level)}】{occasion.late_words}{self._demand(occasion, with_day=True)}"
        )

    def _demand(self, occasion: Occasion, *, with_day: bool = False) -> str:
        if self.ladder_step:
            return "仍未签收，请督促处理"
        if occasion.sent_at >= self.answer_by:
            return "请立即签收"
        local = clock.local(self.answer_by)
        if with_day:
            return f"请在{local.month}月{local.day}日{local:%H:%M}前签收"
        words = short_moment_words(self.answer_by, clock.day_of(occasion.sent_at))
        return f"请{words}前签收"

    def _facts(self) -> tuple[tuple[str, str], ...]:
        facts = [("事由", self._reason())]
        if self.period:
            facts.append(("敏感时期", f"处于“{self.period}”敏感时期（含提前期），级别已上调一级"))
        facts.append(("首次触发", moment_words(self.first_at)))
        if self.reminder:
            facts.append(("催签", f"第{self.reminder}次，尚未签收"))
        return tuple(facts)

    def _reason(self) -> str:
        if not self._is_single:
            return f"{len(self.rows)}件期限达到{label(self.level)}级别（内部管理级别）"
        first = self._first
        reason = reason_of(first.measure, first.measured)
        return f"{first.case_number}的{first.clock_name}{reason}（规则{first.rule}，内部管理级别）"

    def _cells(self, occasion: Occasion) -> tuple[tuple[str, ...], ...]:
        day = clock.day_of(occasion.sent_at)
        return tuple(
            (
                row.case_number,
                row.clock_name,
                left_words(row.rule, row.due_on, day),
                row.due_on.isoformat(),
                row.number,
            )
            for row in self.rows
        )

    def _consequence(self) -> tuple[str, ...]:
        if self.level is not WarningLevel.RED or self.ladder_step:
            return ()
        then = "，催签四次后通知上一级负责人" if self.will_climb else ""
        return (f"逾期未签收，每30分钟催签一次{then}。",)

    def _footer(self, occasion: Occasion) -> tuple[str, ...]:
        numbers = "、".join(row.number for row in self.rows[:3])
        more = "等" if len(self.rows) > 3 else ""
        return (
            f"预警编号 {numbers}{more} · 规则 {self._first.rule} · 发送 {occasion.sent_words}",
            why_sent(self.reader, self.district),
            _REPEATED,
        )
