"""The moment at which a letter leaves, and what it owes to that moment.

A letter that leaves an hour or more after it was due says so in its subject: the reader of an
old alert must see at once that it is old.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mediation.basics import clock
from mediation.wording.deadline import left_phrase

_LATE_FROM = timedelta(hours=1)
_DAY = timedelta(days=1)
_WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


@dataclass(frozen=True, slots=True)
class Occasion:
    """When a letter leaves, when it was due, and the address that its links start with."""

    sent_at: datetime
    due_at: datetime
    base_url: str

    @property
    def late_words(self) -> str:
        """`（迟发3小时）` for a letter that leaves late, else nothing."""
        late = self.sent_at - self.due_at
        if late < _LATE_FROM:
            return ""
        if late >= 2 * _DAY:
            return f"（迟发{late // _DAY}天）"
        return f"（迟发{late // timedelta(hours=1)}小时）"

    @property
    def sent_words(self) -> str:
        """The moment of sending, as in a table."""
        return moment_words(self.sent_at)

    def url(self, path: str) -> str:
        """Return the full address of a page."""
        return self.base_url.rstrip("/") + path


def moment_words(instant: datetime) -> str:
    """Return an instant as `2026-11-20 10:02`."""
    return clock.local(instant).strftime("%Y-%m-%d %H:%M")


def short_moment_words(instant: datetime, today: date) -> str:
    """Return an instant as `10:02`, with the day in front of it unless it is today."""
    local = clock.local(instant)
    time = local.strftime("%H:%M")
    return time if local.date() == today else f"{local.month}月{local.day}日{time}"


def day_words(day: date) -> str:
    """Return a day as `11月20日 周五`."""
    return f"{day.month}月{day.day}日 {_WEEKDAYS[day.weekday()]}"


def left_words(rule: str, due_on: date, today: date) -> str:
    """Say how far a last day is: `剩6天`, `今天到期`, `已超2天`, `已届满`."""
    return left_phrase(rule, (due_on - today).days)
