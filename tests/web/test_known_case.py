"""Earlier cases at the form of intake: shown while typing, chosen with it, and nothing is lost."""

import pytest

from mediation.models import case, case_link, party
from mediation.rules.workflow_terms import State
from tests.builders import a_case, a_district, a_visitor
from tests.visitor import given_values
from tests.web.test_intake_bad_input import found_for, log, logged

CODE = "91440113MA59ABCD0X"


@pytest.fixture
def people(service):
    """The people of a small office."""
    return a_district()


@pytest.fixture
def visitor(service, people):
    """The mediator, signed in."""
    return a_visitor(service.app, people.mediator)


def test_the_employers_recent_cases_are_told_in_one_line(people, visitor):
    for worker in ("甲", "乙"):
        logged(log(visitor, applicant=worker, worker_count="2"))
    logged(log(visitor, applicant="丙", causes=["work_injury"]))
    shown = found_for(visitor, employer="番禺某某电子有限公司")
    assert "近30天同一单位5人3件，其中4人诉求为" in shown


def test_a_caller_joins_the_case_that_was_found(people, visitor):
    first = logged(log(visitor, mobile="19900001111"))
    assert f'value="join-{first.public_id}"' in found_for(visitor, mobile="19900001111")
    typed = {"applicant": "李四", "mobile": "19900002222", "employer": ""}
    page = log(visitor, known=f"join-{first.public_id}", **typed)
    assert logged(page).public_id == first.public_id
    assert f"已并入案件{first.case_number}，案件人数现为2人" in page.text
    assert [each.name for each in party.of_case(first.id)][0::2] == ["王平", "李四"]


def test_a_new_case_is_linked_with_the_one_that_was_found(people, visitor):
    first = logged(log(visitor, mobile="19900001111"))
    page = log(visitor, applicant="李四", known=f"link-{first.public_id}")
    second = logged(page)
    assert f"已登记，并与案件{first.case_number}关联" in page.text
    assert [each.public_id for each in case_link.of_case(people.mediator, second.id)] == [
        first.public_id
    ]


def test_who_joins_twice_is_told_and_keeps_what_was_typed(people, visitor):
    first = logged(log(visitor, mobile="19900001111"))
    page = log(visitor, mobile="+8619900001111", known=f"join-{first.public_id}", amount="1.2万")
    assert page.status == 422
    assert f"王平已是案件{first.case_number}的申请人" in page.text
    assert "1.2万" in page.html
    [chosen] = [
        e.get("value")
        for e in page.tree.iter("input")
        if e.get("name") == "known" and e.get("checked") is not None
    ]
    assert chosen == f"join-{first.public_id}"


def test_a_choice_stays_whatever_is_typed_after_it(people, visitor):
    first = logged(log(visitor, mobile="19900001111"))
    shown = found_for(visitor, mobile="1", known=f"link-{first.public_id}")
    assert "已选定" in shown
    assert first.case_number in shown


def test_a_draft_brings_the_choice_back(people, visitor):
    first = logged(log(visitor, mobile="19900001111"))
    sent = {**given_values(visitor.open("/intake").form("/intake")), "request": "还在说"}
    chosen = f"link-{first.public_id}"
    visitor.client.post("/drafts/intake", data={**sent, "known": chosen})
    assert given_values(visitor.open("/intake").form("/intake"))["known"] == chosen


def test_a_case_with_a_final_agreement_offers_a_link_and_no_joining(people, visitor):
    matter = a_case(people, at=State.FINALISED)
    shown = found_for(visitor, mobile="19900001111")
    assert f"link-{matter.public_id}" in shown
    assert f"join-{matter.public_id}" not in shown


def test_a_case_out_of_sight_is_refused_and_what_was_typed_is_kept(service, people, visitor):
    first = logged(log(visitor))
    stranger = a_visitor(service.app, people.neighbour)
    for how in ("join", "link"):
        page = log(stranger, known=f"{how}-{first.public_id}", request="要讨回工资")
        assert page.status == 409
        assert "没有找到，或没有查看权限" in page.text
        assert "要讨回工资" in page.html
        assert first.case_number not in page.text
    assert case.of_id(first.id).worker_count == 1


def test_joining_cannot_end_as_a_consultation(people, visitor):
    first = logged(log(visitor))
    page = log(visitor, known=f"join-{first.public_id}", next_act="consultation")
    assert "并入案件的来电不能按仅咨询办结" in page.text


def test_a_choice_that_no_page_offers_is_refused(visitor):
    page = log(visitor, known="join-nobody")
    assert "请从列出的选项中选择已有案件" in page.text


def test_a_credit_code_typed_as_a_name_finds_the_employer_that_bears_it(people, visitor):
    known = a_case(people, at=State.FINALISED)
    matter = logged(log(visitor, employer="９１４４０１１３ 000000000t"))
    assert (matter.employer_name, matter.employer_id) == (known.employer_name, known.employer_id)


def test_a_credit_code_typed_as_a_name_needs_its_employer(visitor):
    for code in ("N2440113MF12345678", "Y1440113MA5D000000", CODE):
        page = log(visitor, employer=code)
        assert page.status == 422
        assert page.errors["employer"]
        assert code in page.html
