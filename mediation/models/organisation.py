"""Districts, their towns, and the organisations that work in them.

A district is a row, never a constant: every body, town, case number and list of recipients
belongs to one, so that a province is many districts in one database.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Select,
    String,
    UniqueConstraint,
    bindparam,
    case,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from mediation.basics.errors import Malformed, NotFound
from mediation.basics.ids import new_public_id
from mediation.models.db import Base, read, session
from mediation.rules.districts import DistrictRow
from mediation.rules.organisation import LegalNature, OrganisationEntry, OrganisationKind
from mediation.rules.permissions import Actor, Standing, district_office


class District(Base):
    """A district: the ground that one instance, or one part of it, works on."""

    __tablename__ = "districts"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(6), unique=True)
    name: Mapped[str] = mapped_column(String(40))
    number_prefix: Mapped[str] = mapped_column(String(10))


class Town(Base):
    """A town or street of a district."""

    __tablename__ = "towns"
    __table_args__ = (UniqueConstraint("district_id", "name", name="one_town_per_name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("districts.id"), index=True)
    code: Mapped[str] = mapped_column(String(9), unique=True)
    name: Mapped[str] = mapped_column(String(40))


class TownAlias(Base):
    """Another name by which people mean a town."""

    __tablename__ = "town_aliases"

    town_id: Mapped[int] = mapped_column(ForeignKey("towns.id"), primary_key=True)
    alias: Mapped[str] = mapped_column(String(40), primary_key=True)


class Organisation(Base):
    """A body of the joint work: a federation, a centre, a court, a law firm …"""

    __tablename__ = "organisations"
    __table_args__ = (UniqueConstraint("district_id", "name", name="one_organisation_per_name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(12), unique=True, default=new_public_id)
    district_id: Mapped[int] = mapped_column(ForeignKey("districts.id"))
    town_id: Mapped[int | None] = mapped_column(ForeignKey("towns.id"))
    name: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(20))
    legal_nature: Mapped[str] = mapped_column(String(30))
    address: Mapped[str] = mapped_column(String(200), default="")
    phone: Mapped[str] = mapped_column(String(30), default="")
    version: Mapped[int] = mapped_column(default=1)


@dataclass(frozen=True, slots=True)
class DistrictFacts:
    """A district as others know it."""

    id: int
    code: str
    name: str
    number_prefix: str


@dataclass(frozen=True, slots=True)
class TownFacts:
    """A town with its other names."""

    id: int
    code: str
    name: str
    aliases: tuple[str, ...] = ()


_TOWN, _ALIAS = Town.__table__.c, TownAlias.__table__
_TOWNS = (
    select(_TOWN.id, _TOWN.code, _TOWN.name, _ALIAS.c.alias)
    .outerjoin(_ALIAS, _ALIAS.c.town_id == _TOWN.id)
    .order_by(_TOWN.code, _ALIAS.c.alias)
)
_TOWNS_OF_ONE = _TOWNS.where(_TOWN.district_id == bindparam("district_id"))


@dataclass(frozen=True, slots=True)
class OrganisationFacts:
    """An organisation as others know it."""

    id: int
    public_id: str
    name: str
    kind: OrganisationKind
    legal_nature: LegalNature
    address: str
    phone: str
    district_id: int
    town_code: str
    town_name: str
    version: int


def add_district(row: DistrictRow) -> int:
    """Write a district with its towns and their other names; return its key."""
    district = District(code=row.code, name=row.name, number_prefix=row.number_prefix)
    session().add(district)
    session().flush()
    for each in row.towns:
        town = Town(district_id=district.id, code=each.code, name=each.name)
        session().add(town)
        session().flush()
        session().add_all(TownAlias(town_id=town.id, alias=alias) for alias in each.aliases)
    return district.id


def find_district(code: str) -> DistrictFacts:
    """Return a district by its code."""
    row = session().scalars(select(District).where(District.code == code)).one_or_none()
    if row is None:
        raise NotFound("organisation.no_district", district=code)
    return DistrictFacts(row.id, row.code, row.name, row.number_prefix)


_DISTRICTS = District.__table__.c
_DISTRICT = select(District.__table__).where(_DISTRICTS.id == bindparam("key"))


def find_district_by_key(key: int) -> DistrictFacts:
    """Return the district with this key."""
    row = read(_DISTRICT, key=key).one()
    return DistrictFacts(row.id, row.code, row.name, row.number_prefix)


def districts() -> tuple[DistrictFacts, ...]:
    """Return every district of the instance."""
    rows = session().scalars(select(District).order_by(District.code))
    return tuple(DistrictFacts(row.id, row.code, row.name, row.number_prefix) for row in rows)


def towns(district_id: int | None) -> tuple[TownFacts, ...]:
    """Return the towns of a district with their other names, in the order of their codes."""
    rows = read(_TOWNS) if district_id is None else read(_TOWNS_OF_ONE, district_id=district_id)
    found: dict[int, tuple[str, str, list[str]]] = {}
    for key, code, name, alias in rows:
        found.setdefault(key, (code, name, []))[2].extend([alias] if alias else [])
    return tuple(
        TownFacts(key, code, name, tuple(others)) for key, (code, name, others) in found.items()
    )


def town_by_any_name(district_id: int, words: str) -> TownFacts | None:
    """Return the town that somebody means by its name, another name or its code."""
    query = (
        select(Town)
        .outerjoin(TownAlias, TownAlias.town_id == Town.id)
        .where(Town.district_id == district_id)
        .where(or_(Town.name == words, Town.code == words, TownAlias.alias == words))
    )
    row = session().scalars(query.limit(1)).one_or_none()
    return None if row is None else TownFacts(row.id, row.code, row.name)


def town_keys(district_id: int, codes: Iterable[str], field: str = "towns") -> dict[str, int]:
    """Return the keys of the towns with these codes; an unknown code is a fault of the field."""
    wanted = set(codes)
    query = select(Town.code, Town.id).where(Town.district_id == district_id, Town.code.in_(wanted))
    found = {row.code: row.id for row in session().execute(query)}
    if set(found) != wanted:
        raise Malformed.at(field, "organisation.no_town")
    return found


def search(
    actor: Actor, kinds: Iterable[OrganisationKind] = (), words: str = ""
) -> tuple[OrganisationFacts, ...]:
    """List the organisations of the actor's district; a district has few, so all at once."""
    query = _with_town().order_by(Organisation.kind, Organisation.name)
    if actor.district_id is not None:
        query = query.where(Organisation.district_id == actor.district_id)
    wanted = [kind.value for kind in kinds]
    if wanted:
        query = query.where(Organisation.kind.in_(wanted))
    if words:
        query = query.where(Organisation.name.contains(words, autoescape=True))
    return tuple(_facts(row, town) for row, town in session().execute(query))


