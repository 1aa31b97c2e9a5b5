"""The list of cases at the door: filters in the address, people only in what is posted."""

import pytest

from mediation.basics import clock as now_clock
from mediation.casework import account, intake, user
from mediation.gate.upkeep import upkeep
from mediation.models import stored_search
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
    assert "正在查找“199****1111”" in page.text
    assert "19900001111" not in page.html


def test_an_empty_search_says_what_can_be_typed(people, come_in):
    page = search_for(come_in("mediator"), " \x00 ")
    assert "请填写案号、单位名称、当事人姓名、手机号或证件号。" in page.text


def test_a_search_belongs_to_whoever_made_it(people, come_in):
    with upkeep():
        kept = stored_search.keep(people.mediator.user_id, "王𠮷平", now_clock.now())
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
