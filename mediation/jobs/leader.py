"""Which of several workers walks: the one that holds the lock.

On PostgreSQL it is an advisory lock, on SQLite a lock on a file of the instance folder; both are
let go of by the operating system the moment their holder dies.
"""

import fcntl
from pathlib import Path
from typing import IO, Protocol

from mediation.models.watch import advisory_lock


class Leadership(Protocol):
    """The right to be the one that walks."""

    def hold(self) -> bool:
        """Take the right or keep it; false while another worker has it."""

    def release(self) -> None:
        """Let go of it."""


class FileLock:
    """The right to walk, as a lock on a file."""

    def __init__(self, path: Path) -> None:
        """Keep the path; the file is opened when the lock is first asked for."""
        self._path = path
        self._file: IO[str] | None = None

    def hold(self) -> bool:
        """Take the lock or keep it; false while another process has it."""
        if self._file is not None:
            return True
        file = self._path.open("a")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return False
        self._file = file
        return True

    def release(self) -> None:
        """Let go of the lock with its file."""
        if self._file is not None:
            self._file.close()
            self._file = None


def leadership(lock_file: Path) -> Leadership:
    """Return the lock of the running instance; called with its application context."""
    return advisory_lock() or FileLock(lock_file)
