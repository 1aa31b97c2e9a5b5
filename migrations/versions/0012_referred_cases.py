"""A case can stand with another body: one more stage.

Revision: 0012
Follows: 0011
"""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_BEFORE = "stage IN ('logged', 'consulted', 'in_progress', 'performance', 'closed')"
_AFTER = "stage IN ('logged', 'consulted', 'in_progress', 'performance', 'referred', 'closed')"


def upgrade() -> None:
    """Bring the schema forward."""
    _allow(_AFTER)


def downgrade() -> None:
    """Take the schema back; a case that stands elsewhere is in progress again."""
    op.execute("UPDATE cases SET stage = 'in_progress' WHERE stage = 'referred'")
    _allow(_BEFORE)


def _allow(stages: str) -> None:
    with op.batch_alter_table("cases") as batch_op:
        batch_op.drop_constraint(op.f("ck_cases_known_stage"), type_="check")
        batch_op.create_check_constraint(op.f("ck_cases_known_stage"), stages)
