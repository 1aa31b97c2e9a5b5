"""The columns of the ledger: where the cells of each come from, for many cases at once.

What stands in the case itself is known already; what stands beside it (meetings, agreements, what
was paid, warnings) is asked in one query for all the cases.  A column of people is left empty where
a case is seen in summary only, and is masked unless the reading says otherwise.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select
from sqlalchemy.orm import Session

from mediation.basics.clock import SHANGHAI
from mediation.basics.text import masked_name
from mediation.models import sealing
from mediation.models.agreement import Agreement, Obligation
from mediation.models.case import Case
from mediation.models.db import among
from mediation.models.deadline import Deadline
from mediation.models.employer import Employer
from mediation.models.meeting import Meeting
from mediation.models.organisation import Town
from mediation.models.party import Party
from mediation.models.proceeding import Proceeding
from mediation.models.sensitive_period import SensitivePeriod, SensitivePeriodTown
from mediation.models.user import User
from mediation.models.warning import DeadlineWarning
from mediation.rules.case_list import status_of
from mediation.rules.identity import masked_id, masked_mobile
from mediation.rules.ledger import COLUMNS, Column, Sight
from mediation.rules.party import PartyRole, SealedField
from mediation.rules.performance import PerformanceStanding
from mediation.rules.permissions import Actor
from mediation.rules.sensitive_period import PeriodState, Window
from mediation.rules.warnings import WarningLevel
from mediation.rules.workflow_terms import Stage, State

Runner = Session | Connection
Cells = Sequence[Any]

_FIGURES = re.compile(r"\d{10,}[Xx]?")
_SHORTEST_NAME = 2
_PARTED = "\x1e"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be read of the cases, for whom, and whether people stay masked."""

    actor: Actor
    columns: tuple[Column, ...]
    today: date
    masked: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """One column under way: from where, for whom, and what is known of the cases, by column."""

    run: Runner
    wanted: Wanted
    column: Column
    known: Mapping[str, Cells]
    people: Callable[[], Mapping[int, set[str]]]
    """The names of the people of each case, asked for once however many columns want them."""

    @property
    def ids(self) -> Sequence[int]:
        """The keys of the cases, in their order."""
        return self.known["id"]

    def among(self, key: Any) -> ColumnElement[bool]:
        """Return the condition that something belongs to one of the cases."""
        return among(key, self.ids)

    def beside(self, query: Any) -> dict[int, Any]:
        """Return what a query of (case, value) says of each case; a later row wins."""
        return dict(self.run.execute(query).all())

    def spread(self, found: Mapping[int, Any], nothing: object = None) -> Cells:
        """Return the values of the cases in their order."""
        return [found.get(key, nothing) for key in self.ids]

    def named(self, keys: Cells, key: Any, name: Any) -> Cells:
        """Return the names behind some keys, in their order."""
        known = sorted({each for each in keys if each is not None})
        found = self.beside(select(key, name).where(among(key, known)))
        return [found.get(each, "") for each in keys]


