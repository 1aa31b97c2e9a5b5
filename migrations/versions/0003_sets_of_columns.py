"""Sets of columns that people save for their ledger.

Revision: 0003
Follows: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "column_sets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=30), nullable=False),
        sa.Column("columns", sa.String(length=600), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_column_sets_user_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_column_sets")),
        sa.UniqueConstraint("public_id", name=op.f("uq_column_sets_public_id")),
        sa.UniqueConstraint("user_id", "name", name="one_set_per_name"),
    )


def downgrade() -> None:
    """Take the schema back."""
    op.drop_table("column_sets")
