"""Meetings: called, held, cancelled.

The room and the people of the panel are taken when the meeting is called and given free when it
is cancelled; two calls for the same room at once end with one meeting and one clear answer.
"""

from mediation.basics.errors import RuleBroken
from mediation.gate import step
from mediation.gate.command import Work, command
from mediation.models import case, case_facts, meeting, organisation, proceeding, visibility
from mediation.models.meeting import Meeting
from mediation.rules import meeting as rules
from mediation.rules.meeting import MeetingCall, MinutesOfMeeting, Way
from mediation.rules.permissions import Action
from mediation.rules.workflow_table import Step


@command(Action.CALL_MEETING, on=visibility.standing_on_case)
def call_meeting(work: Work, case_id: str, call: MeetingCall) -> str:
    """Call a meeting with its panel, its place and its time."""
    matter = case.of_public_id(case_id)
    rules.may_call(call, work.now)
    run = proceeding.find_leading(matter.id)
    facts = case_facts.stands_at(matter)
    room = meeting.find_room(run.body_id, call.room_public_id) if call.room_public_id else None
    called = meeting.add(
        Meeting(
            case_id=matter.id,
            proceeding_id=run.id,
            starts_at=call.starts_at,
            ends_at=call.ends_at,
            way=call.way.value,
            room_id=room.id if room and call.way is Way.ON_SITE else None,
            place=call.place or (room.name if room else ""),
        ),
        call.seats,
    )
    step.take(work, Step.CALL_MEETING, matter.id, facts, work.today)
    return called.public_id


@command(Action.WRITE_MINUTES, on=visibility.standing_on_case)
def hold_meeting(work: Work, case_id: str, meeting_id: str, minutes: MinutesOfMeeting) -> None:
    """Write down what a meeting that took place said and came to."""
    matter = case.of_public_id(case_id)
    facts = case_facts.stands_at(matter)
    row = meeting.row_of(matter.id, meeting_id)
    if row.cancelled_at is not None:
        raise RuleBroken("meeting.was_cancelled")
    if row.starts_at > work.now:
        raise RuleBroken("meeting.not_yet", starts_at=row.starts_at)
    first_time = row.held_at is None
    row.held_at = row.held_at or work.now
    row.present, row.minutes = minutes.present, minutes.minutes
    row.undisputed, row.result = minutes.undisputed, minutes.result.value
    if first_time:
        step.take(work, Step.HOLD_MEETING, matter.id, facts, work.today)


@command(Action.CALL_MEETING, on=visibility.standing_on_case)
def cancel_meeting(work: Work, case_id: str, meeting_id: str, reason: str) -> None:
    """Cancel a meeting that has not been held; its room and people are free again."""
    matter = case.of_public_id(case_id)
    facts = case_facts.stands_at(matter)
    row = meeting.row_of(matter.id, meeting_id)
    if row.held_at is not None or row.cancelled_at is not None:
        raise RuleBroken("meeting.is_over")
    row.cancelled_at, row.cancel_reason = work.now, reason
    meeting.release(row.id)
    step.take(work, Step.CANCEL_MEETING, matter.id, facts, work.today, note=reason)


@command(Action.EDIT_BODIES)
def add_room(work: Work, organisation_id: str, name: str) -> None:
    """Give a body one more room for meetings."""
    body = organisation.find(work.actor, organisation_id)
    work.about("organisation", organisation_id)
    meeting.add_room(body.id, name)
