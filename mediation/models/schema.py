"""The schema as the database itself tells it: which revision it carries, how many rows.

Which revisions there are is known to the migrations; `app` compares the two.
"""

from sqlalchemy import Connection, String, column, func, inspect, select, table

from mediation.models.db import Base, session

_REVISIONS = "alembic_version"


def stored_revision() -> str | None:
    """Return the revision that the instance's database carries; None before the first one."""
    return revision_of(session().connection())


def stored_rows() -> dict[str, int]:
    """Return how many rows each table of the instance holds."""
    return row_counts(session().connection())


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
