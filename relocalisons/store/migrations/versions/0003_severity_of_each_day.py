"""The severity of a finding is kept day by day: graver than before is worse."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Days already kept have no severity of their own; their trend shows the last known one."""
    with op.batch_alter_table("finding_event") as table:
        table.add_column(sa.Column("severity", sa.String(12), nullable=True))


def downgrade() -> None:
    """The severity of each day is forgotten."""
    with op.batch_alter_table("finding_event") as table:
        table.drop_column("severity")
