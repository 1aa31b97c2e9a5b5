"""The panel of intake as the browser asks for it, and the drafts of what is typed into it.

A fragment is asked for by the header that htmx sends; the same address without it is a page.
"""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from mediation.basics import clock as real_clock
from mediation.models import draft
from mediation.models.case import Case
from mediation.models.db import session
from mediation.models.draft import Draft
from tests.builders import People, a_district, a_visitor
from tests.clockwork import TurnableClock
from tests.visitor import SeenPage, Typed, Visitor, given_values

IN_PANEL = {"HX-Request": "true", "HX-Target": "intake-panel-body"}
CALL: dict[str, Typed] = {
    "mobile": "13800001111",
    "applicant": "龚䶮",
    "employer": "番禺某某厂",
    "causes": ["wages"],
    "request": "拖欠工资",
    "next_act": "later",
}


@pytest.fixture
def people(service) -> People:
    """The people of a district that was just founded."""
    return a_district()


@pytest.fixture
def mediator(service, people) -> Visitor:
    """A mediator, signed in."""
    return a_visitor(service.app, people.mediator)


def kept(visitor: Visitor, typed: dict[str, Typed], kind: str = "intake") -> dict[str, Typed]:
    """Open the form empty, type, and let it keep its draft; return all that it would send."""
    address = {"intake": "/intake?fresh=1", "report": "/reports", "delegation": "/delegations"}
    page = visitor.open(address[kind])
    sent = {**given_values(page.form(f"/{kind}" if kind == "intake" else address[kind])), **typed}
    answer = visitor.client.post(f"/drafts/{kind}", data=sent)
    assert answer.status_code == 200
    assert "草稿已自动保存 09:00:00" in answer.get_data(as_text=True)
    return sent


def value_of(page: SeenPage, field: str) -> Typed:
    """Return what stands in a field of the form of intake."""
    return given_values(page.form("/intake"))[field]


def test_the_panel_gets_a_fragment_whose_ids_are_its_own(mediator):
    answer = mediator.client.get("/intake", headers=IN_PANEL).get_data(as_text=True)
    assert "<!doctype" not in answer
    assert 'id="intake-panel-mobile"' in answer
    assert 'id="field-' not in answer


def test_a_refused_form_comes_back_as_the_same_form_into_the_panel(mediator):
    sent = given_values(mediator.open("/intake").form("/intake"))
    answer = mediator.client.post("/intake", data=sent, headers=IN_PANEL)
    assert answer.status_code == 422
    said = answer.get_data(as_text=True)
    assert "<!doctype" not in said
    assert 'href="#intake-panel-request"' in said
    assert str(sent["form_key"]) in said


def test_what_is_saved_shows_its_number_in_the_panel(mediator):
    sent = {**given_values(mediator.open("/intake").form("/intake")), **CALL}
    answer = mediator.client.post("/intake", data=sent, headers=IN_PANEL, follow_redirects=True)
    said = mediator.client.get(answer.request.path, headers=IN_PANEL).get_data(as_text=True)
    assert "番劳调〔2026〕0001号" in said
    assert "<!doctype" not in said


def test_a_draft_comes_back_and_says_when_it_was_kept(mediator):
    kept(mediator, CALL)
    page = mediator.open("/intake")
    assert "草稿已恢复（09:00:00 保存）" in page.text
    assert value_of(page, "applicant") == "龚䶮"
    assert "草稿" in mediator.open("/").text


def test_what_is_kept_cannot_be_read_in_the_database(mediator):
    kept(mediator, CALL)
    row = session().scalars(select(Draft)).one()
    assert "13800001111" not in row.sealed
    assert "龚䶮" not in row.sealed


def test_a_draft_outlives_the_session(service, people, mediator):
    kept(mediator, CALL)
    mediator.submit(mediator.open("/"), {}, to="/sign-out")
    again = a_visitor(service.app, people.mediator)
    assert value_of(again.open("/intake"), "mobile") == "13800001111"


def test_a_draft_is_nobody_elses(service, people, mediator):
    kept(mediator, CALL)
    colleague = a_visitor(service.app, people.colleague)
    page = colleague.open("/intake")
    assert value_of(page, "mobile") == ""
    found = draft.of_user(people.mediator.user_id, real_clock.now())[0]
    form = given_values(page.form("/intake"))
    answer = colleague.client.post(f"/drafts/{found.public_id}/dropped", data=form)
    assert answer.status_code == 404


def test_saving_ends_the_draft_and_a_late_save_does_not_bring_it_back(mediator):
    sent = kept(mediator, CALL)
    mediator.client.post("/intake", data=sent)
    assert session().scalar(select(func.count()).select_from(Draft)) == 0
    answer = mediator.client.post("/drafts/intake", data=sent)
    assert "这份表单已经提交" in answer.get_data(as_text=True)
    session().rollback()
    assert session().scalar(select(func.count()).select_from(Draft)) == 0


def test_saving_twice_makes_one_case(mediator):
    sent = kept(mediator, CALL)
    first = mediator.client.post("/intake", data=sent)
    second = mediator.client.post("/intake", data=sent)
    assert first.headers["Location"] == second.headers["Location"]
    assert session().scalar(select(func.count()).select_from(Case)) == 1


def test_two_calls_at_once_make_two_drafts(mediator):
    kept(mediator, CALL)
    kept(mediator, {**CALL, "mobile": "13900002222"})
    page = mediator.open("/intake")
    assert value_of(page, "mobile") == "13900002222"
    assert "另有草稿：09:00:00 保存" in page.text


def test_beginning_anew_forgets_the_draft(mediator):
    kept(mediator, CALL)
    page = mediator.open("/intake")
    button = next(e for e in page.tree.iter("button") if "dropped" in e.get("formaction", ""))
    sent = given_values(page.form("/intake"))
    answer = mediator.client.post(button.get("formaction", ""), data=sent, follow_redirects=True)
    assert "草稿已删除" in answer.get_data(as_text=True)
    assert value_of(mediator.open("/intake"), "mobile") == ""


def test_a_draft_is_forgotten_after_a_week(mediator, people, clock: TurnableClock):
    kept(mediator, CALL)
    later = real_clock.now() + draft.KEPT + timedelta(minutes=1)
    assert draft.of_user(people.mediator.user_id, later) == ()


def test_the_report_and_the_delegation_keep_drafts_too(service, people):
    for person, kind in ((people.liaison, "report"), (people.court, "delegation")):
        visitor = a_visitor(service.app, person)
        typed: dict[str, Typed] = {"applicant": "王伟", "request": "拖欠工资"}
        kept(visitor, typed, kind)
        assert "草稿已恢复" in visitor.open("/reports" if kind == "report" else "/delegations").text


def test_a_form_that_somebody_may_not_fill_keeps_no_draft(service, people, mediator):
    sent = given_values(mediator.open("/intake").form("/intake"))
    assert mediator.client.post("/drafts/report", data=sent).status_code == 403


def test_a_draft_too_long_for_any_form_is_refused(mediator):
    sent = given_values(mediator.open("/intake").form("/intake"))
    answer = mediator.client.post("/drafts/intake", data={**sent, "request": "长" * 70_000})
    assert answer.status_code == 422
