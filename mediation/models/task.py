"""Tasks: long work that somebody has asked for, and the file that it made.

A worker takes a task on a lease and says after each block how far it has come; in the same breath
it is told whether somebody has cancelled, and whether the task is still its own.  The file is kept
in pieces, sealed under the instance's key and bound to its task, and only when all of it is there.

Tasks belong to the person who asked.  To everybody else they do not exist.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, and_, bindparam, delete, func, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from mediation.basics.errors import NotFound
from mediation.basics.ids import new_public_id
from mediation.models.db import Base, Instant, read, session
from mediation.models.lease import machine_now
from mediation.models.sealing import open_bytes, seal_bytes
from mediation.models.user import User
from mediation.rules.permissions import Actor, Relation, Standing
from mediation.rules.task import (
    FILE_KEPT,
    LEASE,
    MOST_ATTEMPTS,
    OPEN,
    REPEATABLE,
    ROW_KEPT,
    SAME_WITHIN,
    TaskFile,
    TaskKind,
    TaskOrder,
    TaskState,
)

_PIECE = 512 * 1024
_OPEN = tuple(state.value for state in OPEN)
_LISTED = 50


class Task(Base):
    """Long work that somebody has asked for."""

    __tablename__ = "tasks"
    __table_args__ = (
        Index("ix_tasks_waiting", "state", "id"),
        Index("ix_tasks_own", "user_id", "id"),
        {"info": {"unaudited": True}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(12), unique=True, default=new_public_id)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[str] = mapped_column(String(12), default="")
    params: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(12))
    total: Mapped[int]
    done: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    cancel_asked: Mapped[bool] = mapped_column(default=False)
    fault: Mapped[str] = mapped_column(String(60), default="")
    asked_at: Mapped[datetime] = mapped_column(Instant)
    began_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    expires_at: Mapped[datetime | None] = mapped_column(Instant, index=True)
    leased_by: Mapped[str] = mapped_column(String(60), default="")
    lease_until: Mapped[datetime | None] = mapped_column(Instant)
    file_name: Mapped[str] = mapped_column(String(120), default="")
    file_size: Mapped[int] = mapped_column(default=0)


class TaskPiece(Base):
    """A piece of the file that a task made."""

    __tablename__ = "task_pieces"
    __table_args__ = ({"info": {"unaudited": True}},)

    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    content_sealed: Mapped[str] = mapped_column(Text)


_TASKS = Task.__table__.c
_COUNT_OPEN = select(func.count()).where(
    _TASKS.user_id == bindparam("user_id"), _TASKS.state.in_(_OPEN)
)


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """A task as its page shows it."""

    public_id: str
    kind: TaskKind
    subject_id: str
    state: TaskState
    total: int
    done: int
    cancel_asked: bool
    fault: str
    asked_at: datetime
    began_at: datetime | None
    ended_at: datetime | None
    expires_at: datetime | None
    file_name: str
    file_size: int


@dataclass(frozen=True, slots=True)
class ClaimedTask:
    """A task in the hands of a worker."""

    id: int
    public_id: str
    kind: TaskKind
    subject_id: str
    params: str
    owner_public_id: str
    total: int
    worker: str


def add(user_id: int, order: TaskOrder, at: datetime) -> str:
    """Store a task and return its public id."""
    row = Task(
        public_id=new_public_id(),
        user_id=user_id,
        kind=order.kind.value,
        subject_id=order.subject_id,
        params=order.params,
        digest=order.digest,
        state=TaskState.QUEUED.value,
        total=order.total,
        asked_at=at,
    )
    session().add(row)
    session().flush()
    return row.public_id


def same(user_id: int, digest: str, at: datetime) -> str | None:
    """Return the task of the same request that is open or was asked for a little while ago."""
    query = (
        select(Task.public_id)
        .where(Task.user_id == user_id, Task.digest == digest)
        .where(
            Task.state.in_([*_OPEN, TaskState.DONE.value]),
            Task.asked_at > at - SAME_WITHIN,
            Task.cancel_asked.is_(False),
        )
        .order_by(Task.id.desc())
    )
    return session().scalars(query.limit(1)).first()


def count_open(user_id: int | None) -> int:
    """Return how many tasks of a person wait or run."""
    return int(read(_COUNT_OPEN, user_id=user_id).scalar_one())


def of_person(actor: Actor) -> tuple[TaskFacts, ...]:
    """Return the newest tasks of this person."""
    query = select(Task).where(Task.user_id == actor.user_id).order_by(Task.id.desc())
    return tuple(_facts(row) for row in session().scalars(query.limit(_LISTED)))


def find(actor: Actor, public_id: str) -> TaskFacts:
    """Return one task of this person."""
    return _facts(_row(actor, public_id))


def own_standing(actor: Actor, public_id: str) -> Standing:
    """Return how the actor stands to a task of their own; anybody else's does not exist."""
    _row(actor, public_id)
    relations = frozenset({Relation.SELF})
    return Standing(relations, "task", public_id, district_id=actor.district_id)


def ask_to_cancel(actor: Actor, public_id: str, at: datetime) -> None:
    """Stop a task that waits; one that runs is stopped after its present block."""
    row = _row(actor, public_id)
    if row.state == TaskState.QUEUED.value:
        row.state, row.ended_at = TaskState.CANCELLED.value, at
    elif row.state == TaskState.RUNNING.value:
        row.cancel_asked = True


def queue_again(actor: Actor, public_id: str, at: datetime) -> None:
    """Begin a task anew that failed or was cancelled."""
    row = _row(actor, public_id)
    if row.state in {state.value for state in REPEATABLE}:
        row.state, row.asked_at = TaskState.QUEUED.value, at
        row.cancel_asked, row.done, row.attempts = False, 0, 0
        row.ended_at, row.began_at, row.fault = None, None, ""


