"""The text by which a case is found, and the index over it.

For every case one row holds what can be looked for, ready to be compared: `open_text` is what
whoever may see the case at all may find it by (its numbers, the employer), `whole_text` has the
people, the request and the causes as well, and `sounds` the names by ear.  Caucus notes and notes
are never in it.  A word is found when it stands in the text; the index only says where to look, so
that a search by index and a plain scan find the same cases (tests/models/test_case_text.py).

The index holds pairs of characters, because Chinese has no gaps between words: on SQLite an FTS5
table without content, on PostgreSQL a tsvector under a GIN index.  How a text is cut into pairs
belongs to the stored rows: whoever changes `marks_of` empties both tables in a migration, and the
next round writes them anew.

Rows follow the cases in the transaction that changes them (`following`), whatever verb it is.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    ForeignKey,
    Index,
    Select,
    Text,
    UpdateBase,
    bindparam,
    column,
    event,
    insert,
    or_,
    select,
    table,
    true,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSVECTOR
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, mapped_column
from sqlalchemy.orm.unitofwork import UOWTransaction
from sqlalchemy.sql import func

from mediation.basics.text import pinyin_initials, runs_of, same_sound_key, search_key
from mediation.models.case import Case
from mediation.models.claim import Claim
from mediation.models.db import Base, dialect_name, session, table_of
from mediation.models.employer import Employer
from mediation.models.employer_names import EmployerName
from mediation.models.party import Party
from mediation.rules.causes import Cause
from mediation.wording.sentences import label

AT_ONE_TIME = 500
OPEN_MARK, SOUND_MARK = "¤", "♪"
"""In front of a mark: it stands in the open text; it is a name by ear."""
_FULL_WIDTH = 0xFEE0
_MOST_NAMES = 2000


class CaseText(Base):
    """What one case is found by."""

    __tablename__ = "case_texts"
    __table_args__ = (
        Index(
            "ix_case_texts_marks",
            "marks",
            postgresql_using="gin",
            postgresql_with={"gin_pending_list_limit": "128"},
        ),
        {"info": {"unaudited": True}},
    )

    case_id: Mapped[int] = mapped_column(
        ForeignKey("cases.id"), primary_key=True, autoincrement=False
    )
    case_version: Mapped[int]
    open_text: Mapped[str] = mapped_column(Text)
    whole_text: Mapped[str] = mapped_column(Text)
    sounds: Mapped[str] = mapped_column(Text)
    marks: Mapped[str | None] = mapped_column(TSVECTOR().with_variant(Text(), "sqlite"))
    """The marks of the index on PostgreSQL; SQLite keeps them in a table of its own."""


SQLITE_INDEX = table("case_texts_fts", column("rowid"), column("marks"), column("case_texts_fts"))


@dataclass(frozen=True, slots=True)
class _Found:
    """What one case is found by, as it is stored."""

    case_id: int
    case_version: int
    open_text: str
    whole_text: str
    sounds: str


_KEYS: BindParameter[Any] = bindparam("keys", expanding=True)
_TEXTS, _CASES = CaseText.__table__.c, Case.__table__.c
_STORED = select(*(_TEXTS[name] for name in _Found.__slots__)).where(_TEXTS.case_id.in_(_KEYS))
_PEOPLE = (
    select(Party.case_id, Party.name, Party.agent_name, Party.is_employer)
    .where(Party.case_id.in_(_KEYS))
    .order_by(Party.id)
)
_CAUSES = select(Claim.case_id, Claim.cause).where(Claim.case_id.in_(_KEYS)).distinct()
_NAMES = (
    select(_CASES.id, EmployerName.name)
    .join(EmployerName, EmployerName.employer_id == _CASES.employer_id)
    .where(_CASES.id.in_(_KEYS))
    .order_by(EmployerName.id)
)
_SAID = ("id", "version", "case_number", "outside_number", "employer_name", "request")
_MATTERS = (
    select(*(_CASES[name] for name in _SAID), Employer.name.label("registered"))
    .add_columns(Employer.credit_code)
    .outerjoin(Employer, Employer.id == _CASES.employer_id)
    .where(_CASES.id.in_(_KEYS))
)
_NEW = insert(table_of(CaseText))
_OF_CASE = update(table_of(CaseText)).where(_TEXTS.case_id == bindparam("of_case"))
_VECTOR = func.array_to_tsvector(bindparam("cut", type_=ARRAY(Text)))
_MARKED = insert(SQLITE_INDEX)

_touched: ContextVar[set[int] | None] = ContextVar("_touched", default=None)


def marks_of(open_text: str, whole_text: str, sounds: str) -> list[str]:
    """Return the marks under which the index keeps a text."""
    marks = dict.fromkeys(_cut(whole_text))
    marks |= dict.fromkeys(OPEN_MARK + each for each in _cut(open_text))
    return [*marks, *(sound_mark(each) for each in sounds.split("|") if each)]


def sound_mark(sound: str) -> str:
    """Return the mark of a name by ear."""
    return SOUND_MARK + sound.replace("-", "·")


def marks_asked(key: str) -> list[tuple[str, bool]]:
    """Return the marks that every text with this in it has, and which of them are beginnings."""
    found: dict[tuple[str, bool], None] = {}
    for run, is_word in runs_of(key):
        if not is_word:
            found |= dict.fromkeys((_one_mark(sign), False) for sign in run)
        elif len(run) == 1:
            found[run, True] = None
        else:
            found |= dict.fromkeys((run[at : at + 2], False) for at in range(len(run) - 1))
    return list(found)


@contextmanager
def following() -> Iterator[None]:
    """Rewrite, at the end of a transaction, the text of each case that it has touched."""
    current = session()
    touched: set[int] = set()
    token = _touched.set(touched)
    begun: set[int] = set()

    def after_flush(flushed: Session, _context: UOWTransaction) -> None:
        rows = [*flushed.new, *flushed.dirty, *flushed.deleted]
        begun.update(each.id for each in flushed.new if isinstance(each, Case))
        touched.update(each.id for each in rows if isinstance(each, Case))
        touched.update(each.case_id for each in rows if isinstance(each, (Party, Claim)))
        renamed = {each.id for each in flushed.dirty if isinstance(each, Employer)}
        renamed |= {each.employer_id for each in rows if isinstance(each, EmployerName)}
        if renamed:
            at = select(Case.id).where(Case.employer_id.in_(renamed))
            touched.update(flushed.connection().execute(at).scalars())

    def before_statement(asked: ORMExecuteState) -> None:
        touched.update(_cases_in(asked))

    event.listen(current, "after_flush", after_flush)
    event.listen(current, "do_orm_execute", before_statement)
    try:
        yield
        current.flush()
    finally:
        _touched.reset(token)
        event.remove(current, "after_flush", after_flush)
        event.remove(current, "do_orm_execute", before_statement)
    write(touched, begun)


def follow(case_id: int) -> None:
    """Say that a case was written past the objects at hand, such as its version."""
    touched = _touched.get()
    assert touched is not None
    touched.add(case_id)


def write(case_ids: Iterable[int], begun: Collection[int] = ()) -> None:
    """Write the text of these cases and its marks; what is as it was stays untouched.

    Those that have just begun have no text yet.
    """
    keys = sorted(case_ids)
    for place in range(0, len(keys), AT_ONE_TIME):
        some = keys[place : place + AT_ONE_TIME]
        older = [key for key in some if key not in begun]
        stored = {row.case_id: _Found(*row) for row in _about(_STORED, older)}
        for found in _read(some):
            _keep(stored.get(found.case_id), found)


def write_missing(most: int = AT_ONE_TIME) -> int:
    """Write the text of some cases that have none or an old one; return how many there were."""
    query = (
        select(Case.id)
        .outerjoin(CaseText, CaseText.case_id == Case.id)
        .where(or_(CaseText.case_id.is_(None), CaseText.case_version != Case.version))
        .limit(most)
    )
    found = list(_connection().execute(query).scalars())
    write(found)
    return len(found)


def _cases_in(asked: ORMExecuteState) -> Iterable[int]:
    """Return the cases whose rows a statement on many rows writes."""
    statement = asked.statement
    if not isinstance(statement, UpdateBase):
        return ()
    keys = {"cases": Case.id, "parties": Party.case_id, "claims": Claim.case_id}
    name = str(getattr(statement.table, "name", ""))
    if asked.is_insert:
        rows = asked.parameters if isinstance(asked.parameters, list) else []
        return [row["case_id"] for row in rows if name in keys and "case_id" in row]
    condition = getattr(statement, "whereclause", None)
    condition = true() if condition is None else condition
    employers = {"employers": Employer.id, "employer_names": EmployerName.employer_id}
    if name in employers:
        keys[name] = Case.id
        condition = Case.employer_id.in_(select(employers[name]).where(condition))
    if name not in keys:
        return ()
    return list(_connection().execute(select(keys[name]).where(condition)).scalars())


def _read(case_ids: list[int]) -> Iterator[_Found]:
    """Put together what these cases are found by."""
    parties: dict[int, list[Any]] = {}
    for row in _about(_PEOPLE, case_ids):
        parties.setdefault(row.case_id, []).append(row)
    causes: dict[int, set[str]] = {}
    for case_id, cause in _about(_CAUSES, case_ids):
        causes.setdefault(case_id, set()).add(cause)
    names: dict[int, list[str]] = {}
    for case_id, name in _about(_NAMES, case_ids):
        names.setdefault(case_id, []).append(name)
    for row in _about(_MATTERS, case_ids):
        known = filter(None, (row.employer_name, row.registered, *names.get(row.id, ())))
        yield _put_together(
            row, list(dict.fromkeys(known)), parties.get(row.id, []), causes.get(row.id, set())
        )


def _put_together(row: Any, employers: list[str], parties: list[Any], causes: set[str]) -> _Found:
    open_lines = [
        *_forms_of(row.case_number),
        row.outside_number,
        *employers,
        *map(pinyin_initials, employers),
        row.credit_code or "",
    ]
    people = dict.fromkeys(
        name
        for each in parties[:_MOST_NAMES]
        for name in ((each.agent_name,) if each.is_employer else (each.name, each.agent_name))
        if name
    )
    words = [label(Cause(each)) for each in sorted(causes) if each in set(Cause)]
    others = dict.fromkeys(each.name for each in parties if each.is_employer)
    inside = [*people, *map(pinyin_initials, people), *others, row.request, *words]
    open_text = _joined(open_lines)
    sounds = dict.fromkeys(map(same_sound_key, people))
    return _Found(
        case_id=row.id,
        case_version=row.version,
        open_text=open_text,
        whole_text=f"{open_text}{_joined(inside)}",
        sounds=f"|{'|'.join(each for each in sounds if each)}|",
    )


def _forms_of(case_number: str) -> list[str]:
    """Return a case number as it is printed, and as people write it down in a hurry."""
    prefix, _, rest = case_number.partition("〔")
    year, _, sequence = rest.partition("〕")
    number = sequence.removesuffix("号")
    return [case_number, f"{prefix}{year}{number}", f"{year}-{number}"] if number else [case_number]


def _joined(lines: Iterable[str]) -> str:
    """Return the lines ready to be compared; each ends with a line end, which no word holds."""
    keys = (search_key(line) for line in lines)
    return "".join(f"{key}\n" for key in keys if key)


def _cut(text: str) -> Iterator[str]:
    """Cut a text into pairs, the last sign of each run, and every sign that is no letter."""
    for run, is_word in runs_of(text):
        if not is_word:
            yield from map(_one_mark, run)
            continue
        yield from (run[at : at + 2] for at in range(len(run) - 1))
        yield run[-1]


def _one_mark(sign: str) -> str:
    """Return the mark of a sign that is no letter: full-width, as FTS5 drops plain ones."""
    return chr(ord(sign) + _FULL_WIDTH) if sign.isascii() else sign


def _keep(old: _Found | None, new: _Found) -> None:
    if old is not None and _texts(old) == _texts(new):
        if old.case_version != new.case_version:
            raised = {"of_case": new.case_id, "case_version": new.case_version}
            _connection().execute(_OF_CASE, raised)
        return
    begin, change = _NEW, _OF_CASE
    values = {name: getattr(new, name) for name in _Found.__slots__}
    if dialect_name() == "postgresql":
        begin, change = begin.values(marks=_VECTOR), change.values(marks=_VECTOR)
        values["cut"] = marks_of(*_texts(new))
    else:
        _mark_on_sqlite(old, new)
    if old is None:
        _connection().execute(begin, values)
    else:
        _connection().execute(change, values | {"of_case": new.case_id})


def _mark_on_sqlite(old: _Found | None, new: _Found) -> None:
    """A table without content forgets a row only when it is told what it had been given."""
    if old is not None:
        had = " ".join(marks_of(*_texts(old)))
        forget = {"case_texts_fts": "delete", "rowid": old.case_id, "marks": had}
        _connection().execute(_MARKED, forget)
    has = " ".join(marks_of(*_texts(new)))
    _connection().execute(_MARKED, {"rowid": new.case_id, "marks": has})


def _about(query: Select[*tuple[Any, ...]], case_ids: Collection[int]) -> Sequence[Any]:
    return _connection().execute(query, {"keys": case_ids}).all() if case_ids else ()


def _texts(found: _Found) -> tuple[str, str, str]:
    return found.open_text, found.whole_text, found.sounds


def _connection() -> Connection:
    """Return the connection of the session: no trail tells of what is written here."""
    return session().connection()
