"""Long work: what a task is, how long it is held, repeated and kept.

A task is done by a worker on a lease, a block at a time; a worker that dies lets go of it when the
lease runs out, and the next one begins it anew, because what a task makes is kept only when all of
it is there.  The same request within ten minutes is the same task.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LEASE = timedelta(seconds=60)
SAME_WITHIN = timedelta(minutes=10)
FILE_KEPT = timedelta(days=7)
ROW_KEPT = timedelta(days=60)
MOST_OPEN = 5
MOST_ATTEMPTS = 3
_LEAST_SHARE = 20
_SLOWEST_LOOK = 5


class TaskKind(StrEnum):
    """What kinds of long work there are."""

    EXPORT = "export"


class TaskState(StrEnum):
    """Where a task stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


OPEN = (TaskState.QUEUED, TaskState.RUNNING)
REPEATABLE = (TaskState.FAILED, TaskState.CANCELLED)


@dataclass(frozen=True, slots=True)
class TaskFile:
    """What a task has made: one file, and what it is called."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class TaskOrder:
    """Work to be done: its kind, what it must know, and what makes two orders the same."""

    kind: TaskKind
    subject_id: str
    params: str
    digest: str
    total: int


def seconds_left(done: int, total: int, began_at: datetime, now: datetime) -> int | None:
    """Return how long the rest will take; nobody knows before a twentieth is done."""
    elapsed = int((now - began_at).total_seconds())
    if total <= 0 or done * _LEAST_SHARE < total or elapsed < 0:
        return None
    return elapsed * max(total - done, 0) // done


def next_look(looks: int) -> int:
    """Return after how many seconds a page looks again: after one at first, then more slowly."""
    return min(1 + looks // 5, _SLOWEST_LOOK)
