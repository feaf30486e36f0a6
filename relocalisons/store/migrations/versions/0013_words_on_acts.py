"""A word on an act is kept with the members that it was shown with."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """No act was shown yet: nothing is decided by one."""
    op.create_table(
        "act_word",
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("key", sa.String(length=300), nullable=False),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.String(length=40)),
        sa.Column("covered", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("programme", "key", name=op.f("pk_act_word")),
    )


def downgrade() -> None:
    """Words on acts are forgotten; those beside each finding stay."""
    op.drop_table("act_word")
