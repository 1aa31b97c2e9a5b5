"""The schema as the database itself tells it: which revision it carries, how many rows.

Which revisions there are is known to the migrations; `app` compares the two.
"""

from sqlalchemy import String, column, func, inspect, select, table

from mediation.models.db import Base, session

_REVISIONS = "alembic_version"


def stored_revision() -> str | None:
    """Return the revision that the database carries; None before the first migration."""
    if not inspect(session().connection()).has_table(_REVISIONS):
        return None
    number = column("version_num", String)
    return session().scalar(select(number).select_from(table(_REVISIONS, number)))


def row_counts() -> dict[str, int]:
    """Return how many rows each table of the house holds."""
    return {
        each.name: session().scalar(select(func.count()).select_from(each)) or 0
        for each in Base.metadata.sorted_tables
    }
