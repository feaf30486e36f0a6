"""Store: the table of answers, in the schema of all the others."""

from sqlalchemy import Column, Index, LargeBinary, String, Table

from relocalisons.store.act_schema import metadata

# A mail that came back, sealed where it was received: only the flows can open it.
inbound_mail = Table(
    "inbound_mail",
    metadata,
    Column("mail_key", String(64), primary_key=True),  # of its bytes: a repeated post is one mail
    Column("programme", String(60), nullable=False),
    Column("received_at", String(40), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("read_at", String(40)),
    Column("sender_hash", String(64), nullable=False, server_default=""),
    Index("ix_inbound_mail_programme", "programme"),
)

__all__ = ["inbound_mail", "metadata"]  # whoever takes the schema from here has all of its tables