def find(actor: Actor, public_id: str) -> OrganisationFacts:
    """Return one organisation of the actor's district."""
    query = _with_town().where(Organisation.public_id == public_id)
    if actor.district_id is not None:
        query = query.where(Organisation.district_id == actor.district_id)
    found = session().execute(query).one_or_none()
    if found is None:
        raise NotFound("organisation.not_found")
    return _facts(found[0], found[1])


def find_by_name(name: str) -> OrganisationFacts:
    """Return the organisation of this name, for the command line."""
    found = session().execute(_with_town().where(Organisation.name == name)).first()
    if found is None:
        raise NotFound("organisation.no_such_name", name=name)
    return _facts(found[0], found[1])


def of_kind(district_id: int, kind: OrganisationKind) -> int:
    """Return the key of the first body of a kind in a district."""
    query = (
        select(Organisation.id)
        .where(Organisation.district_id == district_id, Organisation.kind == kind.value)
        .order_by(Organisation.id)
        .limit(1)
    )
    key = session().scalar(query)
    if key is None:
        raise NotFound("organisation.not_found")
    return key


def town_if_union() -> ColumnElement[int | None]:
    """Return the column of the town whose union an organisation is, null for all others."""
    return case((Organisation.kind == OrganisationKind.TOWN_UNION.value, Organisation.town_id))


def town_of_union(key: int | None) -> int | None:
    """Return the town whose union this organisation is; None for every other organisation."""
    return session().scalar(select(town_if_union()).where(Organisation.id == key))


def find_by_key(key: int) -> OrganisationFacts:
    """Return the organisation with this key, for papers and letters."""
    row, town = session().execute(_with_town().where(Organisation.id == key)).one()
    return _facts(row, town)


def standing(actor: Actor, public_id: str) -> Standing:
    """Return how the actor stands to an organisation, and lock it."""
    facts = find(actor, public_id)
    session().get(Organisation, facts.id, with_for_update=True)
    return Standing(
        district_office(actor),
        "organisation",
        public_id,
        version=facts.version,
        district_id=facts.district_id,
    )


def add(district_id: int, entry: OrganisationEntry) -> str:
    """Write a new organisation; return its public id."""
    _refuse_second(district_id, entry.name, None)
    row = Organisation(district_id=district_id, public_id=new_public_id())
    _fill(row, entry)
    session().add(row)
    session().flush()
    return row.public_id


def change(public_id: str, entry: OrganisationEntry) -> None:
    """Write what an administrator now says of an organisation."""
    query = select(Organisation).where(Organisation.public_id == public_id)
    row = session().scalars(query).one()
    _refuse_second(row.district_id, entry.name, row.id)
    _fill(row, entry)
    row.version += 1


def _fill(row: Organisation, entry: OrganisationEntry) -> None:
    row.name = entry.name
    row.kind = entry.kind.value
    row.legal_nature = entry.legal_nature.value
    row.address = entry.address
    row.phone = entry.phone
    code = entry.town_code
    row.town_id = town_keys(row.district_id, [code], "town")[code] if code else None


def _refuse_second(district_id: int, name: str, key: int | None) -> None:
    query = select(func.count()).where(
        Organisation.district_id == district_id, Organisation.name == name
    )
    if key is not None:
        query = query.where(Organisation.id != key)
    if session().scalar(query):
        raise Malformed.at("organisation_name", "organisation.name_taken", taken=name)


def _with_town() -> Select[Organisation, Town | None]:
    query = select(Organisation, Town).outerjoin(Town, Town.id == Organisation.town_id)
    return cast("Select[Organisation, Town | None]", query)


def _facts(row: Organisation, town: Town | None) -> OrganisationFacts:
    return OrganisationFacts(
        id=row.id,
        public_id=row.public_id,
        name=row.name,
        kind=OrganisationKind(row.kind),
        legal_nature=LegalNature(row.legal_nature),
        address=row.address,
        phone=row.phone,
        district_id=row.district_id,
        town_code="" if town is None else town.code,
        town_name="" if town is None else town.name,
        version=row.version,
    )
