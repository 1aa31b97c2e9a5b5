"""The list of cases at the door: filters in the address, people only in what is posted."""

import pytest

from mediation.basics import clock as now_clock
from mediation.casework import account, intake, user
from mediation.gate.upkeep import upkeep
from mediation.models import stored_search
from mediation.models.stored_search import understood
from mediation.rules.intake import Channel, NextAct
from mediation.rules.permissions import operator
from mediation.rules.workflow_terms import State
from mediation.web.sessions import new_token
from tests.builders import a_case, a_district, a_wage_dispute
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


def search_for(visitor, text):
    """Type a text into the search box of the top bar."""
    return visitor.submit(visitor.open("/cases"), {"q": text}, to="/cases/search")


@pytest.mark.parametrize("text", ["王𠮷平", "19900001111", "000000199001011239", "某某电子"])
def test_what_is_looked_for_is_posted_and_never_stands_in_an_address(people, come_in, text):
    matter = a_case(people)
    page = search_for(come_in("mediator"), text)
    assert matter.case_number in page.text
    assert page.path == "/cases"
    assert text not in "".join(e.get("href", "") for e in page.tree.iter("a"))


def test_an_exact_case_number_opens_its_case(people, come_in):
    matter = a_case(people)
    page = search_for(come_in("mediator"), "番劳调（2026）1号")
    assert page.path == f"/cases/{matter.public_id}"


def test_a_number_that_was_looked_for_is_shown_masked(people, come_in):
    a_case(people)
    page = search_for(come_in("mediator"), "19900001111")
    assert box_of(page) == "199****1111"
    assert "19900001111" not in page.html


def box_of(page):
    """Return what stands in the search box of a list."""
    return next(e.get("value") for e in page.tree.iter("input") if e.get("id") == "field-q")


def test_an_empty_search_says_what_can_be_typed(people, come_in):
    page = search_for(come_in("mediator"), " \x00 ")
    assert "请填写案号、单位名称、当事人姓名、手机号或证件号。" in page.text


def test_a_search_belongs_to_whoever_made_it(people, come_in):
    with upkeep():
        kept = stored_search.keep(people.mediator.user_id, understood("王𠮷平"), now_clock.now())
    found = {
        who: come_in(who).open(f"/cases?v={kept}").status for who in ("mediator", "supervisor")
    }
    assert found == {"mediator": 200, "supervisor": 404}


def test_filters_stand_in_the_address_and_narrow_the_list(people, come_in):
    first, second = a_case(people), a_case(people, at=State.ACCEPTED)
    page = come_in("mediator").open("/cases?status=accepted&handler=me&order=due")
    assert second.case_number in page.text
    assert first.case_number not in page.text


def test_a_torn_address_still_shows_the_list(people, come_in):
    matter = a_case(people)
    torn = (
        "/cases?status=zzz&channel=1&due=never&due_before=2026-13-45&handler=x&after=%FF&town=%00"
    )
    assert matter.case_number in come_in("mediator").open(torn).text


def test_a_list_that_finds_nothing_says_how_to_go_on(people, come_in):
    page = come_in("mediator").open("/cases?status=closed")
    assert "没有符合条件的案件" in page.text


@pytest.mark.parametrize("who", ["neighbour", "lawyer", "court"])
def test_another_office_finds_neither_the_case_nor_its_name(people, come_in, who):
    matter = a_case(people)
    page = search_for(come_in(who), "王𠮷平")
    assert matter.case_number not in page.text


def test_duplicates_are_shown_while_somebody_types(people, come_in):
    matter = a_case(people)
    visitor = come_in("colleague")
    form = visitor.open("/intake").form("/intake")
    token = next(e.get("value") for e in form.iter("input") if e.get("name") == "csrf_token")
    typed = {"csrf_token": token, "mobile": "19900001111"}
    fragment = visitor.client.post("/intake/duplicates", data=typed).get_data(as_text=True)
    assert matter.case_number in fragment
    assert "联系电话相同" in fragment
    assert "王𠮷平" not in fragment


@pytest.mark.parametrize("typed", ["某某", "mmdz"])
def test_a_known_employer_is_offered_while_its_name_is_typed(people, come_in, typed):
    a_case(people)
    visitor = come_in("colleague")
    form = visitor.open("/intake").form("/intake")
    token = next(e.get("value") for e in form.iter("input") if e.get("name") == "csrf_token")
    asking = next(e for e in form.iter("ul") if e.get("hx-post") == "/intake/employers")
    known = {"csrf_token": token, "employer": typed}
    fragment = visitor.client.post(asking.get("hx-post"), data=known).get_data(as_text=True)
    assert asking.get("hx-target") == "this"
    assert "某某电子" in fragment


