"""The ledger in a real browser: rows copied, a task that finishes while one looks, both windows."""

import pytest

from mediation.jobs.work import Hands
from mediation.models.db import session
from tests.accessibility import assert_open_to_everybody
from tests.builders import a_case, a_district, a_password
from tests.people import PASSWORD

pytestmark = pytest.mark.browser


@pytest.fixture
def people(service):
    """The people of a district with two cases."""
    people = a_district()
    a_case(people)
    a_case(people, employer="=1+1电子有限公司")
    return people


def sign_in(page, person):
    page.goto("/sign-in")
    page.fill("[name=username]", a_password(person))
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(lambda url: "sign-in" not in url)


def test_rows_are_copied_cell_by_cell_masked_as_on_screen(people, page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sign_in(page, people.mediator)
    page.goto("/ledger?set=short")
    page.click("[data-copy-rows]")
    page.wait_for_function("document.querySelector('[data-copy-rows]').textContent.includes('2')")
    copied = page.evaluate("navigator.clipboard.readText()")
    head, first, second = [line.split("\t") for line in copied.splitlines()]
    assert head[:2] == ["序号", "案号"]
    assert len(head) == len(first) == len(second)
    assert first[head.index("申请人")] == "王**"
    assert first[head.index("被申请人")] == "'=1+1电子有限公司"


def test_only_the_rows_that_are_selected_are_copied(people, page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sign_in(page, people.mediator)
    page.goto("/ledger?set=short")
    page.evaluate(
        "getSelection().selectAllChildren(document.querySelector('#ledger-rows tbody tr'))"
    )
    page.get_by_role("button", name="复制所选 1 行").click()
    page.wait_for_function("document.querySelector('[data-copy-rows]').textContent.includes('1')")
    assert len(page.evaluate("navigator.clipboard.readText()").splitlines()) == 2


def test_a_task_is_seen_to_finish(people, page):
    sign_in(page, people.supervisor)
    page.goto("/ledger/export")
    page.check("[name=in_full]")
    page.fill("[name=reason]", "向专班报送")
    page.click("[data-primary]")
    page.fill("[name=step_up_password]", PASSWORD)
    page.press("[name=step_up_password]", "Enter")
    page.wait_for_selector("[role=progressbar]")
    session().rollback()
    Hands("one").work_off()
    with page.expect_download() as file:
        page.click("text=下载文件")
    assert file.value.suggested_filename.endswith(".xlsx")


@pytest.mark.parametrize("window", ["page", "phone"])
def test_everybody_can_use_the_pages_of_the_ledger(request, people, window):
    page = request.getfixturevalue(window)
    sign_in(page, people.supervisor)
    for path in ("/ledger", "/ledger/columns", "/ledger/export", "/tasks", "/step-up"):
        page.goto(path)
        assert_open_to_everybody(page)


@pytest.mark.parametrize("window", ["page", "phone"])
def test_what_the_panel_offers_is_read_in_full(window, request, people):
    # “不论是否紧急” ran up to the arrow; the arrow stands 28px from the edge.
    shown = request.getfixturevalue(window)
    sign_in(shown, people.mediator)
    shown.goto("/cases")
    panel = shown.locator(".filter-panel, .filters-more")
    panel.evaluate_all("all => all.forEach(one => { one.open = true; })")
    selects = shown.locator(".filter-panel select")
    assert selects.count() == 11
    crowded = """all => all.filter(one => {
        const style = getComputedStyle(one);
        const pen = document.createElement("canvas").getContext("2d");
        pen.font = style.font;
        const room = one.clientWidth - parseFloat(style.paddingLeft) - 34;
        return pen.measureText(one.selectedOptions[0].text).width > room;
    }).map(one => one.name)"""
    assert selects.evaluate_all(crowded) == []
