"""Another body at the browser: its name stands there where the records know it, and its hint."""

import pytest
from playwright.sync_api import Page, expect

from mediation.casework import intake
from mediation.rules.intake import Channel, NextAct
from tests.builders import a_case, a_district, a_password, a_wage_dispute, what_it_brings
from tests.people import PASSWORD

HINT = "仲裁机构转来的，填其收到仲裁申请的日期"


@pytest.fixture
def people(service):
    """The people of a district to which two other bodies have sent a matter."""
    people = a_district()
    for channel in (Channel.ARBITRATION, Channel.REFERRAL):
        plain = {"next_act": NextAct.LATER, "came_by": what_it_brings(channel)}
        intake.log_intake(people.mediator, a_wage_dispute(channel=channel, **plain))
    return people


@pytest.fixture
def desk(people, page: Page) -> Page:
    """A mediator, signed in."""
    a_password(people.mediator)
    page.goto("/sign-in")
    page.get_by_label("用户名").fill("mediator")
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("工作台")
    return page


def test_the_sender_that_is_known_stands_there_and_goes_with_its_channel(desk: Page):
    desk.goto("/intake")
    name = desk.locator("#field-referred_by")
    desk.locator("[name=channel][value=arbitration]").check()
    expect(name).to_have_value("番禺区仲裁委")
    expect(desk.get_by_text(HINT)).to_be_visible()
    desk.locator("[name=channel][value=referral]").check()
    expect(name).to_have_value("")
    expect(desk.get_by_text(HINT)).to_be_hidden()
    desk.get_by_label("转来单位类别").select_option("petition_office")
    expect(name).to_have_value("番禺区信访局")


def test_a_name_that_somebody_typed_is_left_alone(people, desk: Page):
    matter = a_case(people, next_act=NextAct.LATER)
    desk.goto(f"/cases/{matter.public_id}/steps/refer_out")
    kind, name = desk.get_by_label("接收单位类别"), desk.locator("#field-other_name")
    kind.select_option("arbitration")
    expect(name).to_have_value("番禺区仲裁委")
    name.fill("广州市仲裁委")
    kind.select_option("petition_office")
    expect(name).to_have_value("广州市仲裁委")
