"""An index of the running deadlines by their last day.

Revision: 0010
Follows: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_index(
        "ix_deadlines_due",
        "deadlines",
        ["due_on", "case_id", "rule"],
        unique=False,
        sqlite_where=sa.text("ended_as IS NULL"),
        postgresql_where=sa.text("ended_as IS NULL"),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_deadlines_due", table_name="deadlines")
