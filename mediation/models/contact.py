"""Contacts: every visit, letter, call and order, counted in batches and person-times.

`rules/contact` says why the figures are added up from here and not from the cases.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, bindparam, case, func, select
from sqlalchemy.orm import Mapped, mapped_column

from mediation.basics.ids import new_public_id
from mediation.models.case import CaseFacts
from mediation.models.db import Base, Instant, read, session
from mediation.models.outreach import OutreachEvent
from mediation.rules.caller import Caller, CallerRole
from mediation.rules.came_by import PetitionKind
from mediation.rules.contact import ContactEntry
from mediation.rules.intake import Channel

_CALLERS = ", ".join(f"'{role.value}'" for role in CallerRole)
_KINDS = ", ".join(f"'{kind.value}'" for kind in PetitionKind)


class Contact(Base):
    """One contact about one case."""

    __tablename__ = "contacts"
    __table_args__ = (
        CheckConstraint("person_count >= 1", name="somebody_came"),
        CheckConstraint("letter_on IS NULL OR channel = 'letter'", name="only_letters_are_dated"),
        CheckConstraint("event_id IS NULL OR channel = 'event'", name="only_events_are_named"),
        CheckConstraint(
            f"petition_kind IS NULL OR petition_kind IN ({_KINDS})", name="known_petition_kind"
        ),
        CheckConstraint(f"caller_role IN ({_CALLERS})", name="known_caller_role"),
        CheckConstraint("caller_name = '' OR caller_role <> 'worker'", name="worker_is_a_party"),
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
    petition_kind: Mapped[str | None] = mapped_column(String(20))
    letter_on: Mapped[date | None]
    event_id: Mapped[int | None] = mapped_column(ForeignKey("outreach_events.id"), index=True)
    caller_role: Mapped[str] = mapped_column(String(12), default=CallerRole.WORKER.value)
    caller_name: Mapped[str] = mapped_column(String(60), default="", info={"secret": True})
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
    petition_kind: PetitionKind | None
    letter_on: date | None
    event_name: str
    caller: Caller


@dataclass(frozen=True, slots=True)
class ContactTally:
    """What the contacts of one channel add up to: times, people, people who only asked."""

    times: int = 0
    person_times: int = 0
    ended_at_desk: int = 0


_ROWS, _EVENTS = Contact.__table__.c, OutreachEvent.__table__
_OF_CASE = (
    select(*_ROWS, _EVENTS.c.name.label("event_name"))
    .outerjoin(_EVENTS, _EVENTS.c.id == _ROWS.event_id)
    .where(_ROWS.case_id == bindparam("case_id"))
    .order_by(_ROWS.received_on.desc(), _ROWS.id.desc())
)


def add(
    matter: CaseFacts, body_id: int, entry: ContactEntry, logged_at: datetime, logged_by_id: int
) -> str:
    """Write a contact about a case, taken by a body; return its public id."""
    row = Contact(
        public_id=new_public_id(),
        district_id=matter.district_id,
        body_id=body_id,
        case_id=matter.id,
        channel=entry.channel.value,
        received_on=entry.received_on,
        person_count=entry.person_count,
        ended_at_desk=entry.ended_at_desk,
        petition_kind=None if entry.petition_kind is None else entry.petition_kind.value,
        letter_on=entry.letter_on,
        event_id=entry.event_id,
        caller_role=entry.caller.role.value,
        caller_name=entry.caller.name,
        logged_at=logged_at,
        logged_by_id=logged_by_id,
    )
    session().add(row)
    return row.public_id


def of_case(case_id: int) -> tuple[ContactFacts, ...]:
    """Return the contacts about a case that the caller may see, the newest first."""
    return tuple(
        ContactFacts(
            row.public_id,
            Channel(row.channel),
            row.received_on,
            row.person_count,
            row.ended_at_desk,
            row.logged_at,
            PetitionKind(row.petition_kind) if row.petition_kind else None,
            row.letter_on,
            row.event_name or "",
            Caller(CallerRole(row.caller_role), row.caller_name),
        )
        for row in read(_OF_CASE, case_id=case_id)
    )


def tally(district_id: int, first: date, last: date) -> dict[Channel, ContactTally]:
    """Add up a district's contacts by channel, from a day to a day, both included."""
    query = (
        select(
            Contact.channel,
            func.count(),
            func.sum(Contact.person_count),
            func.sum(case((Contact.ended_at_desk, Contact.person_count), else_=0)),
        )
        .where(Contact.district_id == district_id)
        .where(Contact.received_on.between(first, last))
        .group_by(Contact.channel)
    )
    counted = {
        Channel(name): ContactTally(times, int(people), int(asked))
        for name, times, people, asked in session().execute(query)
    }
    return {channel: counted.get(channel, ContactTally()) for channel in Channel}
