"""A caller whose matter is there already, joined by keyboard alone, on a page open to everybody."""

import pytest
from playwright.sync_api import Page, expect

from mediation.models import case, party
from mediation.models.db import session
from tests.accessibility import assert_open_to_everybody
from tests.builders import a_case, a_district, a_password
from tests.story.test_one_case_whole import go_to, sign_in, write_at


@pytest.fixture
def matter(service):
    """A case that waits at the centre."""
    people = a_district()
    a_password(people.mediator)
    return a_case(people)


def test_a_second_worker_joins_while_the_first_is_found(service, matter, page: Page):
    sign_in(page, "mediator")
    page.goto("/intake")
    write_at(page, "field-mobile", "19900002222")
    write_at(page, "field-applicant", "阿依古丽·买买提")
    write_at(page, "field-employer", "番禺某某电子有限公司")
    expect(page.locator(".cluster")).to_have_text("近30天同一单位1人1件，其中1人诉求为拖欠劳动报酬")
    assert_open_to_everybody(page)
    page.keyboard.press("F2")
    expect(page.locator("#field-known")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(f"input[value='join-{matter.public_id}']")).to_be_checked()
    expect(page.locator("#field-employer")).to_be_focused()
    go_to(page, "field-causes")
    page.keyboard.press("1")
    write_at(page, "field-request", "同样被拖欠工资")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".number-large")).to_have_text(matter.case_number)
    expect(page.locator("body")).to_contain_text("案件人数现为2人")
    session().rollback()
    assert case.of_id(matter.id).worker_count == 2
    assert party.of_case(matter.id)[-1].name == "阿依古丽·买买提"
