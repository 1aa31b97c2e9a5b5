"""Quick intake as a mediator uses it: in a real browser, by keyboard alone, over another page.

Every key is counted, the letters of the Chinese input method included, and a single event of the
mouse fails the test.
"""

import re

import pytest
from playwright.sync_api import CDPSession, Page, expect

from mediation.casework import intake
from mediation.models import case, party
from mediation.models.db import session
from mediation.rules.intake import NextAct
from tests.accessibility import assert_open_to_everybody
from tests.builders import People, a_district, a_password, a_wage_dispute
from tests.people import PASSWORD

EMPLOYER = "番禺某某电子有限公司"
PANEL = "#intake-panel"
FIELD = "#intake-panel-"
MOST_KEYS = 90


class Keys:
    """A keyboard that counts, with an input method for Chinese."""

    def __init__(self, page: Page) -> None:
        """Take the keyboard of a page, and listen for a mouse."""
        self.page = page
        self.pressed = 0
        self._method: CDPSession = page.context.new_cdp_session(page)
        page.evaluate(
            """() => {
              window.mouse = 0;
              for (const kind of ["mousedown", "mousemove", "pointerdown", "touchstart"])
                document.addEventListener(kind, () => { window.mouse += 1; }, true);
            }"""
        )

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.pressed += 1
            self.page.keyboard.press(key)

    def write(self, text: str) -> None:
        """Write letters and digits."""
        self.press(*text)

    def compose(self, pinyin: str, text: str) -> None:
        """Write Chinese through the input method: the letters, and the space that takes it."""
        for end in range(1, len(pinyin) + 1):
            typed = {"text": pinyin[:end], "selectionStart": end, "selectionEnd": end}
            self._method.send("Input.imeSetComposition", typed)
        self._method.send("Input.insertText", {"text": text})
        self.pressed += len(pinyin) + 1


@pytest.fixture
def people(service) -> People:
    """The people of a district that was just founded."""
    return a_district()


@pytest.fixture
def desk(people: People, page: Page) -> Page:
    """A mediator who looks at the list of cases."""
    a_password(people.mediator)
    page.goto("/sign-in")
    page.get_by_label("用户名").fill("mediator")
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("工作台")
    page.goto("/cases")
    return page


def open_panel(page: Page) -> Keys:
    """Open the panel by its key and wait for its first field."""
    keys = Keys(page)
    keys.press("Alt+n")
    expect(page.locator(f"{FIELD}mobile")).to_be_focused()
    return keys


def test_a_call_is_logged_by_keyboard_alone_in_few_keys(people, desk: Page):
    intake.log_intake(people.mediator, a_wage_dispute(next_act=NextAct.LATER))
    keys = open_panel(desk)
    keys.write("13800001111")
    keys.press("Tab")
    keys.compose("wangwei", "王伟")
    keys.press("Tab", "Tab")
    keys.write("pymm")
    expect(desk.locator(f"{FIELD}employer-list li").first).to_have_text(EMPLOYER)
    keys.press("ArrowDown", "Enter")
    expect(desk.locator(f"{FIELD}duplicates a").first).to_be_visible()
    keys.press("Tab", "1", "Tab", "Tab")
    keys.write("1.2")
    keys.compose("wan", "万")
    expect(desk.locator(f"{FIELD}amount-echo")).to_contain_text("12,000.00")
    keys.press("Tab", "Tab")
    keys.compose("tuoqiangongzi", "拖欠工资")
    assert_open_to_everybody(desk)
    keys.press("Control+Enter")
    expect(desk.locator(f"{PANEL} .number-large")).to_contain_text("番劳调〔2026〕0002号")
    assert keys.pressed <= MOST_KEYS, keys.pressed
    assert desk.evaluate("window.mouse") == 0
    assert desk.url.endswith("/cases")
    session().rollback()
    logged = case.of_id(2)
    assert (logged.applicant_name, logged.employer_name) == ("王伟", EMPLOYER)
    assert (logged.amount_fen, logged.request) == (1_200_000, "拖欠工资")
    expect(desk.get_by_role("link", name="再登记一件")).to_be_focused()
    keys.press("Enter")
    expect(desk.locator(f"{FIELD}mobile")).to_be_focused()
    expect(desk.locator(f"{FIELD}mobile")).to_have_value("")


def test_for_whom_the_caller_speaks_is_one_stop_and_one_key(people, desk: Page):
    keys = open_panel(desk)
    keys.press("Tab")
    keys.compose("lijie", "李姐")
    worker = desk.locator(f"{FIELD}worker_name")
    expect(worker).to_be_hidden()
    keys.press("Tab", "3")
    expect(worker).to_be_visible()
    assert_open_to_everybody(desk)
    keys.press("Tab")
    expect(worker).to_be_focused()
    keys.compose("wangwei", "王伟")
    keys.press("Tab")
    keys.compose("mouchang", "某厂")
    keys.press("Tab", "1", "Tab", "Tab", "Tab", "Tab")
    keys.compose("qianxin", "欠薪")
    keys.press("Control+Enter")
    expect(desk.locator(f"{PANEL} .number-large")).to_contain_text("番劳调〔2026〕0001号")
    session().rollback()
    logged = case.of_id(1)
    assert (logged.applicant_name, party.of_case(1)[0].agent_name) == ("王伟", "李姐")


