"""The watch list of employers, and merged entries with the rows that moved.

Revision: 0009
Follows: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    _add_watches()
    _add_merges()
    op.create_table(
        "employer_merge_rows",
        sa.Column("merge_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("row_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["merge_id"],
            ["employer_merges.id"],
            name=op.f("fk_employer_merge_rows_merge_id_employer_merges"),
        ),
        sa.PrimaryKeyConstraint("merge_id", "kind", "row_id", name=op.f("pk_employer_merge_rows")),
    )
    with op.batch_alter_table("parties") as batch_op:
        batch_op.create_index(op.f("ix_parties_employer_id"), ["employer_id"])


def downgrade() -> None:
    """Take the schema back."""
    with op.batch_alter_table("parties") as batch_op:
        batch_op.drop_index(op.f("ix_parties_employer_id"))
    op.drop_table("employer_merge_rows")
    op.drop_table("employer_merges")
    op.drop_table("employer_watches")


def _add_watches() -> None:
    op.create_table(
        "employer_watches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.String(length=160), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "until_on IS NULL OR until_on >= from_on",
            name=op.f("ck_employer_watches_ends_after_it_begins"),
        ),
        sa.CheckConstraint(
            "(ended_on IS NULL) = (end_reason = '')",
            name=op.f("ck_employer_watches_ended_with_a_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["employer_id"],
            ["employers.id"],
            name=op.f("fk_employer_watches_employer_id_employers"),
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["users.id"], name=op.f("fk_employer_watches_made_by_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employer_watches")),
        sa.UniqueConstraint("public_id", name=op.f("uq_employer_watches_public_id")),
    )
    op.create_index(op.f("ix_employer_watches_employer_id"), "employer_watches", ["employer_id"])


def _add_merges() -> None:
    op.create_table(
        "employer_merges",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("survivor_id", sa.Integer(), nullable=False),
        sa.Column("merged_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("taken", sa.Text(), nullable=False),
        sa.Column("moved_cases", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("survivor_id <> merged_id", name=op.f("ck_employer_merges_two_entries")),
        sa.CheckConstraint(
            "(undone_at IS NULL) = (undone_by_id IS NULL)",
            name=op.f("ck_employer_merges_undone_by_somebody"),
        ),
        sa.ForeignKeyConstraint(
            ["district_id"], ["districts.id"], name=op.f("fk_employer_merges_district_id_districts")
        ),
        sa.ForeignKeyConstraint(
            ["survivor_id"], ["employers.id"], name=op.f("fk_employer_merges_survivor_id_employers")
        ),
        sa.ForeignKeyConstraint(
            ["merged_id"], ["employers.id"], name=op.f("fk_employer_merges_merged_id_employers")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["users.id"], name=op.f("fk_employer_merges_made_by_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["undone_by_id"], ["users.id"], name=op.f("fk_employer_merges_undone_by_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employer_merges")),
        sa.UniqueConstraint("public_id", name=op.f("uq_employer_merges_public_id")),
    )
    op.create_index(op.f("ix_employer_merges_survivor_id"), "employer_merges", ["survivor_id"])
    op.create_index(op.f("ix_employer_merges_merged_id"), "employer_merges", ["merged_id"])
