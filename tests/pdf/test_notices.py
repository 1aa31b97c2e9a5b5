"""The notices say what their law asks for, and to whom."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from mediation.pdf.failure_notice import FailureNoticePaper, failure_notice_pdf
from mediation.pdf.meeting_notice import MeetingNoticePaper, meeting_notice_pdf
from mediation.pdf.non_acceptance_notice import (
    NonAcceptanceNoticePaper,
    non_acceptance_notice_pdf,
)
from mediation.pdf.numerals import in_chinese, moment
from tests.pdf.papers import BODY, EMPLOYER, FONTS, WORKER, reader_of, text_in

MEETING = MeetingNoticePaper(
    number="番劳调通〔2026〕0012号",
    body=BODY,
    recipient="王𠮷平",
    case_number="番劳调〔2026〕0317号",
    applicants="王𠮷平",
    respondents="某某电子有限公司",
    starts_at=datetime(2026, 11, 26, 1, 30, tzinfo=UTC),
    place="三楼2号调解室",
    way="现场",
    panel=("周明（首席调解员）", "李芳"),
    to_bring=("身份证明", "劳动合同"),
    contact="020-00000000",
    issued_on=date(2026, 11, 20),
)
FAILURE = FailureNoticePaper(
    number="番劳调终〔2026〕0003号",
    body=BODY,
    case_number="番劳调〔2026〕0317号",
    applicants=(WORKER,),
    respondents=(EMPLOYER,),
    requests=("支付拖欠的工资",),
    received_on=date(2026, 11, 3),
    accepted_on=date(2026, 11, 5),
    ended_on=date(2026, 11, 20),
    reason="双方对经济补偿的基数分歧较大",
    issued_on=date(2026, 11, 20),
    limitation_last_day=date(2027, 11, 22),
)
REFUSAL = NonAcceptanceNoticePaper(
    number="番劳调不〔2026〕0002号",
    body=BODY,
    case_number="番劳调〔2026〕0318号",
    applicants="赵㛃",
    respondents="某某电子有限公司",
    received_on=date(2026, 11, 18),
    reason="被申请人不同意调解",
    issued_on=date(2026, 11, 20),
)


@pytest.mark.parametrize(
    "words",
    [
        "番劳调通〔2026〕0012号",
        "王𠮷平：",
        "案件编号：番劳调〔2026〕0317号",
        "时间：2026年11月26日9时30分（星期四）",
        "地点：三楼2号调解室（现场）",
        "调解员：周明（首席调解员）、李芳",
        "请携带：身份证明；劳动合同。",
        "联系方式：020-00000000",
        "番禺区劳动人事争议三方联合调解中心2026年11月20日",
    ],
)
def test_the_notice_of_a_meeting_says(words: str) -> None:
    assert words in text_in(meeting_notice_pdf(MEETING, FONTS))


def test_the_notice_of_a_meeting_is_one_page() -> None:
    assert len(reader_of(meeting_notice_pdf(MEETING, FONTS)).pages) == 1


@pytest.mark.parametrize(
    "words",
    [
        "于2026年11月3日收到申请、2026年11月5日受理，调解于2026年11月20日结束，未达成调解协议",
        "双方对经济补偿的基数分歧较大。",
        "可以依法向有管辖权的劳动人事争议仲裁委员会申请仲裁",
        "参照《企业劳动争议协商调解规定》第三十条",
        "最后一日为2027年11月22日，以仲裁委员会的认定为准",
        "申请人（签名、捺印）：王𠮷平",
        "被申请人（盖章、签名）：某某电子有限公司",
    ],
)
def test_the_record_of_a_failed_mediation_says_m6(words: str) -> None:
    assert words in text_in(failure_notice_pdf(FAILURE, FONTS))


def test_a_limitation_that_was_not_counted_gives_no_day() -> None:
    uncounted = replace(FAILURE, limitation_last_day=None, accepted_on=None)
    assert "最后一日为" not in text_in(failure_notice_pdf(uncounted, FONTS))


@pytest.mark.parametrize(
    "words",
    ["赵㛃：", "被申请人不同意调解。", "决定不予受理", "时效期间为一年", "申请仲裁"],
)
def test_the_notice_of_non_acceptance_says(words: str) -> None:
    assert words in text_in(non_acceptance_notice_pdf(REFUSAL, FONTS))


def test_a_notice_of_non_acceptance_can_name_other_ways() -> None:
    elsewhere = replace(REFUSAL, where_to_go=("可以向劳动保障监察机构投诉",))
    assert "可以向劳动保障监察机构投诉。" in text_in(non_acceptance_notice_pdf(elsewhere, FONTS))


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (2, "二"),
        (10, "十"),
        (14, "十四"),
        (20, "二十"),
        (205, "二百零五"),
        (110, "一百一十"),
        (999, "九百九十九"),
    ],
)
def test_numbers_are_written_in_characters(number: int, written: str) -> None:
    assert in_chinese(number) == written


@pytest.mark.parametrize("number", [0, 1000])
def test_a_number_that_is_not_written_out_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="1 to 999"):
        in_chinese(number)


def test_a_moment_is_written_in_the_time_of_guangzhou() -> None:
    assert moment(datetime(2026, 12, 31, 16, 5, tzinfo=UTC)) == "2027年1月1日0时05分"
