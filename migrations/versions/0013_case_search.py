"""The text by which cases are found with its index, longer stored searches, and saved views.

The rows of the index are written by the rounds that follow.  Stored searches of the old kind are
forgotten: they are what somebody looked for in the last thirty days.

Revision: 0013
Follows: 0012
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    _make_texts()
    _make_searches()
    _make_views()


def _make_texts() -> None:
    op.create_table(
        "case_texts",
        sa.Column("case_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("case_version", sa.Integer(), nullable=False),
        sa.Column("open_text", sa.Text(), nullable=False),
        sa.Column("whole_text", sa.Text(), nullable=False),
        sa.Column("sounds", sa.Text(), nullable=False),
        sa.Column("marks", postgresql.TSVECTOR().with_variant(sa.Text(), "sqlite")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_case_texts_case_id_cases")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_case_texts")),
    )
    op.create_index(
        "ix_case_texts_marks",
        "case_texts",
        ["marks"],
        postgresql_using="gin",
        postgresql_with={"gin_pending_list_limit": "128"},
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE case_texts ALTER COLUMN marks SET STATISTICS 1000")
    else:
        op.execute(
            "CREATE VIRTUAL TABLE case_texts_fts "
            "USING fts5(marks, content='', detail=none, columnsize=0, tokenize='ascii')"
        )


def _make_searches() -> None:
    op.drop_index("ix_stored_searches_user_id", table_name="stored_searches")
    op.drop_table("stored_searches")
    op.create_table(
        "stored_searches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("numbers", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_stored_searches_user_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_searches")),
        sa.UniqueConstraint("public_id", name=op.f("uq_stored_searches_public_id")),
    )
    op.create_index(op.f("ix_stored_searches_user_id"), "stored_searches", ["user_id"])


def _make_views() -> None:
    op.create_table(
        "saved_views",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer()),
        sa.Column("name", sa.String(length=30), nullable=False),
        sa.Column("query_text", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id"], ["organisations.id"], name=op.f("fk_saved_views_body_id_organisations")
        ),
        sa.ForeignKeyConstraint(
            ["district_id"], ["districts.id"], name=op.f("fk_saved_views_district_id_districts")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["users.id"], name=op.f("fk_saved_views_owner_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_views")),
        sa.UniqueConstraint("public_id", name=op.f("uq_saved_views_public_id")),
    )
    op.create_index(op.f("ix_saved_views_owner_id"), "saved_views", ["owner_id"])
    op.create_index(op.f("ix_saved_views_body_id"), "saved_views", ["body_id"])
    op.create_table(
        "view_choices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("view", sa.String(length=12), nullable=False),
        sa.Column("is_pinned", sa.Boolean(), nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_view_choices_user_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_view_choices")),
        sa.UniqueConstraint("user_id", "view", name="one_choice_per_view"),
    )


def downgrade() -> None:
    """Take the schema back."""
    op.drop_table("view_choices")
    op.drop_index("ix_saved_views_body_id", table_name="saved_views")
    op.drop_index("ix_saved_views_owner_id", table_name="saved_views")
    op.drop_table("saved_views")
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE case_texts_fts")
    op.drop_index("ix_case_texts_marks", table_name="case_texts")
    op.drop_table("case_texts")
    op.drop_index("ix_stored_searches_user_id", table_name="stored_searches")
    op.drop_table("stored_searches")
    op.create_table(
        "stored_searches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shown", sa.String(length=60), nullable=False),
        sa.Column("words", sa.String(length=60), nullable=False),
        sa.Column("mobile_index", sa.String(length=64), nullable=False),
        sa.Column("id_number_index", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_stored_searches_user_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_searches")),
        sa.UniqueConstraint("public_id", name=op.f("uq_stored_searches_public_id")),
    )
    op.create_index(op.f("ix_stored_searches_user_id"), "stored_searches", ["user_id"])
