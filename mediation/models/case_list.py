"""Lists of cases: what an actor may see, narrowed, in order, one page at a time.

Every list passes `visible_cases`.  A liaison or a court's clerk sees that a case exists and how it
goes, but not whose it is: for them the names are left out of the row and out of the search, so
that nobody can find out by asking whether a certain person has a dispute.

A page costs three queries, however long the list is: the rows, their next deadlines, and a count
that stops at a thousand.  Paging is by key, so a case that arrives meanwhile pushes nothing
across the border of two pages.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Date,
    Select,
    and_,
    bindparam,
    func,
    or_,
    select,
)

from mediation.basics.money import Money
from mediation.basics.paging import PAGE_ROWS, Page, read_mark, written_mark
from mediation.basics.text import masked_name
from mediation.models import next_deadline
from mediation.models.case import Case
from mediation.models.case_conditions import due_conditions, in_status, is_collective, meeting
from mediation.models.case_search import answering
from mediation.models.case_text import CaseText
from mediation.models.claim import Claim
from mediation.models.db import Instant, dialect_name, read
from mediation.models.next_deadline import NextDeadline
from mediation.models.organisation import Town
from mediation.models.recent import recent
from mediation.models.stored_search import SearchFacts
from mediation.models.user import User
from mediation.models.visibility import fully_visible_cases, visible_cases
from mediation.rules.case_list import CaseFilter, Order, Status, status_of
from mediation.rules.intake import COLLECTIVE_FROM, Channel, UrgentFlag
from mediation.rules.permissions import Actor
from mediation.rules.tripartite import Outcome
from mediation.rules.workflow_terms import Stage, State

Rows = Select[*tuple[Any, ...]]

MOST_COUNTED = 1000


@dataclass(frozen=True, slots=True)
class ListedCase:
    """A case as a list shows it; people and amount are left out for who sees summaries only."""

    id: int
    public_id: str
    case_number: str
    status: Status
    outcome: Outcome | None
    channel: Channel
    is_full: bool
    applicant: str
    worker_count: int
    employer_name: str
    first_cause: str
    amount: Money | None
    urgent: tuple[UrgentFlag, ...]
    handler_id: int | None
    handler_name: str
    town_name: str
    received_on: date
    logged_at: datetime
    deadline: NextDeadline | None

    @property
    def is_collective(self) -> bool:
        """Whether ten or more workers stand behind it."""
        return self.worker_count >= COLLECTIVE_FROM


_MOMENT, _KEY = bindparam("after_moment", type_=Instant), bindparam("after_id", type_=BigInteger)
_OLDER = and_(Case.logged_at <= _MOMENT, or_(Case.logged_at < _MOMENT, Case.id < _KEY))
"""Says both at once where a page begins, so that an index finds the place."""
_SHOWN = (
    Case.id,
    Case.public_id,
    Case.case_number,
    Case.stage,
    Case.progress,
    Case.outcome,
    Case.channel,
    Case.applicant_name,
    Case.worker_count,
    Case.employer_name,
    Case.first_cause,
    Case.amount_fen,
    Case.urgent_flags,
    Case.handler_id,
    Case.received_on,
    Case.logged_at,
)


def search(
    actor: Actor,
    asked: CaseFilter,
    today: date,
    mark: str | None = None,
    search_for: SearchFacts | None = None,
) -> Page[ListedCase]:
    """List the cases that the actor may see and that answer to the filter, a page of them."""
    by_due, begins = asked.order is Order.DUE, _keys_in(mark)
    if search_for is None:
        query = _page_of(dialect_name(), actor, asked, today, goes_on=begins is not None)
    else:
        query = _one_page(actor, asked, today, search_for, goes_on=begins is not None)
    found = read(query, **begins or {}).all()
    shown = found[:PAGE_ROWS]
    deadlines = next_deadline.of_cases([row.id for row in shown], today)
    rows = tuple(_listed(row, deadlines) for row in shown)
    if len(found) <= PAGE_ROWS:
        return Page(rows, None)
    last = shown[-1]
    key = last.due_on.isoformat() if by_due else last.logged_at.isoformat()
    return Page(rows, written_mark(key, last.id))


@lru_cache(maxsize=256)
def _page_of(_dialect: str, actor: Actor, asked: CaseFilter, today: date, *, goes_on: bool) -> Rows:
    """Return the query of a page, built once: people open the same few lists all day."""
    return _one_page(actor, asked, today, None, goes_on=goes_on)


def _one_page(
    actor: Actor, asked: CaseFilter, today: date, search_for: SearchFacts | None, *, goes_on: bool
) -> Rows:
    query = _narrowed(actor, asked, today, search_for)
    if asked.order is Order.DUE:
        due_on, case_id = _days_in(query)
        query = query.order_by(due_on, case_id)
        query = query.where(_due_after(due_on, case_id)) if goes_on else query
    else:
        query = query.order_by(Case.logged_at.desc(), Case.id.desc())
        query = query.where(_OLDER) if goes_on else query
    return query.limit(PAGE_ROWS + 1)


def count(
    actor: Actor,
    asked: CaseFilter,
    today: date,
    search_for: SearchFacts | None = None,
    most: int = MOST_COUNTED,
) -> int:
    """Return how many cases a list has; beyond `most` the counting stops and returns one more."""
    about = (asked, today, search_for, most)
    return recent("cases", actor, about, lambda: _count(actor, *about), int)


def _count(
    actor: Actor, asked: CaseFilter, today: date, search_for: SearchFacts | None, most: int
) -> int:
    some = chosen(actor, asked, today, search_for).limit(most + 1).subquery()
    return read(select(func.count()).select_from(some)).scalar() or 0


def chosen(
    actor: Actor, asked: CaseFilter, today: date, search_for: SearchFacts | None = None
) -> Select[tuple[int]]:
    """Return a query for the keys of all cases of a list, for whoever reads them as a whole."""
    query = _narrowed(actor, asked, today, search_for, whole=True)
    return query.with_only_columns(Case.id)


def in_order(
    actor: Actor, asked: CaseFilter, today: date, search_for: SearchFacts | None = None
) -> Select[tuple[int]]:
    """Return the same query with its cases in the order of the list."""
    query = _narrowed(actor, asked, today, search_for, whole=True)
    if asked.order is Order.DUE:
        query = query.order_by(*_days_in(query))
    else:
        query = query.order_by(Case.logged_at.desc(), Case.id.desc())
    return query.with_only_columns(Case.id)


def _narrowed(
    actor: Actor,
    asked: CaseFilter,
    today: date,
    search_for: SearchFacts | None,
    *,
    whole: bool = False,
) -> Rows:
    is_full = fully_visible_cases(actor).label("is_full")
    handler_name, town_name = User.name.label("handler_name"), Town.name.label("town_name")
    query: Rows = (
        select(*_SHOWN, handler_name, town_name, is_full)
        .outerjoin(User, User.id == Case.handler_id)
        .outerjoin(Town, Town.id == Case.town_id)
        .where(Case.district_id == actor.district_id, visible_cases(actor))
    )
    ahead = next_deadline.ahead(today)
    if asked.asks_due:
        query = query.join(ahead, ahead.c.case_id == Case.id).add_columns(ahead.c.due_on)
        query = query.where(*_due_conditions(asked, ahead.c.due_on, today))
    elif asked.asks_not_due:
        query = query.outerjoin(ahead, ahead.c.case_id == Case.id)
    query = query.where(*_conditions(asked))
    query = query.where(*(meeting(actor, each, today, ahead.c.due_on) for each in asked.conditions))
    if search_for is None:
        return query
    query = query.join(CaseText, CaseText.case_id == Case.id)
    return query.where(*answering(actor, search_for, whole=whole))


def _conditions(asked: CaseFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if asked.statuses:
        conditions.append(in_status(asked.statuses))
    if asked.channel is not None:
        conditions.append(Case.channel == asked.channel.value)
    if asked.cause is not None:
        claimed = select(Claim.id).where(Claim.case_id == Case.id, Claim.cause == asked.cause.value)
        conditions.append(claimed.exists())
    if asked.handler_id is not None:
        conditions.append(Case.handler_id == asked.handler_id)
    if asked.unassigned:
        conditions.append(Case.handler_id.is_(None))
    if asked.town_id is not None:
        conditions.append(Case.town_id == asked.town_id)
    if asked.collective:
        conditions.append(is_collective())
    return conditions


def _due_conditions(
    asked: CaseFilter, due_on: ColumnElement[date], today: date
) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if asked.due_before is not None:
        conditions.append(due_on <= asked.due_before)
    if asked.due is not None:
        conditions.append(due_conditions(asked.due, due_on, today))
    return conditions


def _keys_in(mark: str | None) -> dict[str, Any] | None:
    """Return the moment, its day and the key after which the page begins; a torn mark is none."""
    match read_mark(mark):
        case (str(written), int(row_id)):
            try:
                at = datetime.fromisoformat(written)
            except ValueError:
                return None
            moment = at if at.tzinfo else at.replace(tzinfo=UTC)
            return {"after_moment": moment, "after_day": at.date(), "after_id": row_id}
    return None


def _days_in(query: Rows) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """Return the day and the key of the case as the deadlines have them, in their index's order."""
    due_on = query.selected_columns["due_on"]
    assert isinstance(due_on, Column)
    return due_on, due_on.table.c["case_id"]


def _due_after(due_on: ColumnElement[Any], case_id: ColumnElement[Any]) -> ColumnElement[bool]:
    day = bindparam("after_day", type_=Date)
    return and_(due_on >= day, or_(due_on > day, case_id > _KEY))


def _listed(row: Any, deadlines: dict[int, NextDeadline]) -> ListedCase:
    return ListedCase(
        id=row.id,
        public_id=row.public_id,
        case_number=row.case_number,
        status=status_of(Stage(row.stage), State(row.progress) if row.progress else None),
        outcome=Outcome(row.outcome) if row.outcome else None,
        channel=Channel(row.channel),
        is_full=bool(row.is_full),
        applicant=masked_name(row.applicant_name) if row.is_full else "",
        worker_count=row.worker_count,
        employer_name=row.employer_name,
        first_cause=row.first_cause,
        amount=Money(row.amount_fen) if row.is_full and row.amount_fen is not None else None,
        urgent=tuple(UrgentFlag(flag) for flag in row.urgent_flags.split(",") if flag),
        handler_id=row.handler_id,
        handler_name=row.handler_name or "",
        town_name=row.town_name or "",
        received_on=row.received_on,
        logged_at=row.logged_at,
        deadline=deadlines.get(row.id),
    )
