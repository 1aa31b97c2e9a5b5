"""The paper that ends a mediation without agreement: a record and a notice in one.

Order 17, article 30: when mediation fails, the body makes a record that both parties
sign or seal, and tells them in writing that they may go to arbitration.  Both stand on one paper,
so that neither can be forgotten.  Nothing that was conceded in the talks is written here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mediation.pdf.blocks import Block, Kind, Sheet, bands_of, clauses, ended, listed
from mediation.pdf.clauses import Body, cited, limitation_reminder
from mediation.pdf.fonts import FontSet
from mediation.pdf.frame import Imprint, paper_pdf
from mediation.pdf.numerals import day
from mediation.pdf.parties import APPLICANT, RESPONDENT, Party, names_of, party_place

TITLE = "调解不成告知书"


@dataclass(frozen=True, slots=True)
class FailureNoticePaper:
    """All that the record and notice of a failed mediation say."""

    number: str
    body: Body
    case_number: str
    applicants: tuple[Party, ...]
    respondents: tuple[Party, ...]
    requests: tuple[str, ...]
    received_on: date
    ended_on: date
    reason: str
    issued_on: date
    accepted_on: date | None = None
    commission: str = "有管辖权的劳动人事争议仲裁委员会"
    limitation_last_day: date | None = None


def failure_notice_pdf(paper: FailureNoticePaper, fonts: FontSet) -> bytes:
    """Draw the record and notice, with places for both sides to sign."""
    bands = bands_of(
        [party_place(APPLICANT, party) for party in paper.applicants],
        [party_place(RESPONDENT, party) for party in paper.respondents],
    )
    closing = (paper.body.name, day(paper.issued_on))
    sheet = Sheet(TITLE, paper.number, tuple(_blocks(paper)), tuple(bands), closing)
    return paper_pdf(sheet, Imprint(paper.issued_on), fonts)


def _blocks(paper: FailureNoticePaper) -> Iterator[Block]:
    applicants, respondents = names_of(paper.applicants), names_of(paper.respondents)
    yield Block(Kind.TITLE, TITLE)
    yield Block(Kind.NUMBER, paper.number)
    yield Block(Kind.FLUSH, f"{applicants}、{respondents}：")
    yield Block(
        Kind.CLAUSE,
        f"申请人{applicants}与被申请人{respondents}劳动争议一案（案件编号：{paper.case_number}），"
        f"{paper.body.introduced}{_course(paper)}，未达成调解协议。",
    )
    yield Block(Kind.HEADING, "一、调解请求事项")
    yield from listed(paper.requests)
    yield Block(Kind.HEADING, "二、调解不成的情况")
    yield from clauses(ended(paper.reason))
    yield Block(Kind.HEADING, "三、权利告知")
    yield from listed(_rights(paper))
    yield Block(Kind.CLAUSE, "双方当事人签名或者盖章，确认以上记录属实并已收到本告知书。")


def _course(paper: FailureNoticePaper) -> str:
    accepted = f"、{day(paper.accepted_on)}受理" if paper.accepted_on else ""
    return f"于{day(paper.received_on)}收到申请{accepted}，调解于{day(paper.ended_on)}结束"


def _rights(paper: FailureNoticePaper) -> list[str]:
    grounds = f"参照{cited('人社部令17号30')}；{cited('调解仲裁法14(3)')}"
    return [
        f"当事人可以依法向{paper.commission}申请仲裁（{grounds}）。",
        limitation_reminder(paper.limitation_last_day),
        "经济困难的劳动者可以向法律援助机构申请法律援助。",
    ]
