"""The only reader of real time.

Every instant in the service comes from `now`, and every calendar day from `today`, which is the
day in Guangzhou whatever zone the machine is set to.  Deadlines are days; instants are kept in
UTC, so that a journey of the server to another zone moves no deadline.

The clock can be set in two ways, both for demonstrations and tests only: `follow` reads an
instant from a file that several processes share, and `fixed` holds one for a block of code.
Whoever wires the service decides whether a file may be followed; see `mediation.app`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")

_held: ContextVar[datetime | None] = ContextVar("held_instant", default=None)


class _Followed:
    """The shared clock file, if there is one, and what was last read from it."""

    path: Path | None = None
    stamp: tuple[int, int] | None = None
    shift: timedelta = timedelta()


def now() -> datetime:
    """Return the present instant in UTC."""
    held = _held.get()
    if held is not None:
        return held
    return datetime.now(UTC) + _shift()


def today() -> date:
    """Return the present calendar day in Guangzhou."""
    return local(now()).date()


def local(instant: datetime) -> datetime:
    """Return the instant as it reads on a wall clock in Guangzhou."""
    return instant.astimezone(SHANGHAI)


def day_of(instant: datetime) -> date:
    """Return the calendar day in Guangzhou on which the instant falls."""
    return local(instant).date()


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return the UTC instant of a wall-clock time in Guangzhou."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=SHANGHAI).astimezone(UTC)


def read_local(text: str) -> datetime:
    """Read `2026-11-20T08:30` as a wall-clock time in Guangzhou; a text with a zone keeps it."""
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        instant = instant.replace(tzinfo=SHANGHAI)
    return instant.astimezone(UTC)


def follow(path: Path | None) -> None:
    """Read the shift of the clock from a file that `move` writes; None goes back to real time."""
    _Followed.path = path
    _Followed.stamp = None
    _Followed.shift = timedelta()


def move(path: Path, instant: datetime) -> None:
    """Write the file so that every process that follows it now reads the given instant."""
    shift = instant - datetime.now(UTC)
    scratch = path.with_suffix(".new")
    scratch.write_text(f"{shift.total_seconds()}\n", encoding="ascii")
    scratch.replace(path)


@contextmanager
def fixed(instant: datetime) -> Iterator[None]:
    """Hold the clock of this context at one instant."""
    token = _held.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _held.reset(token)


def _shift() -> timedelta:
    if _Followed.path is None:
        return timedelta()
    try:
        status = _Followed.path.stat()
    except FileNotFoundError:
        return timedelta()
    stamp = (status.st_mtime_ns, status.st_ino)
    if stamp != _Followed.stamp:
        _Followed.shift = timedelta(seconds=float(_Followed.path.read_text(encoding="ascii")))
        _Followed.stamp = stamp
    return _Followed.shift
