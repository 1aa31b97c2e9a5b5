"""Figures that are counted once and shown many times.

Every page shows how many warnings wait, and the first page and the lists show how many cases
stand where.  Counting them again for each page costs more than the rest of the page when a
district has a hundred thousand cases.  So a process remembers what it counted:

* as long as the audit trail has not moved, because then no command has changed anything and the
  figure is exact, whichever process acted;
* when it has moved, a figure above a thousand may still be shown for five seconds.  Up to a
  thousand it is counted anew, so that whoever acknowledges the last warning sees it go.

Lists that a page offers (towns, colleagues) and the calendar change by commands only, so they are
remembered in the same way (`unmoved`).

What is remembered belongs to one engine and one person with all that decides on their sight, so
nobody is shown what another may see.  Where the trail ends is asked once per transaction.  Inside a
command nothing is remembered: what a decision rests on is read.
"""

import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TypeVar, cast
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, select

from mediation.models.audit import AuditHead
from mediation.models.db import read, session, writing_now
from mediation.rules.permissions import Actor

T = TypeVar("T")

_EXACT_UP_TO = 1000
_LONGEST = 5_000_000_000  # nanoseconds
_MOST_KEPT = 2000
_ASKED = "mediation.trail"
_HEAD = AuditHead.__table__.c
_END_OF_TRAIL = select(_HEAD.sequence).where(_HEAD.id == 1)


@dataclass(frozen=True, slots=True)
class _Counted:
    figure: object
    size: int
    trail: int
    at: int


class Memory:
    """What one process remembers; its ages are measured by a stopwatch, not by the clock."""

    def __init__(self, stopwatch: Callable[[], int] = time.monotonic_ns) -> None:
        """Begin with nothing remembered."""
        self._stopwatch = stopwatch
        self._kept: WeakKeyDictionary[Engine, dict[Hashable, _Counted]] = WeakKeyDictionary()

    def recent(
        self,
        name: str,
        actor: Actor | None,
        about: Hashable,
        count: Callable[[], T],
        size: Callable[[T], int],
    ) -> T:
        """Return a figure for this actor, counted now or a moment ago; `size` says how large it is.

        `about` is whatever else the figure depends on: the day, the filter.
        """
        if writing_now.get():
            return count()
        kept = self._kept.setdefault(session().get_bind().engine, {})
        key = (name, actor, about)
        trail, now = _end_of_trail(), self._stopwatch()
        known = kept.get(key)
        if known is not None and _still_holds(known, trail, now):
            return cast("T", known.figure)
        figure = count()
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        kept[key] = _Counted(figure, size(figure), trail, now)
        return figure


def _end_of_trail() -> int:
    current = session()
    asked_in, end = current.info.get(_ASKED, (None, 0))
    if asked_in is None or asked_in is not current.get_transaction():
        end = read(_END_OF_TRAIL).scalar() or 0
        current.info[_ASKED] = (current.get_transaction(), end)
    return int(end)


def _still_holds(known: _Counted, trail: int, now: int) -> bool:
    is_large = known.size > _EXACT_UP_TO
    return known.trail == trail or (is_large and now - known.at < _LONGEST)


recent = Memory().recent


def unmoved(name: str, actor: Actor | None, about: Hashable, ask: Callable[[], T]) -> T:
    """Return what only commands change, asked for now or at any time since the last command."""
    return recent(name, actor, about, ask, lambda _: 0)
