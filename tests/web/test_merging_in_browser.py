"""Merging in a real browser: by keyboard alone, on a desk and on a telephone."""

import pytest

from mediation.basics.money import Money
from mediation.casework import account, intake, party, user
from mediation.models import case
from mediation.models.db import session
from mediation.rules.intake import NextAct
from mediation.rules.party import PartyEntry, PartyRole
from mediation.rules.permissions import operator
from mediation.rules.tripartite import Outcome
from mediation.web.sessions import new_token
from tests.accessibility import assert_open_to_everybody
from tests.builders import a_case, a_district, a_wage_dispute
from tests.people import PASSWORD


@pytest.fixture
def people(service):
    """The people of a district that was just founded."""
    return a_district()


@pytest.fixture
def pair(people):
    """A case under way and the same matter, logged once more."""
    form = a_wage_dispute(next_act=NextAct.LATER, mobile="19900007777", request="要求补发工资")
    twice = intake.log_intake(people.mediator, form)
    return a_case(people), case.of_public_id(twice)


def come_in(page, people):
    """Sign in at the door as the mediator."""
    token = new_token()
    user.make_link(operator(), people.mediator.public_id, token)
    account.set_password_by_link(people.mediator, people.mediator.public_id, token, PASSWORD, 12)
    page.goto("/sign-in")
    page.fill("[name=username]", "mediator")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/")


def test_two_cases_are_merged_by_keyboard_alone(page, people, pair):
    kept, gone = pair
    come_in(page, people)
    page.goto(f"/cases/{gone.public_id}/merging")
    page.focus("#field-case_number")
    page.keyboard.type(kept.case_number)
    page.keyboard.press("Control+Enter")
    page.wait_for_url(f"**/cases/{kept.public_id}/merging/{gone.public_id}")
    page.focus("[name=request]:checked")
    page.keyboard.press("ArrowLeft")
    page.focus("[name=reason]")
    page.keyboard.type("重复登记")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("text=已合并")
    session().rollback()
    assert case.of_id(gone.id).outcome == Outcome.MERGED


@pytest.mark.parametrize("window", ["page", "phone"])
def test_everybody_can_use_the_pages_of_merging(window, request, people, pair):
    shown = request.getfixturevalue(window)
    kept, gone = pair
    come_in(shown, people)
    for path in ("merging", f"merging/{gone.public_id}", "splitting", "links"):
        shown.goto(f"/cases/{kept.public_id}/{path}")
        assert_open_to_everybody(shown)


def test_an_amount_stands_on_one_line_beside_long_requests(page, people):
    # 合在一起 was so narrow that ¥38,600.00 broke after ¥38,6.
    said = (
        "在单位做采购员8年，最近4个月只发生活费。要求补发拖欠工资，支付经济补偿，补缴社会保险费。"
    )
    first = a_wage_dispute(next_act=NextAct.LATER, request=said)
    second = a_wage_dispute(
        next_act=NextAct.LATER, request=f"{said}另有奖金。", amount=Money.of_yuan("987654321.12")
    )
    kept, gone = (
        case.of_public_id(intake.log_intake(people.mediator, each)) for each in (first, second)
    )
    come_in(page, people)
    page.goto(f"/cases/{kept.public_id}/merging/{gone.public_id}")
    amounts = page.locator(".sides tr", has_text="涉及金额").locator(".form-check")
    assert amounts.count() == 3
    assert all(
        each.locator("label").bounding_box()["height"] < 30 and each.bounding_box()["height"] < 40
        for each in amounts.all()
    )


@pytest.mark.parametrize("window", ["page", "phone"])
def test_a_worker_among_many_is_found_and_stays_chosen(window, request, people):
    matter = a_case(people)
    for sign in "甲乙丙丁戊己庚辛壬癸":
        entry = PartyEntry(None, PartyRole.APPLICANT, False, f"工友{sign}")
        party.write_party(people.mediator, matter.public_id, entry)
    shown = request.getfixturevalue(window)
    come_in(shown, people)
    shown.goto(f"/cases/{matter.public_id}/splitting")
    told = shown.locator(".narrow output")
    assert (shown.locator("[name=people]:visible").count(), told.inner_text()) == (11, "已选 0 人")
    shown.fill("#narrow-people", "癸")
    shown.keyboard.press("Enter")
    shown.locator("[name=people]:visible").check()
    shown.fill("#narrow-people", "子")
    assert told.inner_text() == "已选 1 人，名单中没有这样写的"
    shown.fill("#narrow-people", "1111")
    shown.locator("[name=people]:visible").check()
    assert told.inner_text() == "已选 2 人"
    assert_open_to_everybody(shown)
    shown.fill("#narrow-people", "乙")
    shown.fill("[name=reason]", "诉求不同")
    shown.get_by_role("button", name="预览两件案件").click()
    shown.wait_for_selector("h1:has-text('确认拆分')")
    assert shown.locator("tr", has_text="申请人").first.locator("td").last.inner_text() == (
        "王𠮷平、工友癸"
    )
