"""Sensitive periods of a district: their days, their towns, their own numbers."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from mediation.basics.errors import NotFound
from mediation.basics.ids import new_public_id
from mediation.basics.money import Money
from mediation.models.db import Base, Instant, session
from mediation.models.organisation import Town, town_keys
from mediation.rules.permissions import Actor, Standing, district_office
from mediation.rules.sensitive_period import (
    PeriodEntry,
    PeriodKind,
    PeriodState,
    Window,
    counts_from,
)

_STATES = ", ".join(f"'{state.value}'" for state in PeriodState)


class SensitivePeriod(Base):
    """Weeks in which warnings stand one level higher."""

    __tablename__ = "sensitive_periods"
    __table_args__ = (
        CheckConstraint(f"state IN ({_STATES})", name="known_state"),
        CheckConstraint("ends_on >= begins_on", name="ends_after_it_begins"),
        CheckConstraint("lead_days >= 0", name="leads_forward"),
        Index("ix_sensitive_periods_state", "district_id", "state", "ends_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(12), unique=True, default=new_public_id)
    district_id: Mapped[int] = mapped_column(ForeignKey("districts.id"))
    name: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(20))
    begins_on: Mapped[date]
    ends_on: Mapped[date]
    lead_days: Mapped[int]
    counts_from: Mapped[date]
    state: Mapped[str] = mapped_column(String(10), default=PeriodState.DRAFT.value)
    basis: Mapped[str] = mapped_column(String(120), default="")
    least_people: Mapped[int | None]
    least_cases: Mapped[int | None]
    within_days: Mapped[int | None]
    least_amount_fen: Mapped[int | None] = mapped_column(BigInteger)
    activated_at: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)


class SensitivePeriodTown(Base):
    """That a period counts in a town; a period without any counts in the whole district."""

    __tablename__ = "sensitive_period_towns"

    period_id: Mapped[int] = mapped_column(ForeignKey("sensitive_periods.id"), primary_key=True)
    town_id: Mapped[int] = mapped_column(ForeignKey("towns.id"), primary_key=True)


@dataclass(frozen=True, slots=True)
class PeriodFacts:
    """A sensitive period as verbs and pages know it."""

    id: int
    public_id: str
    district_id: int
    name: str
    kind: PeriodKind
    begins_on: date
    ends_on: date
    lead_days: int
    state: PeriodState
    basis: str
    least_people: int | None
    least_cases: int | None
    within_days: int | None
    least_amount: Money | None
    town_codes: tuple[str, ...]
    town_names: tuple[str, ...]
    window: Window
    version: int


def search(actor: Actor) -> tuple[PeriodFacts, ...]:
    """List the periods of the actor's district, the latest first; a district has few."""
    query = (
        select(SensitivePeriod)
        .where(SensitivePeriod.district_id == actor.district_id)
        .order_by(SensitivePeriod.begins_on.desc(), SensitivePeriod.id.desc())
    )
    return tuple(_facts(row) for row in session().scalars(query))


def find(actor: Actor, public_id: str) -> PeriodFacts:
    """Return one period of the actor's district."""
    return _facts(_row(actor, public_id))


def active(district_id: int) -> tuple[PeriodFacts, ...]:
    """Return the periods of a district that are switched on, whatever the day."""
    query = (
        select(SensitivePeriod)
        .where(
            SensitivePeriod.district_id == district_id,
            SensitivePeriod.state == PeriodState.ACTIVE.value,
        )
        .order_by(SensitivePeriod.begins_on, SensitivePeriod.id)
    )
    return tuple(_facts(row) for row in session().scalars(query))


def standing(actor: Actor, public_id: str) -> Standing:
    """Return how the actor stands to a period, and lock it."""
    row = _row(actor, public_id)
    session().get(SensitivePeriod, row.id, with_for_update=True)
    return Standing(
        district_office(actor),
        "sensitive_period",
        public_id,
        version=row.version,
        district_id=row.district_id,
    )


def add(district_id: int, entry: PeriodEntry) -> PeriodFacts:
    """Write a new period as a draft."""
    row = SensitivePeriod(
        public_id=new_public_id(),
        district_id=district_id,
        state=PeriodState.DRAFT.value,
        version=0,
    )
    _fill(row, entry)
    session().add(row)
    session().flush()
    _give_towns(row, entry.town_codes)
    return _facts(row)


def change(actor: Actor, public_id: str, entry: PeriodEntry) -> PeriodFacts:
    """Write what a supervisor now says of a period."""
    row = _row(actor, public_id)
    _fill(row, entry)
    _give_towns(row, entry.town_codes)
    return _facts(row)


def set_state(actor: Actor, public_id: str, state: PeriodState, now: datetime) -> PeriodFacts:
    """Switch a period on or off."""
    row = _row(actor, public_id)
    row.state = state.value
    if state is PeriodState.ACTIVE:
        row.activated_at = now
    row.version += 1
    return _facts(row)


def _row(actor: Actor, public_id: str) -> SensitivePeriod:
    query = select(SensitivePeriod).where(
        SensitivePeriod.public_id == public_id, SensitivePeriod.district_id == actor.district_id
    )
    row = session().scalars(query).one_or_none()
    if row is None:
        raise NotFound("sensitive_period.not_found")
    return row


def _fill(row: SensitivePeriod, entry: PeriodEntry) -> None:
    row.name, row.kind, row.basis = entry.name, entry.kind.value, entry.basis
    row.begins_on, row.ends_on, row.lead_days = entry.begins_on, entry.ends_on, entry.lead_days
    row.counts_from = counts_from(entry.begins_on, entry.lead_days)
    row.least_people, row.least_cases = entry.least_people, entry.least_cases
    row.within_days = entry.within_days
    row.least_amount_fen = None if entry.least_amount is None else entry.least_amount.fen
    row.version += 1


def _give_towns(row: SensitivePeriod, codes: tuple[str, ...]) -> None:
    query = select(SensitivePeriodTown).where(SensitivePeriodTown.period_id == row.id)
    held = {each.town_id: each for each in session().scalars(query)}
    wanted = set(town_keys(row.district_id, codes).values()) if codes else set()
    for key in sorted(wanted - set(held)):
        session().add(SensitivePeriodTown(period_id=row.id, town_id=key))
    for key in sorted(set(held) - wanted):
        session().delete(held[key])
    session().flush()


def _facts(row: SensitivePeriod) -> PeriodFacts:
    query = (
        select(Town)
        .join(SensitivePeriodTown, SensitivePeriodTown.town_id == Town.id)
        .where(SensitivePeriodTown.period_id == row.id)
        .order_by(Town.code)
    )
    towns = list(session().scalars(query))
    amount = row.least_amount_fen
    return PeriodFacts(
        id=row.id,
        public_id=row.public_id,
        district_id=row.district_id,
        name=row.name,
        kind=PeriodKind(row.kind),
        begins_on=row.begins_on,
        ends_on=row.ends_on,
        lead_days=row.lead_days,
        state=PeriodState(row.state),
        basis=row.basis,
        least_people=row.least_people,
        least_cases=row.least_cases,
        within_days=row.within_days,
        least_amount=None if amount is None else Money(amount),
        town_codes=tuple(town.code for town in towns),
        town_names=tuple(town.name for town in towns),
        window=Window(row.counts_from, row.ends_on, frozenset(town.id for town in towns)),
        version=row.version,
    )
