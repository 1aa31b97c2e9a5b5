"""The parts of a page in a real browser: keys, lines that grow, amounts in words, and axe.

The pages here are made from the parts alone and served by the browser's own router, under the
policy of the service, so that a fault of a part is seen before any view uses it.
"""

import mimetypes
from collections.abc import Callable, Iterator

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from playwright.sync_api import Browser, Dialog, Page, Route

from mediation.basics.money import Money
from mediation.web.headers import POLICY
from mediation.web.page import option_tags
from tests.accessibility import assert_open_to_everybody
from tests.chromium import open_page
from tests.house.sources import ROOT
from tests.pages import faults_of

Show = Callable[..., Page]

HOST = "http://127.0.0.1"
STATIC = ROOT / "mediation" / "web" / "static"
CSP = "; ".join(f"{name} {source}" for name, source in POLICY.items())
ME = {"name": "李芳", "role_words": "调解员", "organisation": "三方联合调解中心"}
COMMON = {
    "me": ME,
    "form_key": "key",
    "intake_url": "/intake",
    "search_url": "/cases",
    "warnings_url": "/warnings",
    "nav": [{"label": "案件", "url": "/cases", "active": True, "group": ""}],
    "alarms": {"red": 1, "orange": 2, "yellow": 7, "blue": 15},
    "bars": [{"level": "red", "text": "提醒已停止。"}, {"level": "orange", "text": "演示数据。"}],
}
FORM = """
{% extends "layout.html" %}
{% import "parts/form.html" as form with context %}
{% import "parts/field.html" as field with context %}
{% import "parts/rows.html" as rows %}
{% set heading = "新建登记" %}
{% block main %}
{% call form.form("/sent") %}
  {{ field.text("caller", "姓名", required=true, hint="可填写生僻字") }}
  {{ field.segmented("causes", "争议类型", [("pay", "劳动报酬"), ("end", "解除")], many=true) }}
  {{ field.segmented("standing", "身份", [("worker", "劳动者"), ("employer", "用人单位")]) }}
  {{ field.money("amount", "涉及金额") }}
  {{ field.area("plea", "诉求", limit=20) }}
  {{ field.choose("town", "镇街", [("a", "大石街")]) }}
  {{ field.date("day", "日期") }}
  {% call(at) rows.rows("claims", ["案由", ("金额", "number")], 1, total=true) %}
    {% call rows.cell() %}{{ field.text("claims-" ~ at ~ "-cause", "案由", bare=true) }}{% endcall %}
    {% call rows.cell() %}
    {{ field.money("claims-" ~ at ~ "-amount", "金额", bare=true) }}{% endcall %}
  {% endcall %}
  {{ form.actions("保存", cancel_url="/cases", sticky=true) }}
{% endcall %}
{% endblock %}
"""
LIST = """
{% extends "layout.html" %}
{% import "parts/table.html" as table %}
{% import "parts/tag.html" as tag %}
{% import "parts/clock.html" as clock %}
{% import "parts/case_bar.html" as case_bar %}
{% import "parts/tiles.html" as tiles %}
{% import "parts/timeline.html" as timeline %}
{% set heading = "案件" %}
{% block bar %}
{% call case_bar.case_bar("番劳调〔2026〕0001号", "张伟诉某某厂", tag.status("调解中", "active")) %}
{% call case_bar.menu("更多") %}{{ case_bar.entry("修改登记", "/x") }}{% endcall %}{% endcall %}
{% endblock %}
{% block main %}
{% call clock.strip() %}
{% for state in ("plenty", "soon", "overdue", "paused", "kept", "stopped") %}
{% call clock.chip("调解期限", "剩 6 天", "11-26 周四", state, provisional=true) %}
  {{ clock.derivation(["次日起算"], "第二十九条") }}{% endcall %}
{% endfor %}
{% endcall %}
{{ tiles.tiles([
  {"number": 3, "label": "橙色", "url": "/w", "level": "orange"},
  {"number": 3, "label": "黄色", "url": "/w", "level": "yellow", "note": "其中未签收 1"},
]) }}
{% call(name) table.table(["案号", "状态", "级别"], ["甲", "乙", "丙"], caption="案件列表") %}
  {{ table.link(name, "/cases/one") }}
  {% call table.holds("状态") %}
    {% for tone in ("waiting", "active", "good", "attention", "trouble", "ended") %}
    {{ tag.status(name, tone) }}
    {% endfor %}
  {% endcall %}
  {% call table.holds("级别") %}
    {% for level in ("red", "orange", "yellow", "blue") %}{{ tag.level(level) }}{% endfor %}
  {% endcall %}
{% endcall %}
{% call timeline.timeline() %}
  {{ timeline.day("2026-11-20 周五") }}
  {{ timeline.entry("内部记录", "10:05", "李芳", "愿意分期。", kind="private") }}
{% endcall %}
{% endblock %}
"""


def render(template: str, **context: object) -> str:
    """Return a page made from the parts, strict about names that nobody handed over."""
    jinja = Environment(
        loader=FileSystemLoader(ROOT / "templates"), autoescape=True, undefined=StrictUndefined
    )
    jinja.globals.update(
        static_url=lambda name: f"/static/{name}",
        option_tags=option_tags,
        csrf_token=lambda: "token",
        get_flashed_messages=lambda **_: [("done", "已保存。")],
    )
    return jinja.from_string(template).render(COMMON | context)


@pytest.fixture(params=[False, True], ids=["on a desk", "on a phone"])
def show_anywhere(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Show]:
    """Open a template at the size of a desk and at the size of a phone."""
    with open_page(browser, HOST, on_phone=request.param) as page:
        yield lambda template, **context: _shown(page, template, **context)


