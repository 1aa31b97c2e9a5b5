"""A copy of the whole database, and a database made from a copy.

SQLite copies itself (`VACUUM INTO`) while others go on writing; copying the file by hand may tear
it.  PostgreSQL is copied by its own `pg_dump`, from the same snapshot in which the rows are
counted (`postgresql_dump`).  What a copy is worth is proved by putting it back somewhere else.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection, create_engine, func, inspect, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from mediation.basics.errors import RuleBroken
from mediation.models import postgresql_dump, schema
from mediation.models.case import Case
from mediation.models.db import session
from mediation.models.party import Party, opened_field
from mediation.models.sealing import case_seal
from mediation.rules.party import SealedField

SQLITE_COPY, POSTGRESQL_COPY = "database.sqlite3", "database.dump"


@dataclass(frozen=True, slots=True)
class DatabaseCopy:
    """A copy, and what was in the database at the moment it was made."""

    file: Path
    revision: str
    rows: dict[str, int]


def copy_database(url: str, folder: Path) -> DatabaseCopy:
    """Write a copy of the database into the folder, while others may go on working."""
    if _is_sqlite(url):
        return _copy_sqlite(url, folder / SQLITE_COPY)
    target = folder / POSTGRESQL_COPY
    engine = create_engine(url, isolation_level="REPEATABLE READ")
    try:
        with engine.connect() as connection:
            # The snapshot that pg_dump copies is the one in which the rows are counted.
            snapshot = connection.execute(text("SELECT pg_export_snapshot()")).scalar_one()
            rows, revision = schema.row_counts(connection), schema.revision_of(connection)
            postgresql_dump.dump(url, _major(connection), snapshot, target)
    finally:
        engine.dispose()
    return DatabaseCopy(target, revision or "", rows)


def put_back(copy: Path, url: str) -> None:
    """Make a database from a copy; refused where there is one already."""
    if (copy.name == SQLITE_COPY) is not _is_sqlite(url):
        raise RuleBroken("backup.other_engine")
    if _is_sqlite(url):
        target = _file_of(url)
        if target.exists():
            raise RuleBroken("backup.not_empty", place=target)
        shutil.copyfile(copy, target)
        target.chmod(0o600)
        return
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            if inspect(connection).get_table_names():
                raise RuleBroken("backup.not_empty", place=make_url(url).database)
            major = _major(connection)
        postgresql_dump.restore(copy, url, major)
    finally:
        engine.dispose()


@contextmanager
def scratch_database(url: str, folder: Path) -> Iterator[str]:
    """Lend an empty database of the same engine, which is thrown away after the block."""
    if _is_sqlite(url):
        yield f"sqlite:///{folder / 'scratch.sqlite3'}"
        return
    name = f"mediation_trial_{uuid4().hex[:12]}"
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))  # a name of our own making
            try:
                yield make_url(url).set(database=name).render_as_string(hide_password=False)
            finally:
                connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))  # the same name
    except DBAPIError as fault:
        raise RuleBroken("backup.no_scratch") from fault
    finally:
        engine.dispose()


def replace_sqlite(copy: Path, url: str, aside: Path) -> None:
    """Put a copy in the place of a SQLite database that nobody uses, and keep the old one."""
    target = _file_of(url)
    for ending in ("", "-wal", "-shm"):
        part = target.with_name(target.name + ending)
        if part.exists():
            part.rename(aside.with_name(aside.name + ending))
    put_back(copy, url)


def open_one_sealed_number() -> bool:
    """Open a sealed number of some party, chosen at random; false when there is none."""
    query = (
        select(Party, Case.public_id)
        .join(Case, Case.id == Party.case_id)
        .where(Party.mobile_sealed.is_not(None))
        .order_by(func.random())
        .limit(1)
    )
    found = session().execute(query).one_or_none()
    if found is None:
        return False
    return bool(opened_field(found[0], case_seal(found[1]), SealedField.MOBILE))


def sqlite_file(url: str) -> Path | None:
    """Return the file of a SQLite database; None for a database of another kind."""
    return _file_of(url) if _is_sqlite(url) else None


def _copy_sqlite(url: str, target: Path) -> DatabaseCopy:
    with closing(sqlite3.connect(_file_of(url), timeout=15)) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))
    target.chmod(0o600)
    engine = create_engine(f"sqlite:///{target}")
    try:
        with engine.connect() as opened:
            rows, revision = schema.row_counts(opened), schema.revision_of(opened)
    finally:
        engine.dispose()
    return DatabaseCopy(target, revision or "", rows)


def _major(connection: Connection) -> int:
    # PostgreSQL's own word for its version, such as 150004.
    number = connection.execute(text("SHOW server_version_num")).scalar_one()
    return int(number) // 10_000


def _is_sqlite(url: str) -> bool:
    return make_url(url).get_backend_name() == "sqlite"


def _file_of(url: str) -> Path:
    return Path(make_url(url).database or "")
