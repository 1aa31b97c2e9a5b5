"""Merging, splitting and undoing on the pages, as a browser sends the forms."""

import pytest

from mediation.casework import handling, intake, party
from mediation.models import case, case_move
from mediation.models.db import session
from mediation.rules.handling import Assignment, NoteEntry, NoteKind
from mediation.rules.intake import NextAct
from mediation.rules.party import PartyEntry, PartyRole
from mediation.rules.tripartite import Outcome
from tests.builders import a_case, a_district, a_visitor, a_wage_dispute


@pytest.fixture
def people(service):
    """The people of a district that was just founded."""
    return a_district()


@pytest.fixture
def desk(service, people):
    """The mediator at the browser."""
    return a_visitor(service.app, people.mediator)


@pytest.fixture
def pair(people):
    """A case under way and the same matter, logged once more with another mobile."""
    form = a_wage_dispute(next_act=NextAct.LATER, mobile="19900007777", request="要求补发工资")
    twice = intake.log_intake(people.mediator, form)
    return a_case(people), case.of_public_id(twice)


def preview(desk, pair):
    kept, gone = pair
    form = desk.open(f"/cases/{gone.public_id}/merging")
    return desk.submit(form, {"case_number": kept.case_number}, to="/merging")


def test_likely_cases_are_offered_and_the_further_one_stays(desk, pair):
    kept, gone = pair
    page = desk.open(f"/cases/{gone.public_id}/merging")
    assert kept.case_number in page.text
    assert "证件号码相同" in page.text
    shown = preview(desk, pair)
    assert shown.path == f"/cases/{kept.public_id}/merging/{gone.public_id}"
    assert "要求补发工资" in shown.text
    assert "拖欠三个月工资，要求补发" in shown.text
    assert "199****7777" in shown.text


def test_what_was_chosen_is_reckoned_anew_and_then_merged_and_undone(desk, pair):
    kept, gone = pair
    chosen = {"request": "gone", "persons-0-mobile": "gone", "claims-0-stays": "both"}
    again = desk.submit(preview(desk, pair), {**chosen, "then": "preview"}, to="/merging/")
    assert (again.status, "¥77,200.00" in again.text) == (200, True)
    assert case.of_id(gone.id).outcome is None
    done = desk.submit(again, {"reason": "重复登记"}, to="/merging/")
    assert done.path == f"/cases/{kept.public_id}"
    now = case.of_id(kept.id)
    assert (now.request, now.amount_fen) == ("要求补发工资", 7_720_000)
    shell = desk.open(f"/cases/{gone.public_id}")
    assert "此后在另一件案件上办理" in shell.text
    assert kept.case_number in shell.text
    assert "不予受理" not in shell.text
    assert "记一笔" not in shell.text
    undoing = desk.open(f"/cases/{gone.public_id}/moves/{move_of(kept)}/undoing")
    back = desk.submit(undoing, {"reason": "合错了"}, to="/undoing")
    assert "已撤销合并" in back.text
    session().rollback()
    assert case.of_id(kept.id).amount_fen == 3_860_000
    assert case.of_id(gone.id).outcome is None


def move_of(matter):
    return case_move.of_case(matter.id)[0].public_id


def test_a_merged_number_is_found_by_search(desk, people, pair):
    kept, gone = pair
    desk.submit(preview(desk, pair), {"reason": "重复登记"}, to="/merging/")
    found = desk.submit(desk.open("/cases"), {"q": gone.case_number}, to="/cases/search")
    assert found.path == f"/cases/{gone.public_id}"
    assert kept.case_number in found.text


@pytest.mark.parametrize("which", [0, 1], ids=["the case that stays", "the other one"])
def test_a_change_in_between_shows_the_preview_anew(desk, people, pair, which):
    shown = preview(desk, pair)
    note = NoteEntry(NoteKind.CALL, "又来电")
    handling.add_note(people.supervisor, pair[which].public_id, note)
    answer = desk.submit(shown, {"reason": "重复登记", "request": "gone"}, to="/merging/")
    assert (answer.status, answer.heading) == (409, "合并案件")
    assert "案件有了新的办理" in answer.text
    assert case.of_id(pair[1].id).outcome is None
    assert desk.submit(answer, {}, to="/merging/").status == 200
    session().rollback()
    assert case.of_id(pair[1].id).outcome == Outcome.MERGED
    assert case.of_id(pair[0].id).request == "要求补发工资"