def test_a_call_back_is_chosen_by_its_key_and_its_hour_can_be_changed(people, desk: Page):
    keys = open_panel(desk)
    hour = desk.locator(f"{FIELD}call_back_at")
    expect(hour).to_be_hidden()
    keys.press("Tab")
    keys.compose("wangwei", "王伟")
    keys.press("Tab", "Tab")
    keys.compose("mouchang", "某厂")
    keys.press("Tab", "1", "Tab", "Tab", "Tab", "Tab")
    keys.compose("qianxin", "欠薪")
    keys.press("Tab", "2")
    expect(hour).to_be_visible()
    expect(hour).to_have_value("2026-03-02T11:00")
    assert_open_to_everybody(desk)
    keys.press("Tab")
    expect(hour).to_be_focused()
    keys.press("Control+Enter")
    expect(desk.locator(f"{PANEL} [data-saved]")).to_contain_text("约定回电：03-02 周一 11:00")
    assert keys.pressed <= MOST_KEYS, keys.pressed


def test_cases_that_the_caller_may_mean_are_entered_and_left_by_keys(people, desk: Page):
    intake.log_intake(people.mediator, a_wage_dispute(next_act=NextAct.LATER))
    keys = open_panel(desk)
    keys.write("19900001111")
    likely = desk.locator(f"{FIELD}duplicates a").first
    expect(likely).to_be_visible()
    keys.press("F2")
    expect(desk.locator(f"{FIELD}known")).to_be_focused()
    keys.press("ArrowDown")
    expect(likely).to_be_focused()
    keys.press("Escape")
    expect(desk.locator(f"{FIELD}mobile")).to_be_focused()
    expect(desk.locator(PANEL)).to_be_visible()


def test_escape_closes_the_panel_and_loses_nothing(desk: Page):
    keys = open_panel(desk)
    keys.write("020")
    keys.press("Escape")
    expect(desk.locator(PANEL)).to_be_hidden()
    keys.press("Alt+n")
    expect(desk.locator(f"{FIELD}mobile")).to_be_focused()
    expect(desk.locator(f"{FIELD}mobile")).to_have_value("020")


def test_keys_that_belong_to_the_input_method_send_and_close_nothing(desk: Page):
    open_panel(desk)
    sent: list[str] = []
    desk.on("request", lambda request: sent.append(request.url))
    for key in ("Enter", "Escape"):
        composing = {"key": key, "isComposing": True, "bubbles": True, "cancelable": True}
        desk.dispatch_event(f"{FIELD}request", "keydown", composing | {"ctrlKey": True})
    expect(desk.locator(PANEL)).to_be_visible()
    assert [url for url in sent if url.endswith("/intake")] == []


def test_a_refused_form_keeps_its_text_in_the_panel(desk: Page):
    keys = open_panel(desk)
    keys.write("13800001111")
    keys.press("Control+Enter")
    expect(desk.locator(f"{PANEL} [data-error-summary]")).to_be_focused()
    expect(desk.locator(f"{FIELD}mobile")).to_have_value("13800001111")
    expect(desk.locator(f"{FIELD}request-error")).to_contain_text("请填写一句话诉求")
    assert_open_to_everybody(desk)


def test_ctrl_shift_enter_opens_what_was_saved(desk: Page):
    keys = open_panel(desk)
    keys.press("Tab")
    keys.compose("wangwei", "王伟")
    keys.press("Tab", "Tab")
    keys.compose("mouchang", "某厂")
    keys.press("Tab", "1", "Tab", "Tab", "Tab", "Tab")
    keys.compose("qianxin", "欠薪")
    keys.press("Control+Shift+Enter")
    expect(desk).to_have_url(re.compile(r"/cases/\w{12}$"), timeout=15_000)
    expect(desk.get_by_role("heading", level=1)).to_contain_text("番劳调〔2026〕0001号")


def test_a_draft_is_kept_when_the_page_goes_and_comes_back_with_its_time(desk: Page):
    keys = open_panel(desk)
    keys.write("13800001111")
    kept = re.compile(r"草稿已自动保存 09:00:\d\d")
    expect(desk.locator(f"{PANEL} .draft-kept")).to_have_text(kept, timeout=15_000)
    desk.goto("/")
    keys.press("Alt+n")
    expect(desk.locator(f"{FIELD}mobile")).to_have_value("13800001111")
    expect(desk.locator(f"{PANEL} .draft-restored")).to_contain_text("草稿已恢复（09:00:")
    desk.get_by_role("button", name="从头填写").focus()
    keys.press("Enter")
    expect(desk.locator(f"{PANEL} .draft-restored")).to_have_count(0)
    expect(desk.locator(f"{FIELD}mobile")).to_have_value("")


def test_on_a_phone_the_form_is_a_page_of_its_own(people, phone: Page):
    a_password(people.mediator)
    phone.goto("/sign-in")
    phone.get_by_label("用户名").fill("mediator")
    phone.get_by_label("密码").fill(PASSWORD)
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", level=1)).to_have_text("工作台")
    phone.goto("/cases")
    phone.keyboard.press("Alt+n")
    phone.wait_for_url("**/intake")
    assert_open_to_everybody(phone)
