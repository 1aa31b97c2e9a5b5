"""Meetings through the real verbs: called with a notice for each side, held, put off, cancelled."""

from dataclasses import replace

import pytest

from mediation.basics.errors import NotAllowed, NotFound, RuleBroken
from mediation.casework import meeting
from mediation.models import document, organisation, proceeding
from mediation.models import meeting as meetings
from mediation.models.case import CaseFacts
from mediation.models.meeting import MeetingFacts
from mediation.rules.meeting import MeetingResult, MinutesOfMeeting, Seat, Side, Way
from mediation.rules.workflow_terms import State, Step
from tests.builders import People, a_case, a_district, a_meeting_call

pytestmark = pytest.mark.usefixtures("service")

MINUTES = MinutesOfMeeting(
    "双方到场", "用人单位同意分期支付。", "欠薪数额无争议", MeetingResult.PARTLY
)


@pytest.fixture
def people() -> People:
    """The people of a district that was just founded."""
    return a_district()


@pytest.fixture
def matter(people) -> CaseFacts:
    """A case whose mediation has been accepted."""
    return a_case(people, at=State.ACCEPTED)


def called(people: People, matter: CaseFacts, **changes: object) -> str:
    """Call a meeting for tomorrow at ten and return its address."""
    return meeting.call_meeting(
        people.mediator, matter.public_id, a_meeting_call(people, **changes)
    )


def found(matter: CaseFacts, public_id: str) -> MeetingFacts:
    return meetings.find(matter.id, public_id)


def test_a_called_meeting_stands_with_its_panel_and_its_notices(people, matter):
    public_id = called(people, matter)
    made = found(matter, public_id)
    assert made.is_ahead
    assert {seat.side for seat in made.seats} == {Side.HUMAN_RESOURCES, Side.UNION, Side.EMPLOYERS}
    papers = [each.paper for each in document.of_case(matter.id)]
    assert papers == ["meeting_notice", "meeting_notice"]
    assert proceeding.history(matter.id)[0].step is Step.CALL_MEETING


def test_a_meeting_in_a_room_of_the_centre_names_the_room(people, matter):
    room = meetings.rooms_of(people.mediator.organisation_id or 0)[0]
    public_id = called(people, matter, room_public_id=room.public_id, place="")
    assert found(matter, public_id).place == room.name


def test_a_room_of_another_body_is_not_found(people, matter):
    with pytest.raises(NotFound, match=r"meeting\.room_not_found"):
        called(people, matter, room_public_id="a2b3c4d5e6f7")


def test_minutes_end_the_waiting_and_can_be_completed(people, matter, clock):
    public_id = called(people, matter)
    clock.set("2026-03-03T11:00")
    meeting.hold_meeting(people.mediator, matter.public_id, public_id, MINUTES)
    first = found(matter, public_id)
    assert (first.is_ahead, first.result) == (False, "partly")
    clock.set("2026-03-03T15:00")
    longer = replace(MINUTES, minutes="用人单位同意分期支付，四月底前付清。")
    meeting.hold_meeting(people.mediator, matter.public_id, public_id, longer)
    second = found(matter, public_id)
    assert (second.held_at, second.minutes) == (first.held_at, longer.minutes)
    held = [each for each in proceeding.history(matter.id) if each.step is Step.HOLD_MEETING]
    assert len(held) == 1


def test_a_cancelled_meeting_is_not_held(people, matter, clock):
    public_id = called(people, matter)
    meeting.cancel_meeting(people.mediator, matter.public_id, public_id, "劳动者请假")
    assert found(matter, public_id).cancel_reason == "劳动者请假"
    clock.set("2026-03-03T11:00")
    with pytest.raises(RuleBroken, match=r"meeting\.was_cancelled"):
        meeting.hold_meeting(people.mediator, matter.public_id, public_id, MINUTES)


def test_a_meeting_that_is_over_is_not_cancelled(people, matter, clock):
    public_id = called(people, matter)
    clock.set("2026-03-03T11:00")
    meeting.hold_meeting(people.mediator, matter.public_id, public_id, MINUTES)
    with pytest.raises(RuleBroken, match=r"meeting\.is_over"):
        meeting.cancel_meeting(people.mediator, matter.public_id, public_id, "改期")


def test_a_meeting_of_another_case_is_not_found(people, matter):
    other = a_case(people, at=State.ACCEPTED)
    public_id = called(people, matter)
    with pytest.raises(NotFound, match=r"meeting\.not_found"):
        meeting.cancel_meeting(people.mediator, other.public_id, public_id, "改期")


def test_only_a_mediation_that_was_accepted_meets(people):
    applied = a_case(people)
    with pytest.raises(RuleBroken, match=r"step\.not_from_here"):
        called(people, applied)
    assert meetings.of_case(applied.id) == ()


@pytest.mark.parametrize("who", ["colleague", "auditor"])
def test_only_the_handler_and_the_supervisor_call(people, matter, who):
    with pytest.raises(NotAllowed):
        meeting.call_meeting(getattr(people, who), matter.public_id, a_meeting_call(people))


def test_a_telephone_meeting_takes_people_but_no_room(people, matter):
    public_id = called(people, matter, way=Way.TELEPHONE, place="")
    assert found(matter, public_id).place == ""
    other = a_case(people, at=State.ACCEPTED)
    elsewhere = (
        Seat(Side.HUMAN_RESOURCES, "人社代表"),
        Seat(Side.UNION, people.colleague.name, people.colleague.public_id),
        Seat(Side.EMPLOYERS, "企业代表"),
    )
    assert called(people, other, way=Way.TELEPHONE, place="", seats=elsewhere)


def test_the_administrator_gives_a_body_one_more_room(people):
    centre = people.mediator.organisation_id or 0
    body = organisation.find_by_key(centre)
    meeting.add_room(people.admin, body.public_id, "第三调解室")
    names = {each.name for each in meetings.rooms_of(centre)}
    assert names == {"第一调解室", "第二调解室", "第三调解室"}
