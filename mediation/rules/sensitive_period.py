"""Sensitive periods: weeks in which a grievance must be seen sooner.

There is no statutory list, the notion is an administrative one; the district enters each with
its days.  Inside a period, and in the lead days before it, the clock warnings of
its towns stand one level higher, capped at red, and the supervisors get a briefing every day.  A
period may carry its own numbers for count rules; an empty one leaves the rule as it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from mediation.basics.errors import Problem, RuleBroken
from mediation.basics.money import Money

MOST_LEAD_DAYS = 90
LONGEST_DAYS = 366


class PeriodKind(StrEnum):
    """Why a period is sensitive."""

    SPRING_WAGES = "spring_wages"
    TWO_SESSIONS = "two_sessions"
    PUBLIC_EVENT = "public_event"
    LOCAL = "local"
    ENTERPRISE = "enterprise"


class PeriodState(StrEnum):
    """Whether a period counts."""

    DRAFT = "draft"
    ACTIVE = "active"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class PeriodEntry:
    """What a supervisor says of a sensitive period."""

    name: str
    kind: PeriodKind
    begins_on: date
    ends_on: date
    lead_days: int
    town_codes: tuple[str, ...] = ()
    basis: str = ""
    least_people: int | None = None
    least_cases: int | None = None
    within_days: int | None = None
    least_amount: Money | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which a period counts, lead days included, and the towns; none means all."""

    counts_from: date
    ends_on: date
    town_ids: frozenset[int]

    def covers(self, town_id: int | None, day: date) -> bool:
        """Tell whether a case of the town stands inside the period on the day."""
        if not self.counts_from <= day <= self.ends_on:
            return False
        return not self.town_ids or town_id in self.town_ids

    def next_border(self, after: date) -> date | None:
        """Return the next day after the given one on which the period begins or is over."""
        borders = (self.counts_from, self.ends_on + timedelta(days=1))
        return min((border for border in borders if border > after), default=None)


def counts_from(begins_on: date, lead_days: int) -> date:
    """Return the first of the lead days."""
    return begins_on - timedelta(days=lead_days)


def problems_between(begins_on: date, ends_on: date) -> Iterator[tuple[str, Problem]]:
    """Yield what is wrong with the days of a period, by field."""
    if ends_on < begins_on:
        yield "ends_on", Problem("sensitive_period.ends_before_it_begins")
    elif (ends_on - begins_on).days >= LONGEST_DAYS:
        yield "ends_on", Problem("sensitive_period.too_long", {"days": LONGEST_DAYS})


def may_activate(state: PeriodState, ends_on: date, today: date) -> None:
    """Raise `RuleBroken` unless the period is a draft whose end is still to come."""
    if state is not PeriodState.DRAFT:
        raise RuleBroken("sensitive_period.not_a_draft")
    if ends_on < today:
        raise RuleBroken("sensitive_period.already_over", ends_on=ends_on)


def may_end(state: PeriodState) -> None:
    """Raise `RuleBroken` unless the period is active."""
    if state is not PeriodState.ACTIVE:
        raise RuleBroken("sensitive_period.not_active")


def may_change(state: PeriodState) -> None:
    """Raise `RuleBroken` when the period is over and done with."""
    if state is PeriodState.ENDED:
        raise RuleBroken("sensitive_period.has_ended")
