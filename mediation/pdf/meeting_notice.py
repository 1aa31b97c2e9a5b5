"""The notice that calls somebody to a mediation meeting: when, where, before whom, what to bring.

No law prescribes its contents; order 17, article 24, says that meetings are held in private.
One paper is made for each person called.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from mediation.basics.clock import local
from mediation.pdf.blocks import Block, Kind, Sheet, bare
from mediation.pdf.clauses import Body
from mediation.pdf.fonts import FontSet
from mediation.pdf.frame import Imprint, paper_pdf
from mediation.pdf.numerals import day, moment

TITLE = "调解会通知书"
WEEKDAYS = "一二三四五六日"
ADVICE = (
    "委托代理人参加的，应当提交写明委托事项和权限的授权委托书。对调解员有异议或者"
    "不能按时参加的，请提前告知本调解组织。调解会一般不公开进行。"
)


@dataclass(frozen=True, slots=True)
class MeetingNoticePaper:
    """All that a notice of a meeting says, to one person called."""

    number: str
    body: Body
    recipient: str
    case_number: str
    applicants: str
    respondents: str
    starts_at: datetime
    place: str
    panel: tuple[str, ...]
    issued_on: date
    way: str = ""
    to_bring: tuple[str, ...] = ()
    contact: str = ""


def meeting_notice_pdf(paper: MeetingNoticePaper, fonts: FontSet) -> bytes:
    """Draw the notice for one person called."""
    closing = (paper.body.name, day(paper.issued_on))
    sheet = Sheet(TITLE, paper.number, tuple(_blocks(paper)), closing=closing)
    return paper_pdf(sheet, Imprint(paper.issued_on), fonts)


def _blocks(paper: MeetingNoticePaper) -> Iterator[Block]:
    weekday = WEEKDAYS[local(paper.starts_at).weekday()]
    yield Block(Kind.TITLE, TITLE)
    yield Block(Kind.NUMBER, paper.number)
    yield Block(Kind.FLUSH, f"{paper.recipient}：")
    yield Block(
        Kind.CLAUSE,
        f"申请人{paper.applicants}与被申请人{paper.respondents}劳动争议一案"
        f"（案件编号：{paper.case_number}），由本调解组织调解。现定于下列时间、"
        "地点召开调解会，请准时参加。",
    )
    yield Block(Kind.CLAUSE, f"时间：{moment(paper.starts_at)}（星期{weekday}）")
    way = f"（{paper.way}）" if paper.way else ""
    yield Block(Kind.CLAUSE, f"地点：{paper.place}{way}")
    yield Block(Kind.CLAUSE, f"调解员：{'、'.join(paper.panel)}")
    if paper.to_bring:
        yield Block(Kind.CLAUSE, f"请携带：{'；'.join(map(bare, paper.to_bring))}。")
    yield Block(Kind.CLAUSE, ADVICE)
    if paper.contact:
        yield Block(Kind.CLAUSE, f"联系方式：{paper.contact}")
