"""What the letters say, to the character, and that both of their parts say the same."""

import re
from dataclasses import replace
from datetime import date, timedelta
from html import unescape

import pytest

from mediation.basics import clock
from mediation.mail import letters
from mediation.mail.digest import Digest, DigestCounts, DigestRow
from mediation.mail.message import Cover, compose
from mediation.mail.occasion import Occasion
from mediation.mail.reader import Reader
from mediation.mail.sensitive_period import Briefing, BriefingRow, LevelCount
from mediation.mail.trial import TrialLetter
from mediation.mail.warning import AlertRow, WarningAlert
from mediation.rules.warnings import Measure, WarningLevel

BLUE, YELLOW, ORANGE, RED = WarningLevel
NOW = clock.read_local("2026-11-20T10:02")
DAY = date(2026, 11, 20)
ON_TIME = Occasion(NOW, NOW, "https://mediation.example.gov.cn")
ROW = AlertRow(
    "W20261120-017",
    "abcdefghijkl",
    "M4",
    "番劳调〔2026〕0012号",
    date(2026, 11, 23),
    Measure.WORKDAYS_BEFORE,
    1,
)
ALERT = WarningAlert(
    ORANGE,
    (ROW,),
    NOW,
    clock.read_local("2026-11-20T12:02"),
    Reader.NAMED,
    "番禺区",
    "春节前欠薪",
)
DIGEST = Digest(
    DAY,
    (
        DigestRow(RED, "番劳调〔2026〕0003号", "M3", date(2026, 11, 18)),
        DigestRow(None, "番劳调〔2026〕0004号", "A1", date(2026, 11, 19)),
        DigestRow(YELLOW, "番劳调〔2026〕0012号", "M4", DAY),
    ),
    counts=DigestCounts(overdue=1, due_today=1, over=1),
    reader=Reader.HANDLER,
    district="番禺区",
)
BRIEFING = Briefing(
    DAY,
    "春节前欠薪",
    date(2026, 12, 14),
    date(2027, 2, 5),
    "",
    (),
    0,
    0,
    (),
    Reader.SUPERVISOR,
    "番禺区",
)
EVERY_KIND: dict[str, WarningAlert | Digest | Briefing | TrialLetter] = {
    "warning": ALERT,
    "digest": DIGEST,
    "briefing": BRIEFING,
    "trial": TrialLetter(),
}


def test_an_alert_says_what_to_do_by_when_and_then_why():
    letter = ALERT.letter(ON_TIME)
    assert letter.subject == "【橙色】调解期限剩3天，请12:02前签收 W20261120-017"
    assert letter.mark == "W20261120-017; level=orange; rule=M4"
    assert (
        letter.text
        == """【橙色】请在11月20日12:02前签收

事由：番劳调〔2026〕0012号的调解期限已进入最后1个工作日（规则M4，内部管理级别）
敏感时期：处于“春节前欠薪”敏感时期（含提前期），级别已上调一级
首次触发：2026-11-20 10:02

  案号                  期限      剩余   最后一日    预警编号
  番劳调〔2026〕0012号  调解期限  剩3天  2026-11-23  W20261120-017

处理：登录平台 > 预警中心 > W20261120-017
https://mediation.example.gov.cn/warnings/abcdefghijkl （内网可用，需登录）

—
预警编号 W20261120-017 · 规则 M4 · 发送 2026-11-20 10:02
收到此邮件是因为本人是“番禺区”的预警和简报接收人，名单在“敏感时期 > 接收人”中调整。
本邮件不含个人信息。重复收到同一编号属正常重发。
"""
    )


def test_a_digest_of_own_clocks_is_sorted_by_what_is_late():
    letter = DIGEST.letter(ON_TIME)
    assert letter.subject == "今日待办3件：超期1，今天到期1，请告知1（11月20日 周五）"
    assert (
        letter.text
        == """今日待办3件：超期1，今天到期1，请告知1（11月20日 周五）

已超期1件
  级别  案号                  期限      剩余     最后一日
  红色  番劳调〔2026〕0003号  调解受理  已超2天  2026-11-18

今天到期1件
  级别  案号                  期限      剩余      最后一日
  黄色  番劳调〔2026〕0012号  调解期限  今天到期  2026-11-20

已届满或已可申请，请告知当事人1件
  级别    案号                  期限          剩余    最后一日
  已届满  番劳调〔2026〕0004号  仲裁审查申请  已届满  2026-11-19

处理：登录平台 > 工作台
https://mediation.example.gov.cn/ （内网可用，需登录）

—
发送 2026-11-20 10:02
收到此邮件是因为本人是上述案件的承办人。
本邮件不含个人信息，办理请以平台记录为准。
"""
    )


