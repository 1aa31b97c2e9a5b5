"""Deadlines: the stored instances of the clocks.

Each keeps the rule, the day it started, the raw and the rolled last day, the calendar version it
was reckoned with and whether a day of it is provisional, so that its derivation can be printed
years later.  A deadline is never overwritten: it ends (met, interrupted, released, replaced) and
another begins, and the chain stays readable.

`look_on` is the next day on which its warning level could change; the minute tick asks only for
rows whose day has come.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, String, bindparam, select
from sqlalchemy.orm import Mapped, mapped_column

from mediation.basics.errors import NotFound
from mediation.basics.ids import new_public_id
from mediation.models.case import Case
from mediation.models.db import Base, read, session
from mediation.rules.clock_terms import Event

LIMITATION = ("L1", "L2")


class EndedAs(StrEnum):
    """How a deadline ended."""

    MET = "met"
    INTERRUPTED = "interrupted"
    RELEASED = "released"
    REPLACED = "replaced"


class Deadline(Base):
    """One running or ended time limit of one case."""

    __tablename__ = "deadlines"
    __table_args__ = (
        CheckConstraint("(ended_as IS NULL) = (ended_on IS NULL)", name="ended_has_day"),
        Index("ix_deadlines_look", "ended_as", "look_on"),
        Index("ix_deadlines_running", "ended_as", "case_id", "due_on", "rule"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(12), unique=True, default=new_public_id)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    proceeding_id: Mapped[int | None] = mapped_column(ForeignKey("proceedings.id"))
    obligation_id: Mapped[int | None] = mapped_column(ForeignKey("obligations.id"), index=True)
    hotline_order_id: Mapped[int | None] = mapped_column(
        ForeignKey("hotline_orders.id"), index=True
    )
    referral_id: Mapped[int | None] = mapped_column(ForeignKey("referrals.id"), index=True)
    rule: Mapped[str] = mapped_column(String(6))
    trigger: Mapped[str] = mapped_column(String(30))
    started_on: Mapped[date]
    raw_due_on: Mapped[date]
    due_on: Mapped[date]
    extended_to: Mapped[date | None]
    provisional: Mapped[bool] = mapped_column(default=False)
    calendar_version: Mapped[int]
    look_on: Mapped[date | None]
    ended_as: Mapped[str | None] = mapped_column(String(12))
    ended_on: Mapped[date | None]


_RUNS = Deadline.ended_as.is_(None)
_BY_DAY = Index(
    "ix_deadlines_due",
    Deadline.due_on,
    Deadline.case_id,
    Deadline.rule,
    sqlite_where=_RUNS,
    postgresql_where=_RUNS,
)


@dataclass(frozen=True, slots=True)
class DeadlineFacts:
    """A deadline as verbs and pages know it."""

    id: int
    public_id: str
    case_id: int
    rule: str
    trigger: Event
    started_on: date
    raw_due_on: date
    due_on: date
    extended_to: date | None
    provisional: bool
    calendar_version: int
    ended_as: EndedAs | None
    ended_on: date | None
    obligation_id: int | None


@dataclass(frozen=True, slots=True)
class RunningDeadline:
    """A running deadline with what the watch must know of its case."""

    id: int
    public_id: str
    rule: str
    case_id: int
    case_public_id: str
    case_number: str
    district_id: int
    town_id: int | None
    handler_id: int | None
    lawyer_id: int | None
    started_on: date
    raw_due_on: date
    due_on: date
    provisional: bool


_ROWS = Deadline.__table__.c
_RUNNING = (
    select(Deadline)
    .where(Deadline.case_id == bindparam("case_id"), Deadline.ended_as.is_(None))
    .where(Deadline.rule.in_(bindparam("rules", expanding=True)))
    .order_by(Deadline.id)
)
_OF_CASE = (
    select(*(_ROWS[name] for name in DeadlineFacts.__slots__))
    .where(_ROWS.case_id == bindparam("case_id"))
    .order_by(_ROWS.ended_as.is_not(None), _ROWS.due_on, _ROWS.id)
)


def start(row: Deadline) -> None:
    """Store a deadline that begins to run."""
    session().add(row)


def end(case_id: int, rules: tuple[str, ...], on: date, ended_as: EndedAs) -> tuple[str, ...]:
    """End every running deadline of the case under these rules; return the rules that ran."""
    rows = _running_rows(case_id, rules)
    for row in rows:
        row.ended_as, row.ended_on, row.look_on = ended_as.value, on, None
    if rows:
        session().flush()
    return tuple(row.rule for row in rows)


def resume_limitation(case_id: int, today: date) -> None:
    """Let the limitation that a closing ended run on, with the days that it had."""
    query = (
        select(Deadline)
        .where(Deadline.case_id == case_id, Deadline.rule.in_(LIMITATION))
        .order_by(Deadline.id.desc())
        .limit(1)
    )
    last = session().scalars(query).one_or_none()
    if last is None or last.ended_as != EndedAs.MET.value:
        return
    kept = ("case_id", "proceeding_id", "rule", "trigger", "started_on", "raw_due_on", "due_on")
    noted = ("extended_to", "provisional", "calendar_version")
    start(Deadline(look_on=today, **{name: getattr(last, name) for name in (*kept, *noted)}))


def end_obligation(obligation_id: int, on: date) -> None:
    """End the deadline of an obligation that has been performed."""
    _end_bound(Deadline.obligation_id == obligation_id, on)


def end_order(hotline_order_id: int, on: date) -> None:
    """End the deadline of a hotline order that has been answered."""
    _end_bound(Deadline.hotline_order_id == hotline_order_id, on)


def end_referral(referral_id: int, on: date) -> None:
    """End the reminder of a referral that has been answered, or that was taken back."""
    _end_bound(Deadline.referral_id == referral_id, on)


def _end_bound(belongs: ColumnElement[bool], on: date) -> None:
    for row in session().scalars(select(Deadline).where(belongs, Deadline.ended_as.is_(None))):
        row.ended_as, row.ended_on, row.look_on = EndedAs.MET.value, on, None


def runs_for(obligation_id: int) -> bool:
    """Tell whether the time limit of an obligation is running."""
    query = select(Deadline.id).where(
        Deadline.obligation_id == obligation_id, Deadline.ended_as.is_(None)
    )
    return session().scalar(query.limit(1)) is not None


def find_running(case_id: int, rule: str) -> DeadlineFacts:
    """Return the running deadline of the case under this rule."""
    rows = _running_rows(case_id, (rule,))
    if not rows:
        raise NotFound("deadline.not_running", rule=rule)
    return _facts(rows[-1])


def running_limitation(case_id: int) -> DeadlineFacts | None:
    """Return the limitation that runs in a case, if one does."""
    rows = _running_rows(case_id, LIMITATION)
    return _facts(rows[-1]) if rows else None


def extend(deadline_id: int, to: date, look_on: date | None) -> None:
    """Write the day to which both sides have put a running deadline off."""
    row = session().get_one(Deadline, deadline_id)
    row.extended_to, row.due_on, row.raw_due_on, row.look_on = to, to, to, look_on
    session().flush()


def of_case(case_id: int) -> tuple[DeadlineFacts, ...]:
    """Return every deadline of a case: running ones first, by last day."""
    return tuple(_facts(row) for row in read(_OF_CASE, case_id=case_id))


def of_public_id(case_id: int, public_id: str) -> DeadlineFacts:
    """Return one deadline of a case that the caller may see."""
    query = select(Deadline).where(Deadline.case_id == case_id, Deadline.public_id == public_id)
    row = session().scalars(query).one_or_none()
    if row is None:
        raise NotFound("deadline.not_found")
    return _facts(row)


def due_to_look(today: date, limit: int = 500) -> tuple[RunningDeadline, ...]:
    """Return running deadlines whose warning level may have changed, the oldest first."""
    query = (
        select(Deadline, Case)
        .join(Case, Case.id == Deadline.case_id)
        .where(Deadline.ended_as.is_(None), Deadline.look_on <= today)
        .order_by(Deadline.look_on, Deadline.id)
        .limit(limit)
    )
    return tuple(_running(row, case) for row, case in session().execute(query).all())


def running_of_handler(user_id: int, until: date) -> tuple[RunningDeadline, ...]:
    """Return the running deadlines of somebody's cases that end up to a day, by last day."""
    query = (
        select(Deadline, Case)
        .join(Case, Case.id == Deadline.case_id)
        .where(Case.handler_id == user_id, Deadline.ended_as.is_(None), Deadline.due_on <= until)
        .order_by(Deadline.due_on, Deadline.id)
    )
    return tuple(_running(row, case) for row, case in session().execute(query).all())


def look_again(deadline_id: int, on: date | None) -> None:
    """Write the next day on which the level of a deadline could change."""
    session().get_one(Deadline, deadline_id).look_on = on


def _running_rows(case_id: int, rules: tuple[str, ...]) -> list[Deadline]:
    return list(session().scalars(_RUNNING, {"case_id": case_id, "rules": rules}))


def _running(row: Deadline, case: Case) -> RunningDeadline:
    return RunningDeadline(
        row.id,
        row.public_id,
        row.rule,
        case.id,
        case.public_id,
        case.case_number,
        case.district_id,
        case.town_id,
        case.handler_id,
        case.lawyer_id,
        row.started_on,
        row.raw_due_on,
        row.due_on,
        row.provisional,
    )


def _facts(row: Any) -> DeadlineFacts:
    return DeadlineFacts(
        row.id,
        row.public_id,
        row.case_id,
        row.rule,
        Event(row.trigger),
        row.started_on,
        row.raw_due_on,
        row.due_on,
        row.extended_to,
        row.provisional,
        row.calendar_version,
        EndedAs(row.ended_as) if row.ended_as else None,
        row.ended_on,
        row.obligation_id,
    )
