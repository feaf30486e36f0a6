"""A store knows its programmes, so that two never share a code or a « Pilotage »."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Empty: each programme is remembered at its next run."""
    op.create_table(
        "programme",
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("drive_id", sa.String(length=120), nullable=False),
        sa.Column("pilotage_id", sa.String(length=120), nullable=False),
        sa.Column("since", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_programme")),
    )


def downgrade() -> None:
    """Nothing refuses two programmes any more."""
    op.drop_table("programme")
