"""A case led through its steps by the forms of the pages, as a browser sends them."""

import pytest

from mediation.basics import clock
from mediation.models import case, case_list, deadline, proceeding
from mediation.models.party import of_case as parties_of
from mediation.rules.case_list import CaseFilter
from mediation.rules.causes import Cause
from mediation.rules.workflow_terms import Stage, State
from tests.builders import ID_NUMBER, a_case, a_district, a_visitor, running_rules
from tests.visitor import Visitor

INTAKE = {
    "channel": "call",
    "mobile": "19900001111",
    "applicant": "王𠮷平",
    "employer": "番禺某某电子有限公司",
    "causes": ["wages"],
    "worker_count": "1",
    "amount": "3.86万",
    "request": "拖欠三个月工资",
    "next_act": "mediate",
}


@pytest.fixture
def people(service):
    """The people of a district that was just founded."""
    return a_district()


@pytest.fixture
def desk(service, people):
    """The mediator at the browser."""
    return a_visitor(service.app, people.mediator)


def only_case():
    """Return the one case of the instance."""
    return case.of_id(1)


def test_the_number_of_a_new_case_stands_large_on_the_page(desk):
    saved = desk.submit(desk.open("/intake"), INTAKE, to="/intake")
    assert saved.status == 200
    assert only_case().case_number in saved.text
    assert only_case().amount_fen == 3_860_000


def test_a_wrong_check_digit_is_told_at_the_field_and_nothing_is_written(desk, people):
    typed = {**INTAKE, "id_number": "440113199001010000"}
    again = desk.submit(desk.open("/intake"), typed, to="/intake")
    assert again.status == 422
    assert "id_number" in again.errors
    assert 'value="番禺某某电子有限公司"' in again.html
    assert desk.open("/meetings").status == 200


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        pytest.param("amount", "1E+400", id="an amount beyond all bounds"),
        pytest.param("request", "工资\u202e条", id="a character that turns the reading round"),
        pytest.param("applicant", "王\x00平", id="a control character"),
        pytest.param("request", "长" * 600, id="a text that is too long"),
        pytest.param("worker_count", "3.7", id="a part of a worker"),
        pytest.param("received_on", "2026-02-30", id="a day that does not exist"),
    ],
)
def test_bad_input_is_told_at_its_field(desk, field, typed):
    again = desk.submit(desk.open("/intake"), {**INTAKE, field: typed}, to="/intake")
    assert again.status == 422
    assert again.errors[field]


def test_a_field_of_ten_megabytes_is_told_at_its_field(desk):
    typed = {**INTAKE, "request": "长" * 3_500_000}
    again = desk.submit(desk.open("/intake"), typed, to="/intake")
    assert again.status == 422
    assert "500" in again.errors["request"]
    assert again.html.count("长") >= 3_500_000


def test_a_stranger_cannot_make_the_door_read_ten_megabytes(service):
    stranger = Visitor(service.app)
    typed = {"username": "x" * 10_000_000, "password": "y"}
    assert stranger.submit(stranger.open("/sign-in"), typed).status == 413


def test_a_field_that_nobody_asked_for_is_refused(desk):
    again = desk.submit(desk.open("/intake"), {**INTAKE, "stage": "closed"}, to="/intake")
    assert again.status == 422


def test_a_form_sent_twice_logs_one_case(desk, people):
    page = desk.open("/intake")
    first, second = desk.submit(page, INTAKE, to="/intake"), desk.submit(page, INTAKE, to="/intake")
    assert first.path == second.path
    assert len(case_list.search(people.mediator, CaseFilter(), clock.today()).rows) == 1


def test_a_consultation_needs_only_its_question(desk):
    typed = {"channel": "call", "request": "问年假怎么算", "next_act": "consultation"}
    saved = desk.submit(desk.open("/intake"), {**typed, "worker_count": "1"}, to="/intake")
    assert saved.status == 200
    assert only_case().stage is Stage.CONSULTED


def test_acceptance_by_the_page_starts_the_fifteen_days(desk, people):
    matter = a_case(people)
    page = desk.open(f"/cases/{matter.public_id}/steps/accept")
    shown = desk.submit(page, {"in_scope": "yes"}, to="/steps/accept")
    assert shown.status == 200
    assert running_rules(matter) == ["L1", "M4", "M5"]


