"""More facts about employers, their names one by one, and what a merged entry points to.

Revision: 0005
Follows: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    _widen_employers()
    op.create_table(
        "employer_names",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("folded_name", sa.String(length=120), nullable=False),
        sa.Column("initials", sa.String(length=120), nullable=False),
        sa.Column("sound_key", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id"], ["districts.id"], name=op.f("fk_employer_names_district_id_districts")
        ),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employers.id"], name=op.f("fk_employer_names_employer_id_employers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employer_names")),
    )
    op.create_index(op.f("ix_employer_names_employer_id"), "employer_names", ["employer_id"])
    op.create_index("ix_employer_names_folded", "employer_names", ["district_id", "folded_name"])
    op.create_index("ix_employer_names_sound", "employer_names", ["district_id", "sound_key"])
    op.create_table(
        "employer_grams",
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("gram", sa.String(length=16), nullable=False),
        sa.Column("name_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id"], ["districts.id"], name=op.f("fk_employer_grams_district_id_districts")
        ),
        sa.ForeignKeyConstraint(
            ["name_id"],
            ["employer_names.id"],
            name=op.f("fk_employer_grams_name_id_employer_names"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("district_id", "gram", "name_id", name=op.f("pk_employer_grams")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_employer_grams_name_id"), "employer_grams", ["name_id"])
    with op.batch_alter_table("cases") as batch_op:
        batch_op.drop_index(op.f("ix_cases_employer_id"))
        batch_op.create_index("ix_cases_employer", ["employer_id", "received_on", "id"])


def downgrade() -> None:
    """Take the schema back."""
    with op.batch_alter_table("cases") as batch_op:
        batch_op.drop_index("ix_cases_employer")
        batch_op.create_index(op.f("ix_cases_employer_id"), ["employer_id"])
    op.drop_table("employer_grams")
    op.drop_table("employer_names")
    with op.batch_alter_table("employers") as batch_op:
        batch_op.drop_index("ix_employers_listed")
        batch_op.drop_index("ix_employers_code")
        batch_op.drop_index(op.f("ix_employers_merged_into_id"))
        batch_op.create_index(op.f("ix_employers_credit_code"), ["credit_code"])
        batch_op.drop_constraint(op.f("ck_employers_head_count_has_its_day"), type_="check")
        batch_op.drop_constraint(op.f("ck_employers_not_merged_into_itself"), type_="check")
        batch_op.drop_constraint(op.f("ck_employers_known_union_state"), type_="check")
        batch_op.drop_constraint(op.f("fk_employers_merged_into_id_employers"), type_="foreignkey")
        for name in _ADDED:
            batch_op.drop_column(name)


_ADDED = (
    "credit_code_note",
    "industry",
    "kind",
    "head_count",
    "head_count_on",
    "union_state",
    "version",
    "merged_into_id",
)


def _widen_employers() -> None:
    empty = {"nullable": False, "server_default": ""}
    with op.batch_alter_table("employers") as batch_op:
        batch_op.add_column(sa.Column("credit_code_note", sa.String(length=200), **empty))
        batch_op.add_column(sa.Column("industry", sa.String(length=30), **empty))
        batch_op.add_column(sa.Column("kind", sa.String(length=30), **empty))
        batch_op.add_column(sa.Column("head_count", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("head_count_on", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column("union_state", sa.String(length=12), nullable=False, server_default="unknown")
        )
        batch_op.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(sa.Column("merged_into_id", sa.Integer(), nullable=True))
    with op.batch_alter_table("employers") as batch_op:
        for name in ("credit_code_note", "industry", "kind", "union_state", "version"):
            batch_op.alter_column(name, server_default=None)
        batch_op.create_foreign_key(
            op.f("fk_employers_merged_into_id_employers"), "employers", ["merged_into_id"], ["id"]
        )
        batch_op.create_check_constraint(
            op.f("ck_employers_known_union_state"),
            "union_state IN ('founded', 'not_founded', 'unknown')",
        )
        batch_op.create_check_constraint(
            op.f("ck_employers_not_merged_into_itself"), "merged_into_id <> id"
        )
        batch_op.create_check_constraint(
            op.f("ck_employers_head_count_has_its_day"),
            "head_count IS NULL OR head_count_on IS NOT NULL",
        )
        batch_op.drop_index(op.f("ix_employers_credit_code"))
        batch_op.create_index(op.f("ix_employers_merged_into_id"), ["merged_into_id"])
        batch_op.create_index("ix_employers_code", ["district_id", "credit_code"])
        batch_op.create_index("ix_employers_listed", ["district_id", "folded_name", "id"])
