"""A line has a lasting name, born once."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Empty: the first night names the lines of the last sound readings by the keys they have."""
    op.create_table(
        "line",
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("table_name", sa.String(length=40), nullable=False),
        sa.Column("owner", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.String(length=120), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("mark", sa.String(length=16), nullable=False),
        sa.Column("last_seen", sa.String(length=40), nullable=False),
        sa.Column("asked", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("gone_at", sa.String(length=40), nullable=True),
        sa.PrimaryKeyConstraint(
            "programme", "table_name", "owner", "name", "rank", name=op.f("pk_line")
        ),
    )


def downgrade() -> None:
    """Keys of renumbered lines follow their numbers again."""
    op.drop_table("line")
