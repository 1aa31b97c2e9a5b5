"""Claims: what is asked for, one cause and one amount each.

Quick intake may give several causes and one total; the total then stands on a claim of cause
`unsplit` until it is divided, at the latest before an agreement is made final.
"""

from dataclasses import dataclass

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    String,
    bindparam,
    exists,
    func,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from mediation.basics.money import Money
from mediation.models.db import Base, read, session
from mediation.models.party import Party
from mediation.rules.party import PartyRole

UNSPLIT = "unsplit"


class Claim(Base):
    """One item of what the applicants ask for."""

    __tablename__ = "claims"
    __table_args__ = (
        CheckConstraint("amount_fen IS NULL OR amount_fen >= 0", name="amount_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    party_id: Mapped[int | None] = mapped_column(ForeignKey("parties.id"))
    cause: Mapped[str] = mapped_column(String(30))
    amount_fen: Mapped[int | None] = mapped_column(BigInteger)
    note: Mapped[str] = mapped_column(String(500), default="")


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """A claim as verbs and pages know it."""

    id: int
    party_id: int | None
    cause: str
    amount: Money | None
    note: str


@dataclass(frozen=True, slots=True)
class Claimant:
    """An applicant of a case, and whether there are claims of this one person."""

    party_id: int
    name: str
    has_own: bool


_CLAIMS, _PARTIES = Claim.__table__.c, Party.__table__.c
_OF_CASE = (
    select(_CLAIMS.id, _CLAIMS.party_id, _CLAIMS.cause, _CLAIMS.amount_fen, _CLAIMS.note)
    .where(_CLAIMS.case_id == bindparam("case_id"))
    .order_by(_CLAIMS.id)
    .limit(bindparam("most"))
)
_CLAIMANTS = (
    select(
        _PARTIES.id.label("party_id"),
        _PARTIES.name,
        exists().where(_CLAIMS.party_id == _PARTIES.id).label("has_own"),
    )
    .where(_PARTIES.case_id == bindparam("case_id"))
    .where(_PARTIES.role == PartyRole.APPLICANT.value)
    .order_by(_PARTIES.id)
)


def add(
    case_id: int, cause: str, amount: Money | None, note: str = "", party_id: int | None = None
) -> None:
    """Store one claim."""
    fen = None if amount is None else amount.fen
    session().add(Claim(case_id=case_id, party_id=party_id, cause=cause, amount_fen=fen, note=note))


def replace_all(case_id: int, claims: tuple[tuple[str, Money | None, str], ...]) -> None:
    """Put these claims (cause, amount, note) in the place of those of the whole case."""
    rows = session().scalars(
        select(Claim).where(Claim.case_id == case_id, Claim.party_id.is_(None))
    )
    for row in list(rows):
        session().delete(row)
    for cause, amount, note in claims:
        add(case_id, cause, amount, note)


def of_case(case_id: int, limit: int = 60) -> tuple[ClaimFacts, ...]:
    """Return the first claims of a case in the order in which they were made."""
    return tuple(
        ClaimFacts(
            row.id,
            row.party_id,
            row.cause,
            None if row.amount_fen is None else Money(row.amount_fen),
            row.note,
        )
        for row in read(_OF_CASE, case_id=case_id, most=limit)
    )


def claimants(case_id: int) -> tuple[Claimant, ...]:
    """Return the applicants of a case in the order in which they were added."""
    found = read(_CLAIMANTS, case_id=case_id)
    return tuple(Claimant(row.party_id, row.name, bool(row.has_own)) for row in found)


def count_unsplit(case_id: int) -> int:
    """Return how many totals of the case still wait to be divided."""
    query = (
        select(func.count())
        .select_from(Claim)
        .where(Claim.case_id == case_id, Claim.cause == UNSPLIT)
    )
    return session().scalar(query) or 0


def total_of_parties(case_id: int) -> Money:
    """Return what single people of a case claim in all, beside what is claimed for everybody."""
    query = select(func.sum(Claim.amount_fen)).where(
        Claim.case_id == case_id, Claim.party_id.is_not(None)
    )
    return Money(int(session().scalar(query) or 0))


def totals_by_party(case_id: int, party_ids: tuple[int, ...]) -> dict[int, Money]:
    """Return what each of these parties claims in all; one without an amount is left out."""
    query = (
        select(Claim.party_id, func.sum(Claim.amount_fen))
        .where(Claim.case_id == case_id, Claim.party_id.in_(party_ids))
        .group_by(Claim.party_id)
    )
    found = session().execute(query).all()
    return {key: Money(int(fen)) for key, fen in found if key is not None and fen is not None}
