"""The mail that leads a person to the notice of article 14 is known, and who was forgotten."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """No earlier mail told of it: the next one to each person does."""
    with op.batch_alter_table("notice") as table:
        table.add_column(
            sa.Column("tells_privacy", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.create_table(
        "forgotten",
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("forgotten_at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("programme", "digest", name=op.f("pk_forgotten")),
    )


def downgrade() -> None:
    """People are led to the notice again; a restored backup knows nobody that was forgotten."""
    op.drop_table("forgotten")
    with op.batch_alter_table("notice") as table:
        table.drop_column("tells_privacy")
