"""A reference holds more than dates, and which one is in force is an act with its day."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Each reference frozen until now came in force the day it was frozen: the newest one won."""
    with op.batch_alter_table("baseline") as table:
        table.add_column(sa.Column("content", sa.Text(), nullable=False, server_default="{}"))
    op.create_table(
        "reference_act",
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("in_force_on", sa.String(length=10), nullable=False),
        sa.Column("decided_at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("act_id", name=op.f("pk_reference_act")),
    )
    op.create_index("ix_reference_act_programme", "reference_act", ["programme"], unique=False)
    op.execute(
        "INSERT INTO reference_act (programme, name, in_force_on, decided_at) "
        "SELECT programme, name, substr(frozen_at, 1, 10), frozen_at FROM baseline "
        "ORDER BY frozen_at, baseline_id"
    )


def downgrade() -> None:
    """The newest reference is in force again."""
    op.drop_index("ix_reference_act_programme", table_name="reference_act")
    op.drop_table("reference_act")
    with op.batch_alter_table("baseline") as table:
        table.drop_column("content")
