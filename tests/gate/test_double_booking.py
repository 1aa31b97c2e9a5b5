"""Two offices want one room at one hour: exactly one gets it, and the other is told who has it."""

from datetime import timedelta

import pytest

from mediation.basics.errors import Conflict
from mediation.casework import meeting
from mediation.models import meeting as meetings
from mediation.models import proceeding
from mediation.models.db import session
from mediation.models.meeting import Meeting, MeetingSlot
from mediation.rules.meeting import MeetingCall, Seat, Side, Way
from mediation.rules.permissions import Actor
from mediation.rules.workflow_terms import State
from tests.builders import People, a_case, a_district, a_meeting_call
from tests.crowd import at_once, told


@pytest.fixture
def people(service) -> People:
    """The people of a district that was just founded."""
    return a_district()


def rooms(people: People) -> list[str]:
    return [each.public_id for each in meetings.rooms_of(people.mediator.organisation_id or 0)]


def panel(*union: Actor) -> tuple[Seat, ...]:
    """Return a panel of three sides; the people with accounts sit in the order given."""
    sides = (Side.UNION, Side.HUMAN_RESOURCES, Side.EMPLOYERS)
    named = [Seat(side, who.name, who.public_id) for side, who in zip(sides, union, strict=False)]
    return (*named, *(Seat(side, "代表") for side in sides[len(union) :]))


def in_room(people: People, room: str, **changes: object) -> MeetingCall:
    return a_meeting_call(people, room_public_id=room, place="", seats=panel(), **changes)


def test_of_twenty_calls_for_one_room_at_one_hour_one_is_heard(engine_url, service, clock, people):
    ids = [a_case(people, at=State.ACCEPTED).public_id for _ in range(4)]
    call = in_room(people, rooms(people)[0])
    acts = [lambda one=one: meeting.call_meeting(people.mediator, one, call) for one in ids * 5]
    counted = told(at_once(service, clock, acts))
    assert counted.pop("done", 0) == 1, counted
    assert set(counted) <= {"meeting.taken", "meeting.taken_just_now"}
    assert counted.total() == 19
    session().rollback()
    assert session().query(Meeting).count() == 1
    assert session().query(MeetingSlot).count() == 4


def test_two_panels_of_the_same_people_in_another_order_do_not_wait_for_each_other(
    engine_url, service, clock, people
):
    """Each could hold one person and wait for the other until the database killed one."""
    ids = [a_case(people, at=State.ACCEPTED).public_id for _ in range(4)]
    pair = (people.mediator, people.colleague)
    calls = [a_meeting_call(people, minutes_long=240, seats=panel(*pair))]
    calls += [a_meeting_call(people, minutes_long=240, seats=panel(*reversed(pair)))]
    acts = [
        lambda one=one, call=call: meeting.call_meeting(people.mediator, one, call)
        for one, call in zip(ids * 4, calls * 8, strict=True)
    ]
    counted = told(at_once(service, clock, acts))
    assert counted.pop("done", 0) == 1, counted
    assert set(counted) <= {"meeting.taken", "meeting.taken_just_now"}


def test_the_second_is_told_who_is_taken(people):
    first, second = (a_case(people, at=State.ACCEPTED).public_id for _ in range(2))
    room = rooms(people)[0]
    meeting.call_meeting(people.mediator, first, in_room(people, room))
    with pytest.raises(Conflict) as refused:
        meeting.call_meeting(people.mediator, second, in_room(people, room))
    assert (refused.value.code, refused.value.facts) == ("meeting.taken", {"who": "第一调解室"})
    meeting.call_meeting(people.mediator, second, in_room(people, rooms(people)[1]))


@pytest.mark.parametrize(
    ("minutes", "free"),
    [
        pytest.param(-60, True, id="ends when the other begins"),
        pytest.param(-59, False, id="ends a minute after the other began"),
        pytest.param(30, False, id="begins in the middle"),
        pytest.param(60, True, id="begins when the other ends"),
    ],
)
def test_a_room_is_taken_from_its_first_to_its_last_quarter(people, minutes, free):
    first, second = (a_case(people, at=State.ACCEPTED).public_id for _ in range(2))
    room = rooms(people)[0]
    call = in_room(people, room)
    meeting.call_meeting(people.mediator, first, call)
    moved = in_room(people, room, starts_at=call.starts_at + timedelta(minutes=minutes))
    if free:
        assert meeting.call_meeting(people.mediator, second, moved)
        return
    with pytest.raises(Conflict, match=r"meeting\.taken"):
        meeting.call_meeting(people.mediator, second, moved)


def test_a_room_is_taken_only_where_people_meet_in_it(people):
    first, second = (a_case(people, at=State.ACCEPTED).public_id for _ in range(2))
    room = rooms(people)[0]
    for case_id in (first, second):
        by_video = in_room(people, room, way=Way.VIDEO)
        meeting.call_meeting(people.mediator, case_id, by_video)
    assert session().query(MeetingSlot).count() == 0


def test_a_refused_call_leaves_no_meeting_and_no_paper(people):
    first, second = (a_case(people, at=State.ACCEPTED) for _ in range(2))
    call = in_room(people, rooms(people)[0])
    meeting.call_meeting(people.mediator, first.public_id, call)
    with pytest.raises(Conflict):
        meeting.call_meeting(people.mediator, second.public_id, call)
    assert meetings.of_case(second.id) == ()
    assert proceeding.history(second.id)[0].step.value == "accept"
