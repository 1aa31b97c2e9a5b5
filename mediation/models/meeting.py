"""Meetings: when, where, with which panel, and what was said.

Nobody can sit in two meetings and no room can hold two: every quarter of an hour of every room
and every person of the panel is one row of `meeting_slots`, and their uniqueness is a constraint
on both engines.  A place without a booking (`by telephone`, a party's premises) takes no room row.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    String,
    Text,
    UniqueConstraint,
    bindparam,
    delete,
    select,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from mediation.basics.errors import NotFound, Taken
from mediation.basics.ids import new_public_id
from mediation.models.db import Base, Instant, read, session
from mediation.models.user import User
from mediation.rules.meeting import Seat, quarters_of


class Meeting(Base):
    """One meeting of one proceeding."""

    __tablename__ = "meetings"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        CheckConstraint("held_at IS NULL OR cancelled_at IS NULL", name="held_or_cancelled"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(12), unique=True, default=new_public_id)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    proceeding_id: Mapped[int] = mapped_column(ForeignKey("proceedings.id"), index=True)
    starts_at: Mapped[datetime] = mapped_column(Instant, index=True)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    way: Mapped[str] = mapped_column(String(12))
    room_id: Mapped[int | None] = mapped_column(ForeignKey("rooms.id"))
    place: Mapped[str] = mapped_column(String(120))
    held_at: Mapped[datetime | None] = mapped_column(Instant)
    cancelled_at: Mapped[datetime | None] = mapped_column(Instant)
    cancel_reason: Mapped[str] = mapped_column(String(200), default="")
    result: Mapped[str] = mapped_column(String(20), default="")
    minutes: Mapped[str] = mapped_column(Text, default="")
    undisputed: Mapped[str] = mapped_column(Text, default="")
    present: Mapped[str] = mapped_column(Text, default="")


class MeetingSeat(Base):
    """One side of the panel: an account of the service, or a name when the side has none."""

    __tablename__ = "meeting_seats"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    side: Mapped[str] = mapped_column(String(20))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    name: Mapped[str] = mapped_column(String(60))


class MeetingSlot(Base):
    """One quarter of an hour of one room or person."""

    __tablename__ = "meeting_slots"
    __table_args__ = (
        UniqueConstraint("resource", "begins_at", name="no_double_booking"),
        {"info": {"unaudited": True}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    resource: Mapped[str] = mapped_column(String(30))
    begins_at: Mapped[datetime] = mapped_column(Instant)


class Room(Base):
    """A room of a body in which meetings are held."""

    __tablename__ = "rooms"
    __table_args__ = (UniqueConstraint("organisation_id", "name", name="one_room_per_name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(12), unique=True, default=new_public_id)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    name: Mapped[str] = mapped_column(String(60))


@dataclass(frozen=True, slots=True)
class RoomFacts:
    """A room as a form offers it."""

    id: int
    public_id: str
    name: str


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """A meeting as verbs and pages know it."""

    id: int
    public_id: str
    case_id: int
    starts_at: datetime
    ends_at: datetime
    way: str
    place: str
    held_at: datetime | None
    cancelled_at: datetime | None
    cancel_reason: str
    result: str
    minutes: str
    undisputed: str
    present: str
    seats: tuple[Seat, ...]

    @property
    def is_ahead(self) -> bool:
        """Whether the meeting is called and neither held nor cancelled."""
        return self.held_at is None and self.cancelled_at is None


_ROWS = Meeting.__table__.c
_OF_CASE = (
    select(*_ROWS).where(_ROWS.case_id == bindparam("case_id")).order_by(_ROWS.starts_at.desc())
)


def add(row: Meeting, seats: tuple[Seat, ...]) -> MeetingFacts:
    """Store a meeting and take its room and its people, or say who is taken."""
    current = session()
    current.add(row)
    current.flush()
    resources = [f"room:{row.room_id}"] if row.room_id else []
    for seat in seats:
        user_id = _user_id(seat.user_public_id)
        current.add(
            MeetingSeat(meeting_id=row.id, side=seat.side.value, user_id=user_id, name=seat.name)
        )
        if user_id:
            resources.append(f"user:{user_id}")
    _take(row, sorted(set(resources)))
    return _facts(row)


def release(meeting_id: int) -> None:
    """Give the room and the people of a meeting free again."""
    session().execute(delete(MeetingSlot).where(MeetingSlot.meeting_id == meeting_id))


def row_of(case_id: int, public_id: str) -> Meeting:
    """Return the row of a meeting of this case for writing; only for verbs of this case."""
    query = select(Meeting).where(Meeting.case_id == case_id, Meeting.public_id == public_id)
    row = session().scalars(query).one_or_none()
    if row is None:
        raise NotFound("meeting.not_found")
    return row


def of_case(case_id: int) -> tuple[MeetingFacts, ...]:
    """Return the meetings of a case, the latest first."""
    return tuple(_facts(row) for row in read(_OF_CASE, case_id=case_id))


def find(case_id: int, public_id: str) -> MeetingFacts:
    """Return one meeting of a case that the caller may see."""
    return _facts(row_of(case_id, public_id))


def rooms_of(organisation_id: int) -> tuple[RoomFacts, ...]:
    """Return the rooms of a body by name."""
    query = select(Room).where(Room.organisation_id == organisation_id).order_by(Room.name)
    return tuple(RoomFacts(row.id, row.public_id, row.name) for row in session().scalars(query))


def find_room(organisation_id: int, public_id: str) -> RoomFacts:
    """Return one room of a body."""
    query = select(Room).where(Room.organisation_id == organisation_id, Room.public_id == public_id)
    row = session().scalars(query).one_or_none()
    if row is None:
        raise NotFound("meeting.room_not_found")
    return RoomFacts(row.id, row.public_id, row.name)


def add_room(organisation_id: int, name: str) -> None:
    """Give a body one more room."""
    session().add(Room(organisation_id=organisation_id, name=name))


def _take(row: Meeting, resources: list[str]) -> None:
    """Take the slots in one order for all, so that no two calls wait for each other."""
    quarters = quarters_of(row.starts_at, row.ends_at)
    taken = (
        session()
        .scalars(
            select(MeetingSlot.resource).where(
                MeetingSlot.resource.in_(resources),
                MeetingSlot.begins_at >= row.starts_at - timedelta(minutes=15),
                MeetingSlot.begins_at < row.ends_at,
                MeetingSlot.begins_at.in_(quarters),
            )
        )
        .first()
    )
    if taken:
        raise Taken("meeting.taken", who=_resource_name(taken))
    for resource in resources:
        for quarter in quarters:
            session().add(MeetingSlot(meeting_id=row.id, resource=resource, begins_at=quarter))
    try:
        session().flush()
    except IntegrityError as raced:
        raise Taken("meeting.taken_just_now") from raced


def _resource_name(resource: str) -> str:
    kind, _, key = resource.partition(":")
    if kind == "room":
        return session().get_one(Room, int(key)).name
    return session().get_one(User, int(key)).name


def _user_id(public_id: str) -> int | None:
    if not public_id:
        return None
    return session().scalars(select(User.id).where(User.public_id == public_id)).one_or_none()


def _facts(row: Any) -> MeetingFacts:
    query = (
        select(MeetingSeat, User.public_id)
        .outerjoin(User, User.id == MeetingSeat.user_id)
        .where(MeetingSeat.meeting_id == row.id)
        .order_by(MeetingSeat.id)
    )
    seats = tuple(
        Seat.of(seat.side, seat.name, user_public_id or "")
        for seat, user_public_id in session().execute(query).all()
    )
    return MeetingFacts(
        row.id,
        row.public_id,
        row.case_id,
        row.starts_at,
        row.ends_at,
        row.way,
        row.place,
        row.held_at,
        row.cancelled_at,
        row.cancel_reason,
        row.result,
        row.minutes,
        row.undisputed,
        row.present,
        seats,
    )
