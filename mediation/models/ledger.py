"""The ledger: the cases of a selection, column by column.

A page of twenty-five cases and a file of fifty thousand are read by the same function, a block of
keys at a time: one query for the cases and one for each kind of thing that stands beside them
(meetings, agreements, what was paid, warnings), however many cases there are.  Nothing is loaded
as an object of its own; what comes out are columns of plain values.

`run` is the session of a request, or the connection of a snapshot when everything that is read
has to be of one moment.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select, true
from sqlalchemy.orm import Session

from mediation.basics.clock import SHANGHAI
from mediation.basics.text import masked_name
from mediation.models import sealing
from mediation.models.agreement import Agreement, Obligation
from mediation.models.case import Case
from mediation.models.case_list import chosen, fully_visible_cases, in_order
from mediation.models.db import among, session
from mediation.models.deadline import Deadline
from mediation.models.meeting import Meeting
from mediation.models.organisation import Town
from mediation.models.party import Party
from mediation.models.proceeding import Proceeding
from mediation.models.sensitive_period import SensitivePeriod, SensitivePeriodTown
from mediation.models.stored_search import SearchFacts
from mediation.models.user import User
from mediation.models.visibility import visible_cases
from mediation.models.warning import DeadlineWarning
from mediation.rules.case_list import CaseFilter, status_of
from mediation.rules.identity import masked_id, masked_mobile
from mediation.rules.ledger import COLUMNS, Column, Sight
from mediation.rules.party import PartyRole, SealedField
from mediation.rules.performance import PerformanceStanding
from mediation.rules.permissions import SUMMARY_ONLY, Actor
from mediation.rules.sensitive_period import PeriodState, Window
from mediation.rules.warnings import WarningLevel
from mediation.rules.workflow_terms import Stage, State

Runner = Session | Connection
Cells = Sequence[Any]

_FIGURES = re.compile(r"\d{10,}[Xx]?")
_SHORTEST_NAME = 2


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be read of the cases, for whom, and whether people stay masked."""

    actor: Actor
    columns: tuple[Column, ...]
    today: date
    masked: bool = True


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
    return tuple(session().scalars(query))


def page_of(wanted: Wanted, keys: Sequence[int]) -> Block:
    """Read the cases of one page."""
    return block_of(session(), wanted, keys)


def block_of(run: Runner, wanted: Wanted, keys: Sequence[int]) -> Block:
    """Read these cases in this order; those that are out of sight by now are left out."""
    rows = _rows(run, wanted, keys)
    found = [rows[key] for key in keys if key in rows]
    ids = [row.id for row in found]
    cells: dict[Column, Cells] = {}
    for column in wanted.columns:
        if column is not Column.POSITION:
            cells[column] = _READERS[column](_Reading(run, wanted, column, found, ids))
    return Block(tuple(row.public_id for row in found), cells, sum(r.worker_count for r in found))


@dataclass(frozen=True, slots=True)
class _Reading:
    """One column under way: from where, for whom, and the cases that are read already."""

    run: Runner
    wanted: Wanted
    column: Column
    rows: Sequence[Any]
    ids: Sequence[int]

    def beside(self, query: Any) -> Mapping[int, Any]:
        """Return what a query of (case, value) says of each case; a later row wins."""
        return {row[0]: row[1] for row in self.run.execute(query)}

    def spread(self, found: Mapping[int, Any], nothing: object = None) -> Cells:
        """Return the values of the cases in their order."""
        return [found.get(key, nothing) for key in self.ids]


_PLAIN: Mapping[Column, ColumnElement[Any]] = {
    Column.CASE_NUMBER: Case.case_number.expression,
    Column.RECEIVED_ON: Case.received_on.expression,
    Column.CHANNEL: Case.channel.expression,
    Column.WORKER_COUNT: Case.worker_count.expression,
    Column.EMPLOYER: Case.employer_name.expression,
    Column.CAUSE: Case.first_cause.expression,
    Column.AMOUNT: Case.amount_fen.expression,
    Column.OUTCOME: Case.outcome.expression,
    Column.CLOSED_ON: Case.closed_on.expression,
    Column.OUTSIDE_NUMBER: Case.outside_number.expression,
}
_TEXTS: Mapping[Column, ColumnElement[Any]] = {
    Column.REQUEST: Case.request.expression,
    Column.NOTE: Case.outcome_note.expression,
}


def _rows(run: Runner, wanted: Wanted, keys: Sequence[int]) -> dict[int, Any]:
    actor = wanted.actor
    full = fully_visible_cases(actor) if actor.roles & SUMMARY_ONLY else true()
    texts = [each.label(name.value) for name, each in _TEXTS.items() if name in wanted.columns]
    query = select(
        Case.id,
        Case.public_id,
        Case.stage,
        Case.progress,
        Case.handler_id,
        Case.lawyer_id,
        Case.town_id,
        Case.applicant_name,
        *(each.label(name.value) for name, each in _PLAIN.items()),
        *texts,
        full.label("is_full"),
    ).where(among(Case.id, keys), Case.district_id == actor.district_id, visible_cases(actor))
    return {row.id: row for row in run.execute(query)}


