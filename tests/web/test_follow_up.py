"""Promised calls at the door: from the intake to the first page of the day and off the list."""

import pytest

from mediation.models import follow_up
from tests.builders import a_case, a_district, a_visitor
from tests.web.test_home import tiles_of
from tests.web.test_intake_bad_input import log, logged

CALL = {"next_act": "call_back", "call_back_at": "2026-03-02T11:00"}


@pytest.fixture
def people(service):
    """The people of a small office."""
    return a_district()


@pytest.fixture
def visitor(service, people):
    """The mediator, signed in."""
    return a_visitor(service.app, people.mediator)


def test_the_form_proposes_two_hours_from_now(visitor):
    form = visitor.open("/intake").form("/intake")
    proposed = {e.get("name"): e.get("value") for e in form.iter("input")}
    assert proposed["call_back_at"] == "2026-03-02T11:00"


def test_a_promised_call_is_counted_listed_and_taken_off_by_one_button(visitor):
    page = log(visitor, **CALL)
    assert "约定回电：03-02 周一 11:00" in page.text
    matter = logged(page)
    assert tiles_of(visitor.open("/"))["等我回电"] == ("1", "/follow-ups")
    listed = visitor.open("/follow-ups")
    assert "共 1 个，其中已过时间 0 个" in listed.text
    assert matter.case_number in listed.text
    assert "王*" in listed.text
    assert "王平" not in listed.text
    after = visitor.submit(listed, {}, to="/done")
    assert after.path == "/follow-ups"
    assert "已记下回电" in after.text
    assert "没有等待回电的来电人" in after.text
    assert tiles_of(visitor.open("/"))["等我回电"] == ("0", "/follow-ups")


def test_what_is_late_says_so_in_words_and_shape(service, people, visitor, clock):
    matter = logged(log(visitor, **CALL))
    clock.forward(hours=3)
    visitor = a_visitor(service.app, people.mediator)
    assert "其中已过时间1个" in visitor.open("/").text
    for path in ("/follow-ups", f"/cases/{matter.public_id}"):
        page = visitor.open(path)
        [mark] = [e for e in page.tree.iter("span") if e.get("class") == "tag tag-trouble"]
        assert "".join(mark.itertext()).split() == ["■已过时间"]


def test_an_hour_that_is_over_is_named_and_what_was_typed_is_kept(visitor):
    page = log(visitor, **{**CALL, "call_back_at": "2026-03-02T08:00"})
    assert page.status == 422
    assert "请填写现在以后的回电时间" in page.errors["call_back_at"]
    assert "2026-03-02T08:00" in page.html
    assert logged(log(visitor, next_act="later", call_back_at="2026-03-02T08:00"))


def test_a_call_is_promised_on_the_page_of_the_case_and_made_there(people, visitor):
    matter = a_case(people)
    address = f"/cases/{matter.public_id}"
    form = visitor.open(f"{address}/follow-ups/new")
    typed = {"due_at": "2026-03-03T10:30", "note": "告知受理结果"}
    page = visitor.submit(form, typed, to=f"{address}/follow-ups")
    assert "03-03 周二 10:30" in page.text
    assert "告知受理结果" in page.text
    after = visitor.submit(page, {}, to="/done")
    assert "✓已回电 03-02 周一 09:00，何敏仪" in after.text
    assert follow_up.open_of_case(matter.id) == ()


def test_who_only_reads_the_case_sees_the_hour_and_no_button(service, people, visitor):
    matter = a_case(people)
    address = f"/cases/{matter.public_id}"
    typed = {"due_at": "2026-03-03T10:30", "note": "王平的底线"}
    visitor.submit(visitor.open(f"{address}/follow-ups/new"), typed, to=f"{address}/follow-ups")
    page = a_visitor(service.app, people.auditor).open(address)
    assert "03-03 周二 10:30" in page.text
    assert "王平的底线" not in page.html
    assert "/done" not in page.html


def test_a_supervisor_has_the_tile_while_a_call_waits(service, people):
    supervisor = a_visitor(service.app, people.supervisor)
    assert "等我回电" not in tiles_of(supervisor.open("/"))
    log(supervisor, **CALL)
    assert tiles_of(supervisor.open("/"))["等我回电"] == ("1", "/follow-ups")
