"""The warning centre as its readers see it."""

import pytest

from mediation.rules.workflow_terms import State
from tests.builders import a_case, a_district, a_visitor
from tests.watching import a_postman, walk

pytestmark = pytest.mark.usefixtures("engine_url")

LATE = "2026-03-06T08:30"


@pytest.fixture
def people(service, clock):
    """A district with one case whose three days for accepting are over."""
    made = a_district()
    a_case(made)
    walk(clock, LATE)
    return made


def test_the_supervisor_sees_what_stands_out_and_how_much_waits(service, people):
    page = a_visitor(service.app, people.supervisor).open("/warnings")
    assert page.heading == "预警中心"
    assert "W20260306-001" in page.text
    assert "调解受理" in page.text
    assert "最后一日已过" in page.text
    assert "其中未签收1件" in page.text


def test_the_page_of_a_warning_says_why_and_who_was_told(service, people, post_office):
    a_postman(post_office).deliver_due()
    desk = a_visitor(service.app, people.supervisor)
    page = follow(desk, "/warnings", "W20260306-001")
    assert "3个工作日" in page.text
    assert "第22条" in page.text
    assert "陈志强" in page.text
    assert "已送达邮件服务器" in page.text


def test_a_button_takes_note_of_it(service, people):
    desk = a_visitor(service.app, people.supervisor)
    page = follow(desk, "/warnings", "W20260306-001")
    after = desk.submit(page, {"acknowledged_note": "今天受理"}, to="/acknowledge")
    assert "已签收。" in after.text
    assert "今天受理" in after.text
    assert "都已签收" in desk.open("/warnings").text


def test_a_page_that_is_out_of_date_acknowledges_nothing(service, people, clock):
    desk = a_visitor(service.app, people.supervisor)
    page = follow(desk, "/warnings", "W20260306-001")
    after = desk.submit(page, {"occasion": "2026-03-04:yellow"}, to="/acknowledge")
    assert "级别刚刚有变化" in after.text
    assert "其中未签收1件" in desk.open("/warnings").text


def follow(desk, path, words):
    listed = desk.open(path)
    links = [a for a in listed.tree.iter("a") if words in "".join(a.itertext())]
    return desk.open(str(links[0].get("href")))


def test_others_see_only_what_concerns_them(service, people):
    for person, sees in (
        (people.mediator, True),
        (people.colleague, False),
        (people.lawyer, False),
        (people.liaison, True),
        (people.auditor, True),
    ):
        page = a_visitor(service.app, person).open("/warnings")
        assert ("W20260306-001" in page.text) is sees


def test_a_warning_out_of_sight_does_not_exist(service, people):
    desk = a_visitor(service.app, people.supervisor)
    page = follow(desk, "/warnings", "W20260306-001")
    assert a_visitor(service.app, people.colleague).open(page.path).status == 404


def test_the_auditor_sees_and_changes_nothing(service, people):
    page = follow(a_visitor(service.app, people.auditor), "/warnings", "W20260306-001")
    assert "未签收" in page.text
    assert 'action="/warnings' not in page.html


def test_the_list_is_narrowed_and_paged(service, people, clock):
    for _ in range(27):
        a_case(people, at=State.APPLIED)
    walk(clock, "2026-03-11T08:30")
    desk = a_visitor(service.app, people.supervisor)
    assert "W20260306-001" not in desk.open("/warnings?level=yellow").text
    first = desk.open("/warnings?waiting=yes")
    links = [a.get("href") for a in first.tree.iter("a") if a.get("rel") == "next"]
    second = desk.open(str(links[0]))
    shown = [page.text.count("W2026") for page in (first, second)]
    assert shown[0] == 25
    assert shown[1] > 0


def test_a_red_bar_says_that_the_watch_has_stopped(service, people, clock):
    desk = a_visitor(service.app, people.supervisor)
    clock.set("2026-03-06T08:39")
    assert "预警引擎" not in desk.open("/warnings").text
    clock.set("2026-03-06T08:40")
    assert "预警引擎自03-06 08:30起没有运行" in desk.open("/warnings").text
    mediator = a_visitor(service.app, people.mediator)
    assert "预警引擎" not in mediator.open("/warnings").text
