"""How Alembic meets the database: through the application that Flask-Migrate has bound.

One transaction for a whole upgrade; on SQLite tables are rebuilt in batches, for which its foreign
keys must sleep: dropping the old table would else be refused for the rows that point to it.  That
nothing points nowhere is asked before the commit.  Revisions import
nothing from the package, so `render_item` writes the column types of the house as plain ones.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from alembic import context
from flask import current_app
from sqlalchemy import Connection, TypeDecorator

database = current_app.extensions["migrate"].db


def render_item(kind: str, item: Any, _autogenerate: Any) -> str | Literal[False]:
    """Write a decorated type as the plain type that stands in the database."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl!r}"
    return False


@contextmanager
def foreign_keys_asleep(connection: Connection) -> Iterator[None]:
    """Let SQLite rebuild tables that others point to; another engine needs nothing."""
    if connection.dialect.name != "sqlite":
        yield
        return
    raw: Any = connection.connection.driver_connection
    raw.execute("PRAGMA foreign_keys=OFF")  # heard only outside a transaction
    try:
        yield
    finally:
        raw.execute("PRAGMA foreign_keys=ON")


def refuse_torn(connection: Connection) -> None:
    """Stop an upgrade after which a row would point to one that is not there."""
    if connection.dialect.name == "sqlite":
        # A fixed question; Alembic itself has no words for it.
        torn = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if torn:
            raise RuntimeError(f"{len(torn)} rows point to rows that are not there")


def run() -> None:
    """Run the revisions on the bound database."""
    options = dict(current_app.extensions["migrate"].configure_args)
    with database.engine.connect() as connection, foreign_keys_asleep(connection):
        context.configure(
            connection=connection,
            target_metadata=database.metadata,
            render_item=render_item,
            transactional_ddl=True,
            **options,
        )
        with context.begin_transaction():
            context.run_migrations()
            refuse_torn(connection)


run()
