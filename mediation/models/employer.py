"""Employers: one entry per employer of a district, found again by name or credit code.

The name is kept as written and once more folded, so that full-width letters and stray spaces do
not make a second entry.
"""

from dataclasses import dataclass

from sqlalchemy import ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from mediation.basics.ids import new_public_id
from mediation.basics.text import folded, pinyin_initials
from mediation.models.db import Base, insert_new, session

_LIKELY = 8


class Employer(Base):
    """A registry entry."""

    __tablename__ = "employers"
    __table_args__ = (UniqueConstraint("district_id", "folded_name", name="one_entry_per_name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(12), unique=True, default=new_public_id)
    district_id: Mapped[int] = mapped_column(ForeignKey("districts.id"))
    name: Mapped[str] = mapped_column(String(120))
    folded_name: Mapped[str] = mapped_column(String(120))
    initials: Mapped[str] = mapped_column(String(120), index=True)
    credit_code: Mapped[str | None] = mapped_column(String(18), index=True)
    address: Mapped[str] = mapped_column(String(200), default="")
    legal_representative: Mapped[str] = mapped_column(String(60), default="")
    representative_post: Mapped[str] = mapped_column(String(40), default="")
    telephone: Mapped[str] = mapped_column(String(30), default="")
    town_id: Mapped[int | None] = mapped_column(ForeignKey("towns.id"))


@dataclass(frozen=True, slots=True)
class EmployerFacts:
    """An employer as the rooms above know it."""

    id: int
    public_id: str
    name: str
    credit_code: str
    address: str
    legal_representative: str
    representative_post: str
    telephone: str
    town_id: int | None


def find_or_register(district_id: int, name: str, town_id: int | None = None) -> EmployerFacts:
    """Return the entry of this name in the district, made now if there is none."""
    key = folded(name)
    query = select(Employer).where(Employer.district_id == district_id, Employer.folded_name == key)
    row = session().scalars(query).one_or_none()
    if row is None:
        insert_new(
            Employer,
            public_id=new_public_id(),
            district_id=district_id,
            name=name,
            folded_name=key,
            initials=pinyin_initials(name)[:120],
            address="",
            legal_representative="",
            representative_post="",
            telephone="",
            town_id=town_id,
        )
        row = session().scalars(query).one()
    return _facts(row)


def describe(
    employer_id: int,
    *,
    credit_code: str,
    address: str,
    legal_representative: str,
    representative_post: str,
) -> None:
    """Complete the entry with what a document must carry; an empty value changes nothing."""
    row = session().get_one(Employer, employer_id)
    row.credit_code = credit_code or row.credit_code
    row.address = address or row.address
    row.legal_representative = legal_representative or row.legal_representative
    row.representative_post = representative_post or row.representative_post


def of_id(employer_id: int) -> EmployerFacts:
    """Return the entry with this key."""
    return _facts(session().get_one(Employer, employer_id))


def likely(district_id: int, text: str) -> tuple[EmployerFacts, ...]:
    """Return a few entries of the district whose name contains, or is abbreviated by, the text."""
    key = folded(text)
    if not key:
        return ()
    matches = Employer.folded_name.contains(key, autoescape=True)
    if key.isascii():
        matches |= Employer.initials.contains(key.lower(), autoescape=True)
    query = (
        select(Employer)
        .where(Employer.district_id == district_id, matches)
        .order_by(Employer.folded_name)
        .limit(_LIKELY)
    )
    return tuple(_facts(row) for row in session().scalars(query))


def _facts(row: Employer) -> EmployerFacts:
    return EmployerFacts(
        row.id,
        row.public_id,
        row.name,
        row.credit_code or "",
        row.address,
        row.legal_representative,
        row.representative_post,
        row.telephone,
        row.town_id,
    )
