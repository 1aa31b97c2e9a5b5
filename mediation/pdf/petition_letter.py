"""The letters of a petition: notice, objection, longer time, and the opinion that decides it.

信访工作条例 23: what happens with the matter is told in writing; what is not ours goes back with
reasons.  34 and 35: an opinion decides it, and says to whom and until when a review may be asked.
A petitioner's number is on none of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mediation.pdf.blocks import Block, Kind, Sheet, clauses, ended
from mediation.pdf.clauses import cited
from mediation.pdf.fonts import FontSet
from mediation.pdf.frame import Imprint, paper_pdf
from mediation.pdf.numerals import day, in_chinese
from mediation.rules.petition import Objection, Opinion, PetitionExtension

NOTICE, OBJECTION = "信访事项告知书", "信访事项转办异议函"
EXTENSION, OPINION = "信访事项延期办理告知书", "信访处理意见书"

Section = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PetitionMatter:
    """What every letter says of the matter."""

    number: str
    body_name: str
    case_number: str
    petitioner: str
    channel: str
    is_forwarded: bool
    received_on: date
    issued_on: date

    @property
    def told_by(self) -> str:
        """The article under which the petitioner is told."""
        return cited("信访工作条例23(3)" if self.is_forwarded else "信访工作条例23(2)")

    @property
    def came(self) -> str:
        """The sentence that says how and when the matter came."""
        if self.is_forwarded:
            return f"您的信访事项由有关单位转交本机构办理，本机构已于{day(self.received_on)}收到"
        return f"您通过{self.channel}提出的信访事项，本机构已于{day(self.received_on)}收到"


def notice_pdf(matter: PetitionMatter, text: str, decided_by: date | None, fonts: FontSet) -> bytes:
    """Draw the written notice; a matter that was accepted also gets the day of its opinion."""
    opening = (
        f"{matter.came}（登记编号：{matter.case_number}）。"
        f"根据{matter.told_by}的规定，现将有关情况书面告知如下。"
    )
    sections = [("办理途径和安排", text)]
    if decided_by is not None:
        term = (
            f"本机构已受理该事项，将自受理之日起60日内（最后一日为{day(decided_by)}）办结，"
            f"并出具信访处理意见书（{cited('信访工作条例34')}）。"
        )
        sections.append(("受理和办理期限", term))
    asking = f"需要了解办理情况的，请凭登记编号{matter.case_number}向本机构查询。"
    sections.append(("查询", asking))
    return _letter(NOTICE, matter, matter.petitioner, opening, sections, fonts)


def objection_pdf(
    matter: PetitionMatter, objection: Objection, outside_number: str, fonts: FontSet
) -> bytes:
    """Draw the objection to whoever forwarded the matter."""
    named = f"（来文编号：{outside_number}）" if outside_number else ""
    opening = (
        f"贵单位转来的信访事项{named}，本机构已于{day(matter.received_on)}收到"
        f"（登记编号：{matter.case_number}）。经核实，该事项不属于本机构职权范围。"
        f"根据{cited('信访工作条例23(3)')}的规定，自收到之日起5个工作日内提出异议。"
    )
    back = "请收回该事项，依法转送有权处理的机关、单位；所附材料一并退回。"
    sections = [("异议理由", objection.reason), ("请予办理", back)]
    return _letter(OBJECTION, matter, objection.addressee, opening, sections, fonts)


def extension_pdf(
    matter: PetitionMatter, extension: PetitionExtension, due_on: date, fonts: FontSet
) -> bytes:
    """Draw the notice that the opinion takes longer, with the reason."""
    opening = (
        f"{matter.came}（登记编号：{matter.case_number}），原定于{day(due_on)}前办结。"
        f"因情况复杂，经本机构负责人批准，办理期限延长至{day(extension.to)}"
        f"（{cited('信访工作条例34')}）。"
    )
    sections = [("延期理由", extension.reason)]
    return _letter(EXTENSION, matter, matter.petitioner, opening, sections, fonts)


def opinion_pdf(matter: PetitionMatter, request: str, opinion: Opinion, fonts: FontSet) -> bytes:
    """Draw the opinion, with the way to a review at its end."""
    opening = (
        f"{matter.came}（登记编号：{matter.case_number}）。本机构已调查核实，"
        f"根据{cited('信访工作条例34')}的规定，现提出处理意见如下。"
    )
    review = (
        "对本处理意见不服的，可以自收到本意见书之日起30日内，"
        f"请求本机构的上一级机关、单位复查（{cited('信访工作条例35')}）。"
    )
    sections = [
        ("反映的事项", request),
        ("查明的事实", opinion.findings),
        ("处理意见和依据", opinion.decision),
        ("复查", review),
    ]
    return _letter(OPINION, matter, matter.petitioner, opening, sections, fonts)


def _letter(
    title: str,
    matter: PetitionMatter,
    addressee: str,
    opening: str,
    sections: list[Section],
    fonts: FontSet,
) -> bytes:
    closing = (matter.body_name, day(matter.issued_on))
    blocks = tuple(_blocks(title, matter.number, addressee, (opening, sections)))
    sheet = Sheet(title, matter.number, blocks, closing=closing, is_letter=True)
    return paper_pdf(sheet, Imprint(matter.issued_on), fonts)


def _blocks(
    title: str, number: str, addressee: str, said: tuple[str, list[Section]]
) -> Iterator[Block]:
    opening, sections = said
    yield Block(Kind.TITLE, title)
    yield Block(Kind.NUMBER, number)
    yield Block(Kind.FLUSH, f"{addressee}：")
    yield Block(Kind.CLAUSE, opening)
    for count, (heading, text) in enumerate(sections, start=1):
        place = f"{in_chinese(count)}、" if len(sections) > 1 else ""
        yield Block(Kind.HEADING, f"{place}{heading}")
        yield from clauses(ended(text))
