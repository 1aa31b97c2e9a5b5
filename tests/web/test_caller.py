"""Who called, at the door: asked beside the name, kept when refused, told on the case page."""

import pytest

from mediation.models import contact
from mediation.rules.caller import Caller, CallerRole
from tests.builders import a_district, a_visitor
from tests.web.test_intake_bad_input import found_for, log, logged

AGENT = {"caller_role": "agent", "applicant": "李姐", "worker_name": "王平"}


@pytest.fixture
def people(service):
    """The people of a small office."""
    return a_district()


@pytest.fixture
def visitor(service, people):
    """The mediator, signed in."""
    return a_visitor(service.app, people.mediator)


def test_the_case_page_says_who_called_and_for_whom(service, people, visitor):
    matter = logged(log(visitor, **AGENT))
    assert matter.applicant_name == "王平"
    page = visitor.open(f"/cases/{matter.public_id}")
    assert "代办/工会 李姐" in page.text
    assert "代理人：李姐" in page.text
    seen = a_visitor(service.app, people.auditor).open(f"/cases/{matter.public_id}")
    assert "代办/工会 李*" in seen.text
    assert "李姐" not in seen.text


def test_a_case_needs_the_worker_whoever_calls(visitor):
    page = log(visitor, **{**AGENT, "worker_name": ""})
    assert page.status == 422
    assert "请填写劳动者姓名" in page.errors["worker_name"]
    assert "李姐" in page.html


def test_a_question_needs_no_worker(visitor):
    matter = logged(log(visitor, **{**AGENT, "worker_name": ""}, next_act="consultation"))
    [found] = contact.of_case(matter.id)
    assert (matter.applicant_name, found.caller) == ("", Caller(CallerRole.AGENT, "李姐"))


def test_earlier_cases_are_looked_for_by_the_name_of_the_worker(visitor):
    first = logged(log(visitor))
    assert first.case_number in found_for(visitor, employer=first.employer_name, **AGENT)


def test_an_employer_who_calls_cannot_join_as_an_applicant(visitor):
    first = logged(log(visitor))
    typed = {**AGENT, "caller_role": "employer", "known": f"join-{first.public_id}"}
    page = log(visitor, **typed)
    assert page.status == 422
    assert "用人单位来电不能作为申请人并入案件" in page.text


def test_a_later_call_is_told_with_whoever_made_it(visitor):
    matter = logged(log(visitor))
    form = visitor.open(f"/cases/{matter.public_id}/contacts/new")
    typed = {"channel": "call", "caller_role": "employer", "caller_name": "赵经理"}
    visitor.submit(form, typed, to=f"/cases/{matter.public_id}/contacts")
    page = visitor.open(f"/cases/{matter.public_id}")
    assert "用人单位 赵经理" in page.text
