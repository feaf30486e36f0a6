"""Architecture: no column is declared that nobody reads, unless it says that it is for people."""

import ast
from functools import cache
from pathlib import Path

from relocalisons.core.tables import TABLES

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("relocalisons/core", "relocalisons/rendering", "tasks")


@cache
def literals() -> frozenset[str]:
    """Every text literal of the product, but those that declare the tables and their words."""
    found: set[str] = set()
    for path in (path for room in ROOMS for path in (ROOT / room).rglob("*.py")):
        if (
            path.parent.name != "tables"
            and path.parent.name != "synonyms"
            and path.stem != "wordings"
        ):
            nodes = ast.walk(ast.parse(path.read_text("utf-8")))
            found |= {each.value for each in nodes if isinstance(each, ast.Constant)} - {None}
    return frozenset(each for each in found if isinstance(each, str))


def test_every_column_is_asked_for_or_kept_for_people():
    asked = literals()

    unread = [
        f"{table.name}.{column.name}"
        for table in TABLES
        for column in table.columns
        if column.name not in asked and not column.kept and column.name != table.identity
    ]

    assert unread == [], "read them, drop them, or declare them kept (`k`)"


def test_a_kept_column_is_not_read_after_all():
    asked = literals()

    assert [
        f"{table.name}.{column.name}"
        for table in TABLES
        for column in table.columns
        if column.kept and column.name in asked
    ] == []


def test_the_walk_over_the_product_found_columns():
    assert {"planned_end", "deliverable", "reminder_rhythm"} <= literals()
