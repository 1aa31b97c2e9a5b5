"""The postman's side of the outbox: letters are taken on a lease and what came of them recorded.

Each function is one short transaction; between them the postman speaks to the relay with no
transaction open.  A letter whose postman died goes back when the lease runs out, under the same
Message-ID.  `handing_over_at` is written just before the final dot: a lease that runs out before
that mark means that the letter never left; after it, nobody knows.

Leases are reckoned in the database's own time, which all workers share and no moved clock moves.
When a letter is due is reckoned in the time of the service.  Where that is the real one, a letter
that was owed in the future means that the clock was set back, and it is due at once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, or_, select

from mediation.models.db import session
from mediation.models.lease import machine_now
from mediation.models.outbox import OutboxLetter
from mediation.models.user import User
from mediation.rules.outbox import (
    DOUBT_PAUSE,
    LEASE,
    WAITING,
    LetterState,
    may_repeat_in_doubt,
    next_try,
)

_CLOCK_WENT_BACK = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class ClaimedLetter:
    """A letter in the hands of a postman."""

    id: int
    public_id: str
    kind: str
    facts: str
    recipient_id: int
    address: str
    message_id: str
    in_reply_to: str
    due_at: datetime
    owed_at: datetime
    attempts: int
    doubts: int


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What came of one attempt: where the conversation ended and the relay's own words."""

    state: LetterState
    stage: str
    code: int | None
    reply: str


def is_any_waiting(now: datetime, *, clock_is_real: bool) -> bool:
    """Tell whether a letter is due, or is in the hands of somebody; a look that locks nothing."""
    sending = OutboxLetter.state == LetterState.SENDING.value
    query = select(OutboxLetter.id).where(or_(sending, _is_due(now, clock_is_real=clock_is_real)))
    return session().scalar(query.limit(1)) is not None


def claim(now: datetime, worker: str, site: str, *, clock_is_real: bool) -> ClaimedLetter | None:
    """Take the most urgent letter whose hour has come; two postmen never take the same one."""
    by_machine = machine_now()
    _give_back_lost(now, by_machine)
    query = (
        select(OutboxLetter)
        .where(_is_due(now, clock_is_real=clock_is_real))
        .order_by(OutboxLetter.rank, OutboxLetter.next_at, OutboxLetter.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    row = session().scalars(query).one_or_none()
    if row is None:
        return None
    row.state = LetterState.SENDING.value
    row.leased_by, row.lease_until = worker, by_machine + LEASE
    row.leased_at, row.handing_over_at = by_machine, None
    row.message_id = row.message_id or f"<ob-{row.public_id}@{site}>"
    session().flush()
    return _claimed(row)


def mark_handing_over(letter_id: int, worker: str, now: datetime) -> bool:
    """Note that the final dot comes next; false when the lease has gone to somebody else."""
    row = _held(letter_id, worker)
    if row is None:
        return False
    row.handing_over_at = now
    return True


def record(letter_id: int, worker: str, outcome: HandedOver, now: datetime) -> LetterState | None:
    """Record what came of an attempt; None when the lease has gone to somebody else."""
    row = _held(letter_id, worker)
    if row is None:
        return None
    row.attempts += 1
    row.leased_by, row.lease_until, row.handing_over_at = "", None, None
    row.last_stage, row.last_code = outcome.stage, outcome.code
    row.last_reply = outcome.reply[:240]
    _move_on(row, outcome.state, now)
    return LetterState(row.state)


def _is_due(now: datetime, *, clock_is_real: bool) -> ColumnElement[bool]:
    waits = OutboxLetter.state.in_([state.value for state in WAITING])
    is_due = OutboxLetter.next_at <= now
    if clock_is_real:
        is_owed_ahead = OutboxLetter.owed_at > now + _CLOCK_WENT_BACK
        is_due = or_(is_due, OutboxLetter.next_at.is_not(None) & is_owed_ahead)
    return waits & is_due


def _give_back_lost(now: datetime, by_machine: datetime) -> None:
    """Return letters whose postman died: unsent ones as they were, handed-over ones in doubt."""
    query = (
        select(OutboxLetter)
        .where(OutboxLetter.state == LetterState.SENDING.value)
        .where(
            or_(
                OutboxLetter.lease_until < by_machine,
                OutboxLetter.leased_at > by_machine + _CLOCK_WENT_BACK,
            )
        )
        .with_for_update(skip_locked=True)
    )
    for row in session().scalars(query):
        if row.handing_over_at is None:
            row.state, row.next_at = LetterState.RETRY.value, now
        else:
            row.attempts += 1
            _doubt(row, now, pause=timedelta())
        row.leased_by, row.lease_until, row.handing_over_at = "", None, None
    session().flush()


def _held(letter_id: int, worker: str) -> OutboxLetter | None:
    query = (
        select(OutboxLetter)
        .where(
            OutboxLetter.id == letter_id,
            OutboxLetter.state == LetterState.SENDING.value,
            OutboxLetter.leased_by == worker,
        )
        .with_for_update()
    )
    return session().scalars(query).one_or_none()


def _move_on(row: OutboxLetter, state: LetterState, now: datetime) -> None:
    if state is LetterState.SENT:
        row.state, row.sent_at, row.next_at = state.value, now, None
    elif state is LetterState.UNKNOWN:
        _doubt(row, now, pause=DOUBT_PAUSE)
    elif state is LetterState.RETRY:
        row.next_at = next_try(row.attempts, row.owed_at, now)
        row.state = (LetterState.DEAD if row.next_at is None else LetterState.RETRY).value
    else:
        row.state, row.next_at = LetterState.DEAD.value, None


def _doubt(row: OutboxLetter, now: datetime, pause: timedelta) -> None:
    row.state, row.doubts = LetterState.UNKNOWN.value, row.doubts + 1
    row.next_at = now + pause if may_repeat_in_doubt(row.doubts) else None


def _claimed(row: OutboxLetter) -> ClaimedLetter:
    address = session().scalar(select(User.email).where(User.id == row.recipient_id))
    first = ""
    if row.thread:
        query = (
            select(OutboxLetter.message_id)
            .where(OutboxLetter.thread == row.thread, OutboxLetter.id < row.id)
            .where(OutboxLetter.recipient_id == row.recipient_id, OutboxLetter.message_id != "")
            .order_by(OutboxLetter.id)
            .limit(1)
        )
        first = session().scalar(query) or ""
    return ClaimedLetter(
        row.id,
        row.public_id,
        row.kind,
        row.facts,
        row.recipient_id,
        address or "",
        row.message_id,
        first,
        row.due_at,
        row.owed_at,
        row.attempts,
        row.doubts,
    )
