"""Searching cases by words, by numbers and by ear.

A word must stand in the text of the case as it is: `%` is a per cent sign and nothing else.  Who
sees only how a case goes finds it by its numbers and its employer, never by its people, so that
nobody learns by asking whether somebody has a dispute.  That holds for words left out as well.

The index names candidates and the text decides.  On SQLite a list of a word that stands in very
many cases is walked from its newest case instead, because candidates would all have to be sorted;
PostgreSQL makes the same choice by itself from what it has counted.
"""

from collections.abc import Iterable

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    cast,
    false,
    func,
    literal,
    not_,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.sql.elements import SQLCoreOperations

from mediation.basics.text import same_sound_key, search_key
from mediation.models.case import Case
from mediation.models.case_text import OPEN_MARK, SQLITE_INDEX, CaseText, marks_asked, sound_mark
from mediation.models.db import dialect_name, read
from mediation.models.party import Party
from mediation.models.stored_search import SearchFacts, SoughtNumber
from mediation.models.visibility import fully_visible_cases, sees_only_summaries
from mediation.rules.case_query import Word
from mediation.rules.permissions import Actor

_COMMON_FROM = 2000
Marks = list[tuple[str, bool]]


def answering(
    actor: Actor, asked: SearchFacts, *, whole: bool = False
) -> list[ColumnElement[bool]]:
    """Return the conditions under which a case answers to a search.

    They speak of `Case` joined with `CaseText`.  With `whole` off a reader wants a page of the
    newest, with `whole` on all that there are or their number.
    """
    conditions = [_of_word(actor, word) for word in asked.words]
    conditions += [_with_number(actor, number) for number in asked.numbers]
    marks = _marks_of(asked.words, only_open=sees_only_summaries(actor))
    if marks and whole and not _is_postgresql():
        # Joined, not asked whether a case is among them: a count that stops early reads no more.
        conditions += [SQLITE_INDEX.c.rowid == Case.id, _matches(marks)]
    elif marks and not _is_common(marks):
        conditions.append(_marked(marks))
    return conditions


def heard_like(actor: Actor, names: Iterable[str]) -> ColumnElement[bool]:
    """Return the condition under which somebody in the case is called like one of these names."""
    ways: list[ColumnElement[bool]] = []
    for sound in filter(None, map(same_sound_key, names)):
        heard = select(CaseText.case_id).where(
            _holds(CaseText.sounds, f"|{sound}|"), _marked([(sound_mark(sound), False)], CaseText)
        )
        ways.append(Case.id.in_(heard))
    return and_(fully_visible_cases(actor), or_(false(), *ways))


def _of_word(actor: Actor, word: Word) -> ColumnElement[bool]:
    key = search_key(word.text)
    anywhere = and_(fully_visible_cases(actor), _holds(CaseText.whole_text, key))
    found = _holds(CaseText.open_text, key) | func.coalesce(anywhere, false())
    return not_(found) if word.negated else found


def _holds(text: SQLCoreOperations[str], part: str) -> ColumnElement[bool]:
    """Return the condition under which a part stands in a text, sign by sign."""
    find = func.strpos if _is_postgresql() else func.instr
    return find(text, part) > 0


def _with_number(actor: Actor, number: SoughtNumber) -> ColumnElement[bool]:
    column = Party.mobile_index if number.column == "mobile" else Party.id_number_index
    of_people = Case.id.in_(select(Party.case_id).where(column == number.index))
    return and_(fully_visible_cases(actor), of_people)


def _marks_of(words: Iterable[Word], *, only_open: bool) -> Marks:
    """Return the marks that every case with these words has."""
    prefix = OPEN_MARK if only_open else ""
    found: dict[tuple[str, bool], None] = {}
    for word in words:
        if not word.negated:
            for mark, begins in marks_asked(search_key(word.text)):
                found[prefix + mark, begins] = None
    return list(found)


def _marked(marks: Marks, row: type[CaseText] | None = None) -> ColumnElement[bool]:
    """Return the condition under which the index has a case under all of these marks."""
    if _is_postgresql():
        asked = " & ".join(f"'{_escaped(mark)}'{':*' if begins else ''}" for mark, begins in marks)
        return CaseText.marks.op("@@")(cast(literal(asked), TSQUERY))
    key = Case.id if row is None else CaseText.case_id
    return key.in_(_on_sqlite(marks))


def _escaped(mark: str) -> str:
    return mark.replace("\\", "\\\\").replace("'", "''")


def _on_sqlite(marks: Marks) -> Select[tuple[int]]:
    return select(SQLITE_INDEX.c.rowid).where(_matches(marks))


def _matches(marks: Marks) -> ColumnElement[bool]:
    asked = " AND ".join(f'"{mark}"{"*" if begins else ""}' for mark, begins in marks)
    return SQLITE_INDEX.c.case_texts_fts.op("MATCH", is_comparison=True)(asked)


def _is_common(marks: Marks) -> bool:
    """Tell whether SQLite does better to walk the newest cases than to sort what has the marks."""
    if _is_postgresql():
        return False
    some = _on_sqlite(marks).limit(_COMMON_FROM + 1).subquery()
    found = read(select(func.count()).select_from(some)).scalar() or 0
    return found > _COMMON_FROM


def _is_postgresql() -> bool:
    return dialect_name() == "postgresql"
