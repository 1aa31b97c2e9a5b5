"""One case, whole: from the telephone to the paper, and the mail in the supervisor's mailbox.

A mediator logs the call by keyboard alone, accepts, calls the meeting, drafts and finalises the
agreement and takes the paper home; days go by, the watch walks its round, and the supervisor's
letter arrives at a real mail server.  Once on each engine, in a real browser.
"""

from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from mediation.casework import recipient as recipients
from mediation.models import case
from mediation.models.case import CaseFacts
from mediation.models.db import session
from mediation.rules.recipient import RecipientEntry
from mediation.rules.warnings import WarningLevel
from mediation.rules.workflow_terms import State
from tests.accessibility import assert_open_to_everybody
from tests.builders import People, a_district, a_password
from tests.people import PASSWORD
from tests.watching import a_postman, walk

EMPLOYER = "番禺某某电子有限公司"
WORKER = "王𠮷平"


@pytest.fixture
def people(service) -> People:
    """The people of a district that was just founded, with passwords."""
    made = a_district()
    for person in (made.mediator, made.supervisor):
        a_password(person)
    return made


def test_a_case_from_the_call_to_the_paper_and_the_letter(
    engine_url, service, people, page: Page, clock, post_office
):
    sign_in(page, "mediator")
    log_by_keyboard(page)
    matter = case.of_id(1)
    accept(page, matter)
    call_meeting(page, matter, people)
    complete_parties(page, matter)
    draft(page, matter)
    read = finalise_and_download(page, matter)
    assert WORKER in read
    assert "人民币叁万陆仟元整" in read
    session().rollback()
    assert case.of_id(matter.id).progress is State.FINALISED
    assert_the_supervisor_is_warned(service, people, clock, post_office)


def sign_in(page: Page, username: str) -> None:
    """Sign in at the door."""
    page.goto("/sign-in")
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).not_to_have_text("登录")
    assert_open_to_everybody(page)


def log_by_keyboard(page: Page) -> None:
    """Log the call with the keys alone, from Alt+N to the number on the screen."""
    page.keyboard.press("Alt+n")
    expect(page.locator("#intake-panel-mobile")).to_be_focused()
    write_at(page, "intake-panel-mobile", "19900001111")
    write_at(page, "intake-panel-applicant", WORKER)
    write_at(page, "intake-panel-employer", EMPLOYER)
    go_to(page, "intake-panel-causes")
    page.keyboard.press("1")
    write_at(page, "intake-panel-amount", "3.6万")
    write_at(page, "intake-panel-request", "拖欠三个月工资，要求补发")
    assert_open_to_everybody(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".number-large")).to_contain_text("番劳调〔2026〕0001号")


def write_at(page: Page, field: str, text: str) -> None:
    """Go to a field with the Tab key and write into it."""
    go_to(page, field)
    page.keyboard.insert_text(text)


def go_to(page: Page, field: str) -> None:
    """Press Tab until the field has the focus; the page opens with the first one in focus."""
    for _ in range(25):
        if page.evaluate("document.activeElement.id") == field:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{field} is not reached by Tab")


def accept(page: Page, matter: CaseFacts) -> None:
    """Accept from the case page's own offer."""
    page.goto(f"/cases/{matter.public_id}")
    assert_open_to_everybody(page)
    page.get_by_role("link", name="受理申请", exact=True).first.click()
    page.get_by_label("属于劳动人事争议调解范围").check()
    submit(page)
    expect(page.locator("body")).to_contain_text("已受理")


def call_meeting(page: Page, matter: CaseFacts, people: People) -> None:
    """Call the meeting for the day after tomorrow, with all three sides."""
    page.goto(f"/cases/{matter.public_id}/meetings/new")
    page.locator("#field-starts_at").fill("2026-03-04T09:30")
    page.locator("#field-place").fill("第一调解室")
    page.locator("#field-human_resources_name").fill("人社代表")
    page.locator("#field-union_user").select_option(people.mediator.public_id)
    page.locator("#field-employers_name").fill("企业代表")
    assert_open_to_everybody(page)
    submit(page)
    expect(page.locator("body")).to_contain_text("调解会已安排")


def complete_parties(page: Page, matter: CaseFacts) -> None:
    """Write what the paper must carry of both sides."""
    page.goto(f"/cases/{matter.public_id}/agreement")
    page.locator("main li", has_text=WORKER).get_by_role("link").first.click()
    page.locator("#field-id_number").fill("000000199001011239")
    page.locator("#field-id_reason").fill("测试号码")
    page.locator("#field-address").fill("广州市番禺区某路1号")
    page.locator("#field-reason").fill("补充证件信息")
    submit(page)
    page.goto(f"/cases/{matter.public_id}/agreement")
    page.locator("main li", has_text=EMPLOYER).get_by_role("link").first.click()
    page.locator("#field-credit_code").fill("91440113000000000T")
    page.locator("#field-id_reason").fill("测试代码")
    page.locator("#field-office_address").fill("广州市番禺区大龙街某路8号")
    page.locator("#field-legal_representative").fill("钱某")
    page.locator("#field-representative_post").fill("总经理")
    page.locator("#field-reason").fill("补充单位信息")
    submit(page)


def draft(page: Page, matter: CaseFacts) -> None:
    """Write down what both sides came to."""
    page.goto(f"/cases/{matter.public_id}/agreement")
    page.locator("#field-facts").fill("双方对拖欠三个月工资的事实无争议。")
    page.locator("#field-disputed").fill("支付时间")
    page.locator("#field-total").fill("36000")
    page.locator("#field-terms-0-payee").fill(WORKER)
    page.locator("#field-terms-0-what").fill("支付拖欠工资")
    page.locator("#field-terms-0-amount").fill("36000")
    page.locator("#field-terms-0-due_on").fill("2026-03-31")
    page.locator("#field-terms-0-method").fill("银行转账")
    assert_open_to_everybody(page)
    submit(page)


def finalise_and_download(page: Page, matter: CaseFacts) -> str:
    """Make the agreement final and return the words of its paper, whose fonts it carries."""
    page.goto(f"/cases/{matter.public_id}/agreement/final")
    assert_open_to_everybody(page)
    submit(page)
    assert_open_to_everybody(page)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载协议书").click()
    reader = PdfReader(BytesIO(waiting.value.path().read_bytes()))
    assert fonts_without_file(reader) == []
    return "".join(leaf.extract_text() for leaf in reader.pages).replace("\n", "")


def fonts_without_file(reader: PdfReader) -> list[str]:
    """Return the fonts that a paper describes without carrying their files."""
    told = [value for value in map(reader.get_object, range(1, len(reader.xref[0]))) if value]
    described = [each for each in told if isinstance(each, dict) and "/FontName" in each]
    assert described
    return [str(each["/FontName"]) for each in described if "/FontFile2" not in each]


def assert_the_supervisor_is_warned(service, people: People, clock, post_office) -> None:
    """Let the days go by until the fifteen are nearly over; the letter carries no name."""
    entry = RecipientEntry(people.supervisor.public_id, True, True, 0)
    recipients.add(people.supervisor, entry)
    walk(clock, "2026-03-17T08:30")
    a_postman(post_office).deliver_due()
    letters = [each for each in post_office.letters if "supervisor" in str(each["To"])]
    assert letters
    written = "".join(each.as_string() for each in letters)
    assert WORKER not in written
    assert EMPLOYER not in written
    assert any(level.value in written for level in WarningLevel)


def submit(page: Page) -> None:
    """Press the one primary button of the form, and wait for the next page."""
    with page.expect_navigation():
        page.locator("[data-primary]").first.click()
