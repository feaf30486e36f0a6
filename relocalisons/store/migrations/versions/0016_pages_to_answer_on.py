"""Pages on which a person answers without an account."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One row a mail that leads to its page."""
    op.create_table(
        "answer_page",
        sa.Column("page_key", sa.String(length=40), nullable=False),
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("expires_at", sa.String(length=40), nullable=False),
        sa.Column("recipient_hash", sa.String(length=64), nullable=False),
        sa.Column("coordinator", sa.Text(), nullable=False),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("page_key", name=op.f("pk_answer_page")),
    )


def downgrade() -> None:
    """Links that were sent lead nowhere any more."""
    op.drop_table("answer_page")
