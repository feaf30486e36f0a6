"""« tout envoyer » is one order with the mails it covers; where each mail's row was last seen."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A new table, and two columns that stay empty until the next reading of « Relances »."""
    op.create_table(
        "send_order",
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("week", sa.String(length=8), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("cell", sa.String(length=20), nullable=False),
        sa.Column("first_read_at", sa.String(length=40), nullable=False),
        sa.Column("covers", sa.Text(), nullable=False),
        sa.Column("released", sa.Text(), nullable=False, server_default="[]"),
        sa.Column("left_since", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("acted_at", sa.String(length=40), nullable=True),
        sa.Column("emptied_at", sa.String(length=40), nullable=True),
        sa.Column("gone_at", sa.String(length=40), nullable=True),
        sa.PrimaryKeyConstraint("order_id", name=op.f("pk_send_order")),
    )
    op.create_index("ix_send_order_programme", "send_order", ["programme"])
    # Not in a batch: SQLite would rebuild a table that others refer to.
    op.add_column("notice", sa.Column("shown_at", sa.String(length=40), nullable=True))
    op.add_column("notice", sa.Column("asked_at", sa.String(length=40), nullable=True))


def downgrade() -> None:
    """The orders are forgotten: one that stands in the tab covers nothing."""
    op.drop_column("notice", "asked_at")
    op.drop_column("notice", "shown_at")
    op.drop_index("ix_send_order_programme", table_name="send_order")
    op.drop_table("send_order")
