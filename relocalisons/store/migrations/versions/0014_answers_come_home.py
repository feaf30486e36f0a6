"""Answers are kept sealed until a flow opens them."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One row a mail that came back."""
    op.create_table(
        "inbound_mail",
        sa.Column("mail_key", sa.String(length=64), nullable=False),
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("received_at", sa.String(length=40), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("read_at", sa.String(length=40), nullable=True),
        sa.Column("sender_hash", sa.String(length=64), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("mail_key", name=op.f("pk_inbound_mail")),
    )
    op.create_index("ix_inbound_mail_programme", "inbound_mail", ["programme"], unique=False)


def downgrade() -> None:
    """Answers that wait are lost with their table."""
    op.drop_index("ix_inbound_mail_programme", table_name="inbound_mail")
    op.drop_table("inbound_mail")
