"""The pages of an administrator in a real browser, at the desk and on a phone."""

import pytest

from mediation.rules.permissions import Role
from tests.accessibility import assert_open_to_everybody
from tests.people import PASSWORD, a_newcomer, a_person

PAGES = ["/account", "/users", "/users/new", "/organisations", "/organisations/new", "/audit"]

pytestmark = pytest.mark.browser


def sign_in(page):
    page.goto("/sign-in")
    page.fill("[name=username]", "li")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(lambda url: "sign-in" not in url)


@pytest.mark.parametrize("window", ["page", "phone"])
def test_everybody_can_use_the_pages_of_people_and_bodies(request, service, window):
    li = a_person("li", Role.ADMIN)
    page = request.getfixturevalue(window)
    page.goto("/sign-in")
    assert_open_to_everybody(page)
    sign_in(page)
    for path in [*PAGES, f"/users/{li.public_id}", f"/users/{li.public_id}/edit"]:
        page.goto(path)
        assert_open_to_everybody(page)


def test_a_given_password_is_replaced_by_keyboard_alone(service, page):
    a_newcomer("li", Role.ADMIN)
    sign_in(page)
    assert page.inner_text("h1") == "设置自己的密码"
    new = "完全不同的一句很长的密码"
    for words in (PASSWORD, new, new):
        page.keyboard.press("Tab") if words is not PASSWORD else page.focus(
            "#field-current_password"
        )
        page.keyboard.insert_text(words)
    page.keyboard.press("Enter")
    page.wait_for_url("**/")
    page.goto("/users")
    assert page.inner_text("h1") == "人员"
