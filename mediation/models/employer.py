"""Employers: one entry per employer of a district, found again by name, other name or credit code.

The name is kept as written and once more folded, so that full-width letters and stray spaces do
not make a second entry.  Entries that turn out to be one employer are merged: the one that went in
stays behind as a tombstone, which points to the survivor, is in no list and keeps its public id, so
that an old address still leads somewhere.  `find_or_register` and `meant_by` never return one.

What people say of an entry is written by `employer_entry`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    bindparam,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from mediation.basics.errors import NotFound
from mediation.basics.ids import new_public_id
from mediation.basics.text import folded, half_width, pinyin_initials
from mediation.models import employer_names
from mediation.models.case import Case
from mediation.models.db import Base, insert_new, read, session, table_of
from mediation.models.organisation import Town
from mediation.models.visibility import fully_visible_cases
from mediation.rules.employer import EmployerKind, NameKind, UnionState
from mediation.rules.industries import Industry
from mediation.rules.permissions import Actor, Relation, Standing, district_office

MOST_LIKELY = 8
_CERTAIN = 8
_SHORTEST_CODE = 4
_LONGEST_CODE = 18
_LAST_SIGN = "Z"
_UNIONS = ", ".join(f"'{each.value}'" for each in UnionState)


class Employer(Base):
    """A registry entry."""

    __tablename__ = "employers"
    __table_args__ = (
        UniqueConstraint("district_id", "folded_name", name="one_entry_per_name"),
        CheckConstraint(f"union_state IN ({_UNIONS})", name="known_union_state"),
        CheckConstraint("merged_into_id <> id", name="not_merged_into_itself"),
        CheckConstraint(
            "head_count IS NULL OR head_count_on IS NOT NULL", name="head_count_has_its_day"
        ),
        Index("ix_employers_code", "district_id", "credit_code"),
        Index("ix_employers_listed", "district_id", "folded_name", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(12), unique=True, default=new_public_id)
    district_id: Mapped[int] = mapped_column(ForeignKey("districts.id"))
    name: Mapped[str] = mapped_column(String(120))
    folded_name: Mapped[str] = mapped_column(String(120))
    initials: Mapped[str] = mapped_column(String(120), index=True)
    credit_code: Mapped[str | None] = mapped_column(String(18))
    credit_code_note: Mapped[str] = mapped_column(String(200), default="")
    industry: Mapped[str] = mapped_column(String(30), default="")
    kind: Mapped[str] = mapped_column(String(30), default="")
    head_count: Mapped[int | None]
    head_count_on: Mapped[date | None]
    union_state: Mapped[str] = mapped_column(String(12), default=UnionState.UNKNOWN.value)
    address: Mapped[str] = mapped_column(String(200), default="")
    legal_representative: Mapped[str] = mapped_column(String(60), default="")
    representative_post: Mapped[str] = mapped_column(String(40), default="")
    telephone: Mapped[str] = mapped_column(String(30), default="")
    town_id: Mapped[int | None] = mapped_column(ForeignKey("towns.id"))
    version: Mapped[int] = mapped_column(default=1)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("employers.id"), index=True)


_ROWS = table_of(Employer)
_OF_ID = select(_ROWS).where(_ROWS.c.id == bindparam("employer_id"))


@dataclass(frozen=True, slots=True)
class EmployerFacts:
    """An employer as the rooms above know it."""

    id: int
    public_id: str
    district_id: int
    name: str
    credit_code: str
    credit_code_note: str
    industry: Industry | None
    kind: EmployerKind | None
    head_count: int | None
    head_count_on: date | None
    union: UnionState
    address: str
    legal_representative: str
    representative_post: str
    telephone: str
    town_id: int | None
    version: int
    merged_into_id: int | None


def find_or_register(district_id: int, name: str, town_id: int | None = None) -> EmployerFacts:
    """Return the entry that is meant by this name in the district, made now if there is none.

    A name that only one employer bears as another name, or bore before it was merged, is that
    employer's; a name that several bear in this way becomes an entry of its own.
    """
    meant = _bearer(district_id, name)
    if meant is not None:
        return meant
    key = folded(name)
    is_new = insert_new(
        Employer,
        public_id=new_public_id(),
        district_id=district_id,
        name=name,
        folded_name=key,
        initials=pinyin_initials(name)[:120],
        credit_code_note="",
        industry="",
        kind="",
        union_state=UnionState.UNKNOWN.value,
        address="",
        legal_representative="",
        representative_post="",
        telephone="",
        town_id=town_id,
        version=1,
    )
    query = select(Employer).where(Employer.district_id == district_id, Employer.folded_name == key)
    row = session().scalars(query).one()
    if is_new:
        employer_names.add(district_id, row.id, name, NameKind.OWN)
    return facts_from(survivor_of(row))


def meant_by(district_id: int, text: str) -> EmployerFacts | None:
    """Return the one entry that a typed text means, or None when it means none or several.

    A whole credit code, a name, or another name that only one employer bears.
    """
    code = half_width(text).upper()
    if len(code) == _LONGEST_CODE:
        coded = bearers_of_code(district_id, code)
        if len(coded) == 1:
            return coded[0]
    return _bearer(district_id, text)


def likely(district_id: int, text: str) -> tuple[EmployerFacts, ...]:
    """Return a few entries that a typed text may mean, the surest first.

    By credit code or its beginning, by a part of a name or of another name, by initials, and at
    last by ear.  Two signs are the least that is looked for, unless one sign is a whole name.
    """
    key = folded(text).casefold()
    if not key:
        return ()
    found = [*_coded_like(district_id, text)]
    found += [each.employer_id for each in employer_names.bearers(district_id, text)]
    is_whole = bool(found) and len(key) >= _CERTAIN
    names = () if is_whole else employer_names.containing(district_id, text)
    begins = [each for each in names if each.folded_name.casefold().startswith(key)]
    holds = [each for each in names if key in each.folded_name.casefold()]
    for each in (*begins, *holds, *names):
        found.append(each.employer_id)
    keys = list(dict.fromkeys(found))[:MOST_LIKELY]
    rows = {row.id: row for row in session().scalars(select(Employer).where(Employer.id.in_(keys)))}
    return tuple(facts_from(rows[key]) for key in keys)


def of_id(employer_id: int) -> EmployerFacts:
    """Return the entry with this key."""
    return facts_from(read(_OF_ID, employer_id=employer_id).one())


def find(actor: Actor, public_id: str) -> EmployerFacts:
    """Return an entry of the actor's district, a tombstone too."""
    return facts_from(row_of(actor, public_id))


