"""Store: the tables of acts, in the schema of all the others."""

from sqlalchemy import Column, String, Table, Text

from relocalisons.store.schema import metadata

act_word = Table(
    "act_word",
    metadata,
    Column("programme", String(60), primary_key=True),
    Column("key", String(300), primary_key=True),  # of an act, which is derived and not stored
    Column("shown", Text, nullable=False),  # JSON: keys of the members on its row as last written
    Column("decision", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("decided_at", String(40)),  # when these words were first read; empty without any
    Column("covered", Text, nullable=False),  # JSON: the members that these words decide
)

# Since when what stands in « aujourd’hui » waits for her; what is done or answered has no row.
act_shown = Table(
    "act_shown",
    metadata,
    Column("programme", String(60), primary_key=True),
    Column("key", String(300), primary_key=True),  # of what a finding is about
    Column("first_day", String(10), nullable=False),
)

# What the last two pages of « Tableau de bord » told; rows are known by digests, without words.
page_told = Table(
    "page_told",
    metadata,
    Column("programme", String(60), primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("told", Text, nullable=False),  # JSON: key of a row → day, tint, days of a forecast
)

__all__ = [
    "act_shown",
    "act_word",
    "metadata",
    "page_told",
]  # whoever takes the schema from here has all of its tables
