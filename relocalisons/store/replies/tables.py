"""Store: the table of answers, in the schema of all the others."""

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table, Text

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

# What one person may answer without an account: the lines of one mail, until they expire.
answer_page = Table(
    "answer_page",
    metadata,
    Column("page_key", String(40), primary_key=True),
    Column("programme", String(60), nullable=False),
    Column("expires_at", String(40), nullable=False),
    Column("recipient_hash", String(64), nullable=False),
    Column("coordinator", Text, nullable=False),
    Column("lines", Text, nullable=False),  # JSON
)

# What an answer proposes, until she has said a word on it.
reply_proposal = Table(
    "reply_proposal",
    metadata,
    Column("programme", String(60), primary_key=True),
    Column("key", String(60), primary_key=True),
    Column("reply", String(20), nullable=False),  # a mark of the bytes of the answer
    Column("number", Integer, nullable=False),
    Column("read_on", String(10), nullable=False),
    Column("came", String(10), nullable=False),
    Column("partner", String(60), nullable=False),
    Column("sender_hash", String(64), nullable=False),
    Column("content", LargeBinary, nullable=False),  # who said it and what: wiped, forgotten
    Column("state", String(12), nullable=False),
    Column("settled_at", String(40)),
)

__all__ = [
    "answer_page",
    "inbound_mail",
    "metadata",
    "reply_proposal",
]  # whoever takes the schema from here has all of its tables