def is_any_waiting() -> bool:
    """Tell whether a task waits or may have lost its worker; a look that locks nothing."""
    query = select(Task.id).where(Task.state.in_(_OPEN)).limit(1)
    return session().scalar(query) is not None


def claim(worker: str, at: datetime) -> ClaimedTask | None:
    """Take the oldest task that waits, or whose worker has died; two workers take two tasks."""
    machine = machine_now()
    lost = and_(Task.state == TaskState.RUNNING.value, Task.lease_until < machine)
    query = (
        select(Task)
        .where(or_(Task.state == TaskState.QUEUED.value, lost))
        .order_by(Task.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    row = session().scalars(query).one_or_none()
    if row is None:
        return None
    if row.cancel_asked or row.attempts >= MOST_ATTEMPTS:
        row.state = (TaskState.CANCELLED if row.cancel_asked else TaskState.FAILED).value
        row.ended_at, row.leased_by, row.lease_until = at, "", None
        return None
    row.state, row.attempts, row.done = TaskState.RUNNING.value, row.attempts + 1, 0
    row.began_at, row.leased_by, row.lease_until = at, worker, machine + LEASE
    session().flush()
    return _claimed(row)


def report(task_id: int, worker: str, done: int) -> TaskState | None:
    """Note how far a task has come and hold it longer; none when it has gone to somebody else."""
    row = _held(task_id, worker)
    if row is None:
        return None
    row.done, row.lease_until = done, machine_now() + LEASE
    return TaskState.CANCELLED if row.cancel_asked else TaskState.RUNNING


def finish(task_id: int, worker: str, made: TaskFile, at: datetime) -> bool:
    """Keep the file of a task; false when the task has gone to somebody else."""
    row = _held(task_id, worker)
    if row is None:
        return False
    session().execute(delete(TaskPiece).where(TaskPiece.task_id == row.id))
    for place, piece in enumerate(_pieces(made.content)):
        sealed = seal_bytes("task_pieces.content", f"{row.public_id}:{place}", piece)
        session().add(TaskPiece(task_id=row.id, place=place, content_sealed=sealed))
    row.state, row.ended_at, row.expires_at = TaskState.DONE.value, at, at + FILE_KEPT
    row.file_name, row.file_size, row.done = made.name, len(made.content), row.total
    row.leased_by, row.lease_until = "", None
    return True


def give_up(task_id: int, worker: str, state: TaskState, fault: str, at: datetime) -> None:
    """End a task that was cancelled or cannot be done."""
    row = _held(task_id, worker)
    if row is not None:
        row.state, row.ended_at, row.fault = state.value, at, fault[:60]
        row.leased_by, row.lease_until = "", None


def file_of(actor: Actor, public_id: str, at: datetime) -> TaskFile:
    """Return the file of a task of this person, while it is kept."""
    row = _row(actor, public_id)
    if row.state != TaskState.DONE.value or row.expires_at is None or row.expires_at <= at:
        raise NotFound("task.file_gone")
    query = select(TaskPiece).where(TaskPiece.task_id == row.id).order_by(TaskPiece.place)
    content = b"".join(
        open_bytes("task_pieces.content", f"{row.public_id}:{each.place}", each.content_sealed)
        for each in session().scalars(query)
    )
    return TaskFile(row.file_name, content)


def forget_old(at: datetime) -> None:
    """Remove the files whose days are over, and later the tasks themselves."""
    over = select(Task).where(Task.state == TaskState.DONE.value, Task.expires_at <= at)
    for row in session().scalars(over):
        session().execute(delete(TaskPiece).where(TaskPiece.task_id == row.id))
        row.state, row.params = TaskState.EXPIRED.value, ""
    session().flush()
    old = select(Task.id).where(Task.asked_at <= at - ROW_KEPT, Task.state.not_in(_OPEN))
    keys = list(session().scalars(old))
    session().execute(delete(TaskPiece).where(TaskPiece.task_id.in_(keys)))
    session().execute(delete(Task).where(Task.id.in_(keys)))


def written_params(**values: object) -> str:
    """Return what a task must know, as it is stored."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def read_params(params: str) -> dict[str, Any]:
    """Return what a task must know."""
    kept: dict[str, Any] = json.loads(params)
    return kept


def _pieces(content: bytes) -> Iterator[bytes]:
    for start in range(0, len(content), _PIECE):
        yield content[start : start + _PIECE]


def _row(actor: Actor, public_id: str) -> Task:
    query = select(Task).where(Task.public_id == public_id, Task.user_id == actor.user_id)
    row = session().scalars(query).one_or_none()
    if row is None:
        raise NotFound("task.not_found")
    return row


def _held(task_id: int, worker: str) -> Task | None:
    query = select(Task).where(
        Task.id == task_id, Task.state == TaskState.RUNNING.value, Task.leased_by == worker
    )
    return session().scalars(query.with_for_update()).one_or_none()


def _claimed(row: Task) -> ClaimedTask:
    owner = session().get_one(User, row.user_id)
    kind = TaskKind(row.kind)
    return ClaimedTask(
        row.id,
        row.public_id,
        kind,
        row.subject_id,
        row.params,
        owner.public_id,
        row.total,
        row.leased_by,
    )


def _facts(row: Task) -> TaskFacts:
    plain = {name: getattr(row, name) for name in TaskFacts.__slots__ if name not in _SAID}
    return TaskFacts(**plain, kind=TaskKind(row.kind), state=TaskState(row.state))


_SAID = ("kind", "state")
