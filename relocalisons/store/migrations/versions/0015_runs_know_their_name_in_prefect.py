"""A run knows its id in Prefect, so that a failure told by the next run is not told by an alarm."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Runs of before have none: an alarm about one of them may repeat what the next run told."""
    with op.batch_alter_table("run") as table:
        table.add_column(
            sa.Column("prefect_run", sa.String(length=36), nullable=False, server_default="")
        )


def downgrade() -> None:
    """The same again."""
    with op.batch_alter_table("run") as table:
        table.drop_column("prefect_run")
