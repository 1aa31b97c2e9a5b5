"""Performance: what has been done under an agreement, and how the whole of it stands.

The mediation body watches over performance and urges it (人民调解法31); an item that is not
performed in its time opens arbitration again (调解仲裁法15).  A payment may come in parts: the item
is performed when the whole amount is there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from mediation.basics.errors import Malformed
from mediation.basics.money import Money


class Owed(Protocol):
    """An item as far as its performance goes."""

    @property
    def due_on(self) -> date | None:
        """The day by which it is owed."""

    @property
    def performed_on(self) -> date | None:
        """The day on which nothing more was owed."""

    @property
    def performed(self) -> Money | None:
        """What has been paid of it."""


class PerformanceStanding(StrEnum):
    """How the items of an agreement stand on a day."""

    PENDING = "pending"
    PARTLY = "partly"
    OVERDUE = "overdue"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Performance:
    """That something was done or paid on a day.

    `corrects` is the public id of an earlier entry that this one replaces, with the reason;
    `undone` says that the earlier entry was a mistake and nothing stands in its place.
    """

    performed_on: date
    amount: Money | None
    note: str = ""
    corrects: str = ""
    reason: str = ""
    undone: bool = False


def standing_of(obligations: Iterable[Owed], today: date) -> PerformanceStanding:
    """Tell how the items stand; an overdue one outweighs what has been performed."""
    items_owed = tuple(obligations)
    open_ones = [each for each in items_owed if each.performed_on is None]
    if not open_ones:
        return PerformanceStanding.ALL
    if any(each.due_on is not None and each.due_on < today for each in open_ones):
        return PerformanceStanding.OVERDUE
    if len(open_ones) < len(items_owed) or any(each.performed for each in open_ones):
        return PerformanceStanding.PARTLY
    return PerformanceStanding.PENDING


def may_record(performance: Performance, owed: Money | None, signed_on: date, today: date) -> None:
    """Refuse a day that does not fit, and an amount that is missing or more than is owed.

    What is paid across the table is paid before the seal is set, so the day of the last
    signature is early enough.
    """
    if performance.performed_on > today:
        raise Malformed.at("performed_on", "performance.in_the_future")
    if performance.performed_on < signed_on:
        raise Malformed.at("performed_on", "performance.too_early", signed_on=signed_on)
    if owed is not None and not performance.undone:
        _must_fit(performance.amount, owed)
    if performance.corrects and not performance.reason:
        raise Malformed.at("reason", "performance.reason_missing")
    if performance.undone and not performance.corrects:
        raise Malformed.at("undone", "performance.nothing_to_undo")


def _must_fit(amount: Money | None, owed: Money) -> None:
    if amount is None or amount.fen == 0:
        raise Malformed.at("amount", "performance.amount_missing")
    if amount > owed:
        raise Malformed.at("amount", "performance.more_than_owed", owed=owed)
