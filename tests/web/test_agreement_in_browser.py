"""The agreement in a real browser: the checks answer while one types, and anybody can use it."""

import pytest

from mediation.casework import account, user
from mediation.models import agreement as agreements
from mediation.models import proceeding
from mediation.rules.permissions import operator
from mediation.rules.workflow_terms import State
from mediation.web.sessions import new_token
from tests.accessibility import assert_open_to_everybody
from tests.builders import a_case, a_district

PASSWORD = "番茄炒蛋配白米饭真好吃啊"


@pytest.fixture
def people(service):
    """The people of a district that was just founded."""
    return a_district()


def come_in(page, people, username):
    """Sign in at the door as one of the people."""
    acting = getattr(people, username)
    token = new_token()
    user.make_link(operator(), acting.public_id, token)
    account.set_password_by_link(acting, acting.public_id, token, PASSWORD, 12)
    page.goto("/sign-in")
    page.fill("[name=username]", username)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/")


def test_the_checks_answer_while_somebody_types_and_keep_nothing(page, people):
    matter = a_case(people, at=State.DRAFTED)
    come_in(page, people, "mediator")
    page.goto(f"/cases/{matter.public_id}/agreement")
    page.fill("[name=total]", "4万")
    page.press("[name=total]", "Tab")
    page.wait_for_selector("#checks >> text=比总额少 4,000.00 元")
    settled = agreements.find_latest(proceeding.find_leading(matter.id).id)
    assert settled.total.figures == "36,000.00"


def test_one_more_instalment_is_added_by_keyboard_and_kept(page, people):
    matter = a_case(people, at=State.DRAFTED)
    come_in(page, people, "mediator")
    page.goto(f"/cases/{matter.public_id}/agreement")
    page.focus("[data-rows=terms] [data-rows-add]")
    page.keyboard.press("Enter")
    page.fill("[name=terms-2-what]", "开具离职证明")
    page.press("[name=terms-2-what]", "Control+Enter")
    page.wait_for_selector("text=草稿已保存")
    assert page.input_value("[name=terms-2-what]") == "开具离职证明"


@pytest.mark.parametrize("window", ["page", "phone"])
def test_everybody_can_use_the_pages_of_an_agreement(window, request, people):
    opened = request.getfixturevalue(window)
    drafted, binding = a_case(people, at=State.DRAFTED), a_case(people, at=State.EFFECTIVE)
    item = agreements.find_latest(proceeding.find_leading(binding.id).id).obligations[0]
    come_in(opened, people, "mediator")
    for address in (
        f"/cases/{drafted.public_id}/agreement",
        f"/cases/{drafted.public_id}/agreement/final",
        f"/cases/{binding.public_id}/agreement",
        f"/cases/{binding.public_id}/obligations/{item.public_id}",
        "/agreements",
    ):
        opened.goto(address)
        assert_open_to_everybody(opened)
