"""By when somebody must acknowledge a warning, and what happens while nobody does.

House policy: red half an hour at any hour; orange two hours of the
office day; yellow by 17:30; blue with the next morning.  A red warning that nobody acknowledges
is repeated every half hour, at most four times; then the ladder is climbed, a step an hour.  All
of it is asked from the instant at which the level was reached, so a tick that comes late finds
the step that is due now and does not send the ones in between.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from mediation.rules.warnings import WarningLevel
from mediation.rules.working_days import ONE_DAY, Calendar

OFFICE_OPENS, OFFICE_CLOSES = time(8, 30), time(17, 30)
_RED = timedelta(minutes=30)
_ORANGE = timedelta(hours=2)
_REMINDER = timedelta(minutes=30)
MOST_REMINDERS = 4
_LADDER = timedelta(hours=1)
MOST_STEPS = 3
LETTERS_APART = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Due:
    """What the silence about a warning has led to: reminders sent, then steps climbed."""

    reminder: int = 0
    step: int = 0


def answer_by(level: WarningLevel | None, reached: datetime, calendar: Calendar) -> datetime:
    """Return by when a warning that reached its level at a wall-clock moment wants an answer."""
    if level is WarningLevel.RED:
        return reached + _RED
    if level is WarningLevel.ORANGE:
        if _is_open(reached, calendar):
            return reached + _ORANGE
        return _next_opening(reached, calendar) + _ORANGE
    if level is WarningLevel.BLUE:
        return _next_opening(reached, calendar)
    is_today = calendar.is_workday(reached.date()) and reached.time() < OFFICE_CLOSES
    opening = reached if is_today else _next_opening(reached, calendar)
    return datetime.combine(opening.date(), OFFICE_CLOSES, tzinfo=reached.tzinfo)


def due_for_silence(reached: datetime, now: datetime) -> Due:
    """Return how far the silence about a red warning has come by now."""
    silent = now - reached
    if silent < _REMINDER:
        return Due()
    reminders = min(silent // _REMINDER, MOST_REMINDERS)
    beyond = silent - _REMINDER * (MOST_REMINDERS + 1)
    if beyond < timedelta():
        return Due(reminder=reminders)
    return Due(reminder=reminders, step=min(beyond // _LADDER + 1, MOST_STEPS))


def _is_open(moment: datetime, calendar: Calendar) -> bool:
    return calendar.is_workday(moment.date()) and OFFICE_OPENS <= moment.time() < OFFICE_CLOSES


def _next_opening(moment: datetime, calendar: Calendar) -> datetime:
    day = moment.date()
    if moment.time() >= OFFICE_OPENS:
        day += ONE_DAY
    while not calendar.is_workday(day):
        day += ONE_DAY
    return datetime.combine(day, OFFICE_OPENS, tzinfo=moment.tzinfo)