def test_a_briefing_is_written_when_nothing_has_happened():
    letter = BRIEFING.letter(ON_TIME)
    assert letter.subject == "敏感时期简报：无新增预警（11月20日 周五）"
    assert "敏感时期：春节前欠薪（2026-12-14至2027-02-05），距开始还有24天" in letter.text
    assert "过去24小时：新增预警0件，新登记案件0件" in letter.text
    assert "在案预警：没有在案预警" in letter.text


def test_a_briefing_names_what_is_open_and_what_waits():
    row = BriefingRow(RED, "番劳调〔2026〕0003号", "M3", date(2026, 11, 18), "W20261120-001")
    counts = (LevelCount(RED, 1, 1), LevelCount(None, 2, 0))
    busy = replace(BRIEFING, counts=counts, rows=(row,), raised_since_yesterday=2, day=DAY)
    letter = replace(busy, begins_on=date(2026, 11, 18)).letter(ON_TIME)
    assert letter.subject == "敏感时期简报：新增预警2件，未签收1件（11月20日 周五）"
    assert "第3天，距结束77天" in letter.text
    assert "红色1件（未签收1件），已届满2件（未签收0件）" in letter.text
    assert "另有2件见平台" in letter.text


def test_a_letter_that_leaves_late_says_how_late():
    late = Occasion(NOW + timedelta(hours=3, minutes=20), NOW, ON_TIME.base_url)
    assert ALERT.letter(late).subject.startswith("【橙色】（迟发3小时）调解期限剩3天，请立即签收")
    days = Occasion(NOW + timedelta(days=4), NOW, ON_TIME.base_url)
    assert DIGEST.letter(days).subject.startswith("（迟发4天）今日待办")


def test_reminders_and_the_ladder_say_so_first():
    red = replace(ALERT, level=RED, reminder=2, will_climb=True)
    assert red.letter(ON_TIME).subject.startswith("【催签2】【红色】")
    assert "每30分钟催签一次，催签四次后通知上一级负责人。" in red.letter(ON_TIME).text
    climbed = replace(red, ladder_step=1, reader=Reader.LADDER).letter(ON_TIME)
    assert climbed.subject.startswith("【升级1】【红色】")
    assert "仍未签收，请督促处理" in climbed.text


def test_several_warnings_share_a_letter_of_ten_rows():
    rows = tuple(replace(ROW, number=f"W20261120-{number:03d}") for number in range(1, 13))
    letter = replace(ALERT, rows=rows).letter(ON_TIME)
    assert letter.subject == "【橙色】12件期限预警，请12:02前签收 W20261120-001等"
    assert letter.text.count("番劳调〔2026〕0012号") == 10
    assert "另有2件见平台" in letter.text


@pytest.mark.parametrize("kind", letters.KINDS)
def test_the_facts_of_a_letter_survive_the_outbox(kind):
    facts = EVERY_KIND[kind]
    again = letters.written(kind, letters.kept(facts), ON_TIME)
    assert again == facts.letter(ON_TIME)


@pytest.mark.parametrize("kind", letters.KINDS)
def test_both_parts_say_the_same_and_the_page_calls_nobody(kind):
    letter = EVERY_KIND[kind].letter(ON_TIME)
    said = unescape(re.sub("<[^>]+>", "", letter.html))
    addresses = re.findall(r'(?:href|src)="([^"]+)"', letter.html)
    for word in re.findall(r"[^\s—>]+", letter.text):
        assert word in said
    assert all(each.startswith(ON_TIME.base_url) for each in addresses)
    assert "<img" not in letter.html
    assert "http" not in letter.html.replace(ON_TIME.base_url, "")


@pytest.mark.parametrize("kind", letters.KINDS)
def test_a_message_is_small_and_carries_the_headers_of_the_house(kind):
    letter = EVERY_KIND[kind].letter(ON_TIME)
    cover = Cover("no-reply@office.example", "a@office.example", "<ob-x@office.example>", NOW)
    message = compose(letter, replace(cover, in_reply_to="<ob-first@office.example>"))
    assert len(message.as_bytes()) < 30_000
    assert message["Message-ID"] == "<ob-x@office.example>"
    assert message["In-Reply-To"] == message["References"] == "<ob-first@office.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in message.iter_parts()] == [
        "text/plain",
        "text/html",
    ]


@pytest.mark.parametrize("smuggled", ["a\r\nBcc: x@y.org", "a\nb", "a\rb"])
def test_no_line_break_gets_into_a_header(smuggled):
    letter = replace(ALERT.letter(ON_TIME), subject=smuggled)
    with pytest.raises(ValueError, match=r"linefeed|newline|characters"):
        compose(letter, Cover("a@b.org", "c@d.org", "<ob-x@b.org>", NOW))
