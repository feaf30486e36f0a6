"""What answers propose, and what she accepted of it."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One row a proposal."""
    op.create_table(
        "reply_proposal",
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("reply", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("read_on", sa.String(length=10), nullable=False),
        sa.Column("came", sa.String(length=10), nullable=False),
        sa.Column("partner", sa.String(length=60), nullable=False),
        sa.Column("sender_hash", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("settled_at", sa.String(length=40)),
        sa.PrimaryKeyConstraint("programme", "key", name=op.f("pk_reply_proposal")),
    )


def downgrade() -> None:
    """What was proposed and not yet accepted stays in the mails."""
    op.drop_table("reply_proposal")
