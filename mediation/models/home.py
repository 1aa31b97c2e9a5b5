"""What the first page of the day shows: counts, what waits, and whether the machine keeps up.

Every number here is counted in SQL under the same conditions as the list behind it, so it can be
opened.  Case loads are numbers of cases; nobody is ranked or scored.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, case, func, select

from mediation.models import case_list, next_deadline, outbox, throttle, watch
from mediation.models.case import Case
from mediation.models.case_conditions import in_status
from mediation.models.case_list import ListedCase
from mediation.models.db import session
from mediation.models.meeting import Meeting
from mediation.models.recent import recent
from mediation.models.throttle import MOST_PER_ACCOUNT, SignInAttempts
from mediation.models.user import User
from mediation.models.visibility import visible_cases
from mediation.rules.case_list import GROUPS, CaseFilter, Order, StatusGroup
from mediation.rules.outbox import LetterState
from mediation.rules.permissions import Actor

SHOWN = 12
_OPEN = GROUPS[StatusGroup.OPEN]
_A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class CaseCounts:
    """How many open cases stand where."""

    open: int
    due_today: int
    overdue: int
    fresh: int
    unassigned: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case that waits for its handler, with the meeting that is called for it, if any."""

    case: ListedCase
    meeting_at: datetime | None
    meeting_public_id: str


@dataclass(frozen=True, slots=True)
class CaseLoad:
    """How many open cases somebody handles."""

    handler_public_id: str
    handler_name: str
    open: int


@dataclass(frozen=True, slots=True)
class MachineHealth:
    """Whether the watch walks and the post leaves."""

    last_tick_at: datetime | None
    queued: int
    troubled: int
    locked_accounts: tuple[str, ...]


def counts(actor: Actor, today: date, *, own: bool) -> CaseCounts:
    """Return how many open cases the actor sees, or only how many the actor handles."""
    return recent("open", actor, (today, own), lambda: _counts(actor, today, own=own), _open_in)


def _open_in(counted: CaseCounts) -> int:
    return counted.open


def _counts(actor: Actor, today: date, *, own: bool) -> CaseCounts:
    query = (
        select(
            func.count(),
            _number_of(next_deadline.due_today(Case.id, today)),
            _number_of(next_deadline.overdue(Case.id, today)),
            _number_of(in_status(GROUPS[StatusGroup.FRESH])),
            _number_of(Case.handler_id.is_(None)),
        )
        .where(Case.district_id == actor.district_id, visible_cases(actor))
        .where(in_status(_OPEN))
    )
    if own:
        query = query.where(Case.handler_id == actor.user_id)
    return CaseCounts(*session().execute(query).one())


def waiting_for(actor: Actor, today: date) -> tuple[Waiting, ...]:
    """Return the first open cases that the actor handles: by deadline, then those without one."""
    asked = CaseFilter(statuses=_OPEN, handler_id=actor.user_id, order=Order.DUE)
    rows = case_list.search(actor, asked, today).rows[:SHOWN]
    if len(rows) < SHOWN:
        newest = CaseFilter(statuses=_OPEN, handler_id=actor.user_id)
        dated = {row.id for row in rows}
        others = case_list.search(actor, newest, today).rows
        rows = (*rows, *(row for row in others if row.deadline is None and row.id not in dated))
    meetings = _meetings_of([row.id for row in rows])
    return tuple(Waiting(row, *meetings.get(row.id, (None, ""))) for row in rows[:SHOWN])


def newest(
    actor: Actor, asked: CaseFilter, today: date, most: int = SHOWN
) -> tuple[ListedCase, ...]:
    """Return the newest cases of a list."""
    return case_list.search(actor, asked, today).rows[:most]


def case_loads(actor: Actor) -> tuple[CaseLoad, ...]:
    """Return how many open cases each handler in sight has, by name."""
    return recent("loads", actor, None, lambda: _case_loads(actor), _all_in)


def _all_in(loads: tuple[CaseLoad, ...]) -> int:
    return sum(each.open for each in loads)


def _case_loads(actor: Actor) -> tuple[CaseLoad, ...]:
    query = (
        select(User.public_id, User.name, func.count())
        .select_from(Case)
        .join(User, User.id == Case.handler_id)
        .where(Case.district_id == actor.district_id, visible_cases(actor))
        .where(in_status(_OPEN))
        .group_by(User.public_id, User.name)
        .order_by(User.name, User.public_id)
    )
    return tuple(CaseLoad(*row) for row in session().execute(query).all())


def logged_and_closed(actor: Actor, today: date) -> tuple[int, int]:
    """Return how many cases in sight were received, and how many closed, in the last week."""
    return recent("week", actor, today, lambda: _logged_and_closed(actor, today), _larger_of)


def _larger_of(week: tuple[int, int]) -> int:
    return max(week)


def _logged_and_closed(actor: Actor, today: date) -> tuple[int, int]:
    since = today - _A_WEEK

    query = (
        select(_number_of(Case.received_on > since), _number_of(Case.closed_on > since))
        .select_from(Case)
        .where(Case.district_id == actor.district_id, visible_cases(actor))
        .where((Case.received_on > since) | (Case.closed_on > since))
    )
    received, closed = session().execute(query).one()
    return received, closed


def health(actor: Actor, now: datetime) -> MachineHealth:
    """Return whether the watch walks and the post leaves, and whose account is locked."""
    seen = watch.last_beat()
    by_state = outbox.count_by_state(actor)
    waiting = by_state[LetterState.QUEUED] + by_state[LetterState.SENDING]
    return MachineHealth(
        last_tick_at=seen.at if seen else None,
        queued=waiting,
        troubled=sum(by_state[state] for state in (LetterState.DEAD, LetterState.UNKNOWN))
        + by_state[LetterState.RETRY],
        locked_accounts=_locked_accounts(actor, now),
    )


def _number_of(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _locked_accounts(actor: Actor, now: datetime) -> tuple[str, ...]:
    """The throttle stores hashes, so the user names are tried only when something is locked."""
    some = select(func.count()).where(
        SignInAttempts.tries >= MOST_PER_ACCOUNT, SignInAttempts.since > now - throttle.WINDOW
    )
    if not session().scalar(some):
        return ()
    names = select(User.username).where(User.district_id == actor.district_id)
    return tuple(
        name
        for name in session().scalars(names.order_by(User.username))
        if throttle.is_locked(throttle.account_subject(name), MOST_PER_ACCOUNT, now)
    )


def _meetings_of(case_ids: list[int]) -> dict[int, tuple[datetime, str]]:
    query = (
        select(Meeting.case_id, Meeting.starts_at, Meeting.public_id)
        .where(Meeting.case_id.in_(case_ids))
        .where(Meeting.held_at.is_(None), Meeting.cancelled_at.is_(None))
        .order_by(Meeting.starts_at.desc())
    )
    return {case_id: (at, public_id) for case_id, at, public_id in session().execute(query)}
