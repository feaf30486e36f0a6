"""Her words keep the day on which they were first read; a brake compares with what was accepted."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing is filled in: of earlier words and mails the code knows what it can from the rest."""
    op.add_column("decision", sa.Column("decided_at", sa.String(length=40), nullable=True))
    op.create_table(
        "brake_reference",
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("person", sa.String(length=80), nullable=False),
        sa.Column("address_hash", sa.String(length=64), server_default="", nullable=False),
        sa.Column("domain_hash", sa.String(length=64), server_default="", nullable=False),
        sa.Column("snapshot_id", sa.String(length=60), server_default="", nullable=False),
        sa.Column("braked_on", sa.String(length=10), nullable=True),
        sa.Column("changed_at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("programme", "person", name=op.f("pk_brake_reference")),
    )


def downgrade() -> None:
    """Years left out are completed by an earlier day again, and each brake lasts one week."""
    op.drop_table("brake_reference")
    with op.batch_alter_table("decision") as table:
        table.drop_column("decided_at")
