"""Pure: the rows of any table of the programme, and the values of their cells."""

from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.model import DateInterval, Doubt, Programme
from relocalisons.core.reading.sheet_rows import Row


def table_rows(programme: Programme, name: str) -> tuple[Row, ...]:
    """Every row of a table in all workbooks that hold it, struck ones left out, in order."""
    return tuple(
        row for entry in programme.tables.get(name, ()) for row in entry.rows if not row.struck
    )


def text_of(row: Row, column: str) -> str:
    """The text of a cell; empty when it says nothing or is in doubt."""
    return row.text(column) or ""


def day_of(row: Row, column: str) -> date | None:
    """The last day of a date cell; None when absent or in doubt."""
    value = row.reading(column).value
    return value.latest if isinstance(value, DateInterval) else None


def amount_of(row: Row, column: str) -> Decimal | None:
    """The number of a cell; None when absent or in doubt."""
    value = row.reading(column).value
    return value if isinstance(value, Decimal) else None


def is_doubtful(row: Row, column: str) -> bool:
    """Whether something is written there that nobody can read for sure."""
    return row.reading(column).doubt in (Doubt.AMBIGUOUS, Doubt.UNREADABLE)
