"""Hotline orders: what 12351, 工人在线 or 12345 hand down, with a number and a day to be done by.

The day comes with the order.  How long an order may take when it names none is fixed by those who
hand it down; their figures are not public, so none stands here: a district enters its own limits,
by source and difficulty, and until it has, the day must be typed.  An order that arrives past its
day is still an order, and is taken.

There is no statutory limit for them (广州市实施《工会法》办法 22 asks only for promptness), so the
day is one that somebody outside has set and never moves for a holiday.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from mediation.basics.errors import Malformed, RuleBroken
from mediation.rules.working_days import Calendar


class OrderSource(StrEnum):
    """Who runs the line on which the worker rang."""

    HOTLINE_12351 = "hotline_12351"
    WORKERS_ONLINE = "workers_online"
    HOTLINE_12345 = "hotline_12345"


class IssuingLevel(StrEnum):
    """From how high an order comes; its number is its own only there."""

    NATION = "nation"
    PROVINCE = "province"
    CITY = "city"
    DISTRICT = "district"


class OrderKind(StrEnum):
    """What an order asks for, in the words of the hotline."""

    QUESTION = "question"
    HELP = "help"
    COMPLAINT = "complaint"
    LEGAL_AID = "legal_aid"
    SUGGESTION = "suggestion"


class Difficulty(StrEnum):
    """How hard the hotline takes a matter to be; each class has a time of its own."""

    ORDINARY = "ordinary"
    DIFFICULT = "difficult"
    COMPLEX = "complex"


@dataclass(frozen=True, slots=True)
class OrderEntry:
    """An order as it was handed down."""

    source: OrderSource
    level: IssuingLevel
    number: str
    handed_down_on: date
    kind: OrderKind = OrderKind.COMPLAINT
    difficulty: Difficulty = Difficulty.ORDINARY
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class OrderReply:
    """What was answered to whoever handed the order down, and when."""

    replied_on: date
    reply: str


@dataclass(frozen=True, slots=True)
class OrderLimit:
    """How many days the orders of one source and difficulty have, and which paper says so."""

    source: OrderSource
    difficulty: Difficulty
    days: int
    workdays_only: bool
    basis: str


def due_day(order: OrderEntry, limits: tuple[OrderLimit, ...], calendar: Calendar) -> date:
    """Return the day by which an order is to be answered: its own, else by the entered limits."""
    if order.due_on is not None:
        if order.due_on < order.handed_down_on:
            raise Malformed.at("order_due_on", "hotline_order.due_before_handed_down")
        return order.due_on
    for limit in limits:
        if (limit.source, limit.difficulty) == (order.source, order.difficulty):
            if limit.workdays_only:
                return calendar.add_workdays(order.handed_down_on, limit.days)
            return order.handed_down_on + timedelta(days=limit.days)
    raise Malformed.at("order_due_on", "hotline_order.due_missing")


def may_reply(
    reply: OrderReply, handed_down_on: date, replied_on: date | None, today: date
) -> None:
    """Refuse a second reply, one from the future, and one before the order."""
    if replied_on is not None:
        raise RuleBroken("hotline_order.replied", day=replied_on)
    if reply.replied_on > today:
        raise Malformed.at("replied_on", "hotline_order.in_the_future")
    if reply.replied_on < handed_down_on:
        raise Malformed.at("replied_on", "hotline_order.too_early", earliest=handed_down_on)


def is_on_time(due_on: date, replied_on: date) -> bool:
    """Tell whether an order was answered by its day."""
    return replied_on <= due_on