def test_an_impossible_step_says_why_and_keeps_what_was_typed(desk, people):
    matter = a_case(people, at=State.FAILED)
    page = desk.open(f"/cases/{matter.public_id}/steps/fail")
    refused = desk.submit(page, {"reason": "apart", "note": "仍有分歧"}, to="/steps/fail")
    assert refused.status == 409
    assert "仍有分歧" in refused.html


def test_a_second_editor_sees_what_the_first_changed(service, desk, people):
    matter = a_case(people, at=State.ACCEPTED)
    stale = desk.open(f"/cases/{matter.public_id}/correction")
    other = a_visitor(service.app, people.supervisor)
    fresh = other.open(f"/cases/{matter.public_id}/correction")
    other.submit(fresh, {"worker_count": "2", "reason": "核对人数"}, to="/correction")
    refused = desk.submit(stale, {"request": "另有加班费", "reason": "补充"}, to="/correction")
    assert refused.status == 409
    assert "另有加班费" in refused.html
    assert case.of_id(matter.id).worker_count == 2


def test_claims_are_divided_line_by_line(desk, people):
    matter = a_case(people, at=State.ACCEPTED)
    page = desk.open(f"/cases/{matter.public_id}/claims")
    lines = {
        "claims-0-cause": Cause.WAGES.value,
        "claims-0-amount": "30000",
        "claims-1-cause": Cause.OVERTIME.value,
        "claims-1-amount": "8600",
        "reason": "按工资条分项",
    }
    desk.submit(page, lines, to="/claims")
    assert case.of_id(matter.id).amount_fen == 3_860_000


def test_a_number_is_shown_in_full_only_with_a_reason(desk, people):
    matter = a_case(people)
    worker = parties_of(matter.id)[0]
    page = desk.open(f"/cases/{matter.public_id}/parties/{worker.public_id}/numbers")
    asked = desk.submit(page, {"sealed_field": "id_number"}, to="/numbers")
    assert asked.status == 422
    shown = desk.submit(page, {"sealed_field": "id_number", "reason": "核对"}, to="/numbers")
    assert ID_NUMBER in shown.text


def test_a_meeting_called_by_the_page_stands_in_the_list(desk, people):
    matter = a_case(people, at=State.ACCEPTED)
    page = desk.open(f"/cases/{matter.public_id}/meetings/new")
    typed = {
        "starts_at": "2026-03-05T09:30",
        "place": "第一调解室",
        "human_resources_name": "人社代表",
        "union_user": people.mediator.public_id,
        "employers_name": "企业代表",
    }
    assert desk.submit(page, typed, to="/meetings").status == 200
    assert matter.case_number in desk.open("/meetings").text


def test_a_liaison_reports_and_the_centre_triages(service, desk, people):
    liaison = a_visitor(service.app, people.liaison)
    report: dict[str, str | list[str]] = {
        "employer": "番禺某某鞋业有限公司",
        "causes": ["wages"],
        "worker_count": "45",
        "applicant": "职工代表",
        "request": "车间停工讨薪",
        "urgent": ["stoppage"],
    }
    assert liaison.submit(liaison.open("/reports"), report, to="/reports").status == 200
    matter = only_case()
    assert matter.handler_id is None
    page = desk.open(f"/cases/{matter.public_id}/triage")
    desk.submit(page, {"handler_public_id": people.mediator.public_id}, to="/triage")
    assert proceeding.find_leading(matter.id).state is State.APPLIED


def test_the_calendar_marks_the_make_up_workdays(desk):
    page = desk.open("/calendar?year=2026")
    assert page.html.count("调休上班") == 6


def test_an_extension_shows_the_day_to_which_the_period_runs(desk, people):
    matter = a_case(people, at=State.ACCEPTED)
    page = desk.open(f"/cases/{matter.public_id}/steps/extend")
    assert "2026-03-17" in page.text
    desk.submit(page, {"to": "2026-03-31"}, to="/steps/extend")
    assert deadline.find_running(matter.id, "M4").due_on.isoformat() == "2026-03-31"
