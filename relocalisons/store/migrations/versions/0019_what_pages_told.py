"""What « Tableau de bord » told is kept from one page to the next, which tells what changed."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """No page is known: the next one is the first."""
    op.create_table(
        "page_told",
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("programme", "day", name=op.f("pk_page_told")),
    )


def downgrade() -> None:
    """What was told is forgotten."""
    op.drop_table("page_told")
