"""Follow-ups: somebody was promised a call at a certain hour.

A promise made on the telephone is kept within the hours of the office: two hours from now, or,
when nobody is at the desk by then, when it opens on the next working day.  Whoever handles the
case calls; as long as nobody does, it is whoever made the promise.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from mediation.basics import clock
from mediation.basics.errors import Malformed, RuleBroken
from mediation.rules.working_days import Calendar

_DELAY = timedelta(hours=2)
_OPENS, _CLOSES = time(8, 30), time(18, 0)
_FURTHEST = timedelta(days=366)
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class FollowUpEntry:
    """A call that is promised: when, and what it is about."""

    due_at: datetime
    note: str = ""


def next_moment(now: datetime, days: Calendar) -> datetime:
    """Return when somebody who calls now is called back unless another hour is agreed."""
    at = clock.local(now.replace(second=0, microsecond=0) + _DELAY)
    day = at.date()
    if days.is_workday(day) and _OPENS <= at.time() <= _CLOSES:
        return clock.at(day, at.hour, at.minute)
    first = day if at.time() < _OPENS else day + _ONE_DAY
    opening = days.next_workday_on_or_after(first)
    return clock.at(opening, _OPENS.hour, _OPENS.minute)


def may_promise(name: str, due_at: datetime, now: datetime) -> None:
    """Refuse an hour that is over or more than a year away; `name` is the field of the form."""
    if due_at <= now:
        raise Malformed.at(name, "follow_up.in_the_past")
    if due_at > now + _FURTHEST:
        raise Malformed.at(name, "follow_up.too_far")


def may_finish(done_at: datetime | None) -> None:
    """Refuse to note twice that somebody was called back."""
    if done_at is not None:
        raise RuleBroken("follow_up.done_before", at=done_at)


def is_overdue(due_at: datetime, now: datetime) -> bool:
    """Tell whether the promised hour is over."""
    return due_at < now
