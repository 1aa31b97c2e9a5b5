"""What a derivation is made of: lines with a code, facts and articles, one per step of the count.

The engine in `clocks` writes them and `wording.clock` reads them out; a page, a paper and the
command line all print the same lines.  A line holds facts, never a sentence.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mediation.rules.citations import GROUNDS, Reading
from mediation.rules.clock_terms import Consent, Event, Length
from mediation.rules.working_days import ONE_DAY, Calendar


class Derived(StrEnum):
    """The kinds of line that a derivation is made of."""

    STARTED = "started"
    NATURAL_DAYS_COUNTED = "natural_days_counted"
    CORRESPONDING_DAY = "corresponding_day"
    END_OF_MONTH = "end_of_month"
    WORKDAY_COUNTED = "workday_counted"
    REST_DAYS_SKIPPED = "rest_days_skipped"
    LAST_DAY_IS_WORKDAY = "last_day_is_workday"
    LAST_DAY_IS_MAKE_UP = "last_day_is_make_up"
    ROLLED = "rolled"
    NOT_ROLLED = "not_rolled"
    EXTENDED = "extended"
    AGREED = "agreed"
    HANDED_DOWN = "handed_down"
    ASKED_AGAIN = "asked_again"
    PAY_EARLIER = "pay_earlier"
    READING = "reading"
    PROVISIONAL = "provisional"


Fact = date | int | str | Length | Event | Consent | Reading


@dataclass(frozen=True, slots=True)
class DerivationLine:
    """One step of the reckoning, with its facts and the articles on which it rests."""

    code: Derived
    facts: Mapping[str, Fact]
    cites: tuple[str, ...] = ()


def day_by_day(
    start: date, raw_due: date, calendar: Calendar, cites: tuple[str, ...]
) -> list[DerivationLine]:
    """Say of each day after the start whether it counts, and why rest days do not."""
    lines: list[DerivationLine] = []
    number = 0
    day = start + ONE_DAY
    while day <= raw_due:
        if calendar.is_workday(day):
            number += 1
            last = cites if day == raw_due else ()
            lines.append(
                DerivationLine(Derived.WORKDAY_COUNTED, {"day": day, "number": number}, last)
            )
            day += ONE_DAY
            continue
        why, first = rest_reason(day, calendar), day
        while calendar.is_rest_day(day) and rest_reason(day, calendar) == why:
            day += ONE_DAY
        facts: dict[str, Fact] = {"day": first, "until": day - ONE_DAY, "why": why}
        lines.append(DerivationLine(Derived.REST_DAYS_SKIPPED, facts))
    return lines


def reading_line(reading: Reading) -> DerivationLine:
    """Say which reading fills a gap in the text, and what it rests on."""
    cites = tuple(each.label for each in GROUNDS[reading])
    return DerivationLine(Derived.READING, {"reading": reading}, cites)


def rest_reason(day: date, calendar: Calendar) -> str:
    """Return the festival, or nothing for an ordinary weekend."""
    return calendar.festival_on(day) or ""
