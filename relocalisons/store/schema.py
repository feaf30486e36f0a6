"""Store: the tables, one schema for SQLite and PostgreSQL (design §9).

Instants are text in UTC ISO 8601, dates are ISO text: both databases sort and compare them alike,
and no driver guesses a time zone. Addresses stand nowhere but in `notice.body`,
`blob.content` and `reply_proposal.content`, all compressed and under retention.
"""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

run = Table(
    "run",
    metadata,
    Column("run_id", Integer, primary_key=True),
    Column("programme", String(60), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("logical_date", String(10), nullable=False),
    Column("state", String(12), nullable=False),  # running | finished | failed
    Column("starts", Integer, nullable=False),
    Column("started_at", String(40), nullable=False),
    Column("ended_at", String(40)),
    Column("summary", Text, nullable=False, server_default="{}"),
    Column("prefect_run", String(36), nullable=False, server_default=""),  # of its last start
    UniqueConstraint("programme", "kind", "logical_date"),
)

# Workbooks and listings, compressed, by the hash of what they hold: kept once, however many nights.
blob = Table(
    "blob",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

snapshot = Table(
    "snapshot",
    metadata,
    Column("snapshot_id", String(60), primary_key=True),
    Column("programme", String(60), nullable=False),
    Column("run_id", Integer, ForeignKey("run.run_id")),
    Column("read_at", String(40), nullable=False),
    Column("items_digest", String(64), ForeignKey("blob.digest"), nullable=False),
    Column("problems", Text, nullable=False),
    Index("ix_snapshot_programme_read_at", "programme", "read_at"),
)

snapshot_workbook = Table(
    "snapshot_workbook",
    metadata,
    Column("snapshot_id", String(60), ForeignKey("snapshot.snapshot_id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("file_id", String(120), nullable=False),
    Column("name", Text, nullable=False),
    Column("version", String(40), nullable=False),
    Column("modified_time", String(40), nullable=False),
    Column("read_at", String(40), nullable=False),
    Column("locale", String(20), nullable=False),
    Column("digest", String(64), ForeignKey("blob.digest"), nullable=False),
    # Every table of it could be read: it may stand in for a later reading that lost one.
    Column("sound", Boolean, nullable=False, server_default=false()),
)

drive_mark = Table(
    "drive_mark",
    metadata,
    Column("programme", String(60), primary_key=True),
    Column("page_token", Text, nullable=False),
    Column("full_reading_at", String(40), nullable=False),
)

baseline = Table(
    "baseline",
    metadata,
    Column("baseline_id", Integer, primary_key=True),
    Column("programme", String(60), nullable=False),
    Column("name", String(100), nullable=False),
    Column("frozen_at", String(40), nullable=False),
    Column("dates", Text, nullable=False),  # JSON: key of action → ISO date
    # JSON: its deliverables, targets and budget; of an amendment, what it was made from and moved.
    Column("content", Text, nullable=False, server_default="{}"),
    UniqueConstraint("programme", "name"),
)

# Which reference is in force, and from which day: the last decided of the latest day counts.
reference_act = Table(
    "reference_act",
    metadata,
    Column("act_id", Integer, primary_key=True),
    Column("programme", String(60), nullable=False),
    Column("name", String(100), nullable=False),
    Column("in_force_on", String(10), nullable=False),
    Column("decided_at", String(40), nullable=False),
    Index("ix_reference_act_programme", "programme"),
)

finding = Table(
    "finding",
    metadata,
    Column("programme", String(60), primary_key=True),
    Column("key", String(300), primary_key=True),
    Column("partner", String(40)),
    Column("severity", String(12), nullable=False),
    Column("days", Integer),
    Column("state", String(12), nullable=False),
    Column("first_seen", String(10), nullable=False),
    Column("last_seen", String(10), nullable=False),
    Column("content", Text, nullable=False),  # JSON of the finding; cell references, no cell value
)

finding_event = Table(
    "finding_event",
    metadata,
    Column("programme", String(60), primary_key=True),
    Column("key", String(300), primary_key=True),
    Column("as_of", String(10), primary_key=True),
    Column("state", String(12), nullable=False),
    Column("days", Integer),
    Column("severity", String(12)),  # of that day; empty before it was kept, and once resolved
    Column("asleep", Boolean, nullable=False, server_default=false()),  # that day, by her word
)

decision = Table(
    "decision",
    metadata,
    Column("programme", String(60), primary_key=True),
    Column("key", String(400), primary_key=True),
    Column("decision", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("first_read_at", String(40), nullable=False),
    Column("changed_at", String(40), nullable=False),
    # When the words of « Décision » were first read: not her note, capitals, spaces; or unknown.
    Column("decided_at", String(40)),
)

notice = Table(
    "notice",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("programme", String(60), nullable=False),
    Column("kind", String(30), nullable=False),  # digest | …
    Column("partner", String(40), nullable=False),
    Column("role", String(40), nullable=False),
    Column("recipient_hash", String(64), nullable=False),
    Column("iso_week", String(8), nullable=False),
    Column("logical_date", String(10), nullable=False),
    Column("state", String(12), nullable=False),
    Column("reason", Text, nullable=False, server_default=""),
    Column("version", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("subject", Text, nullable=False),
    Column("line_count", Integer, nullable=False),
    Column("body", LargeBinary),  # compressed JSON: blocks, text, html; wiped after retention
    Column("not_before", String(40)),
    Column("created_at", String(40), nullable=False),
    Column("changed_at", String(40), nullable=False),
    # Its row in « Relances » at the last reading that found it, empty while we write there; the
    # last reading that found it beside an empty cell for « tout envoyer ».
    Column("shown_at", String(40)),
    Column("asked_at", String(40)),
    # Once it has left, its person was led to the notice of article 14 of the GDPR.
    Column("tells_privacy", Boolean, nullable=False, server_default=false()),
    Index("ix_notice_programme_state", "programme", "state"),
)

notice_item = Table(
    "notice_item",
    metadata,
    Column("programme", String(60), primary_key=True),
    Column("item_key", String(64), primary_key=True),
    Column("notice_key", String(64), ForeignKey("notice.key"), nullable=False),
    Column("finding_key", String(300), nullable=False),
    Column("due", String(10)),
    Column("level", Integer, nullable=False),
)

# SendGrid's scheduled-send batches: the two-phase policy.
batch = Table(
    "batch",
    metadata,
    Column("batch_id", String(100), primary_key=True),
    Column("programme", String(60), nullable=False),
    Column("state", String(12), nullable=False),
    Column("send_at", String(40), nullable=False),
    Column("changed_at", String(40), nullable=False, server_default=""),
)

attempt = Table(
    "attempt",
    metadata,
    Column("notice_key", String(64), ForeignKey("notice.key"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("batch_id", String(100), ForeignKey("batch.batch_id")),
    Column("started_at", String(40), nullable=False),
    Column("ended_at", String(40)),
    Column("outcome", String(20)),
    Column("http_status", Integer),
    Column("message_id", String(120)),
)

mail_event = Table(
    "mail_event",
    metadata,
    Column("sg_event_id", String(120), primary_key=True),
    Column("notice_key", String(64)),
    Column("type", String(30), nullable=False),
    Column("at", String(40), nullable=False),
    Column("payload_hash", String(64), nullable=False),
    Column("attempt", Integer),
    Column("detail", String(40), nullable=False, server_default=""),  # never SendGrid's own words
    Column("received_at", String(40), nullable=False, server_default=""),
    Column("joined_at", String(40)),  # when it moved its notice, or was seen to change nothing
    Index("ix_mail_event_notice_key", "notice_key"),
)

hold = Table(
    "hold",
    metadata,
    Column("hold_id", Integer, primary_key=True),
    Column("programme", String(60), nullable=False),
    Column("scope", String(120), nullable=False),
    Column("reason", Text, nullable=False),
    Column("put_by", String(60), nullable=False),
    Column("put_at", String(40), nullable=False),
    Column("lifted_at", String(40)),
)

# « tout envoyer »: one order, the mails it covers (JSON lists of keys), and what became of it.
send_order = Table(
    "send_order",
    metadata,
    Column("order_id", Integer, primary_key=True),
    Column("programme", String(60), nullable=False),
    Column("week", String(8), nullable=False),
    Column("words", Text, nullable=False),
    Column("cell", String(20), nullable=False),
    Column("first_read_at", String(40), nullable=False),
    Column("covers", Text, nullable=False),
    Column("released", Text, nullable=False, server_default="[]"),
    Column("left_since", Integer, nullable=False, server_default="0"),
    Column("acted_at", String(40)),
    Column("emptied_at", String(40)),
    Column("gone_at", String(40)),
    Index("ix_send_order_programme", "programme"),
)

report = Table(
    "report",
    metadata,
    Column("programme", String(60), primary_key=True),
    Column("report_key", String(200), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("file_id", String(120), nullable=False),
    Column("published_at", String(40), nullable=False),
    Column("facts", Text, nullable=False, server_default="{}"),  # what the next one compares with
)

failure = Table(
    "failure",
    metadata,
    Column("programme", String(60), primary_key=True),
    Column("kind", String(40), primary_key=True),
    Column("cause", String(64), primary_key=True),
    Column("since", String(40), nullable=False),
    Column("told", Boolean, nullable=False),
)

# What a person did to a mail outside « Relances », with the reason that was given.
ledger_act = Table(
    "ledger_act",
    metadata,
    Column("act_id", Integer, primary_key=True),
    Column("programme", String(60), nullable=False),
    Column("subject", String(120), nullable=False),  # a notice key, a partner code, or *
    Column("act", String(20), nullable=False),
    Column("reason", Text, nullable=False),
    Column("done_by", String(60), nullable=False),  # a role, never a name or an address
    Column("done_at", String(40), nullable=False),
    Column("before", String(12), nullable=False, server_default=""),
    Column("after", String(12), nullable=False, server_default=""),
)

# Keyed digests of what named the people who were forgotten, by number of words: a backup from
# before is made to forget them too. Nobody is recognised by them without the key and the words.
forgotten = Table(
    "forgotten",
    metadata,
    Column("programme", String(60), primary_key=True),
    Column("digest", String(64), primary_key=True),
    Column("words", Integer, nullable=False),
    Column("forgotten_at", String(40), nullable=False),
)

# How many times this store began to send, also kept in the Drive: a restored store knows less.
sending_mark = Table(
    "sending_mark",
    metadata,
    Column("programme", String(60), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("marked_at", String(40), nullable=False),
)

# Mails to the coordination: claimed before they are sent, told once.
telling = Table(
    "telling",
    metadata,
    Column("programme", String(60), primary_key=True),
    Column("key", String(120), primary_key=True),
    Column("state", String(12), nullable=False),  # claimed | told | unsure | failed
    Column("attempts", Integer, nullable=False),
    Column("claimed_at", String(40), nullable=False),
    Column("ended_at", String(40)),
)

# What the mails to a person are compared with before they are held: the address last written to,
# and the reading of the sheets that stands accepted. No foreign key: readings are under retention.
brake_reference = Table(
    "brake_reference",
    metadata,
    Column("programme", String(60), primary_key=True),
    Column("person", String(80), primary_key=True),  # a partner's code and role, or a keyed hash
    Column("address_hash", String(64), nullable=False, server_default=""),
    Column("domain_hash", String(64), nullable=False, server_default=""),
    Column("snapshot_id", String(60), nullable=False, server_default=""),
    Column("braked_on", String(10)),  # since when a safety hold stands; empty when none does
    Column("changed_at", String(40), nullable=False),
)

# What people were, or were to be, told of a meeting; the sequence is that of their calendars.
meeting_version = Table(
    "meeting_version",
    metadata,
    Column("programme", String(60), primary_key=True),
    Column("meeting", String(60), primary_key=True),
    Column("sequence", Integer, primary_key=True),
    Column("appointment", Text, nullable=False),  # JSON: day, hours, place, whether it is off
    Column("made_at", String(40), nullable=False),
)

# The programmes of this store, by what tells one from another; ids are empty until they are known.
programme = Table(
    "programme",
    metadata,
    Column("code", String(60), primary_key=True),
    Column("name", Text, nullable=False),
    Column("drive_id", String(120), nullable=False),
    Column("pilotage_id", String(120), nullable=False),
    Column("since", String(40), nullable=False),
)

# What a programme follows beside its plan: once on it stays on, until she turns it off.
followed_subject = Table(
    "followed_subject",
    metadata,
    Column("programme", String(60), primary_key=True),
    Column("subject", String(20), primary_key=True),
    Column("why", String(12), nullable=False),  # asked | used | adopted | kept
    Column("since", String(40), nullable=False),
)

# Each line of the tables under its lasting name, as it was last read. `mark` is a digest of its
# cells; no cell stands here but number and title, by which it is known again.
line = Table(
    "line",
    metadata,
    Column("programme", String(60), primary_key=True),
    Column("table_name", String(40), primary_key=True),
    Column("owner", String(60), primary_key=True),  # whose it was when it was named
    Column("name", String(400), primary_key=True),
    Column("rank", Integer, primary_key=True),
    Column("file_id", String(120), nullable=False),
    Column("sheet_id", Integer, nullable=False),
    Column("row", Integer, nullable=False),
    Column("number", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("mark", String(16), nullable=False),
    Column("last_seen", String(40), nullable=False),  # the reading of its workbook
    Column("asked", Boolean, nullable=False, server_default=false()),
    Column("gone_at", String(40)),
)