def _plain(reading: _Reading) -> Cells:
    name = reading.column.value
    if COLUMNS[reading.column].sight is Sight.EVERYBODY:
        return [getattr(row, name) for row in reading.rows]
    return [getattr(row, name) if row.is_full else None for row in reading.rows]


def _applicant(reading: _Reading) -> Cells:
    if reading.wanted.masked:
        return [masked_name(row.applicant_name) if row.is_full else "" for row in reading.rows]
    return [row.applicant_name if row.is_full else "" for row in reading.rows]


def _text(reading: _Reading) -> Cells:
    name = reading.column.value
    texts = {row.id: getattr(row, name) for row in reading.rows if row.is_full}
    if reading.wanted.masked:
        for key, names in _names_in(reading, _TEXTS[reading.column]).items():
            for each in sorted(names, key=len, reverse=True):
                texts[key] = texts.get(key, "").replace(each, masked_name(each))
        texts = {key: _FIGURES.sub(_stars, text) for key, text in texts.items()}
    return reading.spread(texts, "")


def _names_in(reading: _Reading, text: ColumnElement[Any]) -> dict[int, set[str]]:
    """Return the names of people of a case that stand in a text of the case."""
    own = and_(Party.is_employer.is_(False), text.contains(Party.name))
    agent = and_(Party.agent_name != "", text.contains(Party.agent_name))
    query = (
        select(Party.case_id, Party.is_employer, Party.name, Party.agent_name)
        .join(Case, Case.id == Party.case_id)
        .where(among(Party.case_id, reading.ids), text != "", or_(own, agent))
    )
    found: dict[int, set[str]] = {}
    for key, is_employer, name, agent_name in reading.run.execute(query):
        names = {agent_name} if is_employer else {name, agent_name}
        found.setdefault(key, set()).update(n for n in names if len(n) >= _SHORTEST_NAME)
    return found


def _stars(match: re.Match[str]) -> str:
    figures = match[0]
    return f"{figures[:3]}{'*' * (len(figures) - 3)}"


def _status(reading: _Reading) -> Cells:
    stood: dict[tuple[str, str | None], str] = {}
    for row in reading.rows:
        key = (row.stage, row.progress)
        if key not in stood:
            progress = State(row.progress) if row.progress else None
            stood[key] = status_of(Stage(row.stage), progress).value
    return [stood[row.stage, row.progress] for row in reading.rows]


def _days(reading: _Reading) -> Cells:
    today = reading.wanted.today
    return [((row.closed_on or today) - row.received_on).days for row in reading.rows]


def _person(reading: _Reading) -> Cells:
    name = f"{reading.column.value}_id"
    keys = [getattr(row, name) for row in reading.rows]
    known = {each for each in keys if each is not None}
    names = reading.beside(select(User.id, User.name).where(among(User.id, sorted(known))))
    return [names.get(key, "") for key in keys]


def _town(reading: _Reading) -> Cells:
    known = {row.town_id for row in reading.rows if row.town_id is not None}
    names = reading.beside(select(Town.id, Town.name).where(among(Town.id, sorted(known))))
    return [names.get(row.town_id, "") for row in reading.rows]


def _accepted_on(reading: _Reading) -> Cells:
    query = select(Proceeding.case_id, Proceeding.accepted_on).where(
        among(Proceeding.case_id, reading.ids), Proceeding.accepted_on.is_not(None)
    )
    return reading.spread(reading.beside(query.order_by(Proceeding.id)))


def _met_on(reading: _Reading) -> Cells:
    query = select(Meeting.case_id, func.max(Meeting.starts_at, type_=Meeting.starts_at.type))
    query = query.where(among(Meeting.case_id, reading.ids), Meeting.cancelled_at.is_(None))
    found = reading.beside(query.group_by(Meeting.case_id))
    return reading.spread({key: at.astimezone(SHANGHAI).date() for key, at in found.items()})


def _agreement_number(reading: _Reading) -> Cells:
    query = select(Agreement.case_id, Agreement.number).where(
        among(Agreement.case_id, reading.ids), Agreement.number != ""
    )
    return reading.spread(reading.beside(query.order_by(Agreement.id)), "")


