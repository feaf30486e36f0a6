"""What she decides and what she leaves is kept day by day: the trend and the colours obey it.

Since when a line of « aujourd’hui » waits, and which findings slept by a word of hers.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing is known to wait nor to sleep: days are counted from the next night on."""
    op.create_table(
        "act_shown",
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("key", sa.String(length=300), nullable=False),
        sa.Column("first_day", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("programme", "key", name=op.f("pk_act_shown")),
    )
    with op.batch_alter_table("finding_event") as table:
        table.add_column(
            sa.Column("asleep", sa.Boolean(), nullable=False, server_default=sa.false())
        )


def downgrade() -> None:
    """Since when each waits, and which slept, is forgotten."""
    with op.batch_alter_table("finding_event") as table:
        table.drop_column("asleep")
    op.drop_table("act_shown")
