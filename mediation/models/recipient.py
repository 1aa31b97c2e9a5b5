"""Who is told: the people of a district that get its alerts and briefings.

A recipient is a person with an account, never a bare address, so that whoever leaves the office
stops getting its mail.  While nobody is named, the district's supervisors are told.
"""

from dataclasses import dataclass

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from mediation.basics.errors import Malformed, NotFound
from mediation.basics.ids import new_public_id
from mediation.models import organisation, user
from mediation.models.db import Base, session
from mediation.models.user import User
from mediation.rules.permissions import Actor, Role, Standing, district_office
from mediation.rules.recipient import RecipientEntry


class AlertRecipient(Base):
    """One person who is told."""

    __tablename__ = "alert_recipients"
    __table_args__ = (
        UniqueConstraint("district_id", "user_id", name="one_row_per_person"),
        CheckConstraint("ladder_step BETWEEN 0 AND 3", name="known_step"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(12), unique=True, default=new_public_id)
    district_id: Mapped[int] = mapped_column(ForeignKey("districts.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    gets_alerts: Mapped[bool] = mapped_column(default=True)
    gets_briefings: Mapped[bool] = mapped_column(default=True)
    ladder_step: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)


@dataclass(frozen=True, slots=True)
class RecipientFacts:
    """A recipient as the page shows them."""

    public_id: str
    user_public_id: str
    name: str
    email: str
    is_active: bool
    gets_alerts: bool
    gets_briefings: bool
    ladder_step: int
    version: int


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody to whom a letter goes."""

    user_id: int
    is_named: bool


def search(actor: Actor) -> tuple[RecipientFacts, ...]:
    """List the recipients of the actor's district by name."""
    query = (
        select(AlertRecipient, User)
        .join(User, User.id == AlertRecipient.user_id)
        .where(AlertRecipient.district_id == actor.district_id)
        .order_by(AlertRecipient.ladder_step, User.name, AlertRecipient.id)
    )
    return tuple(_facts(row, person) for row, person in session().execute(query).all())


def find(actor: Actor, public_id: str) -> RecipientFacts:
    """Return one recipient of the actor's district."""
    row = _row(actor, public_id)
    return _facts(row, session().get_one(User, row.user_id))


def standing(actor: Actor, public_id: str) -> Standing:
    """Return how the actor stands to a recipient, and lock the row."""
    row = _row(actor, public_id)
    session().get(AlertRecipient, row.id, with_for_update=True)
    return Standing(
        district_office(actor),
        "recipient",
        public_id,
        version=row.version,
        district_id=row.district_id,
    )


def add(actor: Actor, entry: RecipientEntry) -> str:
    """Write a new recipient of their own district; return the public id."""
    person = user.find(actor, entry.user)
    query = select(AlertRecipient.id).where(
        AlertRecipient.district_id == person.district_id, AlertRecipient.user_id == person.id
    )
    if session().scalar(query) is not None:
        raise Malformed.at("user", "recipient.named_before", person=person.name)
    row = AlertRecipient(
        public_id=new_public_id(), district_id=person.district_id, user_id=person.id, version=0
    )
    _fill(row, entry)
    session().add(row)
    session().flush()
    return row.public_id


def change(actor: Actor, public_id: str, entry: RecipientEntry) -> None:
    """Write what a supervisor now says of a recipient; the person stays."""
    _fill(_row(actor, public_id), entry)


def remove(actor: Actor, public_id: str) -> None:
    """Take a recipient off the list."""
    session().delete(_row(actor, public_id))


def alerted(district_id: int) -> tuple[Told, ...]:
    """Return who is told of alerts at once: those named, or else the district's supervisors."""
    return _told(
        district_id, AlertRecipient.gets_alerts.is_(True) & (AlertRecipient.ladder_step == 0)
    )


def briefed(district_id: int) -> tuple[Told, ...]:
    """Return who gets the daily briefing: those named, or else the district's supervisors."""
    return _told(district_id, AlertRecipient.gets_briefings.is_(True))


def on_ladder(district_id: int, step: int) -> tuple[Told, ...]:
    """Return who is told at this step of the ladder; nobody when nobody is named."""
    return _named(district_id, AlertRecipient.ladder_step == step)


def _told(district_id: int, condition: ColumnElement[bool]) -> tuple[Told, ...]:
    named = _named(district_id, condition)
    if named:
        return named
    supervisors = user.holders(district_id, Role.SUPERVISOR)
    return tuple(
        Told(each.id, is_named=False)
        for each in supervisors
        if each.email and organisation.town_of_union(each.organisation_id) is None
    )


def _named(district_id: int, condition: ColumnElement[bool]) -> tuple[Told, ...]:
    query = (
        select(User.id)
        .join(AlertRecipient, AlertRecipient.user_id == User.id)
        .where(AlertRecipient.district_id == district_id, condition)
        .where(User.disabled_at.is_(None), User.email != "")
        .order_by(User.id)
    )
    return tuple(Told(user_id, is_named=True) for user_id in session().scalars(query))


def _fill(row: AlertRecipient, entry: RecipientEntry) -> None:
    row.gets_alerts = entry.gets_alerts
    row.gets_briefings = entry.gets_briefings
    row.ladder_step = entry.ladder_step
    row.version += 1


def _row(actor: Actor, public_id: str) -> AlertRecipient:
    query = select(AlertRecipient).where(
        AlertRecipient.public_id == public_id, AlertRecipient.district_id == actor.district_id
    )
    row = session().scalars(query).one_or_none()
    if row is None:
        raise NotFound("recipient.not_found")
    return row


def _facts(row: AlertRecipient, person: User) -> RecipientFacts:
    return RecipientFacts(
        row.public_id,
        person.public_id,
        person.name,
        person.email,
        person.disabled_at is None,
        row.gets_alerts,
        row.gets_briefings,
        row.ladder_step,
        row.version,
    )
