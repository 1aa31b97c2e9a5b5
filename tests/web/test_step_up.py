"""The password once more: asked for, kept to, throttled, and over after ten minutes."""

import pytest

from mediation.models import audit
from tests.builders import a_case, a_district, a_visitor
from tests.people import PASSWORD

IN_FULL = {"in_full": "yes", "reason": "向区应急专班报送", "file_kind": "xlsx"}


@pytest.fixture
def people(service):
    """The people of a district with one case."""
    people = a_district()
    a_case(people)
    return people


@pytest.fixture
def supervisor(service, people):
    """The supervisor, signed in."""
    return a_visitor(service.app, people.supervisor)


def asked(visitor, **typed):
    """Ask for a file with people in full."""
    return visitor.submit(visitor.open("/ledger/export"), IN_FULL | typed, to="/ledger/export")


def test_without_the_password_there_is_a_page_with_one_field(supervisor):
    page = asked(supervisor)
    assert (page.status, page.heading) == (403, "再次输入密码")
    form = page.form("/ledger/export")
    shown = [f.get("name") for f in form.iter("input") if f.get("type") == "password"]
    assert shown == ["step_up_password"]


def test_the_form_goes_on_at_once_when_the_password_is_right(supervisor, people):
    page = supervisor.submit(asked(supervisor), {"step_up_password": PASSWORD}, "/ledger/export")
    assert page.path.startswith("/tasks/")
    acts = [each.action for each in audit.search(people.auditor, None).rows]
    assert {"step_up", "export_in_full"} <= set(acts)


def test_the_session_goes_on_under_a_new_token(supervisor):
    before = supervisor.client.get_cookie("mediation").value
    supervisor.submit(asked(supervisor), {"step_up_password": PASSWORD}, "/ledger/export")
    after = supervisor.client.get_cookie("mediation").value
    assert before != after
    assert supervisor.open("/account").status == 200
    supervisor.client.set_cookie("mediation", before)
    assert supervisor.open("/account").heading == "登录"


def test_a_wrong_password_is_told_and_keeps_the_form(supervisor):
    page = supervisor.submit(asked(supervisor), {"step_up_password": "wrong"}, "/ledger/export")
    assert page.status == 422
    assert "与记录不相符" in page.errors["step_up_password"]
    kept = {f.get("name"): f.get("value") for f in page.form("/ledger/export").iter("input")}
    assert kept["reason"] == IN_FULL["reason"]


def test_five_wrong_passwords_are_enough(supervisor):
    page = asked(supervisor)
    typed = {"step_up_password": "wrong"}
    answers = [supervisor.submit(page, typed, "/ledger/export").status for _ in range(6)]
    assert answers == [422] * 5 + [429]
    right = supervisor.submit(page, {"step_up_password": PASSWORD}, "/ledger/export")
    assert right.status == 429


def test_the_password_opens_for_ten_minutes(supervisor, clock):
    supervisor.submit(asked(supervisor), {"step_up_password": PASSWORD}, "/ledger/export")
    clock.forward(minutes=9)
    assert asked(supervisor, reason="另一件事").path.startswith("/tasks/")
    clock.forward(minutes=1)
    assert asked(supervisor, reason="第三件事").heading == "再次输入密码"


def test_what_needs_no_password_is_not_asked_for_one(service, people, supervisor):
    masked = {"file_kind": "csv"}
    page = supervisor.open("/ledger/export")
    sent = {"csrf_token": "", **masked, "column": ["case_number"]}
    form = page.form("/ledger/export")
    sent["csrf_token"] = next(
        f.get("value", "") for f in form.iter("input") if f.get("name") == "csrf_token"
    )
    answer = supervisor.client.post("/ledger/export", data=sent)
    assert (answer.status_code, answer.mimetype) == (200, "text/csv")


def test_a_page_can_ask_too_and_leads_back(supervisor):
    page = supervisor.open("/step-up?next=/tasks")
    assert supervisor.submit(page, {"step_up_password": PASSWORD}, "/step-up").path == "/tasks"
    assert supervisor.open("/step-up?next=/tasks").path == "/tasks"


@pytest.mark.parametrize("away", ["https://evil.example", "//evil.example", r"/\evil.example"])
def test_it_leads_nowhere_else(supervisor, away):
    page = supervisor.open(f"/step-up?next={away}")
    assert supervisor.submit(page, {"step_up_password": PASSWORD}, "/step-up").path == "/"


def test_nobody_else_gets_people_in_full(service, people):
    visitor = a_visitor(service.app, people.mediator)
    page = asked(visitor)
    assert page.status == 403
    assert page.heading != "再次输入密码"
    refused = audit.search(people.auditor, None).rows[0]
    assert (refused.action, refused.result) == ("export_in_full", "refused")
