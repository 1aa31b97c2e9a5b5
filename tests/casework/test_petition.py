"""The petition side through its verbs: each clock is stopped by the answer that it demands."""

from datetime import timedelta

import pytest

from mediation.basics import clock as real_clock
from mediation.basics.errors import Malformed, NotAllowed, RuleBroken
from mediation.casework import consultation, handling, hotline_order, intake, petition, referral
from mediation.casework import contact as contacts
from mediation.models import case, case_facts, contact, deadline, document
from mediation.models import hotline_order as orders
from mediation.models import referral as referrals
from mediation.models.deadline import EndedAs
from mediation.rules.came_by import CameBy
from mediation.rules.causes import QuickCause
from mediation.rules.consultation import CaseFromConsultation
from mediation.rules.contact import FurtherContact
from mediation.rules.hotline_order import OrderReply
from mediation.rules.intake import Channel, NextAct
from mediation.rules.petition import (
    Objection,
    Opinion,
    PetitionExtension,
    Service,
    Telling,
    ToldHow,
)
from mediation.rules.referral import OtherBody, ReferralAnswer, ReferralIn, ReferralOut
from mediation.rules.tripartite import Closing, Dated, Outcome
from mediation.rules.workflow_terms import Stage
from tests.builders import a_district, a_wage_dispute, running_rules, what_it_brings

pytestmark = pytest.mark.usefixtures("service")


@pytest.fixture
def people():
    """The people of a district that was just founded."""
    return a_district()


def logged(people, channel=Channel.VISIT, **changes):
    """Log a matter that waits, and return it."""
    plain = {"channel": channel, "came_by": what_it_brings(channel), "next_act": NextAct.LATER}
    return case.of_public_id(intake.log_intake(people.mediator, a_wage_dispute(**plain | changes)))


def today():
    return real_clock.today()


def telling():
    """Return a notice of today."""
    return Telling(today(), ToldHow.POSTED, "已转三方联合调解中心办理。")


def papers(matter):
    """Return the titles of the papers of a case, the first one first."""
    return [each.title for each in reversed(document.of_case(matter.id))]


def a_referral(**changes):
    """Return a referral of today to the inspection."""
    plain = {
        "body": OtherBody.INSPECTION,
        "name": "番禺区劳动保障监察大队",
        "sent_on": today(),
        "reason": "拖欠工资，需要行政处理。",
        "enclosed": "工资条3页",
        "expected_on": today() + timedelta(days=15),
    }
    return ReferralOut(**plain | changes)


@pytest.mark.parametrize(
    ("channel", "rules"),
    [
        (Channel.LETTER, ["L1", "X1"]),
        (Channel.ONLINE, ["L1", "X1"]),
        (Channel.REFERRAL, ["L1", "X2", "X3"]),
        (Channel.HOTLINE_ORDER, ["H1", "L1", "X2", "X3"]),
        (Channel.ARBITRATION, ["L1"]),
        (Channel.LIAISON, ["L1"]),
    ],
    ids=str,
)
def test_a_channel_starts_the_clocks_of_its_row(people, channel, rules):
    assert running_rules(logged(people, channel)) == rules


@pytest.mark.parametrize("channel", [Channel.VISIT, Channel.REFERRAL], ids=str)
def test_the_written_answer_stops_what_demands_it(people, channel):
    matter = logged(people, channel)
    petition.answer(people.mediator, matter.public_id, telling())
    assert running_rules(matter) == ["L1"]
    assert papers(matter) == ["信访事项告知书"]


def test_what_is_not_ours_goes_back_within_five_workdays(people):
    matter = logged(people, Channel.REFERRAL)
    objection = Objection(today(), "番禺区信访局", "用人单位在天河区。")
    petition.object_to(people.mediator, matter.public_id, objection)
    assert running_rules(matter) == ["L1"]
    assert papers(matter) == ["信访事项转办异议函"]
    assert case_facts.stands_at(matter).objected
    closing = Closing(today(), Outcome.SENT_BACK, "")
    handling.close(people.mediator, matter.public_id, closing)
    assert case.of_id(matter.id).outcome == "sent_back"


def test_after_the_five_days_the_matter_is_ours(people):
    came = today() - timedelta(days=14)
    sent = ReferralIn(OtherBody.PETITION_OFFICE, "番禺区信访局", "7号", came)
    changes = {"received_on": came, "came_by": CameBy(referral=sent)}
    matter = logged(people, Channel.REFERRAL, **changes)
    objection = Objection(today(), "番禺区信访局", "用人单位在天河区。")
    with pytest.raises(RuleBroken, match=r"petition\.objection_too_late"):
        petition.object_to(people.mediator, matter.public_id, objection)
    assert "X2" in running_rules(matter)


