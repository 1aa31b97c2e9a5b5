"""The first page of the day: what waits, for whom, and that every number can be opened."""

import pytest

from mediation.basics import clock as now_clock
from mediation.casework import account, handling, intake, meeting, user
from mediation.models import throttle, transaction
from mediation.models.throttle import MOST_PER_ACCOUNT, account_subject
from mediation.rules.handling import Assignment
from mediation.rules.intake import Channel, NextAct
from mediation.rules.permissions import operator
from mediation.rules.workflow_terms import State
from mediation.web.sessions import new_token
from tests.builders import a_case, a_district, a_meeting_call, a_wage_dispute
from tests.visitor import Visitor

PASSWORD = "番茄炒蛋配白米饭真好吃啊"


@pytest.fixture
def people(service):
    """The people of a small office."""
    return a_district()


@pytest.fixture
def come_in(service, people):
    """A way to come to the door as one of the people."""

    def signed_in(username):
        acting = getattr(people, username)
        token = new_token()
        user.make_link(operator(), acting.public_id, token)
        account.set_password_by_link(acting, acting.public_id, token, PASSWORD, 12)
        visitor = Visitor(service.app)
        visitor.sign_in(username, PASSWORD)
        return visitor

    return signed_in


def tiles_of(page):
    """Return the tiles of a page: number and address by label."""
    found = {}
    for tile in page.tree.iter("a"):
        if (tile.get("class") or "").startswith("tile"):
            said = {(e.get("class") or ""): "".join(e.itertext()) for e in tile.iter("span")}
            label = said["tile-label"].strip("■▲●○ \n")
            found[label] = (said["tile-number"].strip().rstrip("件个"), tile.get("href"))
    return found


def test_a_mediator_sees_what_waits_by_deadline_with_its_next_step(people, come_in):
    a_case(people, at=State.ACCEPTED, applicant="张伟")
    a_case(people, applicant="李小燕")
    text = come_in("mediator").open("/").text
    assert text.index("决定受理或不予受理") < text.index("安排调解会")
    assert "李**" in text


def test_every_number_of_a_mediator_opens_as_many_cases(people, come_in, clock):
    a_case(people)
    a_case(people, at=State.ACCEPTED)
    report = a_wage_dispute(channel=Channel.LIAISON, next_act=NextAct.LATER)
    intake.report_sign(people.liaison, report)
    clock.forward(days=3)
    visitor = come_in("mediator")
    tiles = tiles_of(visitor.open("/"))
    assert tiles.pop("等我回电") == ("0", "/follow-ups")
    numbers = {label: int(number) for label, (number, _url) in tiles.items()}
    assert numbers == {"今天到期": 1, "已超期": 0, "新收，尚未受理": 1, "未分派": 1}
    for label, (number, url) in tiles.items():
        assert f"共 {number} 件" in visitor.open(url).text, label


def test_a_meeting_ahead_is_waited_for_and_then_written_down(people, come_in, clock):
    matter = a_case(people, at=State.ACCEPTED)
    meeting.call_meeting(people.mediator, matter.public_id, a_meeting_call(people))
    visitor = come_in("mediator")
    before = visitor.open("/").text
    clock.forward(days=1, hours=2)
    visitor.sign_in("mediator", PASSWORD)
    after = visitor.open("/").text
    assert "03-03 周二 10:00开调解会" in before
    assert "写调解笔录" in after


def test_a_mediator_is_told_that_the_seal_is_the_supervisors(people, come_in):
    a_case(people, at=State.SIGNED)
    assert "等待主管：盖章生效" in come_in("mediator").open("/").text


def test_a_mediator_without_cases_is_told_so(people, come_in):
    assert "手上没有在办案件" in come_in("mediator").open("/").text


def test_a_supervisor_sees_loads_as_numbers_of_cases_that_can_be_opened(people, come_in):
    a_case(people)
    a_case(people)
    visitor = come_in("supervisor")
    page = visitor.open("/")
    load = next(e for e in page.tree.iter("a") if e.text == "2 件")
    assert "何敏仪" in page.text
    assert "共 2 件" in visitor.open(load.get("href")).text


def test_a_supervisor_sees_what_nobody_handles(people, come_in):
    report = a_wage_dispute(channel=Channel.LIAISON, next_act=NextAct.LATER)
    intake.report_sign(people.liaison, report)
    page = come_in("supervisor").open("/")
    assert tiles_of(page)["未分派"][0] == "1"
    assert "番劳调〔2026〕0001号" in page.text


def test_a_supervisor_is_told_that_the_watch_has_never_walked(people, come_in):
    assert "预警引擎还没有运行过" in come_in("supervisor").open("/").text


def test_a_lawyer_sees_the_cases_given_to_them(people, come_in):
    matter = a_case(people)
    visitor = come_in("lawyer")
    assert matter.case_number not in visitor.open("/").text
    given = Assignment(people.mediator.public_id, people.lawyer.public_id, "代理仲裁")
    handling.assign(people.supervisor, matter.public_id, given)
    assert matter.case_number in visitor.open("/").text


@pytest.mark.parametrize(
    ("who", "words"), [("liaison", "报告情况"), ("court", "委派案件")], ids=["liaison", "court"]
)
def test_whoever_brings_matters_begins_with_a_button_for_it(people, come_in, who, words):
    page = come_in(who).open("/")
    links = {e.text: e.get("href") for e in page.tree.iter("a")}
    assert words in links
    assert "/intake" not in links.values()


def test_a_liaison_follows_their_report_without_its_people(people, come_in):
    report = a_wage_dispute(channel=Channel.LIAISON, next_act=NextAct.LATER)
    intake.report_sign(people.liaison, report)
    page = come_in("liaison").open("/")
    assert "1名劳动者" in page.text
    assert "王" not in page.text


def test_an_administrator_sees_whose_account_is_locked_and_no_case(people, come_in):
    a_case(people)
    with transaction.writing():
        for _ in range(MOST_PER_ACCOUNT):
            throttle.take_try(account_subject("colleague"), MOST_PER_ACCOUNT, now_clock.now())
    page = come_in("admin").open("/")
    assert "colleague" in page.text
    assert "番劳调" not in page.text


def test_an_auditor_is_led_to_what_may_be_read(people, come_in):
    page = come_in("auditor").open("/")
    links = {e.text: e.get("href") for e in page.tree.iter("a")}
    assert links["操作记录"] == "/audit"
    assert "/intake" not in links.values()
