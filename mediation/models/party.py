"""Parties: who stands on which side, with their sealed numbers.

ID number, mobile and address are sealed under the key of the case; number and mobile also have a
blind index for exact search.  `opened` is only for documents and for an audited unmasking; every
page takes `masked`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, bindparam, func, select
from sqlalchemy.orm import Mapped, mapped_column

from mediation.basics.errors import NotFound
from mediation.basics.ids import new_public_id
from mediation.basics.text import masked_name
from mediation.models.case_link import linked_with
from mediation.models.contact import Contact
from mediation.models.db import Base, read, session
from mediation.models.sealing import CaseSeal, blind_index
from mediation.rules.identity import masked_id, masked_mobile
from mediation.rules.party import PartyRole, SealedField, born_under_age

_SHORTEST_NAME = 2


class Party(Base):
    """One person or employer in one case."""

    __tablename__ = "parties"
    __table_args__ = (
        CheckConstraint("role IN ('applicant', 'respondent', 'third_party')", name="known_role"),
        Index("ix_parties_case_role", "case_id", "role", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(12), unique=True, default=new_public_id)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    role: Mapped[str] = mapped_column(String(12))
    is_employer: Mapped[bool] = mapped_column(default=False)
    employer_id: Mapped[int | None] = mapped_column(ForeignKey("employers.id"), index=True)
    name: Mapped[str] = mapped_column(String(120), index=True)
    sex: Mapped[str] = mapped_column(String(10), default="")
    born_on: Mapped[date | None]
    id_kind: Mapped[str] = mapped_column(String(20), default="resident_id")
    id_number_sealed: Mapped[str | None] = mapped_column(Text)
    id_number_index: Mapped[str | None] = mapped_column(String(64), index=True)
    id_number_note: Mapped[str] = mapped_column(String(200), default="")
    mobile_sealed: Mapped[str | None] = mapped_column(Text)
    mobile_index: Mapped[str | None] = mapped_column(String(64), index=True)
    address_sealed: Mapped[str | None] = mapped_column(Text)
    agent_name: Mapped[str] = mapped_column(String(60), default="")
    agent_authority: Mapped[str] = mapped_column(String(200), default="")


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """A party without any readable number."""

    id: int
    public_id: str
    case_id: int
    role: PartyRole
    is_employer: bool
    employer_id: int | None
    name: str
    sex: str
    born_on: date | None
    id_kind: str
    has_id_number: bool
    has_mobile: bool
    has_address: bool
    agent_name: str
    agent_authority: str
    id_number_note: str


@dataclass(frozen=True, slots=True)
class MaskedParty:
    """A party as a page shows it: numbers masked."""

    facts: PartyFacts
    id_number: str
    mobile: str
    address: str


@dataclass(frozen=True, slots=True)
class OpenedParty:
    """A party as a document prints it: numbers in full; never for a list or a log."""

    facts: PartyFacts
    id_number: str
    mobile: str
    address: str


_ROWS = Party.__table__.c
_AFTER = (
    select(*_ROWS)
    .where(_ROWS.case_id == bindparam("case_id"), _ROWS.id > bindparam("after"))
    .order_by(_ROWS.id)
    .limit(bindparam("most"))
)


def add(case_id: int, seal: CaseSeal, row: Party, numbers: dict[SealedField, str]) -> None:
    """Add a party with its numbers sealed; it goes to the database with what comes next."""
    row.case_id = case_id
    write_numbers(row, seal, numbers)
    session().add(row)


def key_of(row: Party) -> int:
    """Return the key of a party that has just been added."""
    session().flush()
    return row.id


def write_numbers(row: Party, seal: CaseSeal, numbers: dict[SealedField, str]) -> None:
    """Seal the given numbers into the row and refresh their blind indexes."""
    for name, plain in numbers.items():
        column = f"parties.{name.value}"
        setattr(row, f"{name.value}_sealed", seal.seal(column, plain) if plain else None)
        if name is not SealedField.ADDRESS:
            setattr(row, f"{name.value}_index", blind_index(column, plain) if plain else None)


def row_of(case_id: int, public_id: str) -> Party:
    """Return the row of a party of this case for writing; only for verbs of this case."""
    query = select(Party).where(Party.case_id == case_id, Party.public_id == public_id)
    row = session().scalars(query).one_or_none()
    if row is None:
        raise NotFound("party.not_found")
    return row


def find(case_id: int, public_id: str) -> PartyFacts:
    """Return one party of a case that the caller may see."""
    return _facts(row_of(case_id, public_id))


def of_case(case_id: int, limit: int | None = None) -> tuple[PartyFacts, ...]:
    """Return the parties of a case in the order in which they were added."""
    query = select(Party).where(Party.case_id == case_id).order_by(Party.id).limit(limit)
    return tuple(_facts(row) for row in session().scalars(query))


def masked_of_case(
    case_id: int, seal: CaseSeal, limit: int, after: int = 0
) -> tuple[MaskedParty, ...]:
    """Return the first parties of a case, or those after a mark, with their numbers masked."""
    return tuple(
        MaskedParty(
            _facts(row),
            masked_id(opened_field(row, seal, SealedField.ID_NUMBER)),
            masked_mobile(opened_field(row, seal, SealedField.MOBILE)),
            "●●●●" if row.address_sealed else "",
        )
        for row in read(_AFTER, case_id=case_id, after=after, most=limit)
    )


def opened_of_case(case_id: int, seal: CaseSeal) -> tuple[OpenedParty, ...]:
    """Return the parties with their numbers in full, for a document of the case."""
    query = select(Party).where(Party.case_id == case_id).order_by(Party.id)
    return tuple(
        OpenedParty(
            _facts(row),
            opened_field(row, seal, SealedField.ID_NUMBER),
            opened_field(row, seal, SealedField.MOBILE),
            opened_field(row, seal, SealedField.ADDRESS),
        )
        for row in session().scalars(query)
    )


def opened_field(row: Any, seal: CaseSeal, name: SealedField) -> str:
    """Return one sealed fact of a party in full, or an empty text."""
    envelope = getattr(row, f"{name.value}_sealed")
    return seal.open(f"parties.{name.value}", envelope) if envelope else ""


def count_under_age(case_id: int, on: date) -> int:
    """Return how many workers of a case were too young to work on a day."""
    query = (
        select(func.count())
        .select_from(Party)
        .where(Party.case_id == case_id, Party.role == PartyRole.APPLICANT.value)
        .where(Party.is_employer.is_(False), Party.born_on > born_under_age(on))
    )
    return session().scalar(query) or 0


def name_mask(case_ids: Iterable[int]) -> Callable[[str], str]:
    """Return what masks the names of people in these cases wherever they stand in a text.

    People of linked cases are masked as well: a merged case has given its people away, and what
    was written of them stays.
    """
    query = select(Party.is_employer, Party.name, Party.agent_name)
    own = set(case_ids)
    of_cases = list(own | linked_with(own))
    names = {
        name
        for is_employer, own_name, agent in session().execute(
            query.where(Party.case_id.in_(of_cases))
        )
        for name in ((agent,) if is_employer else (own_name, agent))
        if len(name) >= _SHORTEST_NAME
    }
    called = select(Contact.caller_name).where(Contact.case_id.in_(of_cases))
    names |= {name for name in session().scalars(called) if len(name) >= _SHORTEST_NAME}
    longest_first = sorted(names, key=len, reverse=True)

    def mask(written: str) -> str:
        for name in longest_first:
            written = written.replace(name, masked_name(name))
        return written

    return mask


def _facts(row: Any) -> PartyFacts:
    return PartyFacts(
        row.id,
        row.public_id,
        row.case_id,
        PartyRole(row.role),
        row.is_employer,
        row.employer_id,
        row.name,
        row.sex,
        row.born_on,
        row.id_kind,
        row.id_number_sealed is not None,
        row.mobile_sealed is not None,
        row.address_sealed is not None,
        row.agent_name,
        row.agent_authority,
        row.id_number_note,
    )
