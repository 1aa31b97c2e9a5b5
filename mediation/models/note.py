"""Notes on the timeline of a case: what happened on the telephone, at the desk, in talks.

Append-only.  A caucus note is what one side told the mediator alone; only the handler and the
supervisors of the district read it.  Therefore no text of a note stands in the audit trail, which
more people read: the row that the trail names never changes and says it itself.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from mediation.models.db import Base, Instant, session


class Note(Base):
    """One entry that somebody wrote."""

    __tablename__ = "notes"
    __table_args__ = (Index("ix_notes_case_id", "case_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    kind: Mapped[str] = mapped_column(String(12))
    text: Mapped[str] = mapped_column(Text, info={"secret": True})
    at: Mapped[datetime] = mapped_column(Instant)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    author_name: Mapped[str] = mapped_column(String(60))


@dataclass(frozen=True, slots=True)
class NoteFacts:
    """A note as a page shows it."""

    id: int
    kind: str
    text: str
    at: datetime
    author_name: str


def add(row: Note) -> None:
    """Store a note."""
    session().add(row)


def of_case(case_id: int, *, with_caucus: bool, limit: int = 200) -> tuple[NoteFacts, ...]:
    """Return the notes of a case, the newest first."""
    query = select(Note).where(Note.case_id == case_id).order_by(Note.id.desc()).limit(limit)
    if not with_caucus:
        query = query.where(Note.kind != "caucus")
    return tuple(
        NoteFacts(row.id, row.kind, row.text, row.at, row.author_name)
        for row in session().scalars(query)
    )
