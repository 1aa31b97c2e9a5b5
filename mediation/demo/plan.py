"""The plan of the year: every act of every story, with the instant at which it happens.

The acts of all stories stand in one list by time, because numbers are given and the audit trail
is written in the order in which things happen.  Office hours and workdays are kept.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from random import Random

from mediation.basics import clock
from mediation.basics.money import Money
from mediation.demo import arrivals, settling
from mediation.demo.employers import Employer, employers
from mediation.demo.people import Cast
from mediation.demo.story import Story
from mediation.demo.storylines import STORYLINES, Act, Beat, Storyline
from mediation.demo.workers import Workers
from mediation.rules.causes import QuickCause
from mediation.rules.intake import Channel, UrgentFlag
from mediation.rules.working_days import Calendar

_HOLDS = (settling.hold, settling.hold_apart, settling.hold_adjourned)
_LOGGED_BY_HAND = (
    Channel.CALL,
    Channel.VISIT,
    Channel.CALL,
    Channel.ONLINE,
    Channel.VISIT,
    Channel.HOTLINE_ORDER,
    Channel.CALL,
    Channel.LETTER,
    Channel.ARBITRATION,
    Channel.EVENT,
    Channel.VISIT,
    Channel.REFERRAL,
)
_HANDED_IN = (Channel.HOTLINE_ORDER, Channel.REFERRAL, Channel.LETTER)
_CAUSES = (
    (QuickCause.WAGES,),
    (QuickCause.TERMINATION,),
    (QuickCause.WAGES, QuickCause.OVERTIME),
    (QuickCause.SEVERANCE,),
    (QuickCause.WAGES,),
    (QuickCause.OVERTIME,),
    (QuickCause.SOCIAL_INSURANCE,),
    (QuickCause.WAGES, QuickCause.SEVERANCE),
    (QuickCause.WORK_INJURY,),
    (QuickCause.LEAVE,),
    (QuickCause.WAGES,),
    (QuickCause.WOMEN_AND_MINORS,),
    (QuickCause.OTHER,),
)
_MEDIATORS = (0, 1, 0, 2, 0, 1, 2)
_URGENT = ((UrgentFlag.GATHERING,), (UrgentFlag.WAGE_FLIGHT, UrgentFlag.STOPPAGE))
_BARE = Storyline(((arrivals.log, 0),), (0,))
_OPENS, _LAST_START = 9 * 60, 16 * 60
_MINUTES_ARE_WRITTEN = 17 * 60 + 5


@dataclass(frozen=True, slots=True)
class Happening:
    """One act at one instant."""

    at: datetime
    act: Callable[[], None]


class Planner:
    """Casts the stories and dates their acts; the same beginning makes the same plan."""

    def __init__(self, cast: Cast, calendar: Calendar, anchor: date, chance: Random) -> None:
        """Keep who acts, which days are workdays, and the day that everything leads to."""
        self._cast, self._calendar, self._anchor, self._chance = cast, calendar, anchor, chance
        self._employers = employers()
        self.workers = Workers(chance)
        self._told = 0

    def happenings(self) -> Iterator[Happening]:
        """Yield the acts of every storyline, one story after another."""
        for line in STORYLINES:
            for ends in line.ends:
                yield from self._tell(line, self._workday(-ends))

    def today(self, act: Act, channel: Channel, at: datetime) -> Happening:
        """Return an intake of this very day."""
        story = self._cast_for(Storyline(((act, 0),), (0,)))
        story.channel = channel
        return Happening(at, partial(act, story))

    def story_at(self, employer: Employer) -> Story:
        """Return a story of the first mediator at this employer, to be told elsewhere."""
        story = self._cast_for(_BARE, employer)
        story.mediator = self._cast.mediators[0]
        return story

    def _tell(self, line: Storyline, last_day: date) -> Iterator[Happening]:
        story = self._cast_for(line)
        days = self._days_of(line.beats, last_day)
        story.meeting_days = list(self._meetings(line, days))
        story.due_days = list(self._dues(line, days))
        for (act, _), at in zip(line.beats, self._instants(line.beats, days), strict=True):
            yield Happening(at, partial(act, story))

    def _cast_for(self, line: Storyline, employer: Employer | None = None) -> Story:
        chance, told, workers = self._chance, self._told, line.workers
        self._told += 1
        first = line.beats[0][0]
        employer = employer or self._employer_for(first, told)
        causes = _causes_for(line, told)
        is_woman = QuickCause.WOMEN_AND_MINORS in causes
        return Story(
            cast=self._cast,
            mediator=self._cast.mediators[_MEDIATORS[told % len(_MEDIATORS)]],
            worker=self.workers.next(employer.town, is_woman=is_woman),
            employer=employer,
            job=chance.choice(employer.jobs),
            channel=_channel_for(first, told),
            causes=causes,
            amount=Money(chance.randint(60, 900) * 100 * 100 * workers),
            chance=chance,
            workers=workers if workers > 1 or told % 9 else chance.randint(2, 5),
            urgent=_URGENT[told % len(_URGENT)] if line.is_urgent else (),
            knew_days_ago=line.knew_days_ago or chance.randint(20, 200),
        )

    def _employer_for(self, first: Act, told: int) -> Employer:
        """Walk through all employers; a report comes from a town that a liaison serves."""
        if first is not arrivals.report:
            return self._employers[told * 7 % len(self._employers)]
        served = frozenset[int]().union(*(each.town_ids for each in self._cast.liaisons))
        keys = self._cast.town_keys
        near = [each for each in self._employers if keys[each.town_code] in served]
        return near[told % len(near)]

    def _days_of(self, beats: tuple[Beat, ...], last_day: date) -> list[date]:
        days = [last_day]
        for _, workdays in reversed(beats[1:]):
            days.append(self._calendar.add_workdays(days[-1], -workdays))
        return days[::-1]

    def _meetings(self, line: Storyline, days: list[date]) -> Iterator[date]:
        """Yield the day of each meeting that is called: when it is held, or else some days on."""
        for place, (act, _) in enumerate(line.beats):
            if act is settling.call:
                later = zip(line.beats[place + 1 :], days[place + 1 :], strict=True)
                held = (day for (next_act, _), day in later if next_act in _HOLDS)
                called_for = self._calendar.add_workdays(days[place], line.meets_after)
                yield next(held, called_for)

    def _dues(self, line: Storyline, days: list[date]) -> Iterator[date]:
        """Yield the days of payment: those that were kept, and those still owed or broken."""
        for (act, _), day in zip(line.beats, days, strict=True):
            if act is settling.pay:
                yield day + timedelta(days=self._chance.randint(0, 3))
            if act is settling.seal:
                yield from (self._calendar.add_workdays(day, each) for each in line.promised)
        yield from (self._workday(each) for each in line.owed)

    def _instants(self, beats: Iterable[Beat], days: list[date]) -> Iterator[datetime]:
        """Yield a time in office hours for each beat; minutes are written when the day is over."""
        before, minute = None, 0
        for (act, _), day in zip(beats, days, strict=True):
            is_held = act in _HOLDS
            if day != before:
                minute = self._chance.randint(_OPENS, _LAST_START)
            else:
                minute += self._chance.randint(8, 25)
            minute = max(minute, _MINUTES_ARE_WRITTEN) if is_held else minute
            before = day
            yield clock.at(day, *divmod(minute, 60))

    def _workday(self, workdays: int) -> date:
        return self._calendar.add_workdays(self._anchor, workdays)


def _causes_for(line: Storyline, told: int) -> tuple[QuickCause, ...]:
    """Groups ask for wages; where the limitation is to be close, severance has one that runs."""
    if line.knew_days_ago:
        return (QuickCause.SEVERANCE,)
    return _CAUSES[0] if line.workers > 1 else _CAUSES[told % len(_CAUSES)]


def _channel_for(first: Act, told: int) -> Channel:
    if first is arrivals.report:
        return Channel.LIAISON
    if first is arrivals.delegate:
        return Channel.COURT
    if first is arrivals.hand_in:
        return _HANDED_IN[told % len(_HANDED_IN)]
    return _LOGGED_BY_HAND[told % len(_LOGGED_BY_HAND)]
