"""Performances: what was done or paid under an item of an agreement, entry by entry.

Append-only.  A correction is another entry that names the one it replaces and says why, so the
old value stays; only entries that nobody replaced count.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from mediation.basics.errors import NotFound
from mediation.basics.ids import new_public_id
from mediation.basics.money import Money
from mediation.models.agreement import Obligation
from mediation.models.db import Base, Instant, session


class PerformanceEntry(Base):
    """One payment or one act."""

    __tablename__ = "performances"
    __table_args__ = (
        UniqueConstraint("corrects_id", name="replaced_once"),
        CheckConstraint("amount_fen IS NULL OR amount_fen > 0", name="payment_is_positive"),
        CheckConstraint("corrects_id IS NULL OR reason <> ''", name="correction_has_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(12), unique=True, default=new_public_id)
    obligation_id: Mapped[int] = mapped_column(ForeignKey("obligations.id"), index=True)
    performed_on: Mapped[date]
    amount_fen: Mapped[int | None] = mapped_column(BigInteger)
    note: Mapped[str] = mapped_column(String(300), default="")
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("performances.id"))
    reason: Mapped[str] = mapped_column(String(200), default="")
    undone: Mapped[bool] = mapped_column(default=False)
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    recorded_by: Mapped[str] = mapped_column(String(60))


@dataclass(frozen=True, slots=True)
class PerformanceFacts:
    """An entry as a page shows it."""

    public_id: str
    obligation_id: int
    performed_on: date
    amount: Money | None
    note: str
    reason: str
    undone: bool
    recorded_at: datetime
    recorded_by: str
    replaced: bool

    @property
    def counts(self) -> bool:
        """Whether the entry stands: nobody replaced it, and it takes nothing back."""
        return not (self.replaced or self.undone)


def of_agreement(agreement_id: int) -> tuple[PerformanceFacts, ...]:
    """Return every entry under an agreement, in the order in which they were recorded."""
    query = (
        select(PerformanceEntry)
        .join(Obligation, Obligation.id == PerformanceEntry.obligation_id)
        .where(Obligation.agreement_id == agreement_id)
        .order_by(PerformanceEntry.id)
    )
    return _facts(list(session().scalars(query)))


def of_obligation(obligation_id: int) -> tuple[PerformanceFacts, ...]:
    """Return every entry of an item, in the order in which they were recorded."""
    query = (
        select(PerformanceEntry)
        .where(PerformanceEntry.obligation_id == obligation_id)
        .order_by(PerformanceEntry.id)
    )
    return _facts(list(session().scalars(query)))


def find_key(obligation_id: int, public_id: str) -> int:
    """Return the key of an entry of this item that still counts."""
    query = select(PerformanceEntry).where(
        PerformanceEntry.obligation_id == obligation_id, PerformanceEntry.public_id == public_id
    )
    row = session().scalars(query).one_or_none()
    if row is None or _is_replaced(row):
        raise NotFound("performance.not_found")
    return row.id


def add(row: PerformanceEntry) -> None:
    """Store an entry."""
    session().add(row)
    session().flush()


def _is_replaced(row: PerformanceEntry) -> bool:
    query = select(PerformanceEntry.id).where(PerformanceEntry.corrects_id == row.id)
    return session().scalar(query) is not None


def _facts(rows: list[PerformanceEntry]) -> tuple[PerformanceFacts, ...]:
    replaced = {row.corrects_id for row in rows if row.corrects_id is not None}
    return tuple(
        PerformanceFacts(
            row.public_id,
            row.obligation_id,
            row.performed_on,
            None if row.amount_fen is None else Money(row.amount_fen),
            row.note,
            row.reason,
            row.undone,
            row.recorded_at,
            row.recorded_by,
            row.id in replaced,
        )
        for row in rows
    )
