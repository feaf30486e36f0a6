"""Pure: some lines of a table as read, beside what was typed where it says something else."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from relocalisons.core.kernel.model import (
    ActionStatus,
    ColumnKind,
    DateInterval,
    Doubt,
    Row,
    TableSchema,
    raw,
)
from relocalisons.core.kernel.words.french import (
    NBSP,
    format_date,
    format_percent,
    quote,
    shorten,
)
from relocalisons.core.reading.cells.advice import shown as as_typed
from relocalisons.core.reading.cells.statuses import NAMES
from relocalisons.core.sources.changes import shown

SHOWN = 5
_MOST_CELLS = 6
_LONGEST = 60
# What of a line of each table lets its owner know it again; the others show what names them.
_TELLING = {
    "actions": ("title", "owner", "planned_start", "planned_end", "progress", "status"),
    "deliverables": ("title", "owner", "due", "status", "file_link"),
    "expenses": ("supplier", "label", "invoice_date", "amount", "paid_on"),
}


def lines_read(rows: Sequence[Row], table: TableSchema, *, columns: Iterable[str]) -> list[str]:
    """Five lines at most, from top to bottom: those that were read less simply come first."""
    there = set(columns)
    told = [name for name in _TELLING.get(table.name, ()) if name in there]
    if len(told) < 2:
        told = [column.name for column in table.columns if column.name in there][:_MOST_CELLS]
    kept = sorted(rows, key=lambda row: (-_interest(row, told), row.number))[:SHOWN]
    return [_line(row, told) for row in sorted(kept, key=lambda row: row.number)]


def _interest(row: Row, columns: Sequence[str]) -> int:
    """How many of its cells say something else than what was typed, three at most."""
    return min(
        3, sum(row.reading(name).doubt not in (Doubt.CERTAIN, Doubt.ABSENT) for name in columns)
    )


def _line(row: Row, columns: Sequence[str]) -> str:
    cells = [said for name in columns if (said := _cell(row, name))]
    return f"ligne{NBSP}{row.number}{NBSP}: " + f" ·{NBSP}".join(cells)


def _cell(row: Row, name: str) -> str:
    reading = row.reading(name)
    typed = shorten(_typed(row, name), limit=_LONGEST)
    header = row.table.column(name).header
    if reading.doubt is Doubt.ABSENT:
        return ""
    if reading.value is None:
        return f"{header} ?{NBSP}(écrit {quote(typed)})"
    said = shorten(_value(row, name), limit=_LONGEST)
    if reading.doubt is Doubt.CERTAIN or not typed:
        return said
    return f"{said} (écrit {quote(typed)})"


def _value(row: Row, name: str) -> str:
    value = row.reading(name).value
    if isinstance(value, ActionStatus):
        return NAMES[value]
    if row.table.column(name).kind is ColumnKind.PROGRESS and isinstance(value, (Decimal, float)):
        return format_percent(value)
    if isinstance(value, DateInterval) and value.earliest != value.latest:
        return f"entre le {format_date(value.earliest)} et le {format_date(value.latest)}"
    return shown(row.reading(name))


def _typed(row: Row, name: str) -> str:
    value = raw(row.cells.get(name))
    if isinstance(value, str):
        return value
    return "" if value is None else as_typed(value).strip("« »\u00a0\u202f")
