"""What a list of cases is asked for in its address, and how its rows are said.

Only what says nothing about a person may stand in an address: statuses, causes, colleagues, days.
Whatever else the address holds is passed over, so that a torn link still shows a list.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from mediation.models import colleague, organisation, stored_search
from mediation.models.case_list import ListedCase
from mediation.models.colleague import NamedUser
from mediation.models.stored_search import SearchFacts
from mediation.rules.case_list import GROUPS, CaseFilter, Due, Order, Status, StatusGroup
from mediation.rules.causes import Cause
from mediation.rules.intake import Channel
from mediation.rules.permissions import Actor, Role
from mediation.rules.working_days import Calendar
from mediation.web.deadline import Chip, next_chip
from mediation.wording import case as words
from mediation.wording.sentences import label

Member = TypeVar("Member", bound=StrEnum)
Options = list[tuple[str, str]]

ASKED = (
    "status",
    "channel",
    "cause",
    "handler",
    "town",
    "due",
    "due_before",
    "collective",
    "order",
)
MINE, NOBODY = "me", "none"
TONES: Mapping[Status, str] = {
    Status.LOGGED: "waiting",
    Status.CONSULTED: "ended",
    Status.APPLIED: "waiting",
    Status.DECLINED: "ended",
    Status.ACCEPTED: "active",
    Status.DRAFTED: "active",
    Status.FINALISED: "active",
    Status.SIGNED: "active",
    Status.EFFECTIVE: "active",
    Status.CONCLUDED: "good",
    Status.FAILED: "ended",
    Status.WITHDRAWN: "ended",
    Status.REFERRED: "waiting",
    Status.CLOSED: "good",
}
_SEES_COLLEAGUES = frozenset({Role.MEDIATOR, Role.SUPERVISOR, Role.AUDITOR})


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case as a row says it."""

    case: ListedCase
    who: str
    cause: str
    amount: str
    tone: str
    status: str
    outcome: str
    urgent: str
    chip: Chip | None


@dataclass(frozen=True, slots=True)
class AskedList:
    """The list that the address of a request asks for.

    `kept` are the parts of the address that ask for the same list again, on this page or another.
    """

    wanted: CaseFilter
    looked_for: SearchFacts | None
    values: dict[str, str]
    search_id: str

    @property
    def kept(self) -> dict[str, str]:
        """The parts of the address that matter."""
        return self.values | ({"v": self.search_id} if self.search_id else {})


def asked_here(actor: Actor, address: Mapping[str, str]) -> AskedList:
    """Return the list that an address asks for: its filter and its stored search."""
    values = {name: address[name] for name in ASKED if address.get(name)}
    search_id = address.get("v", "")
    looked_for = stored_search.find(actor.user_id, search_id) if search_id else None
    return AskedList(asked_of(actor, values), looked_for, values, search_id)


def row_of(case: ListedCase, days: Calendar, today: date) -> CaseRow:
    """Return a listed case in words."""
    return CaseRow(
        case=case,
        who=who_complains(case.applicant, case.worker_count),
        cause=cause_words(case.first_cause),
        amount=case.amount.figures if case.amount else "",
        tone=TONES[case.status],
        status=label(case.status),
        outcome=label(case.outcome) if case.outcome else "",
        urgent="、".join(label(flag) for flag in case.urgent),
        chip=next_chip(case.deadline, days, today) if case.deadline else None,
    )


def who_complains(applicant: str, worker_count: int) -> str:
    """Return the applicants of a case in a few words; without a name, only how many they are."""
    if not applicant:
        return words.WORKERS.format(count=worker_count)
    if worker_count == 1:
        return applicant
    return words.MANY_WORKERS.format(name=applicant, count=worker_count)


def cause_words(cause: str) -> str:
    """Return the name of a stored cause; empty when none was given."""
    return label(Cause(cause)) if cause in set(Cause) else ""


def colleagues(actor: Actor) -> tuple[NamedUser, ...]:
    """Return the mediators by whom the actor may narrow a list."""
    if actor.district_id is None or not actor.roles & _SEES_COLLEAGUES:
        return ()
    only_own = actor.roles & _SEES_COLLEAGUES == {Role.MEDIATOR}
    body = actor.organisation_id if only_own else None
    return colleague.names_of_holders(actor.district_id, Role.MEDIATOR, body)


def asked_of(actor: Actor, asked: Mapping[str, str]) -> CaseFilter:
    """Return the filter that an address asks for."""
    handler, town = asked.get("handler", ""), asked.get("town", "")
    is_named = handler not in {"", MINE, NOBODY}
    known = {each.public_id: each.id for each in colleagues(actor)} if is_named else {}
    here = organisation.towns(actor.district_id) if town else ()
    towns = {each.code: each.id for each in here}
    return CaseFilter(
        statuses=statuses_of(asked.get("status", "")),
        channel=_member(Channel, asked.get("channel", "")),
        cause=_member(Cause, asked.get("cause", "")),
        handler_id=actor.user_id if handler == MINE else known.get(handler),
        unassigned=handler == NOBODY,
        town_id=towns.get(town),
        due=_member(Due, asked.get("due", "")),
        due_before=_day(asked.get("due_before", "")),
        collective=asked.get("collective") == "yes",
        order=_member(Order, asked.get("order", "")) or Order.NEWEST,
    )


def statuses_of(written: str) -> frozenset[Status]:
    """Return the statuses that a word of the address means; an unknown word means none."""
    group = _member(StatusGroup, written)
    if group is not None:
        return GROUPS[group]
    status = _member(Status, written)
    return frozenset() if status is None else frozenset({status})


def options(actor: Actor) -> dict[str, Options]:
    """Return what the fields of the filter offer."""
    grouped = [(each.value, label(each)) for each in StatusGroup]
    handlers = [(each.public_id, each.name) for each in colleagues(actor)]
    own = [(MINE, words.MINE)] if Role.MEDIATOR in actor.roles else []
    return {
        "statuses": grouped + [(each.value, label(each)) for each in Status],
        "channels": [(each.value, label(each)) for each in Channel],
        "causes": [(each.value, label(each)) for each in Cause],
        "handlers": [*own, (NOBODY, words.NOBODY), *handlers] if handlers else [],
        "towns": [(each.code, each.name) for each in organisation.towns(actor.district_id)],
        "dues": [(each.value, label(each)) for each in Due],
        "orders": [(each.value, label(each)) for each in Order],
    }


def views(actor: Actor) -> list[tuple[str, dict[str, str]]]:
    """Return the ready-made views of the list, each with what it asks for."""
    still_open = {"status": StatusGroup.OPEN.value}
    found: list[tuple[str, dict[str, str]]] = [(words.VIEWS["all"], {})]
    if Role.MEDIATOR in actor.roles:
        mine = {**still_open, "handler": MINE, "order": Order.DUE.value}
        found.append((words.VIEWS["mine"], mine))
    if actor.roles & _SEES_COLLEAGUES:
        found.append((words.VIEWS["unassigned"], {**still_open, "handler": NOBODY}))
    found.append((words.VIEWS["week"], {**still_open, "due": Due.WEEK.value, "order": "due"}))
    found.append((words.VIEWS["overdue"], {**still_open, "due": Due.OVERDUE.value, "order": "due"}))
    found.append((words.VIEWS["collective"], {**still_open, "collective": "yes"}))
    return found


def _member(kind: type[Member], written: str) -> Member | None:
    return kind(written) if written in {each.value for each in kind} else None


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
