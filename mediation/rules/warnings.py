"""The engine of the warnings: on which day a time limit warns at which level.

A policy is a list of moments, a row of `warning_table`.  Moments before the end are measured from
the un-rolled last day, so that nobody relies on a holiday; moments after it from the rolled one,
because nobody is late before it.  `schedule` turns policy, span and calendar into dated signals
once; whoever stores a deadline keeps `next_change_after`, so that the minute tick asks only for
what is due.  A level never falls while the time limit runs: where a holiday squeezes the moments
together, the louder one stands.

The colours are an internal convention borrowed from 突发事件应对法 63, which speaks only of natural
disasters, accidents and public health; no page or letter may call them statutory.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from mediation.rules.working_days import ONE_DAY, Calendar


class WarningLevel(StrEnum):
    """The four levels, ordered from blue to red, not by their letters."""

    BLUE = "blue"
    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"

    @property
    def rank(self) -> int:
        """The place in the order, blue being zero."""
        return list(WarningLevel).index(self)

    def __lt__(self, other: str) -> bool:
        return self.rank < WarningLevel(other).rank

    def __le__(self, other: str) -> bool:
        return self.rank <= WarningLevel(other).rank

    def __gt__(self, other: str) -> bool:
        return self.rank > WarningLevel(other).rank

    def __ge__(self, other: str) -> bool:
        return self.rank >= WarningLevel(other).rank


class Measure(StrEnum):
    """The ways in which a moment is fixed."""

    HALF_ELAPSED = "half_elapsed"
    DAYS_BEFORE = "days_before"
    WORKDAYS_BEFORE = "workdays_before"
    ON_THE_DAY = "on_the_day"
    OVERDUE = "overdue"
    WORKDAYS_OVERDUE = "workdays_overdue"
    EXPIRED = "expired"


class Recipient(StrEnum):
    """Who a warning goes to, as seen from the case."""

    HANDLER = "handler"
    SUPERVISOR = "supervisor"


@dataclass(frozen=True, slots=True)
class Moment:
    """One row of a policy; no level means that the time limit has run out and only this is said."""

    measure: Measure
    level: WarningLevel | None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Policy:
    """When a kind of time limit warns."""

    id: str
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class Delivery:
    """To whom a level goes and when: at once, or with the next digest."""

    level: WarningLevel
    recipients: tuple[Recipient, ...]
    at_once: bool = False
    digests: tuple[time, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """The days of one running time limit."""

    started: date
    raw_due: date
    due: date


@dataclass(frozen=True, slots=True)
class Signal:
    """One dated change: a new level, a reminder at the same level, or the end."""

    since: date
    level: WarningLevel | None
    measure: Measure
    number: int

    @property
    def is_expired(self) -> bool:
        """Tell whether the time limit has run out without being used."""
        return self.measure is Measure.EXPIRED


@dataclass(frozen=True, slots=True)
class Schedule:
    """All signals of one time limit, by date."""

    signals: tuple[Signal, ...]

    def signal_on(self, day: date) -> Signal | None:
        """Return the signal that stands on the day; its `since` tells occasions apart."""
        reached = [signal for signal in self.signals if signal.since <= day]
        return reached[-1] if reached else None

    def level_on(self, day: date) -> WarningLevel | None:
        """Return the level that stands on the day; none before the first and after the end."""
        signal = self.signal_on(day)
        return signal.level if signal else None

    def next_change_after(self, day: date) -> date | None:
        """Return the next day on which something new is to be said."""
        return next((signal.since for signal in self.signals if signal.since > day), None)


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """That somebody has taken note of one occasion of a warning."""

    occasion: str
    note: str = ""


def schedule(policy: Policy, span: Span, calendar: Calendar) -> Schedule:
    """Date the moments of a policy for one span; nothing is dated before the start."""
    dated = sorted(
        (_dated(moment, span, calendar) for moment in policy.moments),
        key=lambda signal: (signal.since, signal.is_expired, _rank(signal)),
    )
    kept: list[Signal] = []
    for signal in dated:
        if kept and not signal.is_expired and _rank(signal) < _rank(kept[-1]):
            continue
        if kept and kept[-1].since == signal.since:
            kept.pop()
        kept.append(signal)
    return Schedule(tuple(kept))


def raised(level: WarningLevel) -> WarningLevel:
    """Return the level inside a sensitive period: one higher, at most red."""
    return list(WarningLevel)[min(level.rank + 1, WarningLevel.RED.rank)]


def next_sending(delivery: Delivery, moment: datetime, calendar: Calendar) -> datetime:
    """Return when a warning that arises at a moment goes out; digests rest on rest days."""
    if delivery.at_once:
        return moment
    day = moment.date()
    while True:
        if calendar.is_workday(day):
            for digest in delivery.digests:
                sending = datetime.combine(day, digest, tzinfo=moment.tzinfo)
                if sending >= moment:
                    return sending
        day += ONE_DAY


def _dated(moment: Moment, span: Span, calendar: Calendar) -> Signal:
    since = max(span.started, _day_of(moment, span, calendar))
    return Signal(since, moment.level, moment.measure, moment.number)


def _day_of(moment: Moment, span: Span, calendar: Calendar) -> date:
    match moment.measure:
        case Measure.HALF_ELAPSED:
            return span.started + timedelta(days=((span.raw_due - span.started).days + 1) // 2)
        case Measure.DAYS_BEFORE:
            return span.raw_due - timedelta(days=moment.number)
        case Measure.WORKDAYS_BEFORE:
            return calendar.add_workdays(span.raw_due, -moment.number)
        case Measure.ON_THE_DAY:
            return span.raw_due
        case Measure.OVERDUE | Measure.EXPIRED:
            return span.due + ONE_DAY
        case Measure.WORKDAYS_OVERDUE:
            return calendar.add_workdays(span.due, moment.number)


def _rank(signal: Signal) -> int:
    return signal.level.rank if signal.level else -1
