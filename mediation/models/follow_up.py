"""Follow-ups of cases: the calls that were promised, and when they were made.

They wait for the handler of the case, whoever that is by now; in a case without one they wait for
whoever made the promise.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    String,
    and_,
    bindparam,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from mediation.basics.errors import NotFound
from mediation.basics.ids import new_public_id
from mediation.basics.paging import PAGE_ROWS, Page, read_mark, written_mark
from mediation.models.case import Case
from mediation.models.db import Base, Instant, session
from mediation.models.user import User
from mediation.models.visibility import visible_cases
from mediation.rules.follow_up import FollowUpEntry
from mediation.rules.permissions import Actor

_MOST_COUNTED = 99
_MOST_OF_A_CASE = 50


class FollowUp(Base):
    """One call that was promised."""

    __tablename__ = "follow_ups"
    __table_args__ = (
        CheckConstraint("(done_at IS NULL) = (done_by_id IS NULL)", name="done_by_somebody"),
        Index("ix_follow_ups_open", "done_at", "due_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(12), unique=True, default=new_public_id)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    due_at: Mapped[datetime] = mapped_column(Instant)
    note: Mapped[str] = mapped_column(String(200), default="", info={"secret": True})
    made_at: Mapped[datetime] = mapped_column(Instant)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    done_at: Mapped[datetime | None] = mapped_column(Instant)
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))


_WITH_CASE = (
    select(FollowUp, Case, User.name)
    .join(Case, Case.id == FollowUp.case_id)
    .outerjoin(User, User.id == FollowUp.done_by_id)
)
_OF_CASE = (
    _WITH_CASE.where(FollowUp.case_id == bindparam("case_id"))
    .order_by(FollowUp.done_at.is_not(None), FollowUp.done_at.desc(), FollowUp.due_at, FollowUp.id)
    .limit(_MOST_OF_A_CASE)
)


@dataclass(frozen=True, slots=True)
class FollowUpFacts:
    """A promised call as verbs and pages know it, with its case."""

    id: int
    public_id: str
    due_at: datetime
    note: str
    done_at: datetime | None
    done_by: str
    case_public_id: str
    case_number: str
    employer_name: str
    applicant_name: str


@dataclass(frozen=True, slots=True)
class FollowUpTally:
    """How many calls wait for somebody, and for how many of them the hour is over."""

    open: int
    overdue: int


def add(case_id: int, entry: FollowUpEntry, made_at: datetime, made_by_id: int) -> str:
    """Write that a call was promised; return its public id."""
    row = FollowUp(
        public_id=new_public_id(),
        case_id=case_id,
        due_at=entry.due_at,
        note=entry.note,
        made_at=made_at,
        made_by_id=made_by_id,
    )
    session().add(row)
    session().flush()
    return row.public_id


def finish(follow_up_id: int, done_at: datetime, done_by_id: int) -> None:
    """Write that the call was made."""
    row = session().get_one(FollowUp, follow_up_id)
    row.done_at, row.done_by_id = done_at, done_by_id


def find(case_id: int, public_id: str) -> FollowUpFacts:
    """Return one promised call of a case that the caller may see."""
    for row, matter, done_by in session().execute(
        _WITH_CASE.where(FollowUp.case_id == case_id, FollowUp.public_id == public_id)
    ):
        return _facts(row, matter, done_by)
    raise NotFound("follow_up.not_found")


def open_of_case(case_id: int) -> tuple[FollowUpFacts, ...]:
    """Return the calls that were promised in a case and not made yet, the earliest first."""
    return tuple(each for each in of_case(case_id) if each.done_at is None)


def of_case(case_id: int) -> tuple[FollowUpFacts, ...]:
    """Return the calls of a case: those that wait, the earliest first, then the latest made."""
    found = session().execute(_OF_CASE, {"case_id": case_id})
    return tuple(_facts(row, matter, name) for row, matter, name in found)


def waiting_for(actor: Actor, mark: str | None = None) -> Page[FollowUpFacts]:
    """List the calls that wait for the actor, the earliest first."""
    query = _WITH_CASE.where(_own(actor))
    keys = read_mark(mark)
    if keys and len(keys) == 2 and isinstance(keys[0], str):
        moment, key = datetime.fromisoformat(keys[0]), int(keys[1])
        same = and_(FollowUp.due_at == moment, FollowUp.id > key)
        query = query.where(or_(FollowUp.due_at > moment, same))
    query = query.order_by(FollowUp.due_at, FollowUp.id).limit(PAGE_ROWS + 1)
    found = [_facts(row, matter, name) for row, matter, name in session().execute(query)]
    shown = tuple(found[:PAGE_ROWS])
    more = len(found) > PAGE_ROWS
    return Page(shown, written_mark(shown[-1].due_at.isoformat(), shown[-1].id) if more else None)


def tally(actor: Actor, now: datetime) -> FollowUpTally:
    """Count the calls that wait for the actor, up to a hundred of them."""
    first = (
        select(FollowUp.due_at)
        .join(Case, Case.id == FollowUp.case_id)
        .where(_own(actor))
        .order_by(FollowUp.due_at)
        .limit(_MOST_COUNTED)
        .subquery()
    )
    late = func.count().filter(first.c.due_at < now)
    return FollowUpTally(*session().execute(select(func.count(), late).select_from(first)).one())


def _own(actor: Actor) -> ColumnElement[bool]:
    waits_for_maker = and_(Case.handler_id.is_(None), FollowUp.made_by_id == actor.user_id)
    return and_(
        FollowUp.done_at.is_(None),
        visible_cases(actor),
        or_(Case.handler_id == actor.user_id, waits_for_maker),
    )


def _facts(row: FollowUp, matter: Case, done_by: str | None) -> FollowUpFacts:
    return FollowUpFacts(
        row.id,
        row.public_id,
        row.due_at,
        row.note,
        row.done_at,
        done_by or "",
        matter.public_id,
        matter.case_number,
        matter.employer_name,
        matter.applicant_name,
    )
