"""The names under which employers are found: one row for each name and other name.

Somebody on the telephone says a part of a name, a short one, an old one, its initials, or
something that sounds like it.  Each row keeps the folded name, the pinyin initials and a key of
its sound; each pair of neighbours in the three stands once in `employer_grams`, so that a part is
found by a few look-ups in one index, on either engine and however many employers there are.  The
pairs find candidates; whether the text really stands in the name is then asked of the name.

A merged entry has no names: they went to the entry that survived.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import (
    ForeignKey,
    Index,
    String,
    bindparam,
    delete,
    exists,
    func,
    insert,
    literal,
    select,
    union_all,
)
from sqlalchemy.orm import Mapped, aliased, mapped_column

from mediation.basics.text import bigrams, folded, pinyin_initials, same_sound_key
from mediation.models.db import Base, read, session
from mediation.rules.employer import Alias, NameKind

_CANDIDATES = 60
_COMMON = 100
_MOST_GRAMS = 12
_ASKED_GRAMS = 6
_INITIALS, _SOUND = "~", "="


class EmployerName(Base):
    """One name of one employer."""

    __tablename__ = "employer_names"
    __table_args__ = (
        Index("ix_employer_names_folded", "district_id", "folded_name"),
        Index("ix_employer_names_sound", "district_id", "sound_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("districts.id"))
    employer_id: Mapped[int] = mapped_column(ForeignKey("employers.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(120))
    folded_name: Mapped[str] = mapped_column(String(120))
    initials: Mapped[str] = mapped_column(String(120))
    sound_key: Mapped[str] = mapped_column(String(120))


class EmployerGram(Base):
    """That two neighbouring signs, initials or sounds stand in a name."""

    __tablename__ = "employer_grams"
    __table_args__ = ({"info": {"unaudited": True}, "sqlite_with_rowid": False},)

    district_id: Mapped[int] = mapped_column(ForeignKey("districts.id"), primary_key=True)
    gram: Mapped[str] = mapped_column(String(16), primary_key=True)
    name_id: Mapped[int] = mapped_column(
        ForeignKey("employer_names.id", ondelete="CASCADE"), primary_key=True, index=True
    )


_SHOWN = (
    EmployerName.employer_id,
    EmployerName.kind,
    EmployerName.folded_name,
    EmployerName.initials,
    EmployerName.sound_key,
)


_BEARERS = select(*_SHOWN).where(
    EmployerName.district_id == bindparam("district_id"),
    EmployerName.folded_name == bindparam("folded_name"),
)


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name that was found, and whose it is."""

    employer_id: int
    kind: NameKind
    folded_name: str
    initials: str
    sound_key: str


def add(district_id: int, employer_id: int, name: str, kind: NameKind) -> None:
    """Write down one more name of an employer; another name is a fact of its own in the trail."""
    values = _keys(name) | {
        "district_id": district_id,
        "employer_id": employer_id,
        "kind": kind.value,
    }
    if kind is NameKind.OWN:
        # The name stands on the entry itself, and there the trail tells of it.
        made = session().execute(insert(EmployerName).values(values).returning(EmployerName.id))
        name_id = made.scalar_one()
    else:
        row = EmployerName(**values)
        session().add(row)
        session().flush()
        name_id = row.id
    _index(district_id, name_id, name)


def rename(district_id: int, employer_id: int, name: str) -> None:
    """Keep the own name of an entry in step with the entry."""
    own = EmployerName.employer_id == employer_id, EmployerName.kind == NameKind.OWN.value
    _forget(session().scalars(select(EmployerName.id).where(*own)))
    session().execute(delete(EmployerName).where(*own))
    add(district_id, employer_id, name, NameKind.OWN)


def set_aliases(district_id: int, employer_id: int, aliases: Iterable[Alias]) -> None:
    """Make these the other names of an employer; those that stay keep their rows."""
    wanted = {folded(each.name): each for each in aliases}
    known = _others(employer_id)
    for row in known:
        kept = wanted.get(row.folded_name)
        if kept is None:
            _forget([row.id])
            session().delete(row)
        else:
            row.name, row.kind = kept.name, kept.kind.value
    session().flush()
    kept_names = {row.folded_name for row in known}
    for key, alias in wanted.items():
        if key not in kept_names:
            add(district_id, employer_id, alias.name, alias.kind)


def aliases_of(employer_id: int) -> tuple[Alias, ...]:
    """Return the other names of an employer, each once, in the order in which they were added.

    A merge may bring a name that the surviving entry has already.
    """
    found = {row.folded_name: row for row in reversed(_others(employer_id))}
    return tuple(Alias(row.name, NameKind(row.kind)) for row in reversed(found.values()))


