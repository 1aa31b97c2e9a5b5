"""What people look for among the cases: conditions by name, and words.

A query is a value.  It can be read from what somebody types and written back as the same text
(`case_query_text`), stand in an address as far as it holds nothing about a person, and be asked of
the tables.  Relative days (this month, seven days ahead) stay relative, so that a saved view means
tomorrow what it says.  What the stored values are called in Chinese is no business of this room.
"""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum


class Qualifier(StrEnum):
    """By what a list of cases can be narrowed; the value is also its name in an address."""

    STATUS = "status"
    CAUSE = "cause"
    HANDLER = "handler"
    TOWN = "town"
    CHANNEL = "channel"
    EMPLOYER = "employer"
    PEOPLE = "people"
    AMOUNT = "amount"
    DUE = "due"
    RECEIVED = "received"
    CLOSED = "closed"
    OUTCOME = "outcome"
    URGENT = "urgent"
    COLLECTIVE = "collective"
    SENSITIVE = "sensitive"
    SOUND = "sound"
    ORDER = "order"


class Recent(StrEnum):
    """Days that are named from today."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    THIS_WEEK = "this_week"
    LAST_WEEK = "last_week"
    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"
    THIS_YEAR = "this_year"
    LAST_YEAR = "last_year"


@dataclass(frozen=True, slots=True)
class Bounds:
    """Whole numbers from `least` to `most`, both included; None is open."""

    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both included; None is open."""

    first: date | None = None
    last: date | None = None


Value = str | Bounds | Span

YES, NO = "yes", "no"
MINE, NOBODY = "me", "none"
TEXTS = frozenset({Qualifier.EMPLOYER, Qualifier.SOUND})
NUMBERS = frozenset({Qualifier.PEOPLE, Qualifier.AMOUNT})
DAYS = frozenset({Qualifier.RECEIVED, Qualifier.CLOSED})
SINGLE = frozenset(
    {
        Qualifier.STATUS,
        Qualifier.HANDLER,
        Qualifier.TOWN,
        Qualifier.CHANNEL,
        Qualifier.OUTCOME,
        Qualifier.ORDER,
    }
)
"""Of these a case has one at most, so two conditions can only mean either of the two."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: any of these values, or none of them."""

    by: Qualifier
    values: tuple[Value, ...]
    negated: bool = False

    @property
    def narrows(self) -> bool:
        """Whether it leaves something out; an order does not."""
        return self.by is not Qualifier.ORDER


@dataclass(frozen=True, slots=True)
class Word:
    """A text that must stand in the case, or must not."""

    text: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class CaseQuery:
    """Everything that is asked at once; conditions and words must all hold."""

    conditions: tuple[Condition, ...] = ()
    words: tuple[Word, ...] = ()

    @property
    def order(self) -> str:
        """The stored word for the order of the list; empty when nothing is asked."""
        asked = [each for each in self.conditions if each.by is Qualifier.ORDER]
        return str(asked[-1].values[-1]) if asked else ""

    @property
    def narrowing(self) -> tuple[Condition, ...]:
        """The conditions that leave something out."""
        return tuple(each for each in self.conditions if each.narrows)

    @property
    def is_plain(self) -> bool:
        """Whether nothing in it can be about a person, so that it may stand in an address."""
        return not self.words and not any(each.by in TEXTS for each in self.conditions)

    @property
    def is_one_word(self) -> bool:
        """Whether nothing but a single word is looked for."""
        return len(self.words) == 1 and not self.conditions

    def of(self, by: Qualifier) -> Condition | None:
        """Return the first positive condition of this name."""
        found = (each for each in self.conditions if each.by is by and not each.negated)
        return next(found, None)


def merged(conditions: list[Condition]) -> tuple[Condition, ...]:
    """Return the conditions with those joined of which a case can meet only one."""
    found: list[Condition] = []
    for each in conditions:
        same = [one for one in found if (one.by, one.negated) == (each.by, each.negated)]
        if each.by in SINGLE and same:
            values = tuple(dict.fromkeys(same[0].values + each.values))
            joined = each.values[-1:] if each.by is Qualifier.ORDER else values
            found[found.index(same[0])] = replace(each, values=joined)
        elif each not in found:
            found.append(each)
    return tuple(found)


def month_of(day: date) -> Span:
    """Return the whole month in which a day lies."""
    return Span(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))


def year_of(day: date) -> Span:
    """Return the whole year in which a day lies."""
    return Span(date(day.year, 1, 1), date(day.year, 12, 31))


def days_of(recent: Recent, today: date) -> Span:
    """Return the days that a name means today; a week begins on Monday."""
    monday = today - timedelta(days=today.weekday())
    one, week = timedelta(days=1), timedelta(days=6)
    spans = {
        Recent.TODAY: Span(today, today),
        Recent.YESTERDAY: Span(today - one, today - one),
        Recent.THIS_WEEK: Span(monday, monday + week),
        Recent.LAST_WEEK: Span(monday - one - week, monday - one),
        Recent.THIS_MONTH: month_of(today),
        Recent.LAST_MONTH: month_of(today.replace(day=1) - one),
        Recent.THIS_YEAR: year_of(today),
        Recent.LAST_YEAR: year_of(date(today.year - 1, 1, 1)),
    }
    return spans[recent]
