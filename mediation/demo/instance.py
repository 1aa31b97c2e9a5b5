"""Loading: an empty database becomes a district with a year behind it.

Everything is a happening at an instant; the instants are walked in order with the clock held at
each, so that numbers, time limits and the audit trail come out as in an office that has worked.
In the end the watch walks its round as of now, and the letters of today wait in the outbox.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from random import Random

from mediation.basics import clock
from mediation.demo import arrivals, collective, outings, people, registry, rounds
from mediation.demo.employers import employers
from mediation.demo.plan import Happening, Planner
from mediation.jobs.tick import tick
from mediation.models import calendar
from mediation.rules import holidays
from mediation.rules.intake import Channel
from mediation.rules.working_days import Calendar

_SEED = 20_170_701
_YEAR = 262
_TODAY_BEFORE = timedelta(minutes=40)


def load(password: str, today: date) -> None:
    """Found a fictional instance and tell its year up to today, all accounts under one password."""
    chance = Random(_SEED)  # noqa: S311 - a demonstration that comes out the same each time
    days = holidays.seed()
    anchor = days.previous_workday_on_or_before(today)
    with clock.fixed(clock.at(days.add_workdays(anchor, -_YEAR), 9)):
        cast = people.open_office(password)
    now = clock.now() if clock.today() == today else clock.at(today, 10)
    walk(_year(cast, calendar.current(), anchor, now, chance))
    with clock.fixed(now):
        tick(people.DOOR)


def walk(happenings: Iterable[Happening]) -> None:
    """Let everything happen in the order of time, with the clock held at each instant."""
    for each in sorted(happenings, key=lambda happening: happening.at):
        with clock.fixed(each.at):
            each.act()


def _year(
    cast: people.Cast, days: Calendar, anchor: date, now: datetime, chance: Random
) -> list[Happening]:
    planner = Planner(cast, days, anchor, chance)
    story = planner.story_at(collective.factory(employers()))
    today = clock.day_of(now)
    lately = max(clock.at(today, 0, 1), now - _TODAY_BEFORE)
    return [
        *registry.happenings(cast, days, anchor, days.add_workdays(anchor, -_YEAR)),
        *planner.happenings(),
        *collective.happenings(story, planner.workers, days, anchor),
        *outings.happenings(cast, days, days.add_workdays(anchor, -_YEAR), chance),
        *rounds.happenings(cast, days, anchor, today, chance),
        planner.today(arrivals.log, Channel.ONLINE, lately),
        planner.today(arrivals.report, Channel.LIAISON, lately),
        planner.today(arrivals.delegate, Channel.COURT, lately),
    ]
