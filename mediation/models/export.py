"""Exports: every file that left the ledger, with its number, its condition and its size.

The row is written before the first line of the file, so that a number never stands on a file
which the trail does not know, and is completed when the file is whole.  Nothing of what the file
holds is kept here.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from mediation.basics.errors import NotFound
from mediation.basics.ids import new_public_id
from mediation.models.db import Base, Instant, session
from mediation.rules.permissions import Actor, Relation, Standing


class Export(Base):
    """One export of the ledger."""

    __tablename__ = "exports"
    __table_args__ = (
        CheckConstraint("NOT in_full OR reason <> ''", name="in_full_has_reason"),
        CheckConstraint("row_count >= 0", name="rows_are_counted"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(12), unique=True, default=new_public_id)
    district_id: Mapped[int] = mapped_column(ForeignKey("districts.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    number: Mapped[str] = mapped_column(String(40), unique=True)
    file_kind: Mapped[str] = mapped_column(String(10))
    in_full: Mapped[bool]
    column_names: Mapped[str] = mapped_column(Text)
    condition: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(String(200), default="")
    row_count: Mapped[int]
    ordered_at: Mapped[datetime] = mapped_column(Instant)
    made_at: Mapped[datetime | None] = mapped_column(Instant)


@dataclass(frozen=True, slots=True)
class ExportFacts:
    """An export as verbs and pages know it."""

    id: int
    public_id: str
    number: str
    file_kind: str
    in_full: bool
    condition: str
    reason: str
    row_count: int
    ordered_at: datetime


def add(row: Export) -> ExportFacts:
    """Store a new export."""
    session().add(row)
    session().flush()
    return _facts(row)


def find(actor: Actor, public_id: str) -> ExportFacts:
    """Return an export of this person."""
    return _facts(_row(actor, public_id))


def own_standing(actor: Actor, public_id: str) -> Standing:
    """Return how the actor stands to an export of their own; anybody else's does not exist."""
    _row(actor, public_id)
    relations = frozenset({Relation.OFFICE})
    return Standing(relations, "export", public_id, district_id=actor.district_id)


def complete(actor: Actor, public_id: str, row_count: int, at: datetime) -> None:
    """Note that the file is whole, and how many rows it has."""
    row = _row(actor, public_id)
    row.row_count, row.made_at = row_count, at


def _row(actor: Actor, public_id: str) -> Export:
    query = select(Export).where(Export.public_id == public_id, Export.user_id == actor.user_id)
    row = session().scalars(query).one_or_none()
    if row is None:
        raise NotFound("export.not_found")
    return row


def _facts(row: Export) -> ExportFacts:
    return ExportFacts(**{name: getattr(row, name) for name in ExportFacts.__slots__})