def _performance(reading: _Reading) -> Cells:
    is_open = Obligation.performed_on.is_(None)
    query = (
        select(
            Obligation.case_id,
            func.count(),
            func.count(Obligation.performed_on),
            func.count(Obligation.performed_fen),
            func.min(case((is_open, Obligation.due_on)), type_=Obligation.due_on.type),
        )
        .join(Agreement, Agreement.id == Obligation.agreement_id)
        .where(among(Obligation.case_id, reading.ids), Agreement.effective_on.is_not(None))
        .group_by(Obligation.case_id)
    )
    today = reading.wanted.today
    found = {key: _stands(today, *rest).value for key, *rest in reading.run.execute(query)}
    return reading.spread(found, "")


def _stands(
    today: date, owed: int, settled: int, paid: int, next_due: date | None
) -> PerformanceStanding:
    if settled == owed:
        return PerformanceStanding.ALL
    if next_due is not None and next_due < today:
        return PerformanceStanding.OVERDUE
    return PerformanceStanding.PARTLY if settled or paid else PerformanceStanding.PENDING


def _period(reading: _Reading) -> Cells:
    windows = _windows(reading)
    named: dict[tuple[date, int | None], str] = {}
    for row in reading.rows:
        key = (row.received_on, row.town_id)
        if key not in named:
            names = [name for name, w in windows if w.covers(row.town_id, row.received_on)]
            named[key] = "、".join(names)
    return [named[row.received_on, row.town_id] for row in reading.rows]


def _windows(reading: _Reading) -> list[tuple[str, Window]]:
    kept = and_(
        SensitivePeriod.district_id == reading.wanted.actor.district_id,
        SensitivePeriod.state != PeriodState.DRAFT.value,
    )
    towns: dict[int, set[int]] = {}
    inside = select(SensitivePeriodTown.period_id, SensitivePeriodTown.town_id)
    inside = inside.join(SensitivePeriod, SensitivePeriod.id == SensitivePeriodTown.period_id)
    for period_id, town_id in reading.run.execute(inside.where(kept)):
        towns.setdefault(period_id, set()).add(town_id)
    query = select(
        SensitivePeriod.id,
        SensitivePeriod.name,
        SensitivePeriod.counts_from,
        SensitivePeriod.ends_on,
    )
    found = reading.run.execute(query.where(kept).order_by(SensitivePeriod.begins_on))
    return [(n, Window(a, b, frozenset(towns.get(key, ())))) for key, n, a, b in found]


def _level(reading: _Reading) -> Cells:
    query = (
        select(DeadlineWarning.case_id, DeadlineWarning.level)
        .join(Deadline, Deadline.id == DeadlineWarning.deadline_id)
        .where(among(DeadlineWarning.case_id, reading.ids), DeadlineWarning.level.is_not(None))
        .where(DeadlineWarning.ended_at.is_(None), Deadline.ended_as.is_(None))
    )
    rank = {each.value: place for place, each in enumerate(WarningLevel)}
    highest: dict[int, str] = {}
    for key, level in reading.run.execute(query):
        if level and rank[level] >= rank.get(highest.get(key, ""), -1):
            highest[key] = level
    return reading.spread(highest, "")


def _sealed(reading: _Reading) -> Cells:
    """Open a number of the first applicant of each case; masked unless asked for in full."""
    name = SealedField(reading.column.value)
    stored = getattr(Party, f"{name.value}_sealed")
    query = select(Party.case_id, stored).where(
        among(Party.case_id, reading.ids),
        Party.role == PartyRole.APPLICANT.value,
        Party.is_employer.is_(False),
    )
    envelopes = reading.beside(query.order_by(Party.id.desc()))
    public_ids = {row.id: row.public_id for row in reading.rows if row.is_full}
    held = {key: envelope for key, envelope in envelopes.items() if envelope and key in public_ids}
    seals = sealing.case_seals(reading.run, [public_ids[key] for key in held])
    mask: Callable[[str], str] = masked_id if name is SealedField.ID_NUMBER else masked_mobile
    opened = {
        key: seals[public_ids[key]].open(f"parties.{name.value}", envelope)
        for key, envelope in held.items()
        if public_ids[key] in seals
    }
    if reading.wanted.masked:
        opened = {key: mask(plain) for key, plain in opened.items()}
    return reading.spread(opened, "")


_READERS: Mapping[Column, Callable[[_Reading], Cells]] = {
    **dict.fromkeys(_PLAIN, _plain),
    **dict.fromkeys(_TEXTS, _text),
    Column.APPLICANT: _applicant,
    Column.STATUS: _status,
    Column.DAYS: _days,
    Column.HANDLER: _person,
    Column.LAWYER: _person,
    Column.TOWN: _town,
    Column.ACCEPTED_ON: _accepted_on,
    Column.MET_ON: _met_on,
    Column.AGREEMENT_NUMBER: _agreement_number,
    Column.PERFORMANCE: _performance,
    Column.PERIOD: _period,
    Column.LEVEL: _level,
    Column.ID_NUMBER: _sealed,
    Column.MOBILE: _sealed,
}
