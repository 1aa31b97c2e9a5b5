"""What the watch remembers of its own rounds, and the lock that lets only one watch walk.

`heartbeats` says when the tick last came by, so that a page can say that it has stopped.
`watch_rounds` says which rounds (this morning's digest of this district) have been walked: an
empty digest leaves no letter, and without a round the tick would ask for it again every minute.

The lock is PostgreSQL's advisory lock on a connection of its own: whoever dies lets go of it at
once, without a lease to run out.  It is a courtesy; what keeps a letter single is the unique key
of the outbox.  On SQLite the jobs lock a file instead.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, String, UniqueConstraint, bindparam, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Mapped, mapped_column

from mediation.models.db import Base, Instant, db, insert_new, session

TICK = "tick"
_LOCK = 4_713_204_196_001


class Heartbeat(Base):
    """The last sign of life of one part of the worker."""

    __tablename__ = "heartbeats"
    __table_args__ = ({"info": {"unaudited": True}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(20), unique=True)
    at: Mapped[datetime] = mapped_column(Instant)
    worker: Mapped[str] = mapped_column(String(60))


class WatchRound(Base):
    """One round that has been walked."""

    __tablename__ = "watch_rounds"
    __table_args__ = (
        UniqueConstraint("kind", "subject_id", "period_key", name="one_round_per_period"),
        {"info": {"unaudited": True}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[str] = mapped_column(String(40))
    period_key: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(Instant)


@dataclass(frozen=True, slots=True)
class SignOfLife:
    """When a part of the worker was last seen, and which worker it was."""

    at: datetime
    worker: str


_LAST_BEAT = select(Heartbeat.at, Heartbeat.worker).where(Heartbeat.name == bindparam("name"))


def beat(name: str, worker: str, now: datetime) -> None:
    """Leave a sign of life."""
    row = session().scalars(select(Heartbeat).where(Heartbeat.name == name)).one_or_none()
    if row is None:
        insert_new(Heartbeat, name=name, worker=worker, at=now)
    else:
        row.at, row.worker = now, worker


def last_beat(name: str = TICK) -> SignOfLife | None:
    """Return the last sign of life, or None when there has never been one."""
    row = session().execute(_LAST_BEAT, {"name": name}).one_or_none()
    return None if row is None else SignOfLife(*row)


def begin_round(kind: str, subject_id: str, period_key: str, now: datetime) -> bool:
    """Take a round; false when it has been walked, or is being walked by somebody else."""
    return insert_new(WatchRound, kind=kind, subject_id=subject_id, period_key=period_key, at=now)


def has_begun(kind: str, subject_id: str, period_key: str) -> bool:
    """Tell whether a round has been walked."""
    query = select(WatchRound.id).where(
        WatchRound.kind == kind,
        WatchRound.subject_id == subject_id,
        WatchRound.period_key == period_key,
    )
    return session().scalar(query) is not None


class AdvisoryLock:
    """The right to be the one watch of a PostgreSQL database."""

    def __init__(self, engine: Engine) -> None:
        """Keep the engine; nothing is asked of it yet."""
        self._engine = engine
        self._connection: Connection | None = None

    def hold(self) -> bool:
        """Take the lock, or make sure that it is still held; false when another has it."""
        try:
            if self._connection is not None:
                self._connection.execute(select(1))
                return True
            return self._take()
        except DBAPIError:
            self.release()
            return False

    def release(self) -> None:
        """Let go of the lock with its connection."""
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None

    def _take(self) -> bool:
        options = {"isolation_level": "AUTOCOMMIT"}
        connection = self._engine.connect().execution_options(**options)
        if connection.execute(select(func.pg_try_advisory_lock(_LOCK))).scalar():
            self._connection = connection
            return True
        connection.close()
        return False


def advisory_lock() -> AdvisoryLock | None:
    """Return the lock of the running instance; None on an engine that has none."""
    engine = db.engine
    return AdvisoryLock(engine) if engine.dialect.name == "postgresql" else None
