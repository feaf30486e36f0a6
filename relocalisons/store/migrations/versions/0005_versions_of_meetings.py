"""What people are told of a meeting is kept version by version: calendars count them."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One row a meeting and sequence; nothing was told of any meeting before."""
    op.create_table(
        "meeting_version",
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("meeting", sa.String(length=60), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("appointment", sa.Text(), nullable=False),
        sa.Column("made_at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint(
            "programme", "meeting", "sequence", name=op.f("pk_meeting_version")
        ),
    )


def downgrade() -> None:
    """The versions are forgotten: calendars would be told sequence 0 again."""
    op.drop_table("meeting_version")
