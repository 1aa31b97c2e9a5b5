"""The forms of a meeting: its call, its minutes, its cancelling."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mediation.basics.errors import Problem
from mediation.rules.meeting import (
    MeetingCall,
    MeetingResult,
    MinutesOfMeeting,
    Seat,
    Side,
    Way,
)
from mediation.schemas.fields import Choice, LongText, Moment, PublicId, Text, WholeNumber
from mediation.schemas.form import Form

_SHORTEST, _LONGEST = 15, 480
_SIDES = tuple(Side)


@dataclass(frozen=True, slots=True)
class Reason:
    """A few words that say why."""

    reason: str


class CallForm(Form[MeetingCall]):
    """A call: for each side either an account or a name."""

    starts_at = Moment()
    minutes_long = WholeNumber(_SHORTEST, _LONGEST)
    way = Choice(Way)
    room_public_id = PublicId(required=False)
    place = Text(120, required=False)
    human_resources_user = PublicId(required=False)
    human_resources_name = Text(60, required=False)
    union_user = PublicId(required=False)
    union_name = Text(60, required=False)
    employers_user = PublicId(required=False)
    employers_name = Text(60, required=False)
    recorder_user = PublicId(required=False)
    recorder_name = Text(60, required=False)

    @staticmethod
    def makes(**fields: Any) -> MeetingCall:
        """Return the call, its seats filled from the fields of their sides."""
        seats = tuple(
            Seat(side, fields[f"{side.value}_name"], fields[f"{side.value}_user"] or "")
            for side in _SIDES
            if fields[f"{side.value}_name"] or fields[f"{side.value}_user"]
        )
        return MeetingCall(
            fields["starts_at"],
            fields["minutes_long"],
            fields["way"],
            fields["room_public_id"] or "",
            fields["place"],
            seats,
        )

    def check(self, fields: Mapping[str, Any], /) -> Iterator[tuple[str, Problem]]:
        """Every side needs somebody, and a meeting on site needs a place."""
        for side in (Side.HUMAN_RESOURCES, Side.UNION, Side.EMPLOYERS):
            if not fields[f"{side.value}_name"] and not fields[f"{side.value}_user"]:
                name = f"{side.value}_user"
                yield name, Problem("meeting.side_missing", {"side": side})
        if fields["way"] is Way.ON_SITE and not fields["room_public_id"] and not fields["place"]:
            yield "place", Problem("meeting.place_missing")


class MinutesForm(Form[MinutesOfMeeting]):
    """The minutes of a meeting that was held."""

    makes = MinutesOfMeeting
    present = LongText(1000)
    minutes = LongText(20_000)
    undisputed = LongText(4000, required=False)
    result = Choice(MeetingResult)


class ReasonForm(Form[Reason]):
    """A reason."""

    makes = Reason
    reason = Text(200)