def test_an_opinion_is_owed_sixty_days_from_acceptance_and_opens_the_review(people):
    matter = logged(people, Channel.LETTER)
    petition.accept(people.mediator, matter.public_id, telling())
    assert deadline.find_running(matter.id, "X4").due_on == today() + timedelta(days=60)
    with pytest.raises(RuleBroken, match=r"step\.opinion_is_owed"):
        handling.close(people.mediator, matter.public_id, Closing(today(), Outcome.ADVISED, ""))
    petition.issue_opinion(
        people.mediator, matter.public_id, Opinion(today(), "经查属实。", "责令支付。")
    )
    assert running_rules(matter) == ["L1"]
    service = Service(today(), ToldHow.HANDED_OVER)
    petition.serve_opinion(people.mediator, matter.public_id, service)
    assert running_rules(matter) == ["L1", "X5"]
    petition.record_review(people.mediator, matter.public_id, Dated(today(), "向市总工会提出"))
    assert running_rules(matter) == ["L1"]
    assert papers(matter) == ["信访事项告知书", "信访处理意见书"]


def test_only_a_supervisor_lengthens_and_by_thirty_days_at_most(people):
    matter = logged(people)
    petition.accept(people.mediator, matter.public_id, telling())
    due = deadline.find_running(matter.id, "X4").due_on
    longer = PetitionExtension(due + timedelta(days=30), "需要调取账册。", ToldHow.POSTED)
    with pytest.raises(NotAllowed):
        petition.extend(people.mediator, matter.public_id, longer)
    too_long = PetitionExtension(due + timedelta(days=31), "需要调取账册。", ToldHow.POSTED)
    with pytest.raises(Malformed):
        petition.extend(people.supervisor, matter.public_id, too_long)
    petition.extend(people.supervisor, matter.public_id, longer)
    assert deadline.find_running(matter.id, "X4").due_on == longer.to
    with pytest.raises(RuleBroken, match=r"petition\.lengthened_before"):
        petition.extend(people.supervisor, matter.public_id, longer)
    assert papers(matter)[-1] == "信访事项延期办理告知书"


def test_an_order_is_answered_and_its_day_is_met(people):
    matter = logged(people, Channel.HOTLINE_ORDER)
    petition.answer(people.mediator, matter.public_id, telling())
    closing = Closing(today(), Outcome.ADVISED, "")
    with pytest.raises(RuleBroken, match=r"step\.order_unanswered"):
        handling.close(people.mediator, matter.public_id, closing)
    [order] = orders.of_case(matter.id)
    reply = OrderReply(today(), "已联系职工。")
    hotline_order.reply(people.mediator, matter.public_id, order.public_id, reply)
    ended = {each.rule: each.ended_as for each in deadline.of_case(matter.id)}
    assert ended["H1"] is EndedAs.MET
    assert orders.tally(matter.district_id, today(), today()) == orders.OrderTally(1, 1, 1)
    handling.close(people.mediator, matter.public_id, closing)


def test_a_case_goes_to_another_body_and_its_answer_comes_back(people):
    matter = logged(people)
    referral.refer_out(people.mediator, matter.public_id, a_referral())
    assert case.of_id(matter.id).stage is Stage.REFERRED
    [sent] = referrals.of_case(matter.id)
    assert sent.number == f"番劳调转〔{today().year}〕0001号"
    assert deadline.find_running(matter.id, "R1").due_on == sent.expected_on
    answer = ReferralAnswer(today(), "番监立〔2026〕12号", "已立案")
    referral.record_answer(people.mediator, matter.public_id, sent.public_id, answer)
    assert "R1" not in running_rules(matter)
    petition.answer(people.mediator, matter.public_id, telling())
    handling.close(people.mediator, matter.public_id, Closing(today(), Outcome.REFERRED, ""))
    assert case.of_id(matter.id).stage is Stage.CLOSED


def test_what_another_body_sends_back_is_taken_up_again(people):
    matter = logged(people)
    referral.refer_out(people.mediator, matter.public_id, a_referral())
    referral.take_back(people.mediator, matter.public_id, Dated(today(), "对方不予受理"))
    assert case.of_id(matter.id).stage is Stage.LOGGED
    assert "R1" not in running_rules(matter)
    assert not referrals.of_case(matter.id)[0].is_awaited


def test_a_consultation_becomes_a_case_and_still_counts(people):
    asked = a_wage_dispute(
        next_act=NextAct.CONSULTATION, applicant="", employer="", causes=(), id_number=""
    )
    case_id = intake.log_consultation(people.mediator, asked)
    wanted = CaseFromConsultation(
        today(), "陈某", "某某公司", (QuickCause.WAGES,), "拖欠工资", mobile="19900002222"
    )
    consultation.turn_into_case(people.mediator, case_id, wanted)
    matter = case.of_public_id(case_id)
    assert (matter.stage, matter.applicant_name) == (Stage.LOGGED, "陈某")
    assert "X1" in running_rules(matter)
    counted = contact.tally(matter.district_id, today(), today())[Channel.CALL]
    assert (counted.times, counted.ended_at_desk) == (1, 1)


def test_a_further_visit_counts_again_for_the_same_case(people):
    matter = logged(people)
    further = FurtherContact(Channel.VISIT, today(), 4, "带来工资条")
    contacts.log_contact(people.colleague, matter.public_id, further)
    counted = contact.tally(matter.district_id, today(), today())[Channel.VISIT]
    assert (counted.times, counted.person_times) == (2, 5)
