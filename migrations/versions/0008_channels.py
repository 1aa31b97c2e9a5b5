"""What the channels bring: hotline orders, referrals, outreach events, and days that others set.

Revision: 0008
Follows: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "order_limits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("difficulty", sa.String(length=12), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("workdays_only", sa.Boolean(), nullable=False),
        sa.Column("basis", sa.String(length=120), nullable=False),
        sa.CheckConstraint(
            "days BETWEEN 1 AND 365", name=op.f("ck_order_limits_limit_within_a_year")
        ),
        sa.ForeignKeyConstraint(
            ["district_id"], ["districts.id"], name=op.f("fk_order_limits_district_id_districts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_limits")),
        sa.UniqueConstraint("district_id", "source", "difficulty", name="one_limit_for_a_class"),
    )
    op.create_table(
        "outreach_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("town_id", sa.Integer(), nullable=True),
        sa.Column("head_count", sa.Integer(), nullable=False),
        sa.Column("consultation_count", sa.Integer(), nullable=False),
        sa.Column("lawyers", sa.String(length=200), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "consultation_count BETWEEN 0 AND head_count",
            name=op.f("ck_outreach_events_no_more_asked_than_came"),
        ),
        sa.CheckConstraint(
            "head_count >= 0", name=op.f("ck_outreach_events_nobody_is_less_than_none")
        ),
        sa.ForeignKeyConstraint(
            ["body_id"], ["organisations.id"], name=op.f("fk_outreach_events_body_id_organisations")
        ),
        sa.ForeignKeyConstraint(
            ["district_id"], ["districts.id"], name=op.f("fk_outreach_events_district_id_districts")
        ),
        sa.ForeignKeyConstraint(
            ["town_id"], ["towns.id"], name=op.f("fk_outreach_events_town_id_towns")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outreach_events")),
        sa.UniqueConstraint("public_id", name=op.f("uq_outreach_events_public_id")),
    )
    with op.batch_alter_table("outreach_events") as batch_op:
        batch_op.create_index(
            "ix_outreach_events_held", ["district_id", "held_on", "id"], unique=False
        )

    op.create_table(
        "hotline_orders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("level", sa.String(length=12), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("difficulty", sa.String(length=12), nullable=False),
        sa.Column("handed_down_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("replied_on", sa.Date(), nullable=True),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("replied_by_id", sa.Integer(), nullable=True),
        sa.Column("logged_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(replied_on IS NULL) = (reply = '')", name=op.f("ck_hotline_orders_reply_has_day")
        ),
        sa.CheckConstraint(
            "difficulty IN ('ordinary', 'difficult', 'complex')",
            name=op.f("ck_hotline_orders_known_difficulty"),
        ),
        sa.CheckConstraint(
            "kind IN ('question', 'help', 'complaint', 'legal_aid', 'suggestion')",
            name=op.f("ck_hotline_orders_known_kind"),
        ),
        sa.CheckConstraint(
            "level IN ('nation', 'province', 'city', 'district')",
            name=op.f("ck_hotline_orders_known_level"),
        ),
        sa.CheckConstraint("number <> ''", name=op.f("ck_hotline_orders_order_has_number")),
        sa.CheckConstraint(
            "source IN ('hotline_12351', 'workers_online', 'hotline_12345')",
            name=op.f("ck_hotline_orders_known_source"),
        ),
        sa.CheckConstraint(
            "due_on >= handed_down_on", name=op.f("ck_hotline_orders_due_after_handed_down")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_hotline_orders_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["district_id"], ["districts.id"], name=op.f("fk_hotline_orders_district_id_districts")
        ),
        sa.ForeignKeyConstraint(
            ["replied_by_id"], ["users.id"], name=op.f("fk_hotline_orders_replied_by_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hotline_orders")),
        sa.UniqueConstraint(
            "district_id", "source", "level", "number", name="one_order_per_number_and_level"
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_hotline_orders_public_id")),
    )
    with op.batch_alter_table("hotline_orders") as batch_op:
        batch_op.create_index(batch_op.f("ix_hotline_orders_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            "ix_hotline_orders_handed_down", ["district_id", "handed_down_on"], unique=False
        )
        batch_op.create_index(
            "ix_hotline_orders_open", ["district_id", "replied_on", "due_on", "id"], unique=False
        )

    op.create_table(
        "referrals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("direction", sa.String(length=4), nullable=False),
        sa.Column("other_body", sa.String(length=20), nullable=False),
        sa.Column("other_name", sa.String(length=80), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("transfer", sa.String(length=20), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("enclosed", sa.String(length=500), nullable=False),
        sa.Column("expected_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer_number", sa.String(length=60), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "answered_on IS NULL OR direction = 'out'",
            name=op.f("ck_referrals_only_ours_are_answered"),
        ),
        sa.CheckConstraint(
            "direction = 'in' OR (number <> '' AND reason <> '')",
            name=op.f("ck_referrals_letter_has_reason"),
        ),
        sa.CheckConstraint("direction IN ('in', 'out')", name=op.f("ck_referrals_known_direction")),
        sa.CheckConstraint(
            "other_body IN ('arbitration', 'inspection', 'court', 'police', 'legal_aid', 'petition_office', 'union', 'other')",
            name=op.f("ck_referrals_known_body"),
        ),
        sa.CheckConstraint("other_name <> ''", name=op.f("ck_referrals_other_body_has_name")),
        sa.CheckConstraint(
            "transfer IS NULL OR transfer IN ('before_acceptance', 'entrusted')",
            name=op.f("ck_referrals_known_transfer"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_referrals_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["district_id"], ["districts.id"], name=op.f("fk_referrals_district_id_districts")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name=op.f("fk_referrals_recorded_by_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referrals")),
        sa.UniqueConstraint("public_id", name=op.f("uq_referrals_public_id")),
    )
    with op.batch_alter_table("referrals") as batch_op:
        batch_op.create_index(batch_op.f("ix_referrals_case_id"), ["case_id"], unique=False)
        batch_op.create_index("ix_referrals_sent", ["district_id", "sent_on", "id"], unique=False)

    with op.batch_alter_table("contacts") as batch_op:
        batch_op.add_column(sa.Column("petition_kind", sa.String(length=20), nullable=True))
        batch_op.add_column(sa.Column("letter_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("event_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_contacts_event_id"), ["event_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_contacts_event_id_outreach_events"),
            "outreach_events",
            ["event_id"],
            ["id"],
        )
        batch_op.create_check_constraint(
            op.f("ck_contacts_only_letters_are_dated"), "letter_on IS NULL OR channel = 'letter'"
        )
        batch_op.create_check_constraint(
            op.f("ck_contacts_only_events_are_named"), "event_id IS NULL OR channel = 'event'"
        )
        batch_op.create_check_constraint(
            op.f("ck_contacts_known_petition_kind"),
            "petition_kind IS NULL OR petition_kind IN ('suggestion', 'accusation', 'appeal')",
        )

    with op.batch_alter_table("deadlines") as batch_op:
        batch_op.add_column(sa.Column("hotline_order_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("referral_id", sa.Integer(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_deadlines_hotline_order_id"), ["hotline_order_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_deadlines_referral_id"), ["referral_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_deadlines_hotline_order_id_hotline_orders"),
            "hotline_orders",
            ["hotline_order_id"],
            ["id"],
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_deadlines_referral_id_referrals"), "referrals", ["referral_id"], ["id"]
        )


def downgrade() -> None:
    """Take the schema back."""
    with op.batch_alter_table("deadlines") as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_deadlines_referral_id_referrals"), type_="foreignkey"
        )
        batch_op.drop_constraint(
            batch_op.f("fk_deadlines_hotline_order_id_hotline_orders"), type_="foreignkey"
        )
        batch_op.drop_index(batch_op.f("ix_deadlines_referral_id"))
        batch_op.drop_index(batch_op.f("ix_deadlines_hotline_order_id"))
        batch_op.drop_column("referral_id")
        batch_op.drop_column("hotline_order_id")

    with op.batch_alter_table("contacts") as batch_op:
        batch_op.drop_constraint(op.f("ck_contacts_known_petition_kind"), type_="check")
        batch_op.drop_constraint(op.f("ck_contacts_only_events_are_named"), type_="check")
        batch_op.drop_constraint(op.f("ck_contacts_only_letters_are_dated"), type_="check")
        batch_op.drop_constraint(
            batch_op.f("fk_contacts_event_id_outreach_events"), type_="foreignkey"
        )
        batch_op.drop_index(batch_op.f("ix_contacts_event_id"))
        batch_op.drop_column("event_id")
        batch_op.drop_column("letter_on")
        batch_op.drop_column("petition_kind")

    with op.batch_alter_table("referrals") as batch_op:
        batch_op.drop_index("ix_referrals_sent")
        batch_op.drop_index(batch_op.f("ix_referrals_case_id"))

    op.drop_table("referrals")
    with op.batch_alter_table("hotline_orders") as batch_op:
        batch_op.drop_index("ix_hotline_orders_open")
        batch_op.drop_index("ix_hotline_orders_handed_down")
        batch_op.drop_index(batch_op.f("ix_hotline_orders_case_id"))

    op.drop_table("hotline_orders")
    with op.batch_alter_table("outreach_events") as batch_op:
        batch_op.drop_index("ix_outreach_events_held")

    op.drop_table("outreach_events")
    op.drop_table("order_limits")
