"""Outreach events of a district: who went where, how many came and how many asked."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, Select, String, func, select, tuple_
from sqlalchemy.orm import Mapped, mapped_column

from mediation.basics.errors import Malformed, NotFound
from mediation.basics.ids import new_public_id
from mediation.basics.paging import PAGE_ROWS, Page, read_mark, written_mark
from mediation.models.db import Base, session
from mediation.models.organisation import Organisation, Town, town_keys
from mediation.rules.outreach import OutreachEntry
from mediation.rules.permissions import Actor, Relation, Standing, district_office

_CHOICES = 30


class OutreachEvent(Base):
    """One event that was held."""

    __tablename__ = "outreach_events"
    __table_args__ = (
        CheckConstraint("head_count >= 0", name="nobody_is_less_than_none"),
        CheckConstraint(
            "consultation_count BETWEEN 0 AND head_count", name="no_more_asked_than_came"
        ),
        Index("ix_outreach_events_held", "district_id", "held_on", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(12), unique=True, default=new_public_id)
    district_id: Mapped[int] = mapped_column(ForeignKey("districts.id"))
    body_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    name: Mapped[str] = mapped_column(String(60))
    held_on: Mapped[date]
    place: Mapped[str] = mapped_column(String(120), default="")
    town_id: Mapped[int | None] = mapped_column(ForeignKey("towns.id"))
    head_count: Mapped[int] = mapped_column(default=0)
    consultation_count: Mapped[int] = mapped_column(default=0)
    lawyers: Mapped[str] = mapped_column(String(200), default="")
    note: Mapped[str] = mapped_column(String(500), default="")
    version: Mapped[int] = mapped_column(default=1)


@dataclass(frozen=True, slots=True)
class OutreachFacts:
    """An event as verbs and pages know it."""

    id: int
    public_id: str
    name: str
    held_on: date
    place: str
    town_code: str
    town_name: str
    body_id: int
    body_name: str
    head_count: int
    consultation_count: int
    lawyers: str
    note: str
    version: int


@dataclass(frozen=True, slots=True)
class OutreachTally:
    """What the events of a time add up to (场次, 人次)."""

    events: int
    head_count: int
    consultations: int


def add(district_id: int, body_id: int, entry: OutreachEntry) -> OutreachFacts:
    """Write an event that a body has held."""
    row = OutreachEvent(
        public_id=new_public_id(), district_id=district_id, body_id=body_id, version=0
    )
    _fill(row, entry)
    session().add(row)
    session().flush()
    return _found(row.id)


def change(actor: Actor, public_id: str, entry: OutreachEntry) -> None:
    """Write what is now said of an event."""
    _fill(_row(actor, public_id), entry)
    session().flush()


def find(actor: Actor, public_id: str) -> OutreachFacts:
    """Return one event of the actor's district."""
    return _found(_row(actor, public_id).id)


def key_of(district_id: int, public_id: str) -> int:
    """Return the key of the event that a form chose; an unknown one is a fault of the field."""
    query = select(OutreachEvent.id).where(
        OutreachEvent.public_id == public_id, OutreachEvent.district_id == district_id
    )
    key = session().scalar(query)
    if key is None:
        raise Malformed.at("event_public_id", "form.not_a_choice", field="event_public_id")
    return key


def search(actor: Actor, mark: str | None = None) -> Page[OutreachFacts]:
    """List the events of the actor's district, the latest first, a page at a time."""
    query = _with_names().where(OutreachEvent.district_id == actor.district_id)
    keys = read_mark(mark)
    if keys and len(keys) == 2 and isinstance(keys[0], str):
        after = tuple_(date.fromisoformat(keys[0]), int(keys[1]))
        query = query.where(tuple_(OutreachEvent.held_on, OutreachEvent.id) < after)
    query = query.order_by(OutreachEvent.held_on.desc(), OutreachEvent.id.desc())
    found = [_facts(row, *names) for row, *names in session().execute(query.limit(PAGE_ROWS + 1))]
    shown = tuple(found[:PAGE_ROWS])
    more = len(found) > PAGE_ROWS
    return Page(shown, written_mark(shown[-1].held_on.isoformat(), shown[-1].id) if more else None)


def latest(actor: Actor) -> tuple[OutreachFacts, ...]:
    """Return the latest events of the actor's district, to choose from."""
    query = (
        _with_names()
        .where(OutreachEvent.district_id == actor.district_id)
        .order_by(OutreachEvent.held_on.desc(), OutreachEvent.id.desc())
        .limit(_CHOICES)
    )
    return tuple(_facts(row, *names) for row, *names in session().execute(query))


def standing(actor: Actor, public_id: str) -> Standing:
    """Return how the actor stands to an event, and lock it."""
    row = _row(actor, public_id)
    session().get(OutreachEvent, row.id, with_for_update=True)
    return standing_on_event(actor, row)


def standing_on_event(actor: Actor, event: OutreachEvent | OutreachFacts) -> Standing:
    """Return how the actor stands to an event that has been read."""
    own = event.body_id == actor.organisation_id
    return Standing(
        district_office(actor) | frozenset({Relation.BODY} if own else ()),
        "outreach",
        event.public_id,
        version=event.version,
        district_id=actor.district_id,
    )


def tally(district_id: int, first: date, last: date) -> OutreachTally:
    """Add up the events of a district from a day to a day, both included."""
    query = (
        select(
            func.count(),
            func.coalesce(func.sum(OutreachEvent.head_count), 0),
            func.coalesce(func.sum(OutreachEvent.consultation_count), 0),
        )
        .where(OutreachEvent.district_id == district_id)
        .where(OutreachEvent.held_on.between(first, last))
    )
    events, heads, asked = session().execute(query).one()
    return OutreachTally(events, int(heads), int(asked))


def _row(actor: Actor, public_id: str) -> OutreachEvent:
    query = select(OutreachEvent).where(
        OutreachEvent.public_id == public_id, OutreachEvent.district_id == actor.district_id
    )
    row = session().scalars(query).one_or_none()
    if row is None:
        raise NotFound("outreach.not_found")
    return row


def _fill(row: OutreachEvent, entry: OutreachEntry) -> None:
    row.name, row.held_on, row.place = entry.name, entry.held_on, entry.place
    row.head_count, row.consultation_count = entry.head_count, entry.consultation_count
    row.lawyers, row.note = entry.lawyers, entry.note
    codes = (entry.town_code,) if entry.town_code else ()
    row.town_id = next(iter(town_keys(row.district_id, codes, "town_code").values()), None)
    row.version += 1


def _with_names() -> Select[OutreachEvent, str, str, str]:
    return (
        select(OutreachEvent, Town.code, Town.name, Organisation.name)
        .join(Organisation, Organisation.id == OutreachEvent.body_id)
        .outerjoin(Town, Town.id == OutreachEvent.town_id)
    )


def _found(key: int) -> OutreachFacts:
    row, *names = session().execute(_with_names().where(OutreachEvent.id == key)).one()
    return _facts(row, *names)


def _facts(
    row: OutreachEvent, town_code: str | None, town_name: str | None, body_name: str
) -> OutreachFacts:
    return OutreachFacts(
        row.id,
        row.public_id,
        row.name,
        row.held_on,
        row.place,
        town_code or "",
        town_name or "",
        row.body_id,
        body_name,
        row.head_count,
        row.consultation_count,
        row.lawyers,
        row.note,
        row.version,
    )
