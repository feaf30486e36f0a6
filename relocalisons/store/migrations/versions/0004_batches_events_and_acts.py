"""Scheduled batches, events that wait for their mail, acts of people, the sending mark."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what the two-phase policy, the webhook and the ledger keep."""
    with op.batch_alter_table("batch") as table:
        table.add_column(
            sa.Column("changed_at", sa.String(length=40), nullable=False, server_default="")
        )
    with op.batch_alter_table("mail_event") as table:
        table.add_column(sa.Column("attempt", sa.Integer(), nullable=True))
        table.add_column(
            sa.Column("detail", sa.String(length=40), nullable=False, server_default="")
        )
        table.add_column(
            sa.Column("received_at", sa.String(length=40), nullable=False, server_default="")
        )
        table.add_column(sa.Column("joined_at", sa.String(length=40), nullable=True))
        table.create_index("ix_mail_event_notice_key", ["notice_key"])
    op.create_table(
        "ledger_act",
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("act", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("done_by", sa.String(length=60), nullable=False),
        sa.Column("done_at", sa.String(length=40), nullable=False),
        sa.Column("before", sa.String(length=12), nullable=False, server_default=""),
        sa.Column("after", sa.String(length=12), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("act_id", name=op.f("pk_ledger_act")),
    )
    op.create_table(
        "sending_mark",
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("marked_at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("programme", name=op.f("pk_sending_mark")),
    )
    op.create_table(
        "telling",
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claimed_at", sa.String(length=40), nullable=False),
        sa.Column("ended_at", sa.String(length=40), nullable=True),
        sa.PrimaryKeyConstraint("programme", "key", name=op.f("pk_telling")),
    )


def downgrade() -> None:
    """Take it back; what it kept is lost."""
    op.drop_table("telling")
    op.drop_table("sending_mark")
    op.drop_table("ledger_act")
    with op.batch_alter_table("mail_event") as table:
        table.drop_index("ix_mail_event_notice_key")
        for column in ("joined_at", "received_at", "detail", "attempt"):
            table.drop_column(column)
    with op.batch_alter_table("batch") as table:
        table.drop_column("changed_at")
