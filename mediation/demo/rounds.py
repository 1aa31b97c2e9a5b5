"""What the watch saw and what the office answered before the demonstration begins.

On the last workdays before today the watch looked at every time limit, and whoever is responsible
took note of what stood out; only what is new today is still unanswered.  No letter is written for
those days: a letter that leaves weeks late would only say that it is late.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from random import Random

from mediation.basics import clock
from mediation.casework import recipient, sensitive_period, warning, watch
from mediation.demo import texts
from mediation.demo.people import Cast
from mediation.demo.plan import Happening
from mediation.models import deadline
from mediation.models import warning as warnings
from mediation.models.warning import WarningFacts
from mediation.rules import permissions
from mediation.rules.permissions import Actor
from mediation.rules.recipient import RecipientEntry
from mediation.rules.sensitive_period import PeriodEntry, PeriodKind
from mediation.rules.warnings import Acknowledgement, WarningLevel
from mediation.rules.working_days import Calendar

ROUNDS = 6
PERIOD_TOWNS = ("440113012", "440113014", "440113102", "440113120")

_BRIEFED_BEFORE = 7
_BASIS = "区总工会年度敏感时期安排（演示）"
_AT_ONE_TIME = 500


@dataclass(frozen=True, slots=True)
class Season:
    """Weeks of every year in which the district keeps a closer eye; from month and day on."""

    begins: tuple[int, int]
    name: str
    kind: PeriodKind


SEASONS = (
    Season((1, 5), "春节前欠薪专项治理", PeriodKind.SPRING_WAGES),
    Season((2, 24), "全国两会前后", PeriodKind.TWO_SESSIONS),
    Season((3, 25), "春季开工和五一假期前后", PeriodKind.PUBLIC_EVENT),
    Season((5, 11), "高温季节和年中结算", PeriodKind.LOCAL),
    Season((9, 10), "国庆假期前后", PeriodKind.PUBLIC_EVENT),
    Season((10, 16), "岁末年初欠薪高发期", PeriodKind.SPRING_WAGES),
)


def happenings(
    cast: Cast, calendar: Calendar, anchor: date, today: date, chance: Random
) -> Iterator[Happening]:
    """Yield the naming of recipients, the periods, and the mornings of the watch."""
    entered = calendar.add_workdays(anchor, -_BRIEFED_BEFORE)
    yield Happening(clock.at(entered, 8, 40), partial(_name_recipients, cast))
    yield Happening(clock.at(entered, 8, 50), partial(_enter_periods, cast, today))
    for days_ago in range(ROUNDS, 0, -1):
        day = calendar.add_workdays(anchor, -days_ago)
        yield Happening(clock.at(day, 8, 30), look)
        yield Happening(clock.at(day, 8, 55), partial(_acknowledge, cast, chance))


def look() -> None:
    """Look at every running deadline whose level may have changed, as the tick does."""
    system = permissions.watch(on=clock.today())
    for each in deadline.due_to_look(clock.today(), _AT_ONE_TIME):
        watch.look(system, each.id)
    watch.end_settled(system)


def _acknowledge(cast: Cast, chance: Random) -> None:
    """Take note of what is loud, and of some of the rest."""
    supervisor = cast.supervisors[0]
    for each in _unanswered(supervisor):
        if _is_loud(each) or chance.random() < 0.2:
            note = chance.choice(texts.ACKNOWLEDGED)
            warning.acknowledge(supervisor, each.public_id, Acknowledgement(each.occasion, note))


def _unanswered(supervisor: Actor) -> list[WarningFacts]:
    """Return every warning that waits for an answer, page after page."""
    page = warnings.search(supervisor, None, None, only_waiting=True)
    found = list(page.rows)
    while page.next_mark is not None:
        page = warnings.search(supervisor, None, page.next_mark, only_waiting=True)
        found += page.rows
    return found


def _is_loud(facts: WarningFacts) -> bool:
    is_pressing = facts.level in {WarningLevel.ORANGE, WarningLevel.RED}
    return is_pressing or bool(facts.raised_by)


def _name_recipients(cast: Cast) -> None:
    """Name both supervisors; the second is reached when the first stays silent."""
    first, second = cast.supervisors
    recipient.add(first, RecipientEntry(first.public_id, True, True, 0))
    recipient.add(first, RecipientEntry(second.public_id, True, False, 1))


def _enter_periods(cast: Cast, today: date) -> None:
    """Switch on the period of the season, and prepare the next one as a draft."""
    supervisor = cast.supervisors[0]
    current, following, after = seasons_from(today)
    now = _period(current, following, PERIOD_TOWNS)
    sensitive_period.activate(supervisor, sensitive_period.add(supervisor, now))
    sensitive_period.add(supervisor, _period(following, after, ()))


def seasons_from(today: date) -> list[tuple[date, Season]]:
    """Return the season of a day and the two after it, each with its first day."""
    dated = [
        (date(year, *season.begins), season)
        for year in range(today.year - 1, today.year + 2)
        for season in SEASONS
    ]
    place = max(place for place, (begins_on, _) in enumerate(dated) if begins_on <= today)
    return dated[place : place + 3]


def _period(
    dated: tuple[date, Season], following: tuple[date, Season], towns: tuple[str, ...]
) -> PeriodEntry:
    """Return a period that lasts until the next one begins."""
    begins_on, season = dated
    return PeriodEntry(
        name=f"{begins_on.year}年{season.name}",
        kind=season.kind,
        begins_on=begins_on,
        ends_on=following[0] - timedelta(days=1),
        lead_days=15,
        town_codes=towns,
        basis=_BASIS,
    )
