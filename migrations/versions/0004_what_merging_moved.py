"""What a merge or a split of cases moved, so that it can be put back.

Revision: 0004
Follows: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "case_moves",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("case_version", sa.Integer(), nullable=False),
        sa.Column("other_version", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("kept_sealed", sa.Text(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('merge', 'split')", name=op.f("ck_case_moves_known_kind")),
        sa.CheckConstraint("case_id <> other_id", name=op.f("ck_case_moves_two_cases")),
        sa.CheckConstraint(
            "(undone_at IS NULL) = (undone_by_id IS NULL)",
            name=op.f("ck_case_moves_undone_by_somebody"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_case_moves_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["cases.id"], name=op.f("fk_case_moves_other_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["users.id"], name=op.f("fk_case_moves_made_by_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["undone_by_id"], ["users.id"], name=op.f("fk_case_moves_undone_by_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_moves")),
        sa.UniqueConstraint("public_id", name=op.f("uq_case_moves_public_id")),
    )
    op.create_index(op.f("ix_case_moves_case_id"), "case_moves", ["case_id"])
    op.create_index(op.f("ix_case_moves_other_id"), "case_moves", ["other_id"])


def downgrade() -> None:
    """Take the schema back."""
    op.drop_table("case_moves")
