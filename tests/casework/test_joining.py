"""Joining and linking through the real verbs: nothing is overwritten, nobody stands twice."""

from datetime import timedelta

import pytest

from mediation.basics import clock as real_clock
from mediation.basics.errors import Malformed, NotAllowed, NotFound
from mediation.basics.money import Money
from mediation.casework import handling, intake, joining
from mediation.models import case, case_link, claim, contact, deadline, note, party
from mediation.models.case import CaseFacts
from mediation.rules.causes import Cause, QuickCause
from mediation.rules.handling import ClaimLine, ClaimsSplit
from mediation.rules.intake import Channel, NextAct, UrgentFlag
from mediation.rules.joining import KnownAs, KnownCase
from mediation.rules.workflow_terms import State
from tests.builders import People, a_case, a_district, a_wage_dispute, running_rules

pytestmark = pytest.mark.usefixtures("service")
SECOND = {"applicant": "阿依古丽·买买提", "mobile": "19900002222", "id_number": "", "id_reason": ""}


@pytest.fixture
def people() -> People:
    """The people of a district that was just founded."""
    return a_district()


def waiting(people: People, **changes: object) -> CaseFacts:
    """Log a matter that waits for its triage."""
    form = a_wage_dispute(**{"next_act": NextAct.LATER, **changes})
    return case.of_public_id(intake.log_intake(people.mediator, form))


def joined(people: People, matter: CaseFacts, **changes: object) -> CaseFacts:
    """Let a second caller join a case, and return it as it is then."""
    form = a_wage_dispute(**{"next_act": NextAct.LATER, **SECOND, **changes})
    joining.join(people.mediator, matter.public_id, form)
    return case.of_id(matter.id)


def test_the_caller_becomes_one_more_applicant(people):
    matter = waiting(people)
    after = joined(people, matter, request="也被拖欠", urgent=(UrgentFlag.GATHERING,))
    assert (after.worker_count, after.amount_fen) == (2, 2 * Money.of_yuan("38600").fen)
    assert after.urgent_flags == ("gathering",)
    assert after.version == matter.version + 1
    people_there = party.of_case(matter.id)
    assert [each.name for each in people_there][0::2] == ["王𠮷平", "阿依古丽·买买提"]
    assert [each.party_id for each in claim.of_case(matter.id)] == [None, people_there[2].id]
    assert len(contact.of_case(matter.id)) == 2
    [told] = note.of_case(matter.id, with_caucus=False)
    assert "也被拖欠" in told.text


def test_what_the_case_knew_is_not_overwritten(people):
    matter = waiting(people)
    after = joined(people, matter, employer="某某电子", outside_number="12345-9")
    kept = ("applicant_name", "employer_name", "request", "knew_on", "outside_number", "channel")
    assert [getattr(after, name) for name in kept] == [getattr(matter, name) for name in kept]
    [told] = note.of_case(matter.id, with_caucus=False)
    assert "某某电子" in told.text
    assert "12345-9" in told.text


def test_the_limitation_that_began_earlier_counts(people):
    today = real_clock.today()
    matter = waiting(people, knew_on=today - timedelta(days=60))
    joined(people, matter, knew_on=today - timedelta(days=90))
    assert started_on(matter) == today - timedelta(days=90)
    third = {"applicant": "陈三", "mobile": "19900003333"}
    joined(people, matter, knew_on=today - timedelta(days=30), **third)
    assert started_on(matter) == today - timedelta(days=90)
    assert running_rules(matter) == ["L1", "X1"]


def test_a_caller_brings_the_limitation_that_nobody_knew(people):
    today = real_clock.today()
    matter = waiting(people, knew_on=None)
    joined(people, matter, knew_on=today - timedelta(days=30))
    assert started_on(matter) == today - timedelta(days=30)


def test_once_mediation_is_asked_for_the_period_began_anew_and_stays(people):
    matter = a_case(people, at=State.ACCEPTED)
    before = started_on(matter)
    joined(people, matter, knew_on=real_clock.today() - timedelta(days=300))
    assert started_on(matter) == before


def started_on(matter: CaseFacts):
    """Return the day from which the running limitation of a case counts."""
    running = deadline.running_limitation(matter.id)
    assert running is not None
    return running.started_on


def test_a_petition_that_joins_owes_an_answer(people):
    matter = waiting(people, channel=Channel.COURT)
    assert "X1" not in running_rules(matter)
    joined(people, matter, channel=Channel.VISIT)
    assert "X1" in running_rules(matter)


@pytest.mark.parametrize(
    "caller",
    [
        pytest.param({}, id="the same number of a document"),
        pytest.param({"id_number": "", "id_reason": ""}, id="the same name and mobile"),
        pytest.param({"id_number": "", "mobile": "+86 199 0000 1111"}, id="spelled otherwise"),
    ],
)
def test_nobody_joins_twice(people, caller):
    matter = waiting(people)
    form = a_wage_dispute(next_act=NextAct.LATER, **caller)
    with pytest.raises(Malformed) as refusal:
        joining.join(people.mediator, matter.public_id, form)
    assert refusal.value.problems["known"][0].code == "joining.same_person"
    assert case.of_id(matter.id).worker_count == 1


def test_a_case_whose_agreement_is_final_takes_nobody(people):
    matter = a_case(people, at=State.FINALISED)
    with pytest.raises(Malformed) as refusal:
        joined(people, matter)
    assert refusal.value.problems["known"][0].code == "joining.not_open"


def test_who_may_not_work_on_the_case_may_not_join(people):
    matter = waiting(people)
    form = a_wage_dispute(**SECOND)
    joining.join(people.colleague, matter.public_id, form)
    with pytest.raises(NotFound):
        joining.join(people.neighbour, matter.public_id, form)
    with pytest.raises(NotAllowed):
        joining.join(people.liaison, matter.public_id, form)


def test_several_causes_keep_their_total_in_the_note_and_need_no_division(people):
    matter = waiting(people)
    after = joined(people, matter, causes=(QuickCause.WAGES, QuickCause.SEVERANCE))
    assert claim.count_unsplit(matter.id) == 0
    assert after.amount_fen == 2 * Money.of_yuan("38600").fen
    [told] = note.of_case(matter.id, with_caucus=False)
    assert "合计38,600.00元，未分项" in told.text


def test_dividing_the_first_claims_keeps_what_the_second_asks_for(people):
    matter = waiting(people)
    joined(people, matter)
    lines = (ClaimLine(Cause.WAGES, Money.of_yuan("30000"), ""),)
    handling.split_claims(people.mediator, matter.public_id, ClaimsSplit(lines, "分项"))
    assert case.of_id(matter.id).amount_fen == Money.of_yuan("68600").fen


def test_a_new_case_is_linked_with_the_one_that_was_found(people):
    first = waiting(people)
    known = KnownCase(KnownAs.LINK, first.public_id)
    second = waiting(people, known=known, **SECOND)
    [link] = case_link.of_case(people.mediator, second.id)
    assert link.public_id == first.public_id
    assert case.of_id(first.id).version == first.version + 1


def test_a_case_out_of_sight_cannot_be_linked(people):
    first = waiting(people)
    known = KnownCase(KnownAs.LINK, first.public_id)
    form = a_wage_dispute(next_act=NextAct.LATER, known=known)
    with pytest.raises(NotFound):
        intake.log_intake(people.neighbour, form)
    with pytest.raises(NotAllowed):
        intake.report_sign(people.liaison, form)
    assert case_link.of_case(people.mediator, first.id) == ()