def test_why_it_cannot_be_undone_stands_on_the_page(desk, people, pair):
    kept, _ = pair
    desk.submit(preview(desk, pair), {"reason": "重复登记"}, to="/merging/")
    handling.add_note(people.supervisor, kept.public_id, NoteEntry(NoteKind.CALL, "已通话"))
    page = desk.open(f"/cases/{kept.public_id}")
    assert f"{people.supervisor.name}已于" in page.text
    assert "撤销合并" not in page.text
    undoing = desk.open(f"/cases/{kept.public_id}/moves/{move_of(kept)}/undoing")
    assert "不能撤销" in undoing.text


@pytest.mark.parametrize("number", ["番劳调〔2020〕9999号", "乱写"])
def test_a_number_that_is_not_in_sight_is_told_at_its_field(desk, pair, number):
    form = desk.open(f"/cases/{pair[0].public_id}/merging")
    answer = desk.submit(form, {"case_number": number}, to="/merging")
    assert (answer.status, list(answer.errors)) == (422, ["case_number"])


def test_what_forbids_a_merge_is_said_before_the_preview(desk, people):
    first, second = a_case(people), a_case(people)
    handling.add_note(people.mediator, first.public_id, NoteEntry(NoteKind.CALL, "首次来电"))
    closed = desk.open(f"/cases/{first.public_id}/merging/{first.public_id}")
    assert "请选择另一件案件" in closed.text
    assert desk.open(f"/cases/{first.public_id}/merging/{second.public_id}").status == 200


def test_workers_are_split_off_after_a_look_at_both_cases(desk, people):
    matter = a_case(people)
    for name in ("李䶮", "阿卜杜·拉赫曼"):
        entry = PartyEntry(None, PartyRole.APPLICANT, False, name)
        party.write_party(people.mediator, matter.public_id, entry)
    form = desk.open(f"/cases/{matter.public_id}/splitting")
    wrong = desk.submit(form, {"reason": "诉求不同"}, to="/splitting")
    assert (wrong.status, "请选择分到新案的申请人" in wrong.text) == (422, True)
    last = chosen_person(form, "阿卜杜·拉赫曼")
    shown = desk.submit(form, {"people": [last], "reason": "诉求不同"}, to="/splitting")
    assert "王𠮷平、李䶮" in shown.text
    done = desk.submit(shown, {}, to="/splitting")
    assert "已拆分" in done.text
    assert matter.case_number in done.text
    undoing = desk.open(f"/cases/{matter.public_id}/moves/{move_of(matter)}/undoing")
    back = desk.submit(undoing, {"reason": "仍一并调解"}, to="/undoing")
    assert "阿卜杜·拉赫曼" in back.text


def test_a_change_before_the_split_is_shown_with_the_choices_kept(desk, people):
    matter = a_case(people)
    entry = PartyEntry(None, PartyRole.APPLICANT, False, "李䶮")
    party.write_party(people.mediator, matter.public_id, entry)
    form = desk.open(f"/cases/{matter.public_id}/splitting")
    goes = chosen_person(form, "李䶮")
    shown = desk.submit(form, {"people": [goes], "reason": "诉求不同"}, to="/splitting")
    handling.add_note(people.supervisor, matter.public_id, NoteEntry(NoteKind.CALL, "又来电"))
    answer = desk.submit(shown, {}, to="/splitting")
    assert (answer.status, answer.heading) == (409, "拆分案件")
    assert "案件有了新的办理" in answer.text
    assert case_move.of_case(matter.id) == ()
    again = desk.submit(answer, {}, to="/splitting")
    assert "已拆分" in desk.submit(again, {}, to="/splitting").text


def chosen_person(page, name):
    """Return the value of the box beside a name."""
    labels = {e.get("for"): "".join(e.itertext()) for e in page.tree.iter("label")}
    boxes = [e for e in page.tree.iter("input") if e.get("name") == "people"]
    [found] = [e.get("value") for e in boxes if name in labels[e.get("id")]]
    return found


def test_a_single_worker_cannot_be_split_off_and_the_page_says_so(desk, people):
    page = desk.open(f"/cases/{a_case(people).public_id}/splitting")
    assert "只有一位申请人" in page.text


def test_a_likely_case_of_a_colleague_is_left_to_the_supervisor(service, people, desk, pair):
    kept, gone = pair
    given = Assignment(people.colleague.public_id, None, "轮换")
    handling.assign(people.supervisor, gone.public_id, given)
    page = desk.open(f"/cases/{kept.public_id}/merging")
    assert gone.case_number in page.text
    assert "由主管合并" in page.text
    above = a_visitor(service.app, people.supervisor).open(f"/cases/{kept.public_id}/merging")
    assert "由主管合并" not in above.text
