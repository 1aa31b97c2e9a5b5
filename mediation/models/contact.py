"""Contacts: every visit, letter, call and order, counted in batches and person-times.

`rules/contact` says why the figures are added up from here and not from the cases.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, select
from sqlalchemy.orm import Mapped, mapped_column

from mediation.basics.ids import new_public_id
from mediation.models.case import CaseFacts
from mediation.models.db import Base, Instant, session
from mediation.rules.contact import ContactEntry
from mediation.rules.intake import Channel


class Contact(Base):
    """One contact about one case."""

    __tablename__ = "contacts"
    __table_args__ = (
        CheckConstraint("person_count >= 1", name="somebody_came"),
        Index("ix_contacts_counted", "district_id", "received_on", "channel"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(12), unique=True, default=new_public_id)
    district_id: Mapped[int] = mapped_column(ForeignKey("districts.id"))
    body_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    channel: Mapped[str] = mapped_column(String(20))
    received_on: Mapped[date]
    person_count: Mapped[int] = mapped_column(default=1)
    ended_at_desk: Mapped[bool] = mapped_column(default=False)
    logged_at: Mapped[datetime] = mapped_column(Instant)
    logged_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """A contact as pages know it."""

    public_id: str
    channel: Channel
    received_on: date
    person_count: int
    ended_at_desk: bool
    logged_at: datetime


def add(
    case: CaseFacts, body_id: int, entry: ContactEntry, logged_at: datetime, logged_by_id: int
) -> str:
    """Write a contact about a case, taken by a body; return its public id."""
    row = Contact(
        public_id=new_public_id(),
        district_id=case.district_id,
        body_id=body_id,
        case_id=case.id,
        channel=entry.channel.value,
        received_on=entry.received_on,
        person_count=entry.person_count,
        ended_at_desk=entry.ended_at_desk,
        logged_at=logged_at,
        logged_by_id=logged_by_id,
    )
    session().add(row)
    session().flush()
    return row.public_id


def of_case(case_id: int) -> tuple[ContactFacts, ...]:
    """Return the contacts about a case that the caller may see, the newest first."""
    query = select(Contact).where(Contact.case_id == case_id)
    rows = session().scalars(query.order_by(Contact.received_on.desc(), Contact.id.desc()))
    return tuple(
        ContactFacts(
            row.public_id,
            Channel(row.channel),
            row.received_on,
            row.person_count,
            row.ended_at_desk,
            row.logged_at,
        )
        for row in rows
    )
