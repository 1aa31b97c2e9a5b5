"""The letter with which a matter goes to another body: what it is, why, and what is enclosed.

信访工作条例 31: what is for arbitration, a court or an authority is led into that procedure.  The
letter asks for the other body's number and answer; names stand on it, numbers of persons do not.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mediation.pdf.blocks import Block, Kind, Sheet, clauses, ended
from mediation.pdf.clauses import cited
from mediation.pdf.fonts import FontSet
from mediation.pdf.frame import Imprint, paper_pdf
from mediation.pdf.numerals import day

TITLE = "案件转办函"


@dataclass(frozen=True, slots=True)
class ReferralLetter:
    """All that the letter says."""

    number: str
    body_name: str
    addressee: str
    case_number: str
    applicant: str
    respondent: str
    received_on: date
    request: str
    reason: str
    enclosed: str
    sent_on: date
    limitation_last_day: date | None = None


def referral_letter_pdf(letter: ReferralLetter, fonts: FontSet) -> bytes:
    """Draw the letter to the body that is asked to take the matter."""
    closing = (letter.body_name, day(letter.sent_on))
    sheet = Sheet(TITLE, letter.number, tuple(_blocks(letter)), closing=closing, is_letter=True)
    return paper_pdf(sheet, Imprint(letter.sent_on), fonts)


def _blocks(letter: ReferralLetter) -> Iterator[Block]:
    against = f"与{letter.respondent}" if letter.respondent else "反映"
    yield Block(Kind.TITLE, TITLE)
    yield Block(Kind.NUMBER, letter.number)
    yield Block(Kind.FLUSH, f"{letter.addressee}：")
    yield Block(
        Kind.CLAUSE,
        f"本机构于{day(letter.received_on)}收到{letter.applicant}{against}的劳动争议事项"
        f"（登记编号：{letter.case_number}），经审查应当通过贵单位的程序处理。"
        f"根据{cited('信访工作条例31')}，现转请贵单位依法办理。",
    )
    yield from clauses(f"一、诉求：{ended(letter.request)}")
    yield from clauses(f"二、转办理由：{ended(letter.reason)}")
    yield from clauses(f"三、随函材料：{ended(letter.enclosed or '无')}")
    yield from clauses(
        f"四、请予反馈：请将受理情况、编号和办理结果函告本机构，来函请注明{letter.number}。"
    )
    if letter.limitation_last_day is not None:
        last = day(letter.limitation_last_day)
        yield from clauses(
            f"按现有材料计算，申请仲裁时效的最后一日为{last}（{cited('调解仲裁法27(1)')}），"
            "以仲裁委员会的认定为准，请及时办理。"
        )
