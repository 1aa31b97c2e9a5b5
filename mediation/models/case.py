"""The case: one dispute of one or more workers with one employer, from intake to archive.

The row carries what every list shows (first applicant, employer, people, amount), so that a page
of a hundred thousand cases costs one indexed query; which deadline comes next depends on the day
and is asked of `next_deadline`.  `stage` and `progress` are written only by the gate.  Whatever a
form changes is guarded by `version`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    bindparam,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from mediation.basics.errors import NotFound
from mediation.basics.ids import new_public_id
from mediation.models.db import Base, Instant, read, session, table_of, write_past
from mediation.rules.workflow_terms import Stage, State

_STAGES = ", ".join(f"'{stage.value}'" for stage in Stage)
_PROGRESS = ", ".join(f"'{state.value}'" for state in State)


class Case(Base):
    """One dispute."""

    __tablename__ = "cases"
    __table_args__ = (
        CheckConstraint(f"stage IN ({_STAGES})", name="known_stage"),
        CheckConstraint(f"progress IS NULL OR progress IN ({_PROGRESS})", name="known_progress"),
        CheckConstraint("stage <> 'closed' OR outcome IS NOT NULL", name="closed_has_outcome"),
        CheckConstraint("worker_count >= 1", name="somebody_complains"),
        Index("ix_cases_newest", "district_id", "logged_at", "id"),
        Index("ix_cases_body_newest", "body_id", "logged_at", "id"),
        Index("ix_cases_received", "district_id", "received_on"),
        Index("ix_cases_closed", "district_id", "closed_on"),
        Index("ix_cases_employer", "employer_id", "received_on", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(12), unique=True, default=new_public_id)
    district_id: Mapped[int] = mapped_column(ForeignKey("districts.id"))
    case_number: Mapped[str] = mapped_column(String(40), unique=True)
    stage: Mapped[str] = mapped_column(String(20))
    progress: Mapped[str | None] = mapped_column(String(20))
    version: Mapped[int] = mapped_column(default=1)
    channel: Mapped[str] = mapped_column(String(20))
    received_on: Mapped[date]
    logged_at: Mapped[datetime] = mapped_column(Instant)
    logged_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    body_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    handler_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    lawyer_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    delegated_by_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    outside_number: Mapped[str] = mapped_column(String(60), default="")
    town_id: Mapped[int | None] = mapped_column(ForeignKey("towns.id"), index=True)
    employer_id: Mapped[int | None] = mapped_column(ForeignKey("employers.id"))
    employer_name: Mapped[str] = mapped_column(String(120), default="")
    applicant_name: Mapped[str] = mapped_column(String(120), default="")
    worker_count: Mapped[int] = mapped_column(default=1)
    amount_fen: Mapped[int | None] = mapped_column(BigInteger)
    first_cause: Mapped[str] = mapped_column(String(30), default="")
    request: Mapped[str] = mapped_column(Text, default="")
    urgent_flags: Mapped[str] = mapped_column(String(120), default="")
    knew_on: Mapped[date | None]
    employment_ended_on: Mapped[date | None]
    limitation_rule: Mapped[str | None] = mapped_column(String(6))
    outcome: Mapped[str | None] = mapped_column(String(30))
    outcome_note: Mapped[str] = mapped_column(Text, default="")
    closed_on: Mapped[date | None]


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """A case as verbs and pages know it."""

    id: int
    public_id: str
    district_id: int
    case_number: str
    stage: Stage
    progress: State | None
    version: int
    channel: str
    received_on: date
    logged_at: datetime
    logged_by_id: int
    body_id: int
    handler_id: int | None
    lawyer_id: int | None
    delegated_by_id: int | None
    outside_number: str
    town_id: int | None
    employer_id: int | None
    employer_name: str
    applicant_name: str
    worker_count: int
    amount_fen: int | None
    first_cause: str
    request: str
    urgent_flags: tuple[str, ...]
    knew_on: date | None
    employment_ended_on: date | None
    limitation_rule: str | None
    outcome: str | None
    outcome_note: str
    closed_on: date | None


_UNASSIGNED = Case.handler_id.is_(None)
_NEWEST_UNASSIGNED = Index(
    "ix_cases_unassigned",
    Case.district_id,
    Case.logged_at,
    Case.id,
    sqlite_where=_UNASSIGNED,
    postgresql_where=_UNASSIGNED,
)

_CASES = Case.__table__.c
_OF_PUBLIC_ID = select(*(_CASES[name] for name in CaseFacts.__slots__)).where(
    _CASES.public_id == bindparam("public_id")
)
_RAISED = (
    update(table_of(Case))
    .where(_CASES.id == bindparam("case_id"))
    .values(version=_CASES.version + 1)
    .returning(_CASES.version)
)


def facts_from(row: Any) -> CaseFacts:
    """Return the facts of a row; for the queries of this room only."""
    return CaseFacts(
        **{
            name: getattr(row, name)
            for name in CaseFacts.__slots__
            if name not in {"stage", "progress", "urgent_flags"}
        },
        stage=Stage(row.stage),
        progress=State(row.progress) if row.progress else None,
        urgent_flags=tuple(flag for flag in row.urgent_flags.split(",") if flag),
    )


def add(row: Case) -> CaseFacts:
    """Store a new case and return its facts."""
    session().add(row)
    session().flush()
    return facts_from(row)


def of_id(case_id: int) -> CaseFacts:
    """Return the case with this key."""
    return facts_from(session().get_one(Case, case_id))


def of_public_id(public_id: str) -> CaseFacts:
    """Return the case at this address; visibility is the caller's business."""
    row = read(_OF_PUBLIC_ID, public_id=public_id).one_or_none()
    if row is None:
        raise NotFound("case.not_found")
    return facts_from(row)


def next_version(case_id: int) -> int:
    """Raise the version of the case by one and return it."""
    version: int = write_past(_RAISED, case_id=case_id).scalar_one()
    return version


def change(case_id: int, **values: object) -> None:
    """Write plain facts of the case; stage and progress belong to the gate."""
    row = session().get_one(Case, case_id)
    for name, value in values.items():
        if name in {"stage", "progress"}:
            raise ValueError(f"{name} is written by the gate")
        setattr(row, name, value)
