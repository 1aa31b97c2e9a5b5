"""The registry as a list: narrowed, in the order of names, one page at a time.

Tombstones of merged entries are in no list.  How many cases an entry has is counted for the rows
of one page and only as far as the reader sees cases at all.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true

from mediation.basics.paging import PAGE_ROWS, Page, read_mark, written_mark
from mediation.models import employer_names, employer_watch
from mediation.models.case import Case
from mediation.models.db import session
from mediation.models.employer import Employer, EmployerFacts, facts_from, likely
from mediation.models.employer_names import EmployerName
from mediation.models.employer_watch import EmployerWatch, watched_on
from mediation.models.organisation import Town
from mediation.models.visibility import visible_cases
from mediation.rules.employer import EmployerFilter, NameKind, WatchReason
from mediation.rules.permissions import Actor

MOST_COUNTED = 1000


@dataclass(frozen=True, slots=True)
class ListedEmployer:
    """An entry as the list shows it."""

    facts: EmployerFacts
    town_name: str
    aliases: tuple[str, ...]
    watched_for: tuple[WatchReason, ...]
    cases_in_sight: int


def search(
    actor: Actor, asked: EmployerFilter, today: date, mark: str | None = None
) -> Page[ListedEmployer]:
    """List the entries of the actor's district that answer to the filter, by name."""
    query = _narrowed(actor, asked, today).order_by(Employer.folded_name, Employer.id)
    after = _after(mark)
    found = session().execute(query.where(after).limit(PAGE_ROWS + 1)).all()
    shown = [(row, town) for row, town in found[:PAGE_ROWS]]
    last = shown[-1][0] if len(found) > PAGE_ROWS else None
    next_mark = None if last is None else written_mark(last.folded_name, last.id)
    return Page(_listed(actor, shown, today), next_mark)


def count(actor: Actor, asked: EmployerFilter, today: date) -> int:
    """Count the entries of a list; beyond a thousand it stops and returns one more."""
    some = _narrowed(actor, asked, today).with_only_columns(Employer.id)
    capped = some.limit(MOST_COUNTED + 1).subquery()
    return session().scalar(select(func.count()).select_from(capped)) or 0


def _narrowed(actor: Actor, asked: EmployerFilter, today: date) -> Select[Employer, Any]:
    conditions: list[ColumnElement[bool]] = [
        Employer.district_id == actor.district_id,
        Employer.merged_into_id.is_(None),
    ]
    if asked.town_id is not None:
        conditions.append(Employer.town_id == asked.town_id)
    if asked.industry is not None:
        conditions.append(Employer.industry == asked.industry.value)
    if asked.union is not None:
        conditions.append(Employer.union_state == asked.union.value)
    if asked.watched:
        on_watch = select(EmployerWatch.employer_id).where(watched_on(today))
        conditions.append(Employer.id.in_(on_watch))
    if asked.words:
        conditions.append(Employer.id.in_(_answering(actor, asked.words)))
    query = select(Employer, Town.name).outerjoin(Town, Town.id == Employer.town_id)
    return query.where(*conditions)


def _answering(actor: Actor, words: str) -> list[int]:
    """Return the entries that a text may mean; a text that means very many is no search."""
    district_id = actor.district_id or 0
    found = [each.id for each in likely(district_id, words)]
    found += [each.employer_id for each in employer_names.containing(district_id, words)]
    return list(dict.fromkeys(found))


def _after(mark: str | None) -> ColumnElement[bool]:
    match read_mark(mark):
        case (str(name), int(key)):
            same = and_(Employer.folded_name == name, Employer.id > key)
            return or_(Employer.folded_name > name, same)
    return true()


def _listed(
    actor: Actor, shown: list[tuple[Employer, str | None]], today: date
) -> tuple[ListedEmployer, ...]:
    keys = [row.id for row, _town in shown]
    watched = employer_watch.reasons_on(keys, today)
    aliases: dict[int, list[str]] = {}
    others = (
        select(EmployerName)
        .where(EmployerName.employer_id.in_(keys), EmployerName.kind != NameKind.OWN.value)
        .order_by(EmployerName.id)
    )
    for name in session().scalars(others):
        aliases.setdefault(name.employer_id, []).append(name.name)
    cases = (
        select(Case.employer_id, func.count())
        .where(Case.employer_id.in_(keys), visible_cases(actor))
        .group_by(Case.employer_id)
    )
    counted = {row[0]: row[1] for row in session().execute(cases)}
    return tuple(
        ListedEmployer(
            facts=facts_from(row),
            town_name=town or "",
            aliases=tuple(aliases.get(row.id, ())),
            watched_for=watched.get(row.id, ()),
            cases_in_sight=counted.get(row.id, 0),
        )
        for row, town in shown
    )
