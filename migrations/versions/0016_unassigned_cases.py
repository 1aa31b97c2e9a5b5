"""Cases without a handler are found at once, however many have one.

Revision: 0016
Follows: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_index(
        "ix_cases_unassigned",
        "cases",
        ["district_id", "logged_at", "id"],
        sqlite_where=sa.text("handler_id IS NULL"),
        postgresql_where=sa.text("handler_id IS NULL"),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_cases_unassigned", table_name="cases")
