"""The page of a case: what it offers, shows to whom, and never puts in an address."""

import pytest

from mediation.casework import account, handling, intake, meeting, tripartite, user
from mediation.models import case, deadline
from mediation.models.db import session
from mediation.rules.causes import QuickCause
from mediation.rules.handling import Correction, NoteEntry, NoteKind
from mediation.rules.intake import Channel, NextAct
from mediation.rules.permissions import operator
from mediation.rules.workflow_terms import State
from mediation.web.sessions import new_token
from tests.builders import a_case, a_district, a_meeting_call, a_wage_dispute, acceptance
from tests.visitor import Visitor

PASSWORD = "番茄炒蛋配白米饭真好吃啊"
NAME = "王𠮷平"


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


def address_of(matter, more=""):
    """Return the address of a case."""
    return f"/cases/{matter.public_id}{more}"


@pytest.mark.parametrize("state", list(State), ids=lambda state: state.value)
def test_the_page_stands_in_every_state(people, come_in, state):
    page = come_in("mediator").open(address_of(a_case(people, at=state)))
    assert page.status == 200
    assert NAME in page.text


def test_no_name_stands_in_the_title_that_a_browser_remembers(people, come_in):
    page = come_in("mediator").open(address_of(a_case(people)))
    assert NAME not in page.tree.findtext(".//title", "")


def test_the_first_button_of_an_application_is_to_accept_it(people, come_in):
    page = come_in("mediator").open(address_of(a_case(people)))
    first = next(e for e in page.tree.iter("a") if e.get("class") == "btn btn-primary")
    assert (first.text, first.get("href", "")[-13:]) == ("受理申请", "/steps/accept")
    assert "调解受理（收到调解申请起3个工作日）：剩3天" in page.text


def test_what_only_a_supervisor_may_do_is_said_to_the_mediator(people, come_in):
    page = come_in("mediator").open(address_of(a_case(people, at=State.SIGNED)))
    assert "盖章生效：由主管办理。" in page.text


def test_what_stands_against_the_next_step_leads_to_where_it_is_mended(people, come_in):
    two = (QuickCause.WAGES, QuickCause.SEVERANCE)
    matter = a_case(people, at=State.DRAFTED, causes=two)
    page = come_in("mediator").open(address_of(matter))
    first = next(e for e in page.tree.iter("a") if e.get("class") == "btn btn-primary")
    assert (first.text, first.get("href", "")[-7:]) == ("拆分诉求金额", "/claims")
    assert "还有未分项的金额，请先把总额分到各项诉求。" in page.text


def test_a_performed_agreement_can_be_closed_from_the_page(people, come_in):
    page = come_in("mediator").open(address_of(a_case(people, at=State.EFFECTIVE)))
    links = {e.text: e.get("href", "") for e in page.tree.iter("a")}
    assert links["办结案件"].endswith("/steps/close_case")


def test_minutes_are_offered_once_the_meeting_has_begun(people, come_in, clock):
    matter = a_case(people, at=State.ACCEPTED)
    meeting.call_meeting(people.mediator, matter.public_id, a_meeting_call(people))
    visitor = come_in("mediator")
    before = visitor.open(address_of(matter)).text
    clock.forward(days=1, hours=2)
    visitor.sign_in("mediator", PASSWORD)
    after = visitor.open(address_of(matter)).text
    assert "调解会还没有开始，开始后再写笔录。" in before
    assert "待写笔录" not in before
    assert "待写笔录" in after


def test_the_numbers_of_people_are_masked_on_the_page(people, come_in):
    page = come_in("mediator").open(address_of(a_case(people)))
    assert "19900001111" not in page.html
    assert "某路1号" not in page.html
    assert "199****1111" in page.text


def test_an_auditor_reads_everything_but_the_whole_names(people, come_in):
    matter = a_case(people, at=State.SIGNED)
    corrected = Correction("王𠮷平要求补发工资", 1, "440113016", "", (), "王𠮷平来电补充")
    handling.correct(people.mediator, matter.public_id, corrected)
    visitor = come_in("auditor")
    page, history = (visitor.open(address_of(matter, more)) for more in ("", "/history"))
    assert NAME not in page.html + history.html
    assert "王**" in page.text
    assert "王**来电补充" in history.text
    assert "保存记录" not in page.text


