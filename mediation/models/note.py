"""Notes on the timeline of a case: what happened on the telephone, at the desk, in talks.

Append-only.  A caucus note is what one side told the mediator alone; only the handler and the
supervisors of the district read it.  Therefore no text of a note stands in the audit trail, which
more people read: the row that the trail names never changes and says it itself.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, bindparam, select
from sqlalchemy.orm import Mapped, mapped_column

from mediation.models.db import Base, Instant, read, session


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


_NOTES = Note.__table__.c
_ALL = (
    select(_NOTES.id, _NOTES.kind, _NOTES.text, _NOTES.at, _NOTES.author_name)
    .where(_NOTES.case_id == bindparam("case_id"))
    .order_by(_NOTES.id.desc())
    .limit(bindparam("most"))
)
_WITHOUT_CAUCUS = _ALL.where(_NOTES.kind != "caucus")


def add(row: Note) -> None:
    """Store a note."""
    session().add(row)


def of_case(case_id: int, *, with_caucus: bool, limit: int = 200) -> tuple[NoteFacts, ...]:
    """Return the notes of a case, the newest first."""
    query = _ALL if with_caucus else _WITHOUT_CAUCUS
    return tuple(NoteFacts(**row) for row in read(query, case_id=case_id, most=limit).mappings())
