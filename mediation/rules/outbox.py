"""When a letter that did not get through is tried again, and when the house stops trying.

The ladder is the one of the operations plan: 1 minute, 5, 15, then 1, 2 and 4 hours, and every
4 hours until 72 hours have passed.  A letter of which nobody knows whether it arrived is repeated
once, with the same Message-ID, so that there is at most one duplicate.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from mediation.basics.errors import RuleBroken

_LADDER = tuple(timedelta(minutes=each) for each in (1, 5, 15, 60, 120, 240))
LONGEST = timedelta(hours=72)
DOUBT_PAUSE = timedelta(minutes=5)
MOST_DOUBTS = 1
LEASE = timedelta(minutes=5)
KEPT = timedelta(days=180)
MANY_ATTEMPTS = 3


class LetterState(StrEnum):
    """What has become of a letter that is owed."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    RETRY = "retry"
    UNKNOWN = "unknown"
    DEAD = "dead"
    CANCELLED = "cancelled"


WAITING = (LetterState.QUEUED, LetterState.RETRY, LetterState.UNKNOWN)
TROUBLED = (LetterState.RETRY, LetterState.UNKNOWN, LetterState.DEAD)


def next_try(attempts: int, owed_at: datetime, now: datetime) -> datetime | None:
    """Return when to try again after so many attempts; None when 72 hours are over."""
    pause = _LADDER[min(max(attempts, 1), len(_LADDER)) - 1]
    at = now + pause
    return at if at - owed_at <= LONGEST else None


def may_repeat_in_doubt(doubts: int) -> bool:
    """Tell whether a letter that may have arrived is sent once more by itself."""
    return doubts <= MOST_DOUBTS


def can_send_again(state: LetterState) -> bool:
    """Tell whether a letter may be sent again by hand."""
    return state in {*TROUBLED, LetterState.CANCELLED}


def may_send_again(state: LetterState) -> None:
    """Raise `RuleBroken` for a letter that was delivered, is on its way or waits its turn."""
    if not can_send_again(state):
        raise RuleBroken("outbox.not_in_trouble")


def can_cancel(state: LetterState) -> bool:
    """Tell whether a letter may be taken back."""
    return state in WAITING


def may_cancel(state: LetterState) -> None:
    """Raise `RuleBroken` for a letter that has left or is leaving."""
    if not can_cancel(state):
        raise RuleBroken("outbox.has_left")
