"""Who called stands with the contact; the applicant is the worker whoever holds the telephone."""

import pytest

from mediation.basics import clock
from mediation.casework import contact as contacts
from mediation.casework import intake
from mediation.models import case, case_page, contact, party, sealing
from mediation.rules.caller import Caller, CallerRole
from mediation.rules.contact import FurtherContact
from mediation.rules.intake import Channel, NextAct
from mediation.rules.party import PartyRole
from tests.builders import a_district, a_wage_dispute

pytestmark = pytest.mark.usefixtures("service")
MOBILE = "19900001111"


@pytest.fixture
def people():
    """The people of a district that was just founded."""
    return a_district()


def logged(people, caller):
    """Log a matter about which somebody called, and return its case."""
    asked = a_wage_dispute(next_act=NextAct.LATER, caller=caller, applicant="王平")
    return case.of_public_id(intake.log_intake(people.mediator, asked))


def sides(matter):
    """Return the applicant and the respondent of a case with their numbers in full."""
    found = party.opened_of_case(matter.id, sealing.case_seal(matter.public_id))
    by_role = {each.facts.role: each for each in found}
    return by_role[PartyRole.APPLICANT], by_role[PartyRole.RESPONDENT]


def test_a_worker_who_calls_is_the_applicant_and_has_no_second_name(people):
    matter = logged(people, Caller())
    [found] = contact.of_case(matter.id)
    applicant, respondent = sides(matter)
    assert found.caller == Caller(CallerRole.WORKER, "")
    assert (applicant.facts.name, applicant.facts.agent_name) == ("王平", "")
    assert (applicant.mobile, respondent.mobile) == (MOBILE, "")


def test_an_agent_who_calls_is_the_agent_of_the_applicant(people):
    matter = logged(people, Caller(CallerRole.AGENT, "李姐"))
    [found] = contact.of_case(matter.id)
    applicant, respondent = sides(matter)
    assert found.caller == Caller(CallerRole.AGENT, "李姐")
    assert (applicant.facts.name, applicant.facts.agent_name) == ("王平", "李姐")
    assert (applicant.mobile, respondent.mobile) == (MOBILE, "")


def test_the_telephone_of_an_employer_who_calls_is_the_employers(people):
    matter = logged(people, Caller(CallerRole.EMPLOYER, "赵经理"))
    [found] = contact.of_case(matter.id)
    applicant, respondent = sides(matter)
    assert found.caller == Caller(CallerRole.EMPLOYER, "赵经理")
    assert (applicant.facts.name, applicant.facts.agent_name) == ("王平", "")
    assert (applicant.mobile, respondent.mobile) == ("", MOBILE)


def test_a_later_call_says_who_it_was(people):
    matter = logged(people, Caller())
    caller = Caller(CallerRole.EMPLOYER, "赵经理")
    further = FurtherContact(Channel.CALL, clock.today(), caller=caller)
    contacts.log_contact(people.mediator, matter.public_id, further)
    assert [each.caller for each in contact.of_case(matter.id)] == [caller, Caller()]


def test_the_trail_does_not_spell_the_name_of_a_caller(people):
    matter = logged(people, Caller(CallerRole.EMPLOYER, "赵经理"))
    seen = case_page.summary(people.auditor, matter.public_id)
    assert "赵经理" not in str(case_page.history(people.auditor, seen))
    assert party.name_mask([matter.id])("赵经理来电") == "赵**来电"