def test_of_a_neighbour_only_the_number_of_cases_is_told(people, come_in):
    report = a_wage_dispute(channel=Channel.LIAISON, next_act=NextAct.LATER)
    intake.report_sign(people.liaison, report)
    visitor = come_in("neighbour")
    form = visitor.open("/intake").form("/intake")
    token = next(e.get("value") for e in form.iter("input") if e.get("name") == "csrf_token")
    typed = {"csrf_token": token, "mobile": "19900001111"}
    fragment = visitor.client.post("/intake/duplicates", data=typed).get_data(as_text=True)
    assert "本区另有 1 件在办，由番禺区劳动人事争议三方联合调解中心办理。" in fragment
    assert "番劳调" not in fragment


def chips_of(page):
    """Return the conditions that stand above the list, each with the address without it."""
    return {
        "".join(e.itertext()).partition("，去掉")[0]: e.get("href")
        for e in page.tree.iter("a")
        if e.get("class") == "chip"
    }


def test_what_is_typed_as_conditions_stands_plainly_in_the_address(people, come_in):
    first, second = a_case(people), a_case(people, at=State.ACCEPTED, worker_count=12)
    page = search_for(come_in("mediator"), "状态：调解中 人数≥10 -结果:撤回 排序:期限")
    assert second.case_number in page.text
    assert first.case_number not in page.text
    assert box_of(page) == "状态:调解中 人数:>=10 -结果:撤回 排序:按期限"
    assert list(chips_of(page)) == ["状态：调解中", "人数：>=10", "结果不是撤回"]


def test_a_condition_is_taken_away_by_its_mark(people, come_in):
    matter = a_case(people)
    visitor = come_in("mediator")
    page = search_for(visitor, "王𠮷平 人数:>=10")
    assert matter.case_number not in page.text
    rest = visitor.open(chips_of(page)["人数：>=10"])
    assert matter.case_number in rest.text
    assert box_of(rest) == "王𠮷平"


def test_nothing_found_says_which_condition_to_relax_and_what_it_would_find(people, come_in):
    matter = a_case(people)
    visitor = come_in("mediator")
    page = search_for(visitor, "王𠮷平 人数:>=10")
    assert "没有同时满足 2 个条件的案件。" in page.text
    assert "去掉“人数：>=10”后有 1 件" in page.text
    address = next(e.get("href") for e in page.tree.iter("a") if e.text == "1 件")
    assert matter.case_number in visitor.open(address).text


def test_a_name_that_is_heard_alike_is_offered(people, come_in):
    matter = a_case(people, applicant="陈章")
    visitor = come_in("mediator")
    page = search_for(visitor, "程张")
    assert "读音相近" in page.text
    found = visitor.submit(page, {}, to="/cases/search#sound")
    assert matter.case_number in found.text


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        pytest.param("壮态:调解中", "没有“壮态”这个条件，是否想写“状态：”", id="a name"),
        pytest.param("状态:调节中", "是否想写“状态：调解中”", id="a value"),
        pytest.param("人数:很多", "不是数目", id="no number"),
        pytest.param("199****1111", "请重新输入完整号码", id="a mask"),
    ],
)
def test_what_is_not_understood_is_said_at_the_box(people, come_in, text, hint):
    a_case(people)
    page = search_for(come_in("mediator"), text)
    assert hint in page.text
    assert box_of(page) == text


def test_the_panel_writes_the_text_and_keeps_what_it_cannot_show(people, come_in):
    matter = a_case(people, at=State.ACCEPTED)
    visitor = come_in("mediator")
    page = search_for(visitor, "19900001111 案由:欠薪,加班费 张三")
    found = visitor.submit(page, {"status": "accepted", "people": "<10"}, to="/cases/search#panel")
    assert box_of(found) == "案由:拖欠劳动报酬,加班费 状态:调解中 人数:<10 张三 199****1111"
    found = visitor.submit(found, {"q": "199****1111 状态:调解中"}, to="/cases/search")
    assert matter.case_number in found.text


def test_a_very_long_search_is_refused_and_nothing_is_lost(people, come_in):
    a_case(people)
    text = "工" * 1000
    page = search_for(come_in("mediator"), text)
    assert page.status == 422
    assert page.errors["q"] == "错误：查找内容最多500个字，现在有1000个字，请删减后再查找。"
    assert box_of(page) == text


@pytest.mark.parametrize("text", ["%", "_", "王_平", "%平"])
def test_signs_of_the_database_mean_themselves(people, come_in, text):
    matter = a_case(people)
    page = search_for(come_in("mediator"), text)
    assert matter.case_number not in page.text


def test_who_sees_no_amounts_is_told_so(people, come_in):
    a_case(people)
    page = search_for(come_in("liaison"), "金额:>1")
    assert "本账号看不到金额" in page.text


def test_who_sees_no_people_is_not_invited_to_look_for_them(people, come_in):
    a_case(people)
    page = come_in("liaison").open("/cases?view=all")
    box = next(e for e in page.tree.iter("input") if e.get("id") == "field-q")
    assert "姓名" not in box.get("placeholder", "")
    assert "本账号看不到当事人" in page.text
    assert "本账号看不到当事人" not in come_in("mediator").open("/cases?view=all").text
