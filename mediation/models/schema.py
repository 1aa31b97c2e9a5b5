"""The schema as the database itself tells it: which revision it carries, how many rows.

Which revisions there are is known to the migrations; `app` compares the two.
"""

from sqlalchemy import Connection, String, column, func, inspect, select, table, text

from mediation.models.db import Base, dialect_name, session

_REVISIONS = "alembic_version"
_ENOUGH_ROWS = 400_000
"""So many of an index are looked at: ten thousand misled the lists of a hundred thousand cases."""


def stored_revision() -> str | None:
    """Return the revision that the instance's database carries; None before the first one."""
    return revision_of(session().connection())


def stored_rows() -> dict[str, int]:
    """Return how many rows each table of the instance holds."""
    return row_counts(session().connection())


def take_statistics() -> None:
    """Let the database count what its tables hold, so that it knows which index leads to few rows.

    SQLite counts only when it is told to, and forgets the counts of a table that a migration has
    made anew; without them a list of one mediator's cases reads those of the whole district.
    """
    if dialect_name() == "sqlite":
        # SQLAlchemy has no words for either statement; the number is our own.
        session().execute(text(f"PRAGMA analysis_limit={_ENOUGH_ROWS}"))
    session().execute(text("ANALYZE"))  # a fixed text without values


def revision_of(connection: Connection) -> str | None:
    """Return the revision that a database carries; None before the first migration."""
    if not inspect(connection).has_table(_REVISIONS):
        return None
    number = column("version_num", String)
    return connection.scalar(select(number).select_from(table(_REVISIONS, number)))


def row_counts(connection: Connection) -> dict[str, int]:
    """Return how many rows each table of the house holds in a database."""
    there = set(inspect(connection).get_table_names())
    return {
        each.name: connection.scalar(select(func.count()).select_from(each)) or 0
        for each in Base.metadata.sorted_tables
        if each.name in there
    }
