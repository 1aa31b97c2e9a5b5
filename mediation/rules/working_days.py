"""The calendar of working days: a plain value, and the counting that rests on it.

A rest day is a Saturday, a Sunday or a day that the State Council's yearly notice gives off; a
weekend day that the notice makes a workday (调休上班) is none.  No article says in terms that
法定休假日 takes in ordinary weekends; it is the general reading and is marked as one
(`citations.Reading.REST_DAYS_INCLUDE_WEEKENDS`).

A year without its notice is provisional: weekends and whatever days are known count, and every
deadline that touches it is flagged and reckoned again when the notice is imported.  A calendar is
never changed; an import makes the next version.  A notice may rearrange the last days of the
December before its year, so a year may hold those days too, and the later notice wins.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from mediation.basics.errors import RuleBroken
from mediation.rules.citations import Confidence

ONE_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """What one notice says: the days off by their festival's name, and the make-up workdays."""

    year: int
    confirmed: bool
    off_days: Mapping[date, str]
    make_up_workdays: frozenset[date]
    source: str
    confidence: Confidence

    def __post_init__(self) -> None:
        for day in (*self.off_days, *self.make_up_workdays):
            if not date(self.year - 1, 12, 1) <= day <= date(self.year, 12, 31):
                raise RuleBroken("calendar.day_outside_year", day=day, year=self.year)
        for day in self.make_up_workdays:
            if day in self.off_days:
                raise RuleBroken("calendar.day_twice", day=day)
            if day.weekday() < _SATURDAY:
                raise RuleBroken("calendar.make_up_on_weekday", day=day)


@dataclass(frozen=True, slots=True)
class Calendar:
    """All known years in one version; ask it about days, never a library."""

    version: int
    years: tuple[CalendarYear, ...]
    _festivals: dict[date, str] = field(init=False, repr=False, compare=False)
    _make_up: frozenset[date] = field(init=False, repr=False, compare=False)
    _confirmed: frozenset[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        festivals: dict[date, str] = {}
        make_up: set[date] = set()
        for year in sorted(self.years, key=lambda each: each.year):
            make_up -= year.off_days.keys()
            make_up |= year.make_up_workdays
            festivals |= year.off_days
            for day in year.make_up_workdays:
                festivals.pop(day, None)
        confirmed = frozenset(each.year for each in self.years if each.confirmed)
        object.__setattr__(self, "_festivals", festivals)
        object.__setattr__(self, "_make_up", frozenset(make_up))
        object.__setattr__(self, "_confirmed", confirmed)

    def is_rest_day(self, day: date) -> bool:
        """Tell whether nobody need work on the day."""
        return day in self._festivals or (day.weekday() >= _SATURDAY and day not in self._make_up)

    def is_workday(self, day: date) -> bool:
        """Tell whether offices work on the day."""
        return not self.is_rest_day(day)

    def is_make_up_workday(self, day: date) -> bool:
        """Tell whether the day is a weekend day on which offices work."""
        return day in self._make_up

    def festival_on(self, day: date) -> str | None:
        """Return the festival for which the day is off, if there is one."""
        return self._festivals.get(day)

    def is_provisional(self, day: date) -> bool:
        """Tell whether the notice for the day's year is still unknown."""
        return day.year not in self._confirmed

    def next_workday_on_or_after(self, day: date) -> date:
        """Return the day itself, or the first workday after it."""
        while self.is_rest_day(day):
            day += ONE_DAY
        return day

    def previous_workday_on_or_before(self, day: date) -> date:
        """Return the day itself, or the last workday before it."""
        while self.is_rest_day(day):
            day -= ONE_DAY
        return day

    def add_workdays(self, day: date, number: int) -> date:
        """Return the given number of workdays after the day, or before it when negative."""
        step = ONE_DAY if number > 0 else -ONE_DAY
        for _ in range(abs(number)):
            day += step
            while self.is_rest_day(day):
                day += step
        return day

    def workdays_between(self, earlier: date, later: date) -> int:
        """Count the workdays after the first day, up to the second; negative backwards."""
        if later < earlier:
            return -self.workdays_between(later, earlier)
        days = range(earlier.toordinal() + 1, later.toordinal() + 1)
        return sum(self.is_workday(date.fromordinal(ordinal)) for ordinal in days)

    def with_year(self, year: CalendarYear) -> "Calendar":
        """Return the next version, in which the given year replaces what was known of it."""
        others = tuple(each for each in self.years if each.year != year.year)
        return Calendar(
            self.version + 1, tuple(sorted((*others, year), key=lambda each: each.year))
        )
