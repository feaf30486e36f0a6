"""What a programme follows is remembered; one that runs already keeps everything it has."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_ALL = (
    *("livrables", "objectifs", "réunions", "communication", "argent", "producteurs"),
    "conventions",
)


def upgrade() -> None:
    """Every subject is kept on for the programmes that have already run."""
    table = op.create_table(
        "followed_subject",
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=20), nullable=False),
        sa.Column("why", sa.String(length=12), nullable=False),
        sa.Column("since", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("programme", "subject", name=op.f("pk_followed_subject")),
    )
    run = sa.table("run", sa.column("programme"), sa.column("started_at"))
    started = sa.select(run.c.programme, sa.func.min(run.c.started_at)).group_by(run.c.programme)
    rows = [
        {"programme": programme, "subject": subject, "why": "kept", "since": since}
        for programme, since in op.get_bind().execute(started)
        for subject in _ALL
    ]
    op.bulk_insert(table, rows)


def downgrade() -> None:
    """Everything is followed again."""
    op.drop_table("followed_subject")
