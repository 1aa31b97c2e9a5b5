"""Agreements: terms, versions, signatures, and the payments that keep them.

An agreement belongs to a proceeding.  While it is a draft its terms may change; when it is made
final its text is frozen, hashed and kept as a document, and a later change needs a new version.
Signing, sealing and taking effect are three separate days, because each law asks for another one
of them.  The payee's account is sealed under the key of the case.  What has been paid stands in
`performance`; the item carries the sum of it and the day on which nothing more was owed.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    String,
    Text,
    UniqueConstraint,
    bindparam,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from mediation.basics.errors import NotFound
from mediation.basics.ids import new_public_id
from mediation.basics.money import Money
from mediation.models.db import Base, Instant, read, session


class Agreement(Base):
    """One version of one settlement agreement."""

    __tablename__ = "agreements"
    __table_args__ = (
        UniqueConstraint("proceeding_id", "edition", name="one_agreement_per_edition"),
        CheckConstraint("finalised_at IS NULL OR digest IS NOT NULL", name="final_text_has_digest"),
        CheckConstraint("sealed_on IS NULL OR signed_on IS NOT NULL", name="sealed_after_signing"),
        CheckConstraint(
            "effective_on IS NULL OR sealed_on IS NOT NULL", name="effective_after_sealing"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(12), unique=True, default=new_public_id)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    proceeding_id: Mapped[int] = mapped_column(ForeignKey("proceedings.id"))
    edition: Mapped[int] = mapped_column(default=1)
    number: Mapped[str] = mapped_column(String(40), default="")
    facts: Mapped[str] = mapped_column(Text, default="")
    disputed: Mapped[str] = mapped_column(Text, default="")
    default_consequence: Mapped[str] = mapped_column(Text, default="")
    other_terms: Mapped[str] = mapped_column(Text, default="")
    total_fen: Mapped[int] = mapped_column(BigInteger, default=0)
    copies: Mapped[int] = mapped_column(default=3)
    finalised_at: Mapped[datetime | None] = mapped_column(Instant)
    digest: Mapped[str | None] = mapped_column(String(64))
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"))
    mediator_name: Mapped[str] = mapped_column(String(60), default="")
    signed_on: Mapped[date | None]
    sealed_on: Mapped[date | None]
    effective_on: Mapped[date | None]


class Obligation(Base):
    """One thing that one side owes by a day: an item of the result."""

    __tablename__ = "obligations"
    __table_args__ = (
        CheckConstraint("amount_fen IS NULL OR amount_fen > 0", name="amount_is_positive"),
        CheckConstraint(
            "performed_on IS NULL OR performed_fen IS NOT NULL OR amount_fen IS NULL",
            name="performed_has_amount",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(12), unique=True, default=new_public_id)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id"), index=True)
    position: Mapped[int]
    payee: Mapped[str] = mapped_column(String(120), default="")
    what: Mapped[str] = mapped_column(String(300))
    cause: Mapped[str] = mapped_column(String(30), default="")
    amount_fen: Mapped[int | None] = mapped_column(BigInteger)
    due_on: Mapped[date | None]
    method: Mapped[str] = mapped_column(String(60), default="")
    account_sealed: Mapped[str | None] = mapped_column(Text)
    performed_on: Mapped[date | None]
    performed_fen: Mapped[int | None] = mapped_column(BigInteger)
    performance_note: Mapped[str] = mapped_column(String(300), default="")


class Signature(Base):
    """That somebody signed, when, and in what capacity."""

    __tablename__ = "signatures"
    __table_args__ = (
        UniqueConstraint("agreement_id", "capacity", "party_id", name="nobody_signs_twice"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id"), index=True)
    capacity: Mapped[str] = mapped_column(String(12))
    party_id: Mapped[int | None] = mapped_column(ForeignKey("parties.id"))
    name: Mapped[str] = mapped_column(String(120))
    signed_on: Mapped[date]


@dataclass(frozen=True, slots=True)
class ObligationFacts:
    """An obligation as verbs and pages know it; the account stays sealed."""

    id: int
    public_id: str
    position: int
    payee: str
    what: str
    cause: str
    amount: Money | None
    due_on: date | None
    method: str
    has_account: bool
    performed_on: date | None
    performed: Money | None
    performance_note: str

    @property
    def is_performed(self) -> bool:
        """Whether nothing more is owed under this item."""
        return self.performed_on is not None

    def is_overdue_on(self, day: date) -> bool:
        """Tell whether the day has passed and the item is still owed."""
        return self.performed_on is None and self.due_on is not None and self.due_on < day


@dataclass(frozen=True, slots=True)
class SignatureFacts:
    """A signature as a page shows it."""

    capacity: str
    party_id: int | None
    name: str
    signed_on: date


@dataclass(frozen=True, slots=True)
class AgreementFacts:
    """An agreement as verbs and pages know it."""

    id: int
    public_id: str
    case_id: int
    proceeding_id: int
    edition: int
    number: str
    facts: str
    disputed: str
    default_consequence: str
    other_terms: str
    total: Money
    copies: int
    finalised_at: datetime | None
    digest: str | None
    document_id: int | None
    mediator_name: str
    signed_on: date | None
    sealed_on: date | None
    effective_on: date | None
    obligations: tuple[ObligationFacts, ...]
    signatures: tuple[SignatureFacts, ...]

    @property
    def sum_of_items(self) -> Money:
        """What the money items add up to."""
        return Money.total(each.amount for each in self.obligations if each.amount)

    @property
    def paid(self) -> Money:
        """What has actually been paid."""
        return Money.total(each.performed for each in self.obligations if each.performed)


_ROWS = Agreement.__table__.c
_LATEST = (
    select(*_ROWS)
    .where(_ROWS.proceeding_id == bindparam("proceeding_id"))
    .order_by(_ROWS.edition.desc())
    .limit(1)
)


def latest(proceeding_id: int) -> AgreementFacts | None:
    """Return the newest edition of the agreement of a proceeding, or None."""
    row = read(_LATEST, proceeding_id=proceeding_id).one_or_none()
    return None if row is None else _facts(row)


def find_latest(proceeding_id: int) -> AgreementFacts:
    """Return the newest edition, which must exist."""
    found = latest(proceeding_id)
    if found is None:
        raise NotFound("agreement.not_found")
    return found


def latest_row(proceeding_id: int) -> Agreement:
    """Return the row of the newest edition for writing; only for verbs of its case."""
    row = _latest_row(proceeding_id)
    if row is None:
        raise NotFound("agreement.not_found")
    return row


def add(row: Agreement) -> Agreement:
    """Store a new edition."""
    session().add(row)
    session().flush()
    return row


def replace_obligations(agreement_id: int, rows: list[Obligation]) -> None:
    """Put these items in the place of those of a draft."""
    query = select(Obligation).where(Obligation.agreement_id == agreement_id)
    for old in list(session().scalars(query)):
        session().delete(old)
    session().flush()
    session().add_all(rows)
    session().flush()


def obligation_row(case_id: int, public_id: str) -> Obligation:
    """Return the row of an obligation of this case for writing."""
    query = select(Obligation).where(
        Obligation.case_id == case_id, Obligation.public_id == public_id
    )
    row = session().scalars(query).one_or_none()
    if row is None:
        raise NotFound("agreement.obligation_not_found")
    return row


def sealed_accounts(agreement_id: int) -> dict[int, str]:
    """Return the sealed payee accounts of an agreement by the key of their item."""
    query = select(Obligation.id, Obligation.account_sealed).where(
        Obligation.agreement_id == agreement_id, Obligation.account_sealed.is_not(None)
    )
    return {key: sealed for key, sealed in session().execute(query).all() if sealed}


def sign(row: Signature) -> None:
    """Store a signature."""
    session().add(row)
    session().flush()


def _latest_row(proceeding_id: int) -> Agreement | None:
    query = (
        select(Agreement)
        .where(Agreement.proceeding_id == proceeding_id)
        .order_by(Agreement.edition.desc())
        .limit(1)
    )
    return session().scalars(query).one_or_none()


def _facts(row: Any) -> AgreementFacts:
    obligations = session().scalars(
        select(Obligation)
        .where(Obligation.agreement_id == row.id)
        .order_by(Obligation.position, Obligation.id)
    )
    signatures = session().scalars(
        select(Signature).where(Signature.agreement_id == row.id).order_by(Signature.id)
    )
    plain = {
        name: getattr(row, name)
        for name in AgreementFacts.__slots__
        if name not in {"total", "obligations", "signatures"}
    }
    return AgreementFacts(
        **plain,
        total=Money(row.total_fen),
        obligations=tuple(_obligation(each) for each in obligations),
        signatures=tuple(
            SignatureFacts(each.capacity, each.party_id, each.name, each.signed_on)
            for each in signatures
        ),
    )


def _obligation(row: Obligation) -> ObligationFacts:
    return ObligationFacts(
        row.id,
        row.public_id,
        row.position,
        row.payee,
        row.what,
        row.cause,
        None if row.amount_fen is None else Money(row.amount_fen),
        row.due_on,
        row.method,
        row.account_sealed is not None,
        row.performed_on,
        None if row.performed_fen is None else Money(row.performed_fen),
        row.performance_note,
    )