def find_standing(actor: Actor, public_id: str) -> EmployerFacts:
    """Return an entry of the actor's district that has not been merged into another."""
    found = find(actor, public_id)
    if found.merged_into_id is not None:
        raise NotFound("employer.not_found")
    return found


def standing(actor: Actor, public_id: str) -> Standing:
    """Return how the actor stands to an entry, and lock it; a tombstone cannot be worked on."""
    facts = find_standing(actor, public_id)
    row = session().get_one(Employer, facts.id, with_for_update=True, populate_existing=True)
    return standing_on_entry(actor, facts_from(row))


def standing_on_entry(actor: Actor, entry: EmployerFacts) -> Standing:
    """Return how the actor stands to an entry that has been read.

    An entry concerns the town where it lies, and the town whose people see a case against it.
    """
    own = frozenset({Relation.BODY_TOWN} if _concerns_town_of(actor, entry) else ())
    return Standing(
        district_office(actor) | own,
        "employer",
        entry.public_id,
        version=entry.version,
        district_id=entry.district_id,
    )


def _concerns_town_of(actor: Actor, entry: EmployerFacts) -> bool:
    if actor.body_town_id is None:
        return False
    if entry.town_id == actor.body_town_id:
        return True
    query = select(Case.id).where(Case.employer_id == entry.id, fully_visible_cases(actor)).limit(1)
    return session().scalar(query) is not None


def bearers_of_code(district_id: int, code: str) -> tuple[EmployerFacts, ...]:
    """Return the entries that have this credit code; an old instance may hold it twice."""
    query = (
        select(Employer)
        .where(Employer.district_id == district_id, Employer.merged_into_id.is_(None))
        .where(Employer.credit_code == half_width(code).upper())
        .order_by(Employer.id)
    )
    return tuple(facts_from(row) for row in session().scalars(query))


def row_of(actor: Actor, public_id: str) -> Employer:
    """Return the row of an entry of the actor's district; for the queries of this room only."""
    query = select(Employer).where(
        Employer.public_id == public_id, Employer.district_id == actor.district_id
    )
    row = session().scalars(query).one_or_none()
    if row is None:
        raise NotFound("employer.not_found")
    return row


def survivor_of(row: Employer) -> Employer:
    """Return the entry that a row has come to be, through however many merges."""
    while row.merged_into_id is not None:
        row = session().get_one(Employer, row.merged_into_id)
    return row


def town_name(town_id: int | None) -> str:
    """Return the name of a town, or nothing."""
    return "" if town_id is None else session().get_one(Town, town_id).name


def facts_from(row: Any) -> EmployerFacts:
    """Return the facts of a row; for the queries of this room only."""
    return EmployerFacts(
        id=row.id,
        public_id=row.public_id,
        district_id=row.district_id,
        name=row.name,
        credit_code=row.credit_code or "",
        credit_code_note=row.credit_code_note,
        industry=Industry(row.industry) if row.industry else None,
        kind=EmployerKind(row.kind) if row.kind else None,
        head_count=row.head_count,
        head_count_on=row.head_count_on,
        union=UnionState(row.union_state),
        address=row.address,
        legal_representative=row.legal_representative,
        representative_post=row.representative_post,
        telephone=row.telephone,
        town_id=row.town_id,
        version=row.version,
        merged_into_id=row.merged_into_id,
    )


def _bearer(district_id: int, name: str) -> EmployerFacts | None:
    bearers = employer_names.bearers(district_id, name)
    own = [each.employer_id for each in bearers if each.kind is NameKind.OWN]
    meant = set(own or [each.employer_id for each in bearers])
    return of_id(meant.pop()) if len(meant) == 1 else None


def _coded_like(district_id: int, text: str) -> Iterable[int]:
    """Return the entries whose credit code begins with the text, when it may be such a beginning.

    The bounds are codes of full length, which sort alike in every collation.
    """
    code = half_width(text).upper()
    is_code = code.isascii() and code.isalnum() and _SHORTEST_CODE <= len(code) <= _LONGEST_CODE
    if not is_code or not any(sign.isdigit() for sign in code):
        return ()
    query = (
        select(Employer.id)
        .where(Employer.district_id == district_id, Employer.merged_into_id.is_(None))
        .where(Employer.credit_code.between(code, code.ljust(_LONGEST_CODE, _LAST_SIGN)))
        .order_by(Employer.credit_code)
        .limit(MOST_LIKELY)
    )
    return session().scalars(query)
