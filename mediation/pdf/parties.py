"""Who is named on a paper, and the sentence that names them as order 17 wants it.

A natural person is told apart by birth date and identity number, an employer by its credit code
and legal representative.  A field that is not known is left out; it is never printed as blank.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mediation.pdf.blocks import Block, Kind, SigningPlace
from mediation.pdf.numerals import day

APPLICANT = "申请人"
RESPONDENT = "被申请人"
THIRD_PARTY = "第三人"
AGENT = "委托代理人"


@dataclass(frozen=True, slots=True)
class Agent:
    """Someone who acts for a party: who, from where, and what the party allowed."""

    name: str
    occupation: str = ""
    authority: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A natural person as a party."""

    name: str
    sex: str = ""
    born_on: date | None = None
    id_kind: str = "居民身份证"
    id_number: str = ""
    address: str = ""
    phone: str = ""
    agents: tuple[Agent, ...] = ()

    @property
    def particulars(self) -> tuple[str, ...]:
        """What is said of the person after the name, in the usual order."""
        return _known(
            ("", self.sex),
            ("", f"{day(self.born_on)}出生" if self.born_on else ""),
            (f"{self.id_kind}号码", self.id_number),
            ("住址", self.address),
            ("联系电话", self.phone),
        )


@dataclass(frozen=True, slots=True)
class Employer:
    """An employer as a party."""

    name: str
    credit_code: str = ""
    address: str = ""
    representative: str = ""
    representative_post: str = ""
    phone: str = ""
    agents: tuple[Agent, ...] = ()

    @property
    def particulars(self) -> tuple[str, ...]:
        """What is said of the employer after the name, in the usual order."""
        return _known(
            ("统一社会信用代码", self.credit_code),
            ("住所地", self.address),
            ("法定代表人（负责人）", self.representative),
            ("职务", self.representative_post),
            ("联系电话", self.phone),
        )


Party = Person | Employer


def party_blocks(label: str, parties: Sequence[Party]) -> list[Block]:
    """Name each party and, below it, its agents; several of one side are numbered."""
    blocks = []
    for count, party in enumerate(parties, start=1):
        title = f"{label}（{count}）" if len(parties) > 1 else label
        blocks.append(Block(Kind.CLAUSE, f"{title}：{_joined(party.name, party.particulars)}"))
        blocks += [Block(Kind.CLAUSE, f"{AGENT}：{_agent(agent)}") for agent in party.agents]
    return blocks


def party_place(label: str, party: Party) -> SigningPlace:
    """Return the place where a party signs: a person by hand, an employer by seal and hand."""
    if isinstance(party, Employer):
        return SigningPlace(f"{label}（盖章、签名）：", party.name)
    return SigningPlace(f"{label}（签名、捺印）：", party.name)


def names_of(parties: Sequence[Party]) -> str:
    """Return the names, joined as a sentence does."""
    return "、".join(party.name for party in parties)


def _agent(agent: Agent) -> str:
    return _joined(agent.name, _known(("", agent.occupation), ("代理权限", agent.authority)))


def _joined(name: str, particulars: Sequence[str]) -> str:
    return "，".join((name, *particulars)) + "。"


def _known(*pairs: tuple[str, str]) -> tuple[str, ...]:
    return tuple(f"{label}：{value}" if label else value for label, value in pairs if value)
