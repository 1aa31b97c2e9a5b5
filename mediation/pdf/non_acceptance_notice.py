"""The written notice that an application for mediation is not taken up, to the applicant.

Order 17, article 22: when a dispute is out of scope or the other side does not consent, that is
recorded and the applicant is told in writing.  The paper gives the reason and says where to go.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mediation.pdf.blocks import Block, Kind, Sheet, clauses, ended, listed
from mediation.pdf.clauses import Body, cited, limitation_reminder
from mediation.pdf.fonts import FontSet
from mediation.pdf.frame import Imprint, paper_pdf
from mediation.pdf.numerals import day

TITLE = "不予受理通知书"


@dataclass(frozen=True, slots=True)
class NonAcceptanceNoticePaper:
    """All that a notice of non-acceptance says."""

    number: str
    body: Body
    case_number: str
    applicants: str
    respondents: str
    received_on: date
    reason: str
    issued_on: date
    where_to_go: tuple[str, ...] = ()
    limitation_last_day: date | None = None


def non_acceptance_notice_pdf(paper: NonAcceptanceNoticePaper, fonts: FontSet) -> bytes:
    """Draw the notice to the applicant."""
    closing = (paper.body.name, day(paper.issued_on))
    sheet = Sheet(TITLE, paper.number, tuple(_blocks(paper)), closing=closing)
    return paper_pdf(sheet, Imprint(paper.issued_on), fonts)


def _blocks(paper: NonAcceptanceNoticePaper) -> Iterator[Block]:
    yield Block(Kind.TITLE, TITLE)
    yield Block(Kind.NUMBER, paper.number)
    yield Block(Kind.FLUSH, f"{paper.applicants}：")
    yield Block(
        Kind.CLAUSE,
        f"本调解组织于{day(paper.received_on)}收到申请人{paper.applicants}与被申请人"
        f"{paper.respondents}劳动争议一案的调解申请（案件编号：{paper.case_number}）。"
        f"经审查，决定不予受理（参照{cited('人社部令17号22')}）。",
    )
    yield Block(Kind.HEADING, "一、不予受理的理由")
    yield from clauses(ended(paper.reason))
    yield Block(Kind.HEADING, "二、可以采取的途径")
    yield from listed(_ways(paper))


def _ways(paper: NonAcceptanceNoticePaper) -> list[str]:
    arbitration = "当事人可以依法向有管辖权的劳动人事争议仲裁委员会申请仲裁"
    return [*(paper.where_to_go or (arbitration,)), limitation_reminder(paper.limitation_last_day)]