def test_a_neighbouring_office_does_not_find_the_case(people, come_in):
    matter = a_case(people)
    visitor = come_in("neighbour")
    for more in ("", "/history", "/clocks/abcdefghijkl"):
        assert visitor.open(address_of(matter, more)).status == 404


def test_a_liaison_sees_how_it_goes_and_nothing_of_the_people(people, come_in):
    matter = a_case(people, at=State.ACCEPTED)
    handling.add_note(people.mediator, matter.public_id, NoteEntry(NoteKind.CALL, "约了周三面谈"))
    visitor = come_in("liaison")
    page = visitor.open(address_of(matter))
    assert "调解中" in page.text
    assert not [said for said in (NAME, "王", "38,600", "周三面谈", "199") if said in page.text]
    assert visitor.open(address_of(matter, "/history")).status == 403


def test_a_clerk_of_the_court_reads_the_result_of_a_delegation(people, come_in):
    asked = a_wage_dispute(channel=Channel.COURT, next_act=NextAct.LATER)
    case_id = intake.delegate(people.court, asked)
    page = come_in("court").open(f"/cases/{case_id}")
    assert "待分流" in page.text
    assert NAME not in page.html


def test_a_caucus_note_is_for_the_handler_and_the_supervisor(people, come_in):
    matter = a_case(people, at=State.ACCEPTED)
    said = NoteEntry(NoteKind.CAUCUS, "底线是三万元")
    handling.add_note(people.mediator, matter.public_id, said)
    seen = {
        who: "底线是三万元" in come_in(who).open(address_of(matter)).text
        for who in ("mediator", "supervisor", "colleague", "auditor")
    }
    assert seen == {"mediator": True, "supervisor": True, "colleague": False, "auditor": False}


def test_a_note_is_written_on_the_page_of_the_case(people, come_in):
    visitor = come_in("mediator")
    page = visitor.open(address_of(a_case(people)))
    page = visitor.submit(page, {"kind": "call", "text": "单位答应周五回话"}, to="/notes")
    assert "单位答应周五回话" in page.text


def test_the_history_tells_a_correction_with_what_stood_there_before(people, come_in):
    matter = a_case(people)
    corrected = Correction("拖欠四个月工资", 1, "440113016", "", (), "申请人补充说明")
    handling.correct(people.mediator, matter.public_id, corrected)
    page = come_in("mediator").open(address_of(matter, "/history"))
    assert "申请人补充说明" in page.text
    assert "拖欠三个月工资，要求补发" in page.text


def test_a_chip_and_its_page_tell_the_same_reckoning(people, come_in):
    matter = a_case(people, at=State.ACCEPTED)
    row = deadline.find_running(matter.id, "M4")
    visitor = come_in("mediator")
    page, own = (
        visitor.open(address_of(matter)),
        visitor.open(address_of(matter, f"/clocks/{row.public_id}")),
    )
    line = "期限为15日（自然日），最后一日为2026-03-17（周二）"
    assert line in page.text
    assert line in own.text
    assert "条文已逐字核读" in own.text or "条文核读自" in own.text


def test_a_limitation_begun_anew_says_why(people, come_in):
    matter = a_case(people)
    page = come_in("mediator").open(address_of(matter))
    assert "时效重新计算，当日不计入" in page.text


def test_a_case_of_nobody_is_taken_with_one_button(people, come_in):
    asked = a_wage_dispute(channel=Channel.LIAISON, next_act=NextAct.LATER)
    case_id = intake.report_sign(people.liaison, asked)
    visitor = come_in("mediator")
    page = visitor.submit(visitor.open(f"/cases/{case_id}"), {}, to="/take")
    session().rollback()
    assert case.of_public_id(case_id).handler_id == people.mediator.user_id
    assert "转入三方联合调解" in page.text


def test_a_collective_case_shows_its_first_people_and_how_many_there_are(people, come_in):
    matter = a_case(people, worker_count=300)
    page = come_in("mediator").open(address_of(matter))
    assert "王𠮷平等300人诉番禺某某电子有限公司" in page.text


def test_an_own_duty_that_has_passed_is_overdue_and_a_right_has_arisen(people, come_in, clock):
    matter = a_case(people)
    tripartite.accept(people.mediator, matter.public_id, acceptance())
    clock.forward(days=20)
    page = come_in("mediator").open(address_of(matter))
    assert "已超5天" in page.text
    assert "现可申请仲裁" in page.text
