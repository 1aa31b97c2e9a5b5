"""The registry before the first case: who is known in the district, and who is watched.

In the first days of the year the office writes down every employer of the demonstration, with its
code, its short name and its trade, so that matters logged later find their entry by whatever name
they give.  Some are watched towards the end.  One stands in the registry twice, under its short
name without a code, for whoever wants to try how two entries are merged.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from mediation.basics import clock
from mediation.casework import employer as verbs
from mediation.demo.employers import Employer, employers
from mediation.demo.people import Cast
from mediation.demo.plan import Happening
from mediation.models import employer as registry
from mediation.rules.employer import (
    Alias,
    EmployerEntry,
    EmployerKind,
    NameKind,
    UnionState,
    WatchEntry,
    WatchReason,
)
from mediation.rules.working_days import Calendar

_TWICE = 5
_WATCHED_BEFORE = 20
_UNIONS = (UnionState.FOUNDED, UnionState.NOT_FOUNDED, UnionState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Watched:
    """An employer of the list that is watched, why, and for how long."""

    place: int
    reasons: tuple[WatchReason, ...]
    note: str
    days: int | None = None


WATCHED = (
    Watched(7, (WatchReason.GROUP_DISPUTE, WatchReason.HUNDRED_WORKERS), "集体讨薪后持续关注。"),
    Watched(9, (WatchReason.RELOCATION,), "厂房租约到期，拟整体搬迁。", 120),
    Watched(18, (WatchReason.WAGE_ARREARS, WatchReason.REPEATED_DISPUTES), "连续两个月迟发工资。"),
    Watched(27, (WatchReason.CLOSURE,), "已张贴停产公告。", 90),
)


def happenings(cast: Cast, calendar: Calendar, anchor: date, first: date) -> Iterator[Happening]:
    """Yield the writing of the registry on its first day, and of the watch list."""
    for place, each in enumerate(employers()):
        at = clock.at(first, 9, 5) + timedelta(minutes=place)
        yield Happening(at, partial(_register, cast, place, each))
    watched_on = calendar.add_workdays(anchor, -_WATCHED_BEFORE)
    for place, watched in enumerate(WATCHED):
        yield Happening(clock.at(watched_on, 16, place), partial(_watch, cast, watched))


def _register(cast: Cast, place: int, each: Employer) -> None:
    entry = EmployerEntry(
        name=each.name,
        credit_code=each.credit_code,
        aliases=() if place == _TWICE else (Alias(each.short_name, NameKind.SHORT),),
        town_code=each.town_code,
        industry=each.industry,
        kind=EmployerKind.ENTERPRISE,
        head_count=12 + place * 37 % 380,
        head_count_on=clock.today(),
        union=_UNIONS[place % len(_UNIONS)],
        address=each.address,
        legal_representative=each.legal_representative,
        representative_post="总经理",
    )
    by = cast.mediators[place % len(cast.mediators)]
    verbs.register(by, entry)
    if place == _TWICE:
        again = EmployerEntry(name=each.short_name, town_code=each.town_code)
        verbs.register(by, replace(again, union=UnionState.UNKNOWN))


def _watch(cast: Cast, watched: Watched) -> None:
    supervisor = cast.supervisors[0]
    name = employers()[watched.place].name
    entry = registry.find_or_register(supervisor.district_id or 0, name)
    today = clock.today()
    until = None if watched.days is None else today + timedelta(days=watched.days)
    asked = WatchEntry(watched.reasons, today, until, watched.note)
    verbs.watch(supervisor, entry.public_id, asked)
