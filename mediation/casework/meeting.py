"""Meetings: called, held, cancelled.

The room and the people of the panel are taken when the meeting is called and given free when it
is cancelled; two calls for the same room at once end with one meeting and one clear answer.
"""

from mediation.basics.errors import RuleBroken
from mediation.gate import step
from mediation.gate.command import Work, command
from mediation.models import (
    agreement_contents,
    case,
    case_facts,
    document,
    meeting,
    number,
    organisation,
    proceeding,
    sealing,
    user,
    visibility,
)
from mediation.models.case import CaseFacts
from mediation.models.meeting import Meeting, MeetingFacts
from mediation.pdf.fonts import FontSet
from mediation.pdf.notice import meeting_pdf, side_names
from mediation.rules import meeting as rules
from mediation.rules.agreement import NOTHING_AGREED
from mediation.rules.meeting import MeetingCall, MinutesOfMeeting, Way
from mediation.rules.notice import MeetingNotice
from mediation.rules.party import PartyRole
from mediation.rules.permissions import Action, Role
from mediation.rules.workflow_terms import Paper, Step
from mediation.wording.sentences import label

_FONTS = FontSet()


@command(Action.CALL_MEETING, on=visibility.standing_on_case)
def call_meeting(work: Work, case_id: str, call: MeetingCall, fonts: FontSet = _FONTS) -> str:
    """Call a meeting with its panel, its place and its time; a notice is made for each side."""
    matter = case.of_public_id(case_id)
    rules.may_call(call, work.now)
    rules.may_seat(call, _panel(matter.district_id))
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
    _issue_notices(work, matter, called, fonts)
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


def _panel(district_id: int) -> frozenset[str]:
    """Return who of the district can sit on a panel with an account of their own."""
    roles = (Role.MEDIATOR, Role.SUPERVISOR)
    people = (each for role in roles for each in user.holders(district_id, role))
    return frozenset(each.public_id for each in people)


def _issue_notices(work: Work, matter: CaseFacts, called: MeetingFacts, fonts: FontSet) -> None:
    """Make the notice for each side; a side of many is called through those it is named by."""
    district = organisation.find_district_by_key(matter.district_id)
    body = organisation.find_by_key(proceeding.find_leading(matter.id).body_id)
    contents = agreement_contents.imagined(matter, NOTHING_AGREED, None)
    seal = sealing.case_seal(matter.public_id)
    notice = MeetingNotice(
        number=number.next_number(f"{district.number_prefix}劳调会", work.today.year),
        starts_at=called.starts_at,
        place=called.place or label(Way(called.way)),
        way=label(Way(called.way)),
        panel=tuple(f"{seat.name}（{label(seat.side)}）" for seat in called.seats),
        contact=body.phone,
        issued_on=work.today,
    )
    for role in (PartyRole.APPLICANT, PartyRole.RESPONDENT):
        recipient = side_names(contents, role)
        title = f"{label(Paper.MEETING_NOTICE)}（{label(role)}）"
        content = meeting_pdf(contents, notice, recipient, fonts)
        document.keep(matter.id, seal, Paper.MEETING_NOTICE.value, title, content, work.now)
