"""Whether every table could be read is known workbook by workbook, no longer night by night."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A workbook of a sound snapshot was sound."""
    with op.batch_alter_table("snapshot_workbook") as table:
        table.add_column(
            sa.Column("sound", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.execute(
        sa.text(
            "UPDATE snapshot_workbook SET sound = (SELECT snapshot.sound FROM snapshot "
            "WHERE snapshot.snapshot_id = snapshot_workbook.snapshot_id)"
        )
    )
    with op.batch_alter_table("snapshot") as table:
        table.drop_column("sound")


def downgrade() -> None:
    """A snapshot is sound when all its workbooks are."""
    with op.batch_alter_table("snapshot") as table:
        table.add_column(
            sa.Column("sound", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.execute(
        sa.text(
            "UPDATE snapshot SET sound = NOT EXISTS (SELECT 1 FROM snapshot_workbook "
            "WHERE snapshot_workbook.snapshot_id = snapshot.snapshot_id "
            "AND NOT snapshot_workbook.sound)"
        )
    )
    with op.batch_alter_table("snapshot_workbook") as table:
        table.drop_column("sound")
