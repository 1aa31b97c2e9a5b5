"""How Alembic meets the database: through the application that Flask-Migrate has bound.

One transaction for a whole upgrade; on SQLite tables are rebuilt in batches.  Revisions import
nothing from the package, so `render_item` writes the column types of the house as plain ones.
"""

from typing import Any, Literal

from alembic import context
from flask import current_app
from sqlalchemy import TypeDecorator

database = current_app.extensions["migrate"].db


def render_item(kind: str, item: Any, _autogenerate: Any) -> str | Literal[False]:
    """Write a decorated type as the plain type that stands in the database."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl!r}"
    return False


def run() -> None:
    """Run the revisions on the bound database."""
    options = dict(current_app.extensions["migrate"].configure_args)
    with database.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=database.metadata,
            render_item=render_item,
            transactional_ddl=True,
            **options,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
