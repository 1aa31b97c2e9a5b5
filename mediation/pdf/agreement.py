"""The mediation agreement of the tripartite track: its contents, its canonical text, its PDF.

Contents after order 17, article 26: the parties, what was asked, what happened,
what was in dispute, and the result item by item with amount in figures and in 大写, day, manner
and account; then voluntariness, effect, remedies, copies, and the places to sign and seal.

The canonical text is what is hashed.  It is made of the same blocks as the print and covers all
that the parties agreed.  It leaves out what arises later or may differ between two prints of one
agreement: the last days counted from the effective day, and the middle digits of an account
number (the stored copy masks them).  What is drawn in the margins was never part of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from mediation.basics.money import Money
from mediation.pdf.blocks import (
    Block,
    Kind,
    Sheet,
    Signing,
    SigningBand,
    SigningPlace,
    bands_of,
    bare,
    clauses,
    ended,
    listed,
    table,
    text_of,
)
from mediation.pdf.clauses import (
    Body,
    Remedy,
    effect_clause,
    remedy_clause,
)
from mediation.pdf.fonts import FontSet
from mediation.pdf.frame import Imprint, paper_pdf
from mediation.pdf.mark import Mark, digest_of
from mediation.pdf.numerals import day, in_chinese
from mediation.pdf.parties import (
    APPLICANT,
    RESPONDENT,
    THIRD_PARTY,
    Party,
    party_blocks,
    party_place,
)

TITLE = "劳动争议调解协议书"
REPRESENTATIVE = "申请人代表"
ROSTER_HEAD = ("序号", "姓名", "身份证件号码", "金额（元）", "签名、捺印")
ROSTER_COLUMNS = (2, 7, 8, 5, 6)
ROSTER_CONSENT = "下列申请人同意由推举的代表签署本协议，并同意协议的全部内容。"
_SHOWN_DIGITS = 4
_UNDATED = Signing.UNDATED_SIGNATURE


@dataclass(frozen=True, slots=True)
class Payee:
    """The account that receives a payment."""

    holder: str
    bank: str = ""
    account: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """One result: who does what for whom, by when and how; with an amount when money is owed."""

    debtor: str
    deed: str
    creditor: str = ""
    amount: Money | None = None
    due_on: date | None = None
    method: str = ""
    payee: Payee | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """The people who mediated and who sign."""

    chief_mediator: str
    mediators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Represented:
    """One of many applicants, who is named in the annex and signs there."""

    name: str
    id_number: str
    amount: Money | None = None


@dataclass(frozen=True, slots=True)
class AgreementPaper:
    """All that an agreement says; `drafted_on` is the day that the PDF bears as its date.

    Where ten or more workers chose representatives, `applicants` are those and `roster` is all.
    """

    number: str
    version: int
    case_number: str
    body: Body
    panel: Panel
    applicants: tuple[Party, ...]
    respondents: tuple[Party, ...]
    requests: tuple[str, ...]
    facts: str
    disputed_points: tuple[str, ...]
    terms: tuple[Term, ...]
    drafted_on: date
    third_parties: tuple[Party, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    place_of_performance: str = ""
    default_consequence: str = ""
    other_terms: tuple[str, ...] = ()
    copies: int = 3
    roster: tuple[Represented, ...] = ()
    is_final: bool = False


def agreement_pdf(paper: AgreementPaper, fonts: FontSet) -> bytes:
    """Draw the agreement; a final one bears its mark, any other is marked 草稿 on each page."""
    sheet = Sheet(TITLE, paper.number, _blocks(paper), _signing(paper), annex=tuple(_annex(paper)))
    if not paper.is_final:
        return paper_pdf(sheet, Imprint(paper.drafted_on, is_draft=True), fonts)
    mark = Mark(paper.number, paper.version, agreement_digest(paper))
    return paper_pdf(sheet, Imprint(paper.drafted_on, mark), fonts)


def agreement_text(paper: AgreementPaper) -> str:
    """Return the canonical text: the words of the agreement, one block to a line."""
    agreed = _as_agreed(paper)
    return text_of((*_blocks(agreed), *_annex(agreed)))


def agreement_digest(paper: AgreementPaper) -> str:
    """Return the SHA-256 of the canonical text, as printed in the foot of the final paper."""
    return digest_of(agreement_text(paper))


def masked_account(account: str) -> str:
    """Hide all but the last four digits of an account number."""
    hidden = max(0, len(account) - _SHOWN_DIGITS)
    return "*" * hidden + account[hidden:]


def _as_agreed(paper: AgreementPaper) -> AgreementPaper:
    """Take away what arises after the agreement or differs between two prints of it."""
    remedies = tuple(replace(remedy, last_day=None) for remedy in paper.remedies)
    return replace(paper, remedies=remedies, terms=tuple(map(_masked, paper.terms)))


def _masked(term: Term) -> Term:
    if term.payee is None:
        return term
    return replace(term, payee=replace(term.payee, account=masked_account(term.payee.account)))


def _blocks(paper: AgreementPaper) -> tuple[Block, ...]:
    return (
        Block(Kind.TITLE, TITLE),
        Block(Kind.NUMBER, paper.number),
        *_opening(paper),
        *_numbered_sections(_sections(paper)),
    )


def _opening(paper: AgreementPaper) -> Iterator[Block]:
    if paper.roster:
        count = f"{paper.roster[0].name}等{len(paper.roster)}人（名单见附件）"
        yield Block(Kind.CLAUSE, f"申请人：{count}，推举下列代表参加调解。")
    side = REPRESENTATIVE if paper.roster else APPLICANT
    yield from party_blocks(side, paper.applicants)
    yield from party_blocks(RESPONDENT, paper.respondents)
    yield from party_blocks(THIRD_PARTY, paper.third_parties)
    yield Block(Kind.CLAUSE, f"调解组织：{paper.body.introduced}。")
    yield Block(Kind.CLAUSE, f"案件编号：{paper.case_number}。")


def _annex(paper: AgreementPaper) -> Iterator[Block]:
    """List all applicants, each with the amount that falls to them and a place to sign."""
    if not paper.roster:
        return
    yield Block(Kind.HEADING, f"附件　{paper.number}申请人名单")
    yield Block(Kind.CLAUSE, ROSTER_CONSENT)
    lines = [
        (str(count), each.name, each.id_number, each.amount.figures if each.amount else "", "")
        for count, each in enumerate(paper.roster, start=1)
    ]
    yield from table(ROSTER_HEAD, lines, ROSTER_COLUMNS)


def _sections(paper: AgreementPaper) -> Iterator[tuple[str, list[Block]]]:
    """Yield each section that has something to say, with its heading."""
    yield "调解请求事项", listed(paper.requests)
    yield "纠纷主要事实", list(clauses(paper.facts))
    yield "争议事项", listed(paper.disputed_points)
    yield "调解结果", _results(paper)
    if paper.default_consequence:
        yield "违约责任", list(clauses(paper.default_consequence))
    if paper.other_terms:
        yield "其他约定", listed(paper.other_terms)
    yield "协议的效力", [Block(Kind.CLAUSE, effect_clause(paper.body.nature))]
    if paper.remedies:
        said = [remedy_clause(remedy, paper.body.nature) for remedy in paper.remedies]
        yield "后续程序和权利", listed(said)
    yield "协议文本", [Block(Kind.CLAUSE, _copies(paper.copies))]


def _numbered_sections(sections: Iterator[tuple[str, list[Block]]]) -> Iterator[Block]:
    for count, (heading, blocks) in enumerate(sections, start=1):
        yield Block(Kind.HEADING, f"{in_chinese(count)}、{heading}")
        yield from blocks


def _results(paper: AgreementPaper) -> list[Block]:
    opening = (
        f"经{paper.body.name}主持调解，双方当事人在平等、自愿的基础上协商一致，达成如下协议，"
        "双方确认本协议系各自真实意思表示："
    )
    blocks = [Block(Kind.CLAUSE, opening), *listed([_said(term) for term in paper.terms])]
    amounts = [term.amount for term in paper.terms if term.amount]
    if len(amounts) > 1:
        blocks.append(Block(Kind.CLAUSE, f"以上款项合计{_in_full(Money.total(amounts))}。"))
    if paper.place_of_performance:
        blocks.append(Block(Kind.CLAUSE, f"履行地点：{ended(paper.place_of_performance)}"))
    return blocks


def _said(term: Term) -> str:
    """Write a term as one sentence: 甲于…以前（含当日）向乙支付…人民币…元（大写：…）."""
    due = f"于{day(term.due_on)}以前（含当日）" if term.due_on else ""
    towards = f"向{term.creditor}" if term.creditor else ""
    amount = _in_full(term.amount) if term.amount else ""
    parts = [f"{term.debtor}{due}{towards}{bare(term.deed)}{amount}"]
    if term.method:
        parts.append(f"履行方式：{bare(term.method)}")
    if term.payee:
        parts.append(_account(term.payee))
    return "；".join(parts) + "。"


def _in_full(amount: Money) -> str:
    return f"人民币{amount.figures}元（大写：{amount.capitals}）"


def _account(payee: Payee) -> str:
    bank = f"，开户银行：{payee.bank}" if payee.bank else ""
    account = f"，账号：{payee.account}" if payee.account else ""
    return f"收款账户户名：{payee.holder}{bank}{account}"


def _copies(count: int) -> str:
    if count == 3:
        return "本协议一式三份，双方当事人和调解组织各执一份，具有同等效力。"
    return f"本协议一式{in_chinese(count)}份，各方当事人和调解组织分别执存，具有同等效力。"


def _signing(paper: AgreementPaper) -> tuple[SigningBand, ...]:
    """Give the parties their places left and right, then the panel beside the body's seal."""
    panel = [SigningPlace("首席调解员（签名）：", paper.panel.chief_mediator, _UNDATED)]
    panel += [SigningPlace("调解员（签名）：", name, _UNDATED) for name in paper.panel.mediators]
    seal = SigningPlace("调解组织（盖章）：", paper.body.name, Signing.SEAL)
    side = REPRESENTATIVE if paper.roster else APPLICANT
    parties = bands_of(
        [party_place(side, party) for party in paper.applicants],
        [
            *(party_place(RESPONDENT, party) for party in paper.respondents),
            *(party_place(THIRD_PARTY, party) for party in paper.third_parties),
        ],
    )
    return (*parties, SigningBand(tuple(panel), (seal,)))
