"""The engine of the time limits: from a row and a starting day to the last day, and why.

Law kept here is only the law of counting: the first day does not count (民法典 201), months and
years end on the corresponding day or the end of the month (202), a last day that is a rest day
moves to the first day after the rest (203), and what the parties agree comes first (204).  Which
of these a time limit uses is said by its row.

The answer carries its derivation as structured lines, one per step and one per day where working
days are counted; `wording.clock` makes the sentences.  Nothing here knows today except where a
caller hands it in.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mediation.basics.errors import RuleBroken
from mediation.rules.citations import article
from mediation.rules.clock_table import AGREED_DATE, ORDER_DATE
from mediation.rules.clock_terms import (
    Clock,
    Event,
    Hours,
    Length,
    Months,
    NaturalDays,
    WorkingDays,
    Years,
)
from mediation.rules.derivation import (
    DerivationLine,
    Derived,
    Fact,
    day_by_day,
    reading_line,
    rest_reason,
)
from mediation.rules.working_days import ONE_DAY, Calendar

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
SHOWN_PROVISIONAL_WITHIN = 60  # days before the due day on which the chip begins to say 暂定
_NEAR_A_FESTIVAL = 7
_MONTHS_IN_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Reckoned:
    """The last day of a time limit, un-rolled and rolled, and how it was found."""

    rule: str
    start: date
    raw_due: date
    due: date
    provisional: bool
    basis: tuple[str, ...]
    derivation: tuple[DerivationLine, ...]
    calendar_version: int
    pay_by: date | None = None  # wages only: the workday before an agreed day that is a rest day


def reckon(
    clock: Clock,
    start: date,
    calendar: Calendar,
    *,
    extended_to: date | None = None,
    started_by: Event | None = None,
) -> Reckoned:
    """Reckon the last day of a time limit that starts on a day.

    `extended_to` is the day to which those whose consent the row asks for have agreed; it stands
    as agreed and is not rolled.  `started_by` names the event when a restart began the period.
    """
    _refuse_far_away(start)
    lines = [_started(clock, start, started_by)]
    raw_due, counted = _counted(clock, start, calendar)
    due, landing = _landed(clock, raw_due, calendar)
    lines += [*counted, *landing]
    provisional = _touches_unconfirmed(clock.length, start, (raw_due, due), calendar)
    if extended_to is not None:
        lines.append(_extended(clock, due, raw_due, extended_to, calendar))
        raw_due = due = extended_to
        provisional = False
    lines += [reading_line(reading) for reading in clock.readings]
    if provisional:
        lines.append(DerivationLine(Derived.PROVISIONAL, {"year": due.year}))
    return Reckoned(
        rule=clock.id,
        start=start,
        raw_due=raw_due,
        due=due,
        provisional=provisional,
        basis=tuple(each.label for each in clock.cites),
        derivation=tuple(lines),
        calendar_version=calendar.version,
    )


def agreed_date(day: date, calendar: Calendar) -> Reckoned:
    """Take a day that an agreement sets for performance; it never moves.

    Wages that fall due on a rest day are to be paid before it, so `pay_by` gives that workday as
    a hint; the duty under the agreement stays on its own day.
    """
    _refuse_far_away(day)
    basis = article("调解仲裁法15")
    lines = [DerivationLine(Derived.AGREED, {"day": day}, (basis.label,))]
    pay_by = calendar.previous_workday_on_or_before(day)
    if pay_by != day:
        cites = (article("广东省工资支付条例12(2)"), article("工资支付暂行规定7"))
        facts: dict[str, Fact] = {"day": day, "why": rest_reason(day, calendar), "pay_by": pay_by}
        lines.append(
            DerivationLine(Derived.PAY_EARLIER, facts, tuple(each.label for each in cites))
        )
    if calendar.is_provisional(day):
        lines.append(DerivationLine(Derived.PROVISIONAL, {"year": day.year}))
    return Reckoned(
        rule=AGREED_DATE,
        start=day,
        raw_due=day,
        due=day,
        provisional=calendar.is_provisional(day),
        basis=(basis.label,),
        derivation=tuple(lines),
        calendar_version=calendar.version,
        pay_by=pay_by if pay_by != day else None,
    )


def set_date(rule: str, start: date, day: date, calendar: Calendar) -> Reckoned:
    """Take a day that somebody has set; it never moves, and it rests on no article but its own."""
    if rule == AGREED_DATE:
        return agreed_date(day, calendar)
    _refuse_far_away(day)
    code = Derived.HANDED_DOWN if rule == ORDER_DATE else Derived.ASKED_AGAIN
    return Reckoned(
        rule=rule,
        start=start,
        raw_due=day,
        due=day,
        provisional=False,
        basis=(),
        derivation=(DerivationLine(code, {"day": day}),),
        calendar_version=calendar.version,
    )


def due_instant(clock: Clock, started_at: datetime) -> datetime:
    """Return the end of a time limit in hours; the hour in which it starts does not count."""
    if not isinstance(clock.length, Hours):
        raise RuleBroken("clock.starts_on_a_day", rule=clock.id)
    hour = started_at.replace(minute=0, second=0, microsecond=0)
    if hour != started_at:
        hour += timedelta(hours=1)
    return hour + timedelta(hours=clock.length.number)


def remaining(due: date, today: date) -> int:
    """Return the days left: zero on the last day, negative when it has passed."""
    return (due - today).days


def shows_provisional(due: date, today: date, calendar: Calendar) -> bool:
    """Tell whether a due day without a confirmed calendar is worth marking 暂定 on screen.

    Far away it would only be noise, so it shows within sixty days, and always where the notice
    is likely to change the day: on a weekend or near a known festival.
    """
    if not calendar.is_provisional(due):
        return False
    nearby = (due + timedelta(days=step) for step in range(-_NEAR_A_FESTIVAL, _NEAR_A_FESTIVAL + 1))
    return (
        remaining(due, today) <= SHOWN_PROVISIONAL_WITHIN
        or calendar.is_rest_day(due)
        or any(calendar.festival_on(day) for day in nearby)
    )


def end_of(length: Length, start: date, calendar: Calendar) -> date:
    """Return the last day of a length, before any roll; the starting day does not count."""
    match length:
        case NaturalDays(number):
            return start + timedelta(days=number)
        case WorkingDays(number):
            return calendar.add_workdays(start, number)
        case Months(number):
            return _corresponding_day(start, number)
        case Years(number):
            return _corresponding_day(start, number * _MONTHS_IN_A_YEAR)
        case Hours():
            raise RuleBroken("clock.starts_at_an_hour")


def _refuse_far_away(day: date) -> None:
    if not EARLIEST <= day <= LATEST:
        raise RuleBroken("clock.day_out_of_range", earliest=EARLIEST, latest=LATEST)


def _started(clock: Clock, start: date, started_by: Event | None) -> DerivationLine:
    event = started_by or clock.starts
    if event is not clock.starts and event not in clock.restarts:
        raise RuleBroken("clock.not_started_by", rule=clock.id, event=event)
    facts: dict[str, Fact] = {"day": start, "event": event}
    return DerivationLine(Derived.STARTED, facts, (article("民法典201").label,))


def _counted(
    clock: Clock, start: date, calendar: Calendar
) -> tuple[date, tuple[DerivationLine, ...]]:
    """Count to the last day and say how: in one line, or day by day where only workdays count."""
    raw_due = end_of(clock.length, start, calendar)
    facts: dict[str, Fact] = {"length": clock.length, "day": raw_due}
    own = tuple(each.label for each in clock.cites)
    match clock.length:
        case WorkingDays():
            return raw_due, tuple(day_by_day(start, raw_due, calendar, own))
        case NaturalDays():
            return raw_due, (DerivationLine(Derived.NATURAL_DAYS_COUNTED, facts, own),)
    code = Derived.CORRESPONDING_DAY if raw_due.day == start.day else Derived.END_OF_MONTH
    return raw_due, (DerivationLine(code, facts, (*own, article("民法典202").label)),)


def _landed(
    clock: Clock, raw_due: date, calendar: Calendar
) -> tuple[date, tuple[DerivationLine, ...]]:
    """Move a last day that is a rest day if the row says so, and say what was done."""
    if isinstance(clock.length, WorkingDays):
        return raw_due, ()
    facts: dict[str, Fact] = {"day": raw_due, "why": rest_reason(raw_due, calendar)}
    if calendar.is_make_up_workday(raw_due):
        return raw_due, (DerivationLine(Derived.LAST_DAY_IS_MAKE_UP, facts),)
    if calendar.is_workday(raw_due):
        return raw_due, (DerivationLine(Derived.LAST_DAY_IS_WORKDAY, facts),)
    if not clock.rolls:
        return raw_due, (DerivationLine(Derived.NOT_ROLLED, facts),)
    due = calendar.next_workday_on_or_after(raw_due)
    cites = (article("民法典203").label,)
    return due, (DerivationLine(Derived.ROLLED, facts | {"due": due}, cites),)


def _extended(
    clock: Clock, due: date, raw_due: date, extended_to: date, calendar: Calendar
) -> DerivationLine:
    """Check an extension against the row: allowed at all, really later, within its cap."""
    _refuse_far_away(extended_to)
    if clock.extends is None:
        raise RuleBroken("clock.not_extendable", rule=clock.id, name=clock.name)
    if extended_to <= due:
        raise RuleBroken("clock.extension_not_later", due=due)
    if clock.extends.cap is not None:
        latest = end_of(clock.extends.cap, raw_due, calendar)
        if extended_to > latest:
            raise RuleBroken("clock.extension_too_long", latest=latest)
    cites = (*(each.label for each in clock.cites), article("民法典204").label)
    facts: dict[str, Fact] = {"day": extended_to, "by": clock.extends.by}
    return DerivationLine(Derived.EXTENDED, facts, cites)


def _touches_unconfirmed(
    length: Length, start: date, ends: tuple[date, date], calendar: Calendar
) -> bool:
    """Tell whether a year without its notice was asked about: on the way, or at the end."""
    first = start + ONE_DAY if isinstance(length, WorkingDays) else ends[0]
    years = range(first.year, ends[1].year + 1)
    return any(calendar.is_provisional(date(year, 1, 1)) for year in years)


def _corresponding_day(start: date, months: int) -> date:
    years, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    month += 1
    return date(years, month, min(start.day, monthrange(years, month)[1]))
