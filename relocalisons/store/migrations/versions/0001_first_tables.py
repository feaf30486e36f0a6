"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create every table of the first release."""
    op.create_table(
        "baseline",
        sa.Column("baseline_id", sa.Integer(), nullable=False),
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("frozen_at", sa.String(length=40), nullable=False),
        sa.Column("dates", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("baseline_id", name=op.f("pk_baseline")),
        sa.UniqueConstraint("programme", "name", name=op.f("uq_baseline_programme_name")),
    )
    op.create_table(
        "batch",
        sa.Column("batch_id", sa.String(length=100), nullable=False),
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("send_at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("batch_id", name=op.f("pk_batch")),
    )
    op.create_table(
        "blob",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_blob")),
    )
    op.create_table(
        "decision",
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("key", sa.String(length=400), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("first_read_at", sa.String(length=40), nullable=False),
        sa.Column("changed_at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("programme", "key", name=op.f("pk_decision")),
    )
    op.create_table(
        "drive_mark",
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("page_token", sa.Text(), nullable=False),
        sa.Column("full_reading_at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("programme", name=op.f("pk_drive_mark")),
    )
    op.create_table(
        "failure",
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("cause", sa.String(length=64), nullable=False),
        sa.Column("since", sa.String(length=40), nullable=False),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("programme", "kind", "cause", name=op.f("pk_failure")),
    )
    op.create_table(
        "finding",
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("key", sa.String(length=300), nullable=False),
        sa.Column("partner", sa.String(length=40), nullable=True),
        sa.Column("severity", sa.String(length=12), nullable=False),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("first_seen", sa.String(length=10), nullable=False),
        sa.Column("last_seen", sa.String(length=10), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("programme", "key", name=op.f("pk_finding")),
    )
    op.create_table(
        "finding_event",
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("key", sa.String(length=300), nullable=False),
        sa.Column("as_of", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("programme", "key", "as_of", name=op.f("pk_finding_event")),
    )
    op.create_table(
        "hold",
        sa.Column("hold_id", sa.Integer(), nullable=False),
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("scope", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("put_by", sa.String(length=60), nullable=False),
        sa.Column("put_at", sa.String(length=40), nullable=False),
        sa.Column("lifted_at", sa.String(length=40), nullable=True),
        sa.PrimaryKeyConstraint("hold_id", name=op.f("pk_hold")),
    )
    op.create_table(
        "mail_event",
        sa.Column("sg_event_id", sa.String(length=120), nullable=False),
        sa.Column("notice_key", sa.String(length=64), nullable=True),
        sa.Column("type", sa.String(length=30), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("payload_hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("sg_event_id", name=op.f("pk_mail_event")),
    )
    op.create_table(
        "notice",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("partner", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("recipient_hash", sa.String(length=64), nullable=False),
        sa.Column("iso_week", sa.String(length=8), nullable=False),
        sa.Column("logical_date", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("line_count", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("not_before", sa.String(length=40), nullable=True),
        sa.Column("created_at", sa.String(length=40), nullable=False),
        sa.Column("changed_at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_notice")),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index("ix_notice_programme_state", ["programme", "state"], unique=False)

    op.create_table(
        "report",
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("report_key", sa.String(length=200), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("file_id", sa.String(length=120), nullable=False),
        sa.Column("published_at", sa.String(length=40), nullable=False),
        sa.Column("facts", sa.Text(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("programme", "report_key", name=op.f("pk_report")),
    )
    op.create_table(
        "run",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("logical_date", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("starts", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.String(length=40), nullable=False),
        sa.Column("ended_at", sa.String(length=40), nullable=True),
        sa.Column("summary", sa.Text(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_run")),
        sa.UniqueConstraint(
            "programme", "kind", "logical_date", name=op.f("uq_run_programme_kind_logical_date")
        ),
    )
    op.create_table(
        "attempt",
        sa.Column("notice_key", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.String(length=100), nullable=True),
        sa.Column("started_at", sa.String(length=40), nullable=False),
        sa.Column("ended_at", sa.String(length=40), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("http_status", sa.Integer(), nullable=True),
        sa.Column("message_id", sa.String(length=120), nullable=True),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batch.batch_id"], name=op.f("fk_attempt_batch_id_batch")
        ),
        sa.ForeignKeyConstraint(
            ["notice_key"], ["notice.key"], name=op.f("fk_attempt_notice_key_notice")
        ),
        sa.PrimaryKeyConstraint("notice_key", "number", name=op.f("pk_attempt")),
    )
    op.create_table(
        "notice_item",
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("item_key", sa.String(length=64), nullable=False),
        sa.Column("notice_key", sa.String(length=64), nullable=False),
        sa.Column("finding_key", sa.String(length=300), nullable=False),
        sa.Column("due", sa.String(length=10), nullable=True),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_key"], ["notice.key"], name=op.f("fk_notice_item_notice_key_notice")
        ),
        sa.PrimaryKeyConstraint("programme", "item_key", name=op.f("pk_notice_item")),
    )
    op.create_table(
        "snapshot",
        sa.Column("snapshot_id", sa.String(length=60), nullable=False),
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("read_at", sa.String(length=40), nullable=False),
        sa.Column("items_digest", sa.String(length=64), nullable=False),
        sa.Column("problems", sa.Text(), nullable=False),
        sa.Column("sound", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["items_digest"], ["blob.digest"], name=op.f("fk_snapshot_items_digest_blob")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["run.run_id"], name=op.f("fk_snapshot_run_id_run")),
        sa.PrimaryKeyConstraint("snapshot_id", name=op.f("pk_snapshot")),
    )
    with op.batch_alter_table("snapshot", schema=None) as batch_op:
        batch_op.create_index(
            "ix_snapshot_programme_read_at", ["programme", "read_at"], unique=False
        )

    op.create_table(
        "snapshot_workbook",
        sa.Column("snapshot_id", sa.String(length=60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.String(length=120), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("modified_time", sa.String(length=40), nullable=False),
        sa.Column("read_at", sa.String(length=40), nullable=False),
        sa.Column("locale", sa.String(length=20), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["digest"], ["blob.digest"], name=op.f("fk_snapshot_workbook_digest_blob")
        ),
        sa.ForeignKeyConstraint(
            ["snapshot_id"],
            ["snapshot.snapshot_id"],
            name=op.f("fk_snapshot_workbook_snapshot_id_snapshot"),
        ),
        sa.PrimaryKeyConstraint("snapshot_id", "position", name=op.f("pk_snapshot_workbook")),
    )


def downgrade() -> None:
    """Drop them, children first."""
    op.drop_table("snapshot_workbook")
    with op.batch_alter_table("snapshot", schema=None) as batch_op:
        batch_op.drop_index("ix_snapshot_programme_read_at")

    op.drop_table("snapshot")
    op.drop_table("notice_item")
    op.drop_table("attempt")
    op.drop_table("run")
    op.drop_table("report")
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index("ix_notice_programme_state")

    op.drop_table("notice")
    op.drop_table("mail_event")
    op.drop_table("hold")
    op.drop_table("finding_event")
    op.drop_table("finding")
    op.drop_table("failure")
    op.drop_table("drive_mark")
    op.drop_table("decision")
    op.drop_table("blob")
    op.drop_table("batch")
    op.drop_table("baseline")
