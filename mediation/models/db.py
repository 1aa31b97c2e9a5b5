"""The database: one declarative base, one session, the column types of the house.

Our own `DeclarativeBase` is given to Flask-SQLAlchemy as `model_class`, because tables that
subclass `db.Model` are invisible to strict typing.

SQLite is opened in WAL mode with full synchronisation, and the driver's own transaction control
is switched off: the `begin` hook says BEGIN IMMEDIATE for a writing transaction, so that two
writers queue instead of one of them being told that the database is locked.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import cache
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    DateTime,
    Dialect,
    Engine,
    Executable,
    MetaData,
    Result,
    Table,
    UpdateBase,
    bindparam,
    event,
    func,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

UNREACHABLE = (OperationalError, InterfaceError, PoolTimeout)
"""What the driver raises when the database does not answer."""

past_tables: ContextVar[set[str] | None] = ContextVar("past_tables", default=None)
"""The tables that `write_past` has written, where somebody wants to know."""

writing_now: ContextVar[bool] = ContextVar("writing_now", default=False)


class Base(DeclarativeBase):
    """The base of every table."""

    metadata = MetaData(naming_convention=NAMES)


def table_of(kind: type[Base]) -> Table:
    """Return the table of a kind of row, for a statement that is built once."""
    return Base.metadata.tables[kind.__tablename__]


db = SQLAlchemy(model_class=Base, disable_autonaming=True)


class Instant(TypeDecorator[datetime]):
    """An instant in time: aware in Python, UTC in the database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store the instant as UTC; a value without a zone is a programming error."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise TypeError("an instant needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Return the instant as UTC; SQLite forgets the zone."""
        if value is None:
            return None
        stored: datetime = value
        return stored.replace(tzinfo=UTC) if stored.tzinfo is None else stored.astimezone(UTC)


def session() -> Session:
    """Return the session of the running request, command or tick."""
    return db.session()


def read(statement: Executable, **values: object) -> Result[*tuple[Any, ...]]:
    """Run a query for columns on the connection itself; what was written until now counts.

    Pages ask the same few dozen queries all day.  Built once, with their values bound by name, and
    without objects to keep track of, they cost a third of what they cost otherwise.  A query for
    whole objects goes to `session()`.
    """
    current = session()
    current.flush()
    return current.connection().execute(statement, values)


def write_past(statement: UpdateBase, **values: object) -> Result[*tuple[Any, ...]]:
    """Run a statement that was built once on the connection itself, past the objects at hand.

    No trail tells of it: it is for tables that have none, and for what the caller accounts for.
    """
    told = past_tables.get()
    if told is not None:
        told.add(str(statement.table))
    return session().connection().execute(statement, values)


def dialect_name() -> str:
    """Return which engine the session speaks to: sqlite or postgresql."""
    return session().get_bind().dialect.name


def let_go() -> None:
    """Close every connection of the running application: at the end of a command."""
    db.session.remove()
    db.engine.dispose()


def insert_new(table: type[Base], **values: object) -> bool:
    """Insert a row unless a unique key says that it is there already; true when it is new."""
    return write_past(_new_row(table, dialect_name()), **values).first() is not None


def among(column: Any, keys: Sequence[int]) -> ColumnElement[bool]:
    """Return the condition that a key is among these, sent as one value however many they are."""
    if dialect_name() == "postgresql":
        condition: ColumnElement[bool] = column == func.any(
            bindparam(None, list(keys), postgresql.ARRAY(BigInteger))
        )
        return condition
    written = func.json_each(json.dumps(list(keys))).table_valued("value")
    inside: ColumnElement[bool] = column.in_(select(written.c.value))
    return inside


@cache
def _new_row(table: type[Base], dialect: str) -> UpdateBase:
    rows = table_of(table)
    into = postgresql.insert(rows) if dialect == "postgresql" else sqlite.insert(rows)
    return into.on_conflict_do_nothing().returning(rows.c.id)


@contextmanager
def snapshot() -> Iterator[Connection]:
    """Lend a connection on which everything that is read is of one moment, whoever writes."""
    with db.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection
        connection.rollback()


def prepare_engine(engine: Engine) -> None:
    """Hook the house's connection habits to an engine; called once per engine by the app."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _open_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "connect", _open_postgresql)


def _open_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=15000",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _open_postgresql(connection: Any, _record: object) -> None:
    # A plan that serves any word reads all cases for a rare one, so each search gets its own.
    usual, connection.autocommit = connection.autocommit, True
    connection.execute("SET plan_cache_mode = force_custom_plan")
    connection.autocommit = usual


def _begin_sqlite(connection: Connection) -> None:
    # A writing transaction takes its place in the queue at once; both texts are fixed.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing_now.get() else "BEGIN")
