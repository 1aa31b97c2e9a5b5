"""The letters of a petition and of a referral say what their articles ask for, and to whom."""

from dataclasses import replace
from datetime import date

import pytest

from mediation.pdf.petition_letter import (
    PetitionMatter,
    extension_pdf,
    notice_pdf,
    objection_pdf,
    opinion_pdf,
)
from mediation.pdf.referral_letter import ReferralLetter, referral_letter_pdf
from mediation.rules.petition import Objection, Opinion, PetitionExtension, ToldHow
from tests.pdf.papers import FONTS, reader_of, text_in

MATTER = PetitionMatter(
    number="番劳信告〔2026〕0001号",
    body_name="番禺区总工会",
    case_number="番劳调〔2026〕0317号",
    petitioner="王𠮷平",
    channel="来信",
    is_forwarded=False,
    received_on=date(2026, 11, 5),
    issued_on=date(2026, 11, 20),
)
LETTER = ReferralLetter(
    number="番劳调转〔2026〕0001号",
    body_name="番禺区总工会",
    addressee="番禺区劳动保障监察大队",
    case_number="番劳调〔2026〕0317号",
    applicant="王𠮷平",
    respondent="番禺某某电子有限公司",
    received_on=date(2026, 11, 5),
    request="拖欠三个月工资",
    reason="用人单位拒不到场",
    enclosed="工资条3页",
    sent_on=date(2026, 11, 20),
    limitation_last_day=date(2027, 9, 1),
)
ORDINARY = replace(
    LETTER,
    respondent="广州市番禺区秋澄餐饮管理有限公司",
    request="在单位做采购员8年，最近4个月只发生活费，单位说货款没收回来。"
    "要求补发拖欠工资81,100.00元，并按工龄支付经济补偿，补缴社会保险费。",
    reason="拖欠工资的事实清楚，经本机构三次通知，用人单位的负责人拒不到场，也不提供工资表和"
    "考勤记录，调解无法进行；职工要求劳动保障监察机构依法处理。",
    enclosed="调解申请书复印件1份、劳动合同复印件1份、工资条3页、考勤记录2页",
)


@pytest.mark.parametrize(
    "words",
    [
        "番劳信告〔2026〕0001号",
        "王𠮷平：",
        "《信访工作条例》第二十三条第二款",
        "最后一日为2027年1月19日",
        "番禺区总工会2026年11月20日",
    ],
)
def test_the_notice_says(words):
    assert words in text_in(notice_pdf(MATTER, "已转中心办理。", date(2027, 1, 19), FONTS))


def test_a_notice_without_acceptance_promises_no_opinion():
    assert "处理意见书" not in text_in(notice_pdf(MATTER, "已转中心办理。", None, FONTS))


def test_who_forwarded_a_matter_is_not_the_petitioner():
    said = text_in(notice_pdf(replace(MATTER, is_forwarded=True), "已转中心办理。", None, FONTS))
    assert "您的信访事项由有关单位转交本机构办理，本机构已于2026年11月5日收到" in said


@pytest.mark.parametrize("words", ["番禺区信访局：", "番信转〔2026〕7号", "5个工作日内提出异议"])
def test_the_objection_says(words):
    objection = Objection(date(2026, 11, 20), "番禺区信访局", "不属于本机构职权范围。")
    assert words in text_in(objection_pdf(MATTER, objection, "番信转〔2026〕7号", FONTS))


def test_the_longer_time_is_told_with_its_reason_and_article():
    longer = PetitionExtension(date(2027, 2, 10), "账册需要调取。", ToldHow.POSTED)
    said = text_in(extension_pdf(MATTER, longer, date(2027, 1, 19), FONTS))
    assert "延长至2027年2月10日（《信访工作条例》第三十四条）" in said
    assert "账册需要调取。" in said
    assert "一、" not in said


def test_the_opinion_names_the_way_to_a_review():
    opinion = Opinion(date(2026, 11, 20), "拖欠属实。", "限期支付。")
    said = text_in(opinion_pdf(MATTER, "拖欠三个月工资", opinion, FONTS))
    assert "自收到本意见书之日起30日内" in said
    assert "《信访工作条例》第三十五条" in said


@pytest.mark.parametrize(
    "words", ["番禺区劳动保障监察大队：", "工资条3页。", "最后一日为2027年9月1日", "第三十一条"]
)
def test_the_letter_to_another_body_says(words):
    assert words in text_in(referral_letter_pdf(LETTER, FONTS))


def test_the_letter_to_another_body_stands_on_one_page():
    # Two lines and the seal of an ordinary letter stood alone on a second page.
    assert len(reader_of(referral_letter_pdf(ORDINARY, FONTS)).pages) == 1


def test_a_long_letter_to_another_body_goes_on_with_all_its_words():
    letter = replace(LETTER, reason="用人单位拒不到场。" * 60)
    pdf = referral_letter_pdf(letter, FONTS)
    assert len(reader_of(pdf).pages) == 2
    assert text_in(pdf).replace("—1—", "").count("拒不到场") == 60
