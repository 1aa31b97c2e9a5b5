"""Views: lists of cases that are asked for again and again, under a name.

The service ships some for each role; a person keeps own ones, and a body shares some.  What a body
shares may hold conditions and nothing that can be about a person, and no view holds a number of
one.  A view is a question and never a list of cases: it finds what its reader may see.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from mediation.basics.errors import Problem
from mediation.rules.case_list import Due, Order, Status, StatusGroup
from mediation.rules.case_query import (
    MINE,
    NOBODY,
    YES,
    CaseQuery,
    Condition,
    Qualifier,
    Recent,
)
from mediation.rules.permissions import Role

MOST_VIEWS = 40


class SystemView(StrEnum):
    """A view that the service ships."""

    ALL = "all"
    MINE = "mine"
    TODAY = "today"
    OVERDUE = "overdue"
    WEEK = "week"
    FRESH = "fresh"
    UNASSIGNED = "unassigned"
    WAITING = "waiting"
    COLLECTIVE = "collective"
    CLOSED = "closed"


class ViewScope(StrEnum):
    """Whose view it is."""

    OWN = "own"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class ViewEntry:
    """What somebody says of a view to be kept."""

    name: str
    scope: ViewScope = ViewScope.OWN
    is_pinned: bool = False


@dataclass(frozen=True, slots=True)
class ViewName:
    """A new name of a view."""

    name: str


def _of(by: Qualifier, *values: str) -> Condition:
    return Condition(by, values)


_OPEN = _of(Qualifier.STATUS, StatusGroup.OPEN.value)
_BY_DUE = _of(Qualifier.ORDER, Order.DUE.value)
_OF_MINE = _of(Qualifier.HANDLER, MINE)
_OTHERS_TURN = _of(Qualifier.STATUS, Status.FINALISED.value, Status.EFFECTIVE.value)
_ASKED: Mapping[SystemView, tuple[Condition, ...]] = {
    SystemView.ALL: (),
    SystemView.MINE: (_OPEN, _OF_MINE, _BY_DUE),
    SystemView.TODAY: (_OPEN, _of(Qualifier.DUE, Due.TODAY.value), _BY_DUE),
    SystemView.OVERDUE: (_OPEN, _of(Qualifier.DUE, Due.OVERDUE.value), _BY_DUE),
    SystemView.WEEK: (_OPEN, _of(Qualifier.DUE, Due.WEEK.value), _BY_DUE),
    SystemView.FRESH: (_of(Qualifier.STATUS, StatusGroup.FRESH.value),),
    SystemView.UNASSIGNED: (_OPEN, _of(Qualifier.HANDLER, NOBODY)),
    SystemView.WAITING: (_OTHERS_TURN, _BY_DUE),
    SystemView.COLLECTIVE: (_OPEN, _of(Qualifier.COLLECTIVE, YES)),
    SystemView.CLOSED: (_of(Qualifier.CLOSED, Recent.THIS_MONTH.value),),
}
_ALWAYS = (SystemView.ALL, SystemView.CLOSED)
_HANDLING = (SystemView.TODAY, SystemView.OVERDUE, SystemView.WEEK, SystemView.WAITING)
_OFFICE = (SystemView.FRESH, SystemView.UNASSIGNED, SystemView.COLLECTIVE)
_SHIPPED: Mapping[Role, tuple[SystemView, ...]] = {
    Role.MEDIATOR: (SystemView.MINE, *_HANDLING, *_OFFICE, *_ALWAYS),
    Role.SUPERVISOR: (*_HANDLING, *_OFFICE, *_ALWAYS),
    Role.AUDITOR: (SystemView.OVERDUE, *_OFFICE, *_ALWAYS),
    Role.LAWYER: (*_HANDLING, *_ALWAYS),
    Role.LIAISON: _ALWAYS,
    Role.COURT_CLERK: _ALWAYS,
}


def shipped_for(roles: frozenset[Role]) -> tuple[SystemView, ...]:
    """Return the views that the service ships for somebody with these roles."""
    found = {view for role in roles for view in _SHIPPED.get(role, ())}
    return tuple(view for view in SystemView if view in found)


def query_of(view: SystemView) -> CaseQuery:
    """Return what a shipped view asks for."""
    return CaseQuery(_ASKED[view])


def problems_of(
    entry: ViewEntry, query: CaseQuery, *, has_numbers: bool
) -> Iterator[tuple[str, Problem]]:
    """Yield why a query may not be kept as this view."""
    if has_numbers:
        yield "name", Problem("saved_view.has_numbers")
    elif not query.conditions and not query.words:
        yield "name", Problem("saved_view.asks_nothing")
    names = any(each.by is Qualifier.SOUND for each in query.conditions)
    if entry.scope is ViewScope.GROUP and (query.words or names):
        yield "scope", Problem("saved_view.group_has_words")