def bearers(district_id: int, name: str) -> tuple[FoundName, ...]:
    """Return who bears exactly this name, those whose own name it is first."""
    rows = read(_BEARERS, district_id=district_id, folded_name=folded(name))
    found = [_found(*row) for row in rows]
    return tuple(sorted(found, key=lambda each: each.kind is not NameKind.OWN))


def sounding_like(district_id: int, name: str) -> tuple[FoundName, ...]:
    """Return the names that sound exactly like this one."""
    query = (
        select(*_SHOWN)
        .where(EmployerName.district_id == district_id)
        .where(EmployerName.sound_key == _keys(name)["sound_key"])
        .order_by(EmployerName.id)
        .limit(_CANDIDATES)
    )
    return tuple(_found(*row) for row in session().execute(query))


def containing(district_id: int, text: str) -> tuple[FoundName, ...]:
    """Return names in which the text stands: as written, as initials, or by its sound.

    One sign alone finds nothing: it would find nearly everybody.
    """
    key, sound = folded(text).casefold(), same_sound_key(text)
    found = [
        each
        for each in _with_grams(district_id, bigrams(key))
        if key in each.folded_name.casefold()
    ]
    if key.isascii():
        initials = pinyin_initials(key)
        found += [
            each
            for each in _with_grams(district_id, _initial_pairs(initials))
            if initials in each.initials
        ]
    elif len(found) < _CANDIDATES:
        found += [
            each
            for each in _with_grams(district_id, _sound_pairs(sound))
            if sound in each.sound_key
        ]
    return tuple(found)


def _with_grams(district_id: int, grams: tuple[str, ...]) -> Iterator[FoundName]:
    """Yield names that hold the rarest of the pairs; the caller looks for the text itself."""
    rarest = _rarest_first(district_id, grams[:_MOST_GRAMS])[:_ASKED_GRAMS]
    if not rarest:
        return
    query = (
        select(*_SHOWN)
        .join(EmployerGram, EmployerGram.name_id == EmployerName.id)
        .where(EmployerGram.district_id == district_id, EmployerGram.gram == rarest[0])
    )
    for gram in rarest[1:]:
        other = aliased(EmployerGram)
        query = query.where(
            exists().where(
                other.district_id == district_id,
                other.gram == gram,
                other.name_id == EmployerGram.name_id,
            )
        )
    for row in session().execute(query.order_by(EmployerGram.name_id).limit(_CANDIDATES)):
        yield _found(*row)


def _rarest_first(district_id: int, grams: tuple[str, ...]) -> list[str]:
    """Return the pairs, the rarest first; nothing when one of them stands in no name at all."""
    counts = []
    for place, gram in enumerate(grams):
        some = (
            select(EmployerGram.name_id)
            .where(EmployerGram.district_id == district_id, EmployerGram.gram == gram)
            .limit(_COMMON)
            .subquery()
        )
        counts.append(select(func.count(), literal(place)).select_from(some))
    if not counts:
        return []
    found = sorted(tuple(row) for row in session().execute(union_all(*counts)))
    return [grams[place] for _count, place in found] if found[0][0] else []


def _others(employer_id: int) -> list[EmployerName]:
    query = (
        select(EmployerName)
        .where(EmployerName.employer_id == employer_id)
        .where(EmployerName.kind != NameKind.OWN.value)
        .order_by(EmployerName.id)
    )
    return list(session().scalars(query))


def _index(district_id: int, name_id: int, name: str) -> None:
    keys = _keys(name)
    grams = {
        *bigrams(name),
        *_initial_pairs(keys["initials"]),
        *_sound_pairs(keys["sound_key"]),
    }
    rows = [{"district_id": district_id, "gram": gram, "name_id": name_id} for gram in grams]
    if rows:
        session().execute(insert(EmployerGram), rows)


def _forget(name_ids: Iterable[int]) -> None:
    session().execute(delete(EmployerGram).where(EmployerGram.name_id.in_(list(name_ids))))


def _keys(name: str) -> dict[str, str]:
    return {
        "name": name,
        "folded_name": folded(name),
        "initials": pinyin_initials(name)[:120],
        "sound_key": same_sound_key(name)[:120],
    }


def _initial_pairs(initials: str) -> tuple[str, ...]:
    return _pairs(_INITIALS, "", initials)


def _sound_pairs(sound_key: str) -> tuple[str, ...]:
    return _pairs(_SOUND, "-", sound_key.split("-"))


def _pairs(mark: str, between: str, signs: str | list[str]) -> tuple[str, ...]:
    pairs = (between.join(signs[at : at + 2]) for at in range(len(signs) - 1))
    return tuple(dict.fromkeys(mark + pair[:15] for pair in pairs))


def _found(
    employer_id: int, kind: str, folded_name: str, initials: str, sound_key: str
) -> FoundName:
    return FoundName(employer_id, NameKind(kind), folded_name, initials, sound_key)
