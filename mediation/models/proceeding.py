"""Proceedings and the steps taken in them.

A proceeding is one run of a case through one track.  `steps_taken` is its history and the
history of the case: append-only, one row per step, with the day on which it counts and the
instant at which it was recorded.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, bindparam, func, select
from sqlalchemy.orm import Mapped, mapped_column

from mediation.basics.errors import NotFound
from mediation.basics.ids import new_public_id
from mediation.models.db import Base, Instant, read, session
from mediation.rules.workflow import is_open
from mediation.rules.workflow_terms import State, Step, Track

_STATES = ", ".join(f"'{state.value}'" for state in State)
_OPEN = tuple(state.value for state in State if is_open(state))


class Proceeding(Base):
    """One run through one track."""

    __tablename__ = "proceedings"
    __table_args__ = (
        CheckConstraint("track IN ('tripartite')", name="known_track"),
        CheckConstraint(f"state IN ({_STATES})", name="known_state"),
        CheckConstraint(
            "state IN ('applied', 'declined', 'withdrawn') OR accepted_on IS NOT NULL",
            name="accepted_has_day",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(12), unique=True, default=new_public_id)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    track: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20))
    body_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    applied_on: Mapped[date]
    accepted_on: Mapped[date | None]
    applicant_consented_on: Mapped[date | None]
    respondent_consented_on: Mapped[date | None]
    extended_to: Mapped[date | None]
    ended_on: Mapped[date | None]
    end_reason: Mapped[str] = mapped_column(String(30), default="")
    end_note: Mapped[str] = mapped_column(Text, default="")


class StepTaken(Base):
    """One step, as it was recorded."""

    __tablename__ = "steps_taken"
    __table_args__ = (
        Index("ix_steps_taken_case_id", "case_id", "id"),
        {"info": {"unaudited": True}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    proceeding_id: Mapped[int | None] = mapped_column(ForeignKey("proceedings.id"))
    step: Mapped[str] = mapped_column(String(30))
    came_from: Mapped[str | None] = mapped_column(String(20))
    came_to: Mapped[str] = mapped_column(String(20))
    counts_on: Mapped[date]
    at: Mapped[datetime] = mapped_column(Instant)
    actor_user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    actor_name: Mapped[str] = mapped_column(String(60))
    note: Mapped[str] = mapped_column(Text, default="")


@dataclass(frozen=True, slots=True)
class ProceedingFacts:
    """A proceeding as verbs and pages know it."""

    id: int
    public_id: str
    case_id: int
    track: Track
    state: State
    body_id: int
    applied_on: date
    accepted_on: date | None
    applicant_consented_on: date | None
    respondent_consented_on: date | None
    extended_to: date | None
    ended_on: date | None
    end_reason: str
    end_note: str


@dataclass(frozen=True, slots=True)
class TakenStep:
    """One line of the history."""

    id: int
    step: Step
    came_from: str
    came_to: str
    counts_on: date
    at: datetime
    actor_name: str
    note: str


_RUNS, _STEPS = Proceeding.__table__.c, StepTaken.__table__.c
_LEADING = (
    select(*(_RUNS[name] for name in ProceedingFacts.__slots__))
    .where(_RUNS.case_id == bindparam("case_id"))
    .order_by(_RUNS.id.desc())
    .limit(1)
)
_LEADING_ROW = (
    select(Proceeding)
    .where(Proceeding.case_id == bindparam("case_id"))
    .order_by(Proceeding.id.desc())
    .limit(1)
)
_HISTORY = (
    select(*(_STEPS[name] for name in TakenStep.__slots__))
    .where(_STEPS.case_id == bindparam("case_id"))
    .order_by(_STEPS.id.desc())
    .limit(bindparam("most"))
)


def leading(case_id: int) -> ProceedingFacts | None:
    """Return the newest proceeding of a case, or None before the first."""
    row = read(_LEADING, case_id=case_id).one_or_none()
    if row is None:
        return None
    plain = row._asdict()
    return ProceedingFacts(
        **plain | {"track": Track(plain["track"]), "state": State(plain["state"])}
    )


def leading_row(case_id: int) -> Proceeding | None:
    """Return the row of the newest proceeding; for the gate, which writes its state."""
    return session().scalars(_LEADING_ROW, {"case_id": case_id}).one_or_none()


def find_leading(case_id: int) -> ProceedingFacts:
    """Return the newest proceeding of a case; without one there is nothing to do it to."""
    found = leading(case_id)
    if found is None:
        raise NotFound("proceeding.not_found")
    return found


def change(proceeding_id: int, **values: object) -> None:
    """Write plain facts of a proceeding; its state belongs to the gate."""
    row = session().get_one(Proceeding, proceeding_id)
    for name, value in values.items():
        if name == "state":
            raise ValueError("the state is written by the gate")
        setattr(row, name, value)


def count_open(case_id: int) -> int:
    """Return how many proceedings of a case still have something to do."""
    query = (
        select(func.count())
        .select_from(Proceeding)
        .where(Proceeding.case_id == case_id, Proceeding.state.in_(_OPEN))
    )
    return session().scalar(query) or 0


def history(case_id: int, limit: int = 200) -> tuple[TakenStep, ...]:
    """Return the steps of a case, newest first."""
    return tuple(
        TakenStep(
            row.id,
            Step(row.step),
            row.came_from or "",
            row.came_to,
            row.counts_on,
            row.at,
            row.actor_name,
            row.note,
        )
        for row in read(_HISTORY, case_id=case_id, most=limit)
    )
