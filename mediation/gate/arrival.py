"""Arrivals: what everybody who comes in leaves behind, in a new case or in one that is there.

The person with sealed numbers, the contact that is counted, and what the channel brings with it:
an order with its day, a sender, an event; and the call that was promised.  The verb that logs and
the one that joins come here.
"""

from mediation.gate import step
from mediation.gate.command import Work
from mediation.models import (
    calendar,
    contact,
    follow_up,
    hotline_order,
    outreach,
    party,
    referral,
)
from mediation.models.case import CaseFacts
from mediation.models.party import Party
from mediation.models.sealing import CaseSeal
from mediation.rules.clock_table import ORDER_DATE
from mediation.rules.contact import ContactEntry
from mediation.rules.follow_up import FollowUpEntry, may_promise, next_moment
from mediation.rules.hotline_order import due_day
from mediation.rules.intake import NextAct, QuickIntake
from mediation.rules.party import PartyRole, SealedField, told_by_number


def add_applicant(work: Work, matter: CaseFacts, seal: CaseSeal, intake: QuickIntake) -> Party:
    """Write the worker as an applicant of the case, numbers sealed."""
    numbers = {
        SealedField.MOBILE: "" if intake.caller.is_employer else intake.mobile,
        SealedField.ID_NUMBER: intake.id_number,
        SealedField.ADDRESS: intake.address,
    }
    sex, born_on = told_by_number(intake.id_number, work.today, intake.id_kind)
    applicant = Party(
        role=PartyRole.APPLICANT.value,
        name=intake.applicant,
        sex=sex.value if sex else "",
        born_on=born_on,
        id_kind=intake.id_kind.value,
        id_number_note=intake.id_reason,
        agent_name=intake.caller.agent_name,
    )
    party.add(matter.id, seal, applicant, numbers)
    return applicant


def note_contact(
    work: Work, matter: CaseFacts, body_id: int, intake: QuickIntake, *, ended_at_desk: bool = False
) -> None:
    """Write the contact, and what its channel brings: an order with its day, a sender, an event."""
    came_by = intake.came_by
    event = came_by.event_public_id
    entry = ContactEntry(
        intake.channel,
        intake.received_on,
        came_by.person_count,
        ended_at_desk=ended_at_desk,
        petition_kind=came_by.petition_kind,
        letter_on=came_by.letter_on,
        event_id=outreach.key_of(matter.district_id, event) if event else None,
        caller=intake.caller,
    )
    contact.add(matter, body_id, entry, work.now, work.user_id)
    if intake.next_act is NextAct.CALL_BACK:
        _promise_call(work, matter, intake)
    if came_by.referral is not None:
        referral.add_in(matter, came_by.referral, work.now, work.user_id)
    if came_by.order is not None:
        limits = hotline_order.limits(matter.district_id)
        due_on = due_day(came_by.order, limits, calendar.current())
        order_id = hotline_order.add(matter, came_by.order, due_on, work.now)
        begun_on = came_by.order.handed_down_on
        step.start_set_date(matter.id, ORDER_DATE, begun_on, due_on, hotline_order_id=order_id)


def _promise_call(work: Work, matter: CaseFacts, intake: QuickIntake) -> None:
    """Write when the caller is called back: at the hour agreed, or the next one at the desk."""
    due_at = intake.call_back_at or next_moment(work.now, calendar.current())
    may_promise("call_back_at", due_at, work.now)
    follow_up.add(matter.id, FollowUpEntry(due_at), work.now, work.user_id)