@pytest.fixture
def show(browser: Browser) -> Iterator[Show]:
    """Open a template at the size of a desk."""
    with open_page(browser, HOST, on_phone=False) as page:
        yield lambda template, **context: _shown(page, template, **context)


def _shown(page: Page, template: str, **context: object) -> Page:
    html = render(template, **context)
    page.route("**/*", lambda route: _answer(route, html))
    page.goto("/page")
    return page


def _answer(route: Route, html: str) -> None:
    path = route.request.url.removeprefix(HOST)
    if path.startswith("/static/"):
        file = STATIC / path.removeprefix("/static/")
        kind = mimetypes.guess_type(file.name)[0] or "text/plain"
        route.fulfill(path=file, content_type=kind)
        return
    route.fulfill(body=html, content_type="text/html", headers={"Content-Security-Policy": CSP})


@pytest.mark.parametrize("template", [FORM, LIST], ids=["form", "list"])
def test_the_parts_make_a_page_without_faults(template):
    assert faults_of(render(template)) == []


@pytest.mark.parametrize("template", [FORM, LIST], ids=["form", "list"])
def test_the_parts_are_open_to_everybody(show_anywhere, template):
    assert_open_to_everybody(show_anywhere(template))


def test_a_refused_form_leads_to_the_field_and_keeps_what_was_typed(show):
    problems = {"caller": ["请填写申请人姓名"], "claims-0-amount": ["请填写金额"]}
    page = show(FORM, values={"plea": "<b>欠薪</b>"}, problems=problems)
    assert page.evaluate("document.activeElement.className") == "error-summary"
    page.get_by_role("link", name="请填写申请人姓名").click()
    assert page.evaluate("document.activeElement.name") == "caller"
    assert page.locator("#field-caller").get_attribute("aria-describedby") == (
        "field-caller-hint field-caller-error"
    )
    assert page.input_value("#field-plea") == "<b>欠薪</b>"
    assert_open_to_everybody(page)


def test_digits_choose_while_a_choice_has_the_focus(show):
    page = show(FORM)
    page.focus("#field-causes")
    page.keyboard.press("1")
    page.keyboard.press("2")
    page.focus("#field-standing")
    page.keyboard.press("2")
    chosen = page.eval_on_selector_all(":checked:not(option)", "all => all.map(one => one.value)")
    assert chosen == ["pay", "end", "employer"]


def test_digits_that_pick_a_candidate_of_the_input_method_choose_nothing(show):
    page = show(FORM)
    composing = {"key": "1", "isComposing": True, "bubbles": True, "cancelable": True}
    page.dispatch_event("#field-causes", "keydown", composing)
    assert page.locator("[name=causes]:checked").count() == 0


@pytest.mark.parametrize(
    "typed", ["1.2万", "38600", "１０７０００", "100050000", "0.05", "10.50", "6007.03", "20000007"]
)
def test_an_amount_is_shown_in_the_words_of_the_papers(show, typed):
    page = show(FORM)
    page.fill("#field-amount", typed)
    meant = Money.of_yuan(typed)
    assert page.text_content("#field-amount-echo") == f"{meant.figures}　{meant.capitals}"
    page.press("#field-amount", "Tab")
    assert Money.of_yuan(page.input_value("#field-amount")) == meant


def test_lines_are_added_summed_and_taken_away(show):
    page = show(FORM)
    page.fill("[name=claims-0-amount]", "1万")
    page.get_by_role("button", name="再加一行").click()
    assert page.evaluate("document.activeElement.name") == "claims-1-cause"
    page.fill("[name=claims-1-amount]", "500.50")
    assert page.text_content(".rows-sum") == "10,500.50"
    page.get_by_role("button", name="删除").first.click()
    assert page.locator("[name=claims-0-amount]").count() == 0
    assert page.text_content(".rows-sum") == "500.50"


def test_a_second_press_while_the_first_is_on_its_way_sends_nothing(show):
    page = show(FORM)
    held_back = page.eval_on_selector(
        "form.form",
        """form => {
          const held = [];
          window.addEventListener("submit", (event) => {
            held.push(event.defaultPrevented);
            event.preventDefault();
          });
          form.requestSubmit();
          form.requestSubmit();
          return held;
        }""",
    )
    assert held_back == [False, True]


def test_ctrl_enter_sends_the_form_with_its_marks(show):
    page = show(FORM)
    page.fill("#field-caller", "张伟")
    with page.expect_request("**/sent") as sent:
        page.keyboard.press("Control+Enter")
    assert "csrf_token=token&form_key=key&caller=%E5%BC%A0%E4%BC%9F" in (sent.value.post_data or "")


def test_a_page_with_unsent_text_asks_before_it_is_left(show):
    page = show(FORM)
    asked: list[str] = []

    def stay_no_longer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", stay_no_longer)
    page.locator("#field-caller").press_sequentially("张")
    page.get_by_role("link", name="取消").click()
    page.wait_for_url("**/cases")
    assert asked == ["beforeunload"]


def test_a_list_is_walked_and_opened_by_keys(show):
    page = show(LIST)
    for key in ("j", "j", "k"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.textContent") == "甲"
    page.keyboard.press("/")
    page.keyboard.type("jk")
    assert page.input_value("#top-search") == "jk"
    page.keyboard.press("Alt+n")
    page.wait_for_url("**/intake")  # the answer is no form for the panel, so its page is opened


def test_menus_and_chips_close_with_escape(show):
    page = show(LIST)
    page.locator("details.clock summary").first.click()
    page.locator("details.menu summary").first.click()
    assert page.locator("details[open]").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("details[open]").count() == 0
