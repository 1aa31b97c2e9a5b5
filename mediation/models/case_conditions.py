"""What each condition of a query means in the tables.

One function for each name.  A condition that says "not" is the plain one turned round, unknown
counting as not: a case without an outcome was not withdrawn.  Amounts are told only to those who
see the case with its people, and so they are found only by them.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, func, not_, or_, select
from sqlalchemy.sql.elements import SQLCoreOperations

from mediation.basics.text import search_key
from mediation.models.case import Case
from mediation.models.case_search import heard_like
from mediation.models.claim import Claim
from mediation.models.employer import Employer
from mediation.models.employer_names import EmployerName
from mediation.models.organisation import Town
from mediation.models.sensitive_period import SensitivePeriod, SensitivePeriodTown
from mediation.models.user import User
from mediation.models.visibility import fully_visible_cases
from mediation.rules.case_list import Due, Status, statuses_of
from mediation.rules.case_query import (
    MINE,
    NO,
    NOBODY,
    YES,
    Bounds,
    Condition,
    Qualifier,
    Recent,
    Span,
    Value,
    days_of,
)
from mediation.rules.intake import COLLECTIVE_FROM
from mediation.rules.permissions import Actor
from mediation.rules.sensitive_period import PeriodState
from mediation.rules.workflow_terms import Stage, State

_A_WEEK = timedelta(days=7)
_FARTHEST = 36500


def meeting(
    actor: Actor, condition: Condition, today: date, due_on: ColumnElement[date]
) -> ColumnElement[bool]:
    """Return what a case must be to meet a condition; `due_on` is the day of its next deadline."""
    if condition.by is Qualifier.DUE:
        found = or_(false(), *(_due(each, due_on, today) for each in condition.values))
    else:
        found = _BY[condition.by](actor, condition.values, today)
    return not_(func.coalesce(found, false())) if condition.negated else found


def in_status(statuses: frozenset[Status]) -> ColumnElement[bool]:
    """Return the condition under which a case stands in one of these statuses."""
    ways: list[ColumnElement[bool]] = []
    stages = {
        Status.CLOSED: Stage.CLOSED,
        Status.CONSULTED: Stage.CONSULTED,
        Status.REFERRED: Stage.REFERRED,
    }
    for status, stage in stages.items():
        if status in statuses:
            ways.append(Case.stage == stage.value)
    running = Case.stage.in_([Stage.IN_PROGRESS.value, Stage.PERFORMANCE.value])
    states = [state.value for state in State if Status(state.value) in statuses]
    if states:
        ways.append(and_(running, Case.progress.in_(states)))
    if Status.LOGGED in statuses:
        ways.append(or_(Case.stage == Stage.LOGGED.value, and_(running, Case.progress.is_(None))))
    return or_(false(), *ways)


def is_collective() -> ColumnElement[bool]:
    """Return the condition under which ten or more workers stand behind a case."""
    return Case.worker_count >= COLLECTIVE_FROM


def due_conditions(due: Due, due_on: ColumnElement[date], today: date) -> ColumnElement[bool]:
    """Return the condition under which the next deadline of a case ends then."""
    ways = {
        Due.OVERDUE: due_on < today,
        Due.TODAY: due_on == today,
        Due.WEEK: due_on.between(today, today + _A_WEEK),
    }
    return ways[due]


def _status(_actor: Actor, values: tuple[Value, ...], _today: date) -> ColumnElement[bool]:
    return in_status(frozenset().union(*(statuses_of(str(each)) for each in values)))


def _channel(_actor: Actor, values: tuple[Value, ...], _today: date) -> ColumnElement[bool]:
    return Case.channel.in_(values)


def _outcome(_actor: Actor, values: tuple[Value, ...], _today: date) -> ColumnElement[bool]:
    return Case.outcome.in_(values)


def _cause(_actor: Actor, values: tuple[Value, ...], _today: date) -> ColumnElement[bool]:
    claimed = select(Claim.id).where(Claim.case_id == Case.id, Claim.cause.in_(values))
    return claimed.exists()


def _handler(actor: Actor, values: tuple[Value, ...], _today: date) -> ColumnElement[bool]:
    ways: list[ColumnElement[bool]] = []
    if MINE in values:
        ways.append(Case.handler_id == actor.user_id)
    if NOBODY in values:
        ways.append(Case.handler_id.is_(None))
    named = [each for each in values if each not in {MINE, NOBODY}]
    if named:
        ways.append(Case.handler_id.in_(select(User.id).where(User.public_id.in_(named))))
    return or_(false(), *ways)


def _town(_actor: Actor, values: tuple[Value, ...], _today: date) -> ColumnElement[bool]:
    return Case.town_id.in_(select(Town.id).where(Town.code.in_(values)))


def _employer(actor: Actor, values: tuple[Value, ...], _today: date) -> ColumnElement[bool]:
    ways: list[ColumnElement[bool]] = []
    for each in values:
        key = search_key(str(each))
        named = func.lower(EmployerName.folded_name).contains(key, autoescape=True)
        if key.isascii():
            named |= EmployerName.initials.contains(key, autoescape=True)
            code = select(Employer.id).where(Employer.credit_code == key.upper())
            ways.append(Case.employer_id.in_(code))
        here = EmployerName.district_id == actor.district_id
        ways.append(Case.employer_id.in_(select(EmployerName.employer_id).where(here, named)))
    return or_(false(), *ways)


def _people(_actor: Actor, values: tuple[Value, ...], _today: date) -> ColumnElement[bool]:
    return or_(false(), *(_within(Case.worker_count, each) for each in values))


def _amount(actor: Actor, values: tuple[Value, ...], _today: date) -> ColumnElement[bool]:
    found = or_(false(), *(_within(Case.amount_fen, each) for each in values))
    return and_(fully_visible_cases(actor), found)


def _received(_actor: Actor, values: tuple[Value, ...], today: date) -> ColumnElement[bool]:
    return or_(false(), *(_on(Case.received_on, each, today) for each in values))


def _closed(_actor: Actor, values: tuple[Value, ...], today: date) -> ColumnElement[bool]:
    return or_(false(), *(_on(Case.closed_on, each, today) for each in values))


def _urgent(_actor: Actor, values: tuple[Value, ...], _today: date) -> ColumnElement[bool]:
    flags = func.concat(",", Case.urgent_flags, ",")
    ways = {YES: Case.urgent_flags != "", NO: Case.urgent_flags == ""}
    return or_(
        false(),
        *(ways.get(str(each), flags.contains(f",{each},", autoescape=True)) for each in values),
    )


def _collective(_actor: Actor, values: tuple[Value, ...], _today: date) -> ColumnElement[bool]:
    return _yes_or_no(is_collective(), values)


def _sensitive(_actor: Actor, values: tuple[Value, ...], _today: date) -> ColumnElement[bool]:
    period, of_town = SensitivePeriod, SensitivePeriodTown
    towns = select(of_town.town_id).where(of_town.period_id == period.id)
    inside = (
        exists()
        .where(period.district_id == Case.district_id)
        .where(period.state.in_([PeriodState.ACTIVE.value, PeriodState.ENDED.value]))
        .where(Case.received_on.between(period.counts_from, period.ends_on))
        .where(or_(not_(towns.exists()), Case.town_id.in_(towns)))
    )
    return _yes_or_no(inside, values)


def _sound(actor: Actor, values: tuple[Value, ...], _today: date) -> ColumnElement[bool]:
    return heard_like(actor, (str(each) for each in values))


def _due(value: Value, due_on: ColumnElement[date], today: date) -> ColumnElement[bool]:
    if isinstance(value, Bounds):
        return _on(due_on, Span(_ahead(today, value.least), _ahead(today, value.most)), today)
    if value in set(Due):
        return due_conditions(Due(str(value)), due_on, today)
    return _on(due_on, value, today)


def _ahead(today: date, days: int | None) -> date | None:
    return None if days is None else today + timedelta(days=max(-_FARTHEST, min(days, _FARTHEST)))


def _yes_or_no(condition: ColumnElement[bool], values: tuple[Value, ...]) -> ColumnElement[bool]:
    ways = [condition] if YES in values else []
    return or_(false(), *ways, *([not_(condition)] if NO in values else []))


def _within(number: SQLCoreOperations[Any], value: Value) -> ColumnElement[bool]:
    if not isinstance(value, Bounds):
        return false()
    ends = [] if value.least is None else [number >= value.least]
    ends += [] if value.most is None else [number <= value.most]
    return and_(number.is_not(None), *ends)


def _on(day: SQLCoreOperations[Any], value: Value, today: date) -> ColumnElement[bool]:
    span = days_of(Recent(value), today) if value in set(Recent) else value
    if not isinstance(span, Span):
        return false()
    ends = [] if span.first is None else [day >= span.first]
    ends += [] if span.last is None else [day <= span.last]
    return and_(day.is_not(None), *ends)


_BY: Mapping[Qualifier, Callable[[Actor, tuple[Value, ...], date], ColumnElement[bool]]] = {
    Qualifier.STATUS: _status,
    Qualifier.CAUSE: _cause,
    Qualifier.HANDLER: _handler,
    Qualifier.TOWN: _town,
    Qualifier.CHANNEL: _channel,
    Qualifier.EMPLOYER: _employer,
    Qualifier.PEOPLE: _people,
    Qualifier.AMOUNT: _amount,
    Qualifier.RECEIVED: _received,
    Qualifier.CLOSED: _closed,
    Qualifier.OUTCOME: _outcome,
    Qualifier.URGENT: _urgent,
    Qualifier.COLLECTIVE: _collective,
    Qualifier.SENSITIVE: _sensitive,
    Qualifier.SOUND: _sound,
}
