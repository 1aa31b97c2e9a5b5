"""PostgreSQL's own programs for copies: `pg_dump` and `pg_restore`.

A dump is made by a program that is as new as the server; an older one refuses, and so do we, with
the words of what to install.  A password goes through a file that only we can read, never through
the list of processes.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from psycopg.conninfo import make_conninfo
from sqlalchemy.engine import make_url

from mediation.basics.errors import RuleBroken

_INSTALLED = Path("/usr/lib/postgresql")
_VERSION = re.compile(r"(\d+)")


def dump(url: str, major: int, snapshot: str, target: Path) -> None:
    """Write the snapshot of a database into a file."""
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT, 0o600))
    options = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"]
    with _address(url) as address:
        _run([_program("pg_dump", major), *options, f"--file={target}", f"--dbname={address}"])


def restore(copy: Path, url: str, major: int) -> None:
    """Fill an empty database from a file, whole or not at all."""
    options = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"]
    with _address(url) as address:
        _run([_program("pg_restore", major), *options, f"--dbname={address}", str(copy)])


def _program(name: str, major: int) -> str:
    """Return the oldest installed program that is as new as the server."""
    places = [str(path) for path in _INSTALLED.glob(f"*/bin/{name}")]
    if (on_path := shutil.which(name)) is not None:
        places.append(on_path)
    versions = sorted((_version(place), place) for place in set(places))
    for version, place in versions:
        if version >= major:
            return place
    raise RuleBroken("backup.no_program", program=name, version=major)


def _version(program: str) -> int:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    found = _VERSION.search(said.stdout)
    return int(found[1]) if found else 0


@contextmanager
def _address(url: str) -> Iterator[str]:
    """Lend the connection string of libpq, its password in a file of its own."""
    parts = make_url(url)
    said: dict[str, object] = {
        "host": parts.host,
        "port": parts.port,
        "user": parts.username,
        "dbname": parts.database,
        **{name: value for name, value in parts.query.items() if isinstance(value, str)},
    }
    known = {name: str(value) for name, value in said.items() if value is not None}
    with tempfile.NamedTemporaryFile("w", prefix="mediation-", encoding="utf-8") as secret:
        password = str(parts.password or "").replace("\\", "\\\\").replace(":", "\\:")
        secret.write(f"*:*:*:*:{password}\n")
        secret.flush()
        yield make_conninfo("", passfile=secret.name, **known)


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        words = " ".join(done.stderr.split())[:200]
        raise RuleBroken("backup.program_stopped", program=Path(command[0]).name, words=words)
