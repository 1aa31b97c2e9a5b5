"""Contacts say who called, and the name of a caller who is not the worker.

Revision: 0014
Follows: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward; whoever came until now was the worker."""
    with op.batch_alter_table("contacts") as batch_op:
        batch_op.add_column(
            sa.Column("caller_role", sa.String(length=12), nullable=False, server_default="worker")
        )
        batch_op.add_column(
            sa.Column("caller_name", sa.String(length=60), nullable=False, server_default="")
        )
    with op.batch_alter_table("contacts") as batch_op:
        for name in ("caller_role", "caller_name"):
            batch_op.alter_column(name, server_default=None)
        batch_op.create_check_constraint(
            op.f("ck_contacts_known_caller_role"), "caller_role IN ('worker', 'employer', 'agent')"
        )
        batch_op.create_check_constraint(
            op.f("ck_contacts_worker_is_a_party"), "caller_name = '' OR caller_role <> 'worker'"
        )


def downgrade() -> None:
    """Take the schema back."""
    with op.batch_alter_table("contacts") as batch_op:
        batch_op.drop_constraint(op.f("ck_contacts_worker_is_a_party"), type_="check")
        batch_op.drop_constraint(op.f("ck_contacts_known_caller_role"), type_="check")
        batch_op.drop_column("caller_name")
        batch_op.drop_column("caller_role")
