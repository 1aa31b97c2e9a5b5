"""The agreement says all that the law asks for, and its digest covers what was agreed."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
import segno
from pypdf.generic import DictionaryObject

from mediation.basics.errors import RuleBroken
from mediation.basics.money import Money
from mediation.pdf.agreement import (
    AgreementPaper,
    Panel,
    Represented,
    Term,
    agreement_digest,
    agreement_pdf,
    agreement_text,
    masked_account,
)
from mediation.pdf.clauses import Remedy, RemedyKind
from mediation.pdf.mark import Mark, code_of
from mediation.rules.organisation import LegalNature
from tests.pdf.papers import (
    ACCOUNT,
    AGREEMENT,
    BODY,
    EMPLOYER,
    FONTS,
    SEVERANCE,
    WAGES,
    WORKER,
    dictionaries_in,
    reader_of,
    squeezed,
    text_in,
)

MUST_SAY = [
    "番劳调协〔2026〕0001号",
    "番禺区劳动人事争议三方联合调解中心（其他依法设立的调解组织）",
    "王𠮷平，男，1990年3月7日出生，居民身份证号码：000000199003070018",
    "住址：番禺区市桥街道䶮苑3栋㛃楼𬱖室，联系电话：19900001111",
    "委托代理人：陈静，某某律师事务所律师，代理权限：特别授权",
    "某某电子有限公司，统一社会信用代码：91440113MA5ABCDE1X",
    "法定代表人（负责人）：李建国，职务：执行董事",
    "（二）支付经济补偿。",
    "申请人于2021年4月6日入职被申请人。",
    "拖欠工资的数额。",
    "被申请人于2026年12月15日以前（含当日）向申请人支付2026年7月至9月拖欠的工资人民币28,600.00元",
    "（大写：人民币贰万捌仟陆佰元整）；履行方式：银行转账；",
    "收款账户户名：王𠮷平，开户银行：某某银行番禺支行，账号：6222000000001234567。",
    "以上款项合计人民币38,600.00元（大写：人民币叁万捌仟陆佰元整）。",
    "各自真实意思表示",
    "参照《中华人民共和国劳动争议调解仲裁法》第十四条第二款",
    "自本协议生效之日起15日内",
    "自本协议生效之日起30日内",
    "可以持本协议书依法向人民法院申请支付令",
    "一式三份，双方当事人和调解组织各执一份",
    "首席调解员（签名）：周明",
    "调解员（签名）：李芳",
    "调解组织（盖章）：番禺区劳动人事争议三方联合调解中心",
]
CROWD = tuple(
    Represented(f"工人{number:02d}", f"0000001990010100{number:02d}", Money.of_yuan("7153.50"))
    for number in range(1, 61)
)
HOSTILE = [
    pytest.param("<b>unclosed", id="half-open tag"),
    pytest.param('<img src="/etc/passwd"/>', id="picture of a file"),
    pytest.param('<a href="javascript:alert(1)">甲</a>', id="link with a script"),
    pytest.param("&amp;&#x738B;<<>>&", id="entities"),
    pytest.param("https://example.invalid/甲", id="address"),
    pytest.param(r"\n)Tj(%s%%{0}{{名}}", id="signs of other languages"),
]
FIELDS: dict[str, Callable[[AgreementPaper, str], AgreementPaper]] = {
    "number": lambda paper, text: replace(paper, number=text),
    "name": lambda paper, text: replace(paper, applicants=(replace(WORKER, name=text),)),
    "address": lambda paper, text: replace(paper, applicants=(replace(WORKER, address=text),)),
    "employer": lambda paper, text: replace(paper, respondents=(replace(EMPLOYER, name=text),)),
    "request": lambda paper, text: replace(paper, requests=(text,)),
    "facts": lambda paper, text: replace(paper, facts=text),
    "dispute": lambda paper, text: replace(paper, disputed_points=(text,)),
    "deed": lambda paper, text: replace(paper, terms=(replace(WAGES, deed=text),)),
    "method": lambda paper, text: replace(paper, terms=(replace(WAGES, method=text),)),
    "default": lambda paper, text: replace(paper, default_consequence=text),
    "other": lambda paper, text: replace(paper, other_terms=(text,)),
    "mediator": lambda paper, text: replace(paper, panel=Panel(text)),
    "body": lambda paper, text: replace(paper, body=replace(BODY, name=text)),
}


def is_picture_or_link(dictionary: DictionaryObject) -> bool:
    """Tell whether a dictionary of the file is a picture, or an address or script to follow."""
    is_one = dictionary.get("/Subtype") in ("/Image", "/Link")
    return is_one or "/URI" in dictionary or "/JS" in dictionary


@pytest.mark.parametrize("words", MUST_SAY)
def test_the_agreement_says(words: str) -> None:
    assert words in text_in(agreement_pdf(AGREEMENT, FONTS))


def test_a_consequence_of_default_is_printed_only_if_agreed() -> None:
    assert "违约责任" not in agreement_text(AGREEMENT)
    assert "违约责任" in agreement_text(replace(AGREEMENT, default_consequence="逾期加付。"))


def test_a_result_without_money_goes_without_an_amount() -> None:
    term = Term("被申请人", "出具解除劳动合同证明。", due_on=date(2026, 12, 1))
    said = agreement_text(replace(AGREEMENT, terms=(term,)))
    assert "被申请人于2026年12月1日以前（含当日）出具解除劳动合同证明。\n" in said
    assert "合计" not in said


def test_a_peoples_committee_signs_under_its_own_law() -> None:
    body = replace(BODY, nature=LegalNature.PEOPLES_MEDIATION_COMMITTEE)
    said = agreement_text(replace(AGREEMENT, body=body))
    assert "根据《中华人民共和国人民调解法》第二十九条第二款" in said


def test_an_organisation_that_does_not_mediate_can_make_no_agreement() -> None:
    body = replace(BODY, nature=LegalNature.NO_MEDIATION_BODY)
    with pytest.raises(RuleBroken) as refusal:
        agreement_pdf(replace(AGREEMENT, body=body), FONTS)
    assert refusal.value.code == "paper.not_a_mediation_body"


def test_last_days_are_printed_once_they_are_known() -> None:
    remedy = Remedy(RemedyKind.ARBITRATION_REVIEW, date(2026, 12, 7))
    said = text_in(agreement_pdf(replace(AGREEMENT, remedies=(remedy,)), FONTS))
    assert "自本协议生效之日起15日内（最后一日为2026年12月7日）" in said


def test_the_printed_words_are_the_canonical_text() -> None:
    no_account = replace(AGREEMENT, terms=(SEVERANCE,))
    pages = reader_of(agreement_pdf(replace(no_account, is_final=False), FONTS)).pages
    printed = squeezed("".join(page.extract_text() for page in pages))
    for line in agreement_text(no_account).splitlines():
        beginning = squeezed(line)[:18]
        assert beginning in printed


def test_the_digest_in_the_foot_is_the_sum_of_the_canonical_text() -> None:
    digest = hashlib.sha256(agreement_text(AGREEMENT).encode()).hexdigest()
    for page in reader_of(agreement_pdf(AGREEMENT, FONTS)).pages:
        assert digest in squeezed(page.extract_text())


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(
            {"terms": (replace(WAGES, amount=Money.of_yuan("28600.01")), SEVERANCE)}, id="one fen"
        ),
        pytest.param({"terms": (replace(WAGES, due_on=date(2026, 12, 16)), SEVERANCE)}, id="day"),
        pytest.param({"applicants": (replace(WORKER, name="王吉平"),)}, id="character of a name"),
        pytest.param({"copies": 4}, id="number of copies"),
        pytest.param({"remedies": ()}, id="remedies"),
        pytest.param({"roster": CROWD}, id="roster"),
    ],
)
def test_the_digest_changes_with_what_was_agreed(change: dict[str, object]) -> None:
    changed = replace(AGREEMENT, **change)  # type: ignore[arg-type]  # a table of changes
    assert agreement_digest(changed) != agreement_digest(AGREEMENT)


def test_the_digest_does_not_change_with_what_arises_later() -> None:
    remedies = tuple(replace(each, last_day=date(2026, 12, 7)) for each in AGREEMENT.remedies)
    masked = replace(WAGES, payee=replace(ACCOUNT, account="***************4567"))
    later = replace(AGREEMENT, remedies=remedies, terms=(masked, SEVERANCE), is_final=False)
    assert agreement_digest(later) == agreement_digest(AGREEMENT)


def test_the_stored_text_shows_four_digits_of_an_account() -> None:
    assert "6222000000001234567" not in agreement_text(AGREEMENT)
    assert masked_account("6222000000001234567") == "*" * 15 + "4567"
    assert masked_account("123") == "123"


def test_the_code_says_number_version_and_digest_and_nothing_else() -> None:
    mark = Mark(AGREEMENT.number, 2, "0" * 64)
    assert mark.message == f"番劳调协〔2026〕0001号\n第2版\nSHA-256:{'0' * 64}"


def test_the_code_that_is_drawn_is_the_code_of_the_message() -> None:
    mark = Mark(AGREEMENT.number, 1, "a" * 64)
    code = code_of(mark)
    drawn = {(bar.column + step, bar.row) for bar in code.bars for step in range(bar.length)}
    matrix = segno.make_qr(mark.message, error="m", encoding="utf-8").matrix
    dark = {
        (column, row) for row, line in enumerate(matrix) for column, cell in enumerate(line) if cell
    }
    assert drawn == dark


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_a_party_writes_is_printed_and_never_obeyed(field: str, hostile: str) -> None:
    pdf = agreement_pdf(FIELDS[field](AGREEMENT, hostile), FONTS)
    assert squeezed(hostile) in text_in(pdf)
    assert not any(map(is_picture_or_link, dictionaries_in(pdf)))


def test_a_hundred_thousand_signs_in_a_field_are_printed() -> None:
    facts = "甲乙丙丁，<b>" * 12_500
    pdf = agreement_pdf(replace(AGREEMENT, facts=facts, is_final=False), FONTS)
    assert text_in(pdf).count("甲乙丙丁") > 12_000


def test_a_third_party_is_named_and_has_a_place_to_sign() -> None:
    third = replace(EMPLOYER, name="某某劳务派遣有限公司")
    words = squeezed(text_in(agreement_pdf(replace(AGREEMENT, third_parties=(third,)), FONTS)))
    assert "第三人：某某劳务派遣有限公司" in words
    assert "第三人（盖章、签名）：" in words


def test_thirty_applicants_each_have_a_place_to_sign() -> None:
    crowd = tuple(replace(WORKER, name=f"工人{number:02d}") for number in range(30))
    pdf = agreement_pdf(replace(AGREEMENT, applicants=crowd), FONTS)
    assert text_in(pdf).count("申请人（签名、捺印）：工人") == 30


def test_many_applicants_are_listed_in_an_annex_with_a_place_to_sign_each() -> None:
    said = text_in(agreement_pdf(replace(AGREEMENT, roster=CROWD), FONTS))
    assert "申请人：工人01等60人（名单见附件），推举下列代表参加调解。申请人代表：王𠮷平" in said
    assert "60工人600000001990010100607,153.50" in said
    assert "申请人代表（签名、捺印）：王𠮷平" in said


def test_every_page_of_the_annex_repeats_the_head_of_its_table() -> None:
    pages = reader_of(agreement_pdf(replace(AGREEMENT, roster=CROWD), FONTS)).pages
    with_workers = [page for page in pages if "7,153.50" in page.extract_text()]
    assert len(with_workers) > 2
    assert all("身份证件号码" in squeezed(page.extract_text()) for page in with_workers)
