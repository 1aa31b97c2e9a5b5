"""The watch over employers: why one is watched, from when to when, and how it ended.

An employer is on watch on a day when an entry has begun, its last day has not passed and nobody
has taken it off.  Nothing is ever overwritten: an employer that is watched again gets a new entry,
and the old ones stay as its history.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, String, and_, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from mediation.basics.errors import NotFound
from mediation.basics.ids import new_public_id
from mediation.models.db import Base, Instant, session
from mediation.models.user import User
from mediation.rules.employer import WatchEntry, WatchReason


class EmployerWatch(Base):
    """One stay of an employer on the watch list."""

    __tablename__ = "employer_watches"
    __table_args__ = (
        CheckConstraint("until_on IS NULL OR until_on >= from_on", name="ends_after_it_begins"),
        CheckConstraint("(ended_on IS NULL) = (end_reason = '')", name="ended_with_a_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(12), unique=True, default=new_public_id)
    employer_id: Mapped[int] = mapped_column(ForeignKey("employers.id"), index=True)
    reasons: Mapped[str] = mapped_column(String(160))
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(200), default="")
    made_at: Mapped[datetime] = mapped_column(Instant)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    ended_on: Mapped[date | None]
    end_reason: Mapped[str] = mapped_column(String(200), default="")


@dataclass(frozen=True, slots=True)
class WatchFacts:
    """One stay on the watch list as pages know it."""

    public_id: str
    reasons: tuple[WatchReason, ...]
    from_on: date
    until_on: date | None
    note: str
    made_by: str
    ended_on: date | None
    end_reason: str

    def stands_on(self, day: date) -> bool:
        """Tell whether the employer is on watch by this entry, or is going to be."""
        return self.ended_on is None and (self.until_on is None or self.until_on >= day)


def add(employer_id: int, entry: WatchEntry, made_at: datetime, made_by_id: int) -> str:
    """Put an employer on the watch list; return the public id of the entry."""
    row = EmployerWatch(
        public_id=new_public_id(),
        employer_id=employer_id,
        reasons=",".join(each.value for each in entry.reasons),
        from_on=entry.from_on,
        until_on=entry.until_on,
        note=entry.note,
        made_at=made_at,
        made_by_id=made_by_id,
        end_reason="",
    )
    session().add(row)
    session().flush()
    return row.public_id


def end(employer_id: int, day: date, reason: str) -> None:
    """Take an employer off the watch list; without an entry that stands it is not found."""
    rows = [row for row in _rows(employer_id) if _facts(row, "").stands_on(day)]
    if not rows:
        raise NotFound("employer.not_watched")
    for row in rows:
        row.ended_on, row.end_reason = day, reason


def of_employer(employer_id: int) -> tuple[WatchFacts, ...]:
    """Return every stay of an employer on the watch list, the latest first."""
    query = (
        select(EmployerWatch, User.name)
        .join(User, User.id == EmployerWatch.made_by_id)
        .where(EmployerWatch.employer_id == employer_id)
        .order_by(EmployerWatch.id.desc())
    )
    return tuple(_facts(row, name) for row, name in session().execute(query).all())


def reasons_on(employer_ids: Iterable[int], day: date) -> dict[int, tuple[WatchReason, ...]]:
    """Return those of these employers that are on watch on a day, with the reasons."""
    mine = EmployerWatch.employer_id.in_(list(employer_ids))
    query = select(EmployerWatch).where(mine, watched_on(day))
    found: dict[int, tuple[WatchReason, ...]] = {}
    for row in session().scalars(query):
        reasons = {*found.get(row.employer_id, ()), *_reasons(row)}
        found[row.employer_id] = tuple(each for each in WatchReason if each in reasons)
    return found


def watched_on(day: date) -> ColumnElement[bool]:
    """Return the condition under which a watch entry counts on a day."""
    lasts = or_(EmployerWatch.until_on.is_(None), EmployerWatch.until_on >= day)
    return and_(EmployerWatch.ended_on.is_(None), EmployerWatch.from_on <= day, lasts)


def _rows(employer_id: int) -> list[EmployerWatch]:
    query = select(EmployerWatch).where(EmployerWatch.employer_id == employer_id)
    return list(session().scalars(query))


def _reasons(row: EmployerWatch) -> tuple[WatchReason, ...]:
    return tuple(WatchReason(each) for each in row.reasons.split(",") if each)


def _facts(row: EmployerWatch, made_by: str) -> WatchFacts:
    return WatchFacts(
        public_id=row.public_id,
        reasons=_reasons(row),
        from_on=row.from_on,
        until_on=row.until_on,
        note=row.note,
        made_by=made_by,
        ended_on=row.ended_on,
        end_reason=row.end_reason,
    )