PLAIN: Mapping[Column, ColumnElement[Any]] = {
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
TEXTS: Mapping[Column, ColumnElement[Any]] = {
    Column.REQUEST: Case.request.expression,
    Column.NOTE: Case.outcome_note.expression,
}


def _plain(reading: Reading) -> Cells:
    return _seen(reading, reading.known[reading.column], None)


def _seen(reading: Reading, cells: Cells, nothing: object) -> Cells:
    """Return cells with those of people left out where a case is seen in summary only."""
    if COLUMNS[reading.column].sight is Sight.EVERYBODY:
        return cells
    full = reading.known["is_full"]
    return [cell if seen else nothing for cell, seen in zip(cells, full, strict=True)]


def _applicant(reading: Reading) -> Cells:
    names = reading.known["applicant_name"]
    shown = [masked_name(each) for each in names] if reading.wanted.masked else names
    return _seen(reading, shown, "")


def _text(reading: Reading) -> Cells:
    texts = reading.known[reading.column]
    if reading.wanted.masked:
        people = reading.people() if any(texts) else {}
        texts = [
            _without_names(text, people.get(key, ())) if text else text
            for key, text in zip(reading.ids, texts, strict=True)
        ]
        texts = _without_figures(texts)
    return _seen(reading, texts, "")


def _without_names(text: str, names: Iterable[str]) -> str:
    told = [each for each in names if each in text]
    for each in sorted(told, key=len, reverse=True):
        text = text.replace(each, masked_name(each))
    return text


def _without_figures(texts: Cells) -> Cells:
    """Mask long figures in all texts at once; no text that was typed holds the parting sign."""
    masked = _FIGURES.sub(_stars, _PARTED.join(texts)).split(_PARTED)
    return masked if len(masked) == len(texts) else [_FIGURES.sub(_stars, text) for text in texts]


def names_of_people(run: Runner, case_ids: Sequence[int]) -> dict[int, set[str]]:
    """Return the names of the people of each case, agents too, that are long enough to mask."""
    query = select(Party.case_id, Party.is_employer, Party.name, Party.agent_name)
    somebody = or_(Party.is_employer.is_(False), Party.agent_name != "")
    found: dict[int, set[str]] = {}
    rows = run.execute(query.where(among(Party.case_id, case_ids), somebody)).all()
    for key, is_employer, name, agent_name in rows:
        names = found.setdefault(key, set())
        if len(agent_name) >= _SHORTEST_NAME:
            names.add(agent_name)
        if not is_employer and len(name) >= _SHORTEST_NAME:
            names.add(name)
    return found


def _stars(match: re.Match[str]) -> str:
    figures = match[0]
    return f"{figures[:3]}{'*' * (len(figures) - 3)}"


def _status(reading: Reading) -> Cells:
    stands = {
        (stage, progress): status_of(Stage(stage), State(progress) if progress else None).value
        for stage, progress in set(_pairs(reading, "stage", "progress"))
    }
    return [stands[each] for each in _pairs(reading, "stage", "progress")]


def _pairs(reading: Reading, first: str, second: str) -> Iterator[tuple[Any, Any]]:
    return zip(reading.known[first], reading.known[second], strict=True)


def _days(reading: Reading) -> Cells:
    today = reading.wanted.today
    days = _pairs(reading, Column.CLOSED_ON, Column.RECEIVED_ON)
    return [((closed_on or today) - received_on).days for closed_on, received_on in days]


def _person(reading: Reading) -> Cells:
    return reading.named(reading.known[f"{reading.column.value}_id"], User.id, User.name)


def _town(reading: Reading) -> Cells:
    return reading.named(reading.known["town_id"], Town.id, Town.name)


def _industry(reading: Reading) -> Cells:
    return reading.named(reading.known["employer_id"], Employer.id, Employer.industry)


def _accepted_on(reading: Reading) -> Cells:
    query = select(Proceeding.case_id, Proceeding.accepted_on).where(
        reading.among(Proceeding.case_id), Proceeding.accepted_on.is_not(None)
    )
    return reading.spread(reading.beside(query.order_by(Proceeding.id)))


def _met_on(reading: Reading) -> Cells:
    query = select(Meeting.case_id, func.max(Meeting.starts_at, type_=Meeting.starts_at.type))
    query = query.where(reading.among(Meeting.case_id), Meeting.cancelled_at.is_(None))
    found = reading.beside(query.group_by(Meeting.case_id))
    return reading.spread({key: at.astimezone(SHANGHAI).date() for key, at in found.items()})


def _agreement_number(reading: Reading) -> Cells:
    query = select(Agreement.case_id, Agreement.number).where(
        reading.among(Agreement.case_id), Agreement.number != ""
    )
    return reading.spread(reading.beside(query.order_by(Agreement.id)), "")


def _performance(reading: Reading) -> Cells:
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
        .where(reading.among(Obligation.case_id), Agreement.effective_on.is_not(None))
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


def _period(reading: Reading) -> Cells:
    windows = _windows(reading)
    named = {
        (day, town_id): "、".join(name for name, window in windows if window.covers(town_id, day))
        for day, town_id in set(_pairs(reading, Column.RECEIVED_ON, "town_id"))
    }
    return [named[each] for each in _pairs(reading, Column.RECEIVED_ON, "town_id")]


def _windows(reading: Reading) -> list[tuple[str, Window]]:
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


def _level(reading: Reading) -> Cells:
    query = (
        select(DeadlineWarning.case_id, DeadlineWarning.level)
        .join(Deadline, Deadline.id == DeadlineWarning.deadline_id)
        .where(reading.among(DeadlineWarning.case_id), DeadlineWarning.level.is_not(None))
        .where(DeadlineWarning.ended_at.is_(None), Deadline.ended_as.is_(None))
    )
    rank = {each.value: place for place, each in enumerate(WarningLevel)}
    highest: dict[int, str] = {}
    for key, level in reading.run.execute(query).all():
        if level and rank[level] >= rank.get(highest.get(key, ""), -1):
            highest[key] = level
    return reading.spread(highest, "")


def _sealed(reading: Reading) -> Cells:
    """Open a number of the first applicant of each case; masked unless asked for in full."""
    name = SealedField(reading.column.value)
    stored = getattr(Party, f"{name.value}_sealed")
    query = select(Party.case_id, stored).where(
        reading.among(Party.case_id),
        Party.role == PartyRole.APPLICANT.value,
        Party.is_employer.is_(False),
    )
    envelopes = reading.beside(query.order_by(Party.id.desc()))
    full = zip(reading.ids, reading.known["public_id"], reading.known["is_full"], strict=True)
    public_ids = {key: public_id for key, public_id, seen in full if seen}
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


READERS: Mapping[Column, Callable[[Reading], Cells]] = {
    **dict.fromkeys(PLAIN, _plain),
    **dict.fromkeys(TEXTS, _text),
    Column.APPLICANT: _applicant,
    Column.STATUS: _status,
    Column.DAYS: _days,
    Column.HANDLER: _person,
    Column.LAWYER: _person,
    Column.TOWN: _town,
    Column.INDUSTRY: _industry,
    Column.ACCEPTED_ON: _accepted_on,
    Column.MET_ON: _met_on,
    Column.AGREEMENT_NUMBER: _agreement_number,
    Column.PERFORMANCE: _performance,
    Column.PERIOD: _period,
    Column.LEVEL: _level,
    Column.ID_NUMBER: _sealed,
    Column.MOBILE: _sealed,
}
