"""What a channel brings is kept with the case: a contact, an order, a sender, an event."""

from datetime import timedelta

import pytest

from mediation.basics import clock
from mediation.basics.errors import Malformed
from mediation.casework import intake, outreach
from mediation.models import case, contact, deadline, hotline_order, referral
from mediation.models import outreach as events
from mediation.rules.came_by import CameBy, PetitionKind
from mediation.rules.intake import Channel, NextAct
from mediation.rules.referral import Direction, OtherBody, TransferKind
from tests.builders import a_district, a_wage_dispute, an_event, an_order, what_it_brings

pytestmark = pytest.mark.usefixtures("service")


@pytest.fixture
def people():
    """The people of a district that was just founded."""
    return a_district()


def logged(people, channel, came_by, **changes):
    """Log a matter that came so, and return its case."""
    plain = {"channel": channel, "came_by": came_by, "next_act": NextAct.LATER}
    asked = a_wage_dispute(**{**plain, **changes})
    return case.of_public_id(intake.log_intake(people.mediator, asked))


def test_every_intake_leaves_one_contact_with_its_people(people):
    matter = logged(people, Channel.VISIT, CameBy(6, PetitionKind.APPEAL))
    [found] = contact.of_case(matter.id)
    assert (found.channel, found.person_count) == (Channel.VISIT, 6)
    assert found.petition_kind is PetitionKind.APPEAL
    assert not found.ended_at_desk


def test_an_order_keeps_its_number_and_its_day_is_a_deadline_of_the_case(people):
    order = an_order()
    matter = logged(people, Channel.HOTLINE_ORDER, CameBy(order=order))
    [kept] = hotline_order.of_case(matter.id)
    assert (kept.number, kept.due_on, kept.replied_on) == (order.number, order.due_on, None)
    assert deadline.find_running(matter.id, "H1").due_on == order.due_on
    assert matter.outside_number == order.number


def test_the_same_number_is_another_order_only_at_another_level(people):
    matter = logged(people, Channel.HOTLINE_ORDER, CameBy(order=an_order()))
    with pytest.raises(Malformed) as refused:
        logged(people, Channel.HOTLINE_ORDER, CameBy(order=an_order()))
    [problem] = refused.value.problems["order_number"]
    assert problem.facts["case_number"] == matter.case_number
    assert len(hotline_order.of_case(matter.id)) == 1


def test_an_order_without_a_day_waits_for_one(people):
    with pytest.raises(Malformed) as refused:
        logged(people, Channel.HOTLINE_ORDER, CameBy(order=an_order(due_on=None)))
    assert set(refused.value.problems) == {"order_due_on"}


def test_an_order_that_is_already_late_is_taken(people):
    came = clock.today() - timedelta(days=20)
    order = an_order(handed_down_on=came, due_on=came + timedelta(days=5))
    matter = logged(people, Channel.HOTLINE_ORDER, CameBy(order=order))
    assert deadline.find_running(matter.id, "H1").due_on < clock.today()


def test_a_transfer_keeps_the_number_and_day_of_the_commission(people):
    matter = logged(people, Channel.ARBITRATION, what_it_brings(Channel.ARBITRATION))
    [kept] = referral.of_case(matter.id)
    assert (kept.direction, kept.body) == (Direction.IN, OtherBody.ARBITRATION)
    assert kept.transfer is TransferKind.ENTRUSTED
    assert matter.outside_number == kept.number


def test_a_case_can_come_from_an_event(people):
    event = outreach.record(people.lawyer, an_event())
    matter = logged(people, Channel.EVENT, CameBy(event_public_id=event))
    assert contact.of_case(matter.id)[0].event_name == "大龙街法律咨询日"


def test_an_event_of_nowhere_is_no_choice(people):
    with pytest.raises(Malformed) as refused:
        logged(people, Channel.EVENT, CameBy(event_public_id="a2b3c4d5e6f7"))
    assert set(refused.value.problems) == {"event_public_id"}


def test_an_event_is_put_right_and_counted_once(people):
    event = outreach.record(people.mediator, an_event())
    outreach.change(people.supervisor, event, an_event(consultation_count=40))
    today, here = clock.today(), people.mediator.district_id or 0
    assert events.tally(here, today, today) == events.OutreachTally(1, 120, 40)
    assert events.find(people.auditor, event).version == 2
