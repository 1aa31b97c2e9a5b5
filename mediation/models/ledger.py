"""The ledger: the cases of a selection, column by column.

A page of twenty-five cases and a file of fifty thousand are read by the same function, a block of
keys at a time: one query for the cases and one for each kind of thing that stands beside them
(meetings, agreements, what was paid, warnings), however many cases there are.  Nothing is loaded
as an object of its own; what comes out are columns of plain values.

`run` is the session of a request, or the connection of a snapshot when everything that is read
has to be of one moment.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import case, func, select, true

from mediation.models.case import Case
from mediation.models.case_list import chosen, in_order
from mediation.models.db import among, read, session
from mediation.models.ledger_columns import (
    PLAIN,
    READERS,
    TEXTS,
    Cells,
    Reading,
    Runner,
    Wanted,
    names_of_people,
)
from mediation.models.stored_search import SearchFacts
from mediation.models.visibility import fully_visible_cases, visible_cases
from mediation.rules.case_list import CaseFilter
from mediation.rules.ledger import Column
from mediation.rules.permissions import SUMMARY_ONLY, Actor


@dataclass(frozen=True, slots=True)
class Block:
    """Some cases of the ledger: their addresses, and the cells of each column."""

    public_ids: tuple[str, ...]
    cells: Mapping[Column, Cells]
    people: int


@dataclass(frozen=True, slots=True)
class Totals:
    """What a whole selection adds up to; amounts of cases seen in summary only are left out."""

    cases: int
    people: int
    amount_fen: int


def totals(
    actor: Actor, asked: CaseFilter, today: date, search_for: SearchFacts | None = None
) -> Totals:
    """Add up the whole selection."""
    seen = case((fully_visible_cases(actor), Case.amount_fen), else_=0)
    query = select(
        func.count(),
        func.coalesce(func.sum(Case.worker_count), 0),
        func.coalesce(func.sum(seen), 0),
    ).where(Case.id.in_(chosen(actor, asked, today, search_for)))
    cases, people, amount_fen = session().execute(query).one()
    return Totals(cases, int(people), int(amount_fen))


def selected_keys(
    actor: Actor, asked: CaseFilter, today: date, search_for: SearchFacts | None, most: int
) -> tuple[int, ...]:
    """Return the keys of a selection in the order of its list, one more than `most` at the most."""
    query = in_order(actor, asked, today, search_for).limit(most + 1)
    return tuple(key for (key,) in read(query).all())


def page_of(wanted: Wanted, keys: Sequence[int]) -> Block:
    """Read the cases of one page."""
    return block_of(session(), wanted, keys)


def block_of(run: Runner, wanted: Wanted, keys: Sequence[int]) -> Block:
    """Read these cases in this order; those that are out of sight by now are left out."""
    known = _known(run, wanted, keys)
    people = cache(lambda: names_of_people(run, known["id"]))
    cells: dict[Column, Cells] = {
        column: READERS[column](Reading(run, wanted, column, known, people))
        for column in wanted.columns
        if column is not Column.POSITION
    }
    return Block(tuple(known["public_id"]), cells, sum(known[Column.WORKER_COUNT]))


def _known(run: Runner, wanted: Wanted, keys: Sequence[int]) -> dict[str, Cells]:
    """Read of the cases themselves what the columns need, one list for each thing."""
    actor = wanted.actor
    full = fully_visible_cases(actor) if actor.roles & SUMMARY_ONLY else true()
    things: dict[str, Any] = {
        "id": Case.id,
        "public_id": Case.public_id,
        "stage": Case.stage,
        "progress": Case.progress,
        "handler_id": Case.handler_id,
        "lawyer_id": Case.lawyer_id,
        "town_id": Case.town_id,
        "employer_id": Case.employer_id,
        "applicant_name": Case.applicant_name,
        "is_full": full,
    }
    things |= {name.value: each for name, each in PLAIN.items()}
    things |= {name.value: each for name, each in TEXTS.items() if name in wanted.columns}
    query = select(*(each.label(f"known_{name}") for name, each in things.items())).where(
        among(Case.id, keys), Case.district_id == actor.district_id, visible_cases(actor)
    )
    place = {key: at for at, key in enumerate(keys)}
    rows = sorted(run.execute(query).all(), key=lambda row: place[row[0]])
    columns = list(zip(*rows, strict=True)) or [()] * len(things)
    return dict(zip(things, columns, strict=True))
