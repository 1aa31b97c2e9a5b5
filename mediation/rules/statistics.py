"""The figures of the yearly report, so far as the records hold them: what each one counts.

The unions' reports count the same work in several ways: people at the door in batches and
person-times (批, 人次), letters, calls, orders that the hotlines handed down, consultations at the
desk, events in the street (场次), and disputes (宗).  One dispute may stand in several of these
figures; within one figure nothing is counted twice.  A figure belongs to a district and to
a period of whole days, both ends included.

The keys are what `mediation stats` prints and what other programs may rely on: a key that has
been printed is never renamed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mediation.basics.errors import RuleBroken
from mediation.rules.intake import Channel


class Figure(StrEnum):
    """A figure, by its key."""

    VISIT_BATCHES = "visit_batches"
    VISIT_PERSON_TIMES = "visit_person_times"
    LETTERS = "letters"
    CALLS = "calls"
    CONSULTATIONS = "consultations"
    HOTLINE_ORDERS = "hotline_orders"
    HOTLINE_ORDERS_ANSWERED = "hotline_orders_answered"
    HOTLINE_ORDERS_ON_TIME = "hotline_orders_on_time"
    EVENTS = "events"
    EVENT_HEAD_COUNT = "event_head_count"
    EVENT_CONSULTATIONS = "event_consultations"
    REFERRALS = "referrals"
    REFERRALS_IN = "referrals_in"
    REFERRALS_OUT = "referrals_out"
    REFERRALS_ANSWERED = "referrals_answered"
    CASES = "cases"
    CASE_WORKERS = "case_workers"


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days, both ends included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one district in one period; cases once more by the channel they came by."""

    counts: Mapping[Figure, int]
    cases_by_channel: Mapping[Channel, int]


def period(first: date, last: date) -> Period:
    """Return a period; one that ends before it begins is refused."""
    if last < first:
        raise RuleBroken("statistics.ends_before_it_begins", first=first, last=last)
    return Period(first, last)
