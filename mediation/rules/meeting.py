"""Meetings of the three-sided panel: seats, times, results.

A panel has one seat for each of the three sides of the tripartite centre (人社, 工会, 企业代表;
广州市劳动关系三方协商规定 4).  Times are booked by the quarter of an hour.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from mediation.basics import clock
from mediation.basics.errors import Malformed, RuleBroken
from mediation.rules.working_days import Calendar

QUARTER = timedelta(minutes=15)
LONGEST = timedelta(hours=8)


class Side(StrEnum):
    """The three sides of the panel, and who writes."""

    HUMAN_RESOURCES = "human_resources"
    UNION = "union"
    EMPLOYERS = "employers"
    RECORDER = "recorder"


class Way(StrEnum):
    """How the people come together."""

    ON_SITE = "on_site"
    TELEPHONE = "telephone"
    VIDEO = "video"


class MeetingResult(StrEnum):
    """What a meeting ended with."""

    AGREED = "agreed"
    PARTLY = "partly"
    NOT_AGREED = "not_agreed"
    ADJOURNED = "adjourned"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Seat:
    """Who sits for one side; `user_public_id` is empty for somebody without an account."""

    side: Side
    name: str
    user_public_id: str = ""

    @classmethod
    def of(cls, side: str, name: str, user_public_id: str) -> "Seat":
        """Make a seat from stored values."""
        return cls(Side(side), name, user_public_id)


@dataclass(frozen=True, slots=True)
class MeetingCall:
    """A meeting as it is called."""

    starts_at: datetime
    minutes_long: int
    way: Way
    room_public_id: str
    place: str
    seats: tuple[Seat, ...]

    @property
    def ends_at(self) -> datetime:
        """The instant at which the meeting is planned to end."""
        return self.starts_at + timedelta(minutes=self.minutes_long)


@dataclass(frozen=True, slots=True)
class MinutesOfMeeting:
    """What was written down of a meeting that was held."""

    present: str
    minutes: str
    undisputed: str
    result: MeetingResult


def quarters_of(starts_at: datetime, ends_at: datetime) -> list[datetime]:
    """Return the quarters of an hour that a meeting touches."""
    first = starts_at - timedelta(minutes=starts_at.minute % 15, seconds=starts_at.second)
    quarters = [first.replace(microsecond=0)]
    while quarters[-1] + QUARTER < ends_at:
        quarters.append(quarters[-1] + QUARTER)
    return quarters


def may_call(call: MeetingCall, now: datetime) -> None:
    """Refuse a meeting in the past, one without a place, and a panel that lacks a side."""
    if call.starts_at <= now:
        raise RuleBroken("meeting.in_the_past")
    if call.way is Way.ON_SITE and not (call.room_public_id or call.place):
        raise RuleBroken("meeting.place_missing")
    sides = {seat.side for seat in call.seats}
    for side in (Side.HUMAN_RESOURCES, Side.UNION, Side.EMPLOYERS):
        if side not in sides:
            raise RuleBroken("meeting.side_missing", side=side)
    people = [seat.user_public_id for seat in call.seats if seat.user_public_id]
    if len(people) != len(set(people)):
        raise RuleBroken("meeting.person_twice")


def may_seat(call: MeetingCall, panel: Collection[str]) -> None:
    """Refuse a seat for an account that cannot sit on a panel of this district."""
    for seat in call.seats:
        if seat.user_public_id and seat.user_public_id not in panel:
            raise Malformed.at(f"{seat.side.value}_user", "meeting.not_on_panel", side=seat.side)


def is_on_rest_day(call: MeetingCall, calendar: Calendar) -> bool:
    """Tell whether the meeting falls on a day of rest, which is allowed but worth a word."""
    return calendar.is_rest_day(clock.day_of(call.starts_at))
