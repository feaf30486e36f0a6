"""Pure: what is remembered of a line from one reading to the next, and how it compares."""

import hashlib

from relocalisons.core.kernel.model import KnownLine, Row, SourcedTable
from relocalisons.core.kernel.sheets import raw
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.reading.identity.likeness import Line
from relocalisons.core.reading.identity.lines import lines_of
from relocalisons.core.sources.changes import shown


def remember(row: Row, table: SourcedTable, *, name: str, owner: str, rank: int = 0) -> KnownLine:
    """A row of tonight under its lasting name; `owner` is whose it was when it was named."""
    return KnownLine(
        table=table.table.name,
        owner=owner,
        name=name,
        rank=rank,
        file_id=table.workbook.file_id,
        sheet_id=table.tab.sheet_id,
        row=row.number,
        number=row.identity or "",
        title=title_of_line(row),
        mark=_mark(row, table),
        seen=table.workbook.read_at,
    )


def from_memory(known: KnownLine, *, table: SourcedTable) -> Line:
    """A line of a reading that is lost: its number, its title, its cells where nobody touched it.

    `table` is how its table stands tonight.
    """
    lines = lines_of(table.reading, table=table.table)
    untouched = [
        line.cells
        for row, line in zip(table.rows, lines, strict=True)
        if _mark(row, table) == known.mark
    ]
    nothing = ("",) * len(lines[0].cells) if lines else ()
    return Line(
        number=fold_name(known.number),
        title=fold(known.title) if table.table.label else "",
        cells=untouched[0] if untouched else nothing,
    )


def title_of_line(row: Row) -> str:
    """What it is called; in tables that call their lines nothing, what tells them apart."""
    if row.table.label:
        return row.plain(row.table.label)
    naming = (column.name for column in row.table.naming if column.name != row.table.identity)
    return ", ".join(said for name in naming if (said := shown(row.reading(name))))


def called(row: Row) -> tuple[str, str]:
    """Its number and title as they compare with those of lines that went."""
    return fold(row.identity or ""), fold(title_of_line(row))


Key = tuple[str, str, str, int]


def called_before(line: KnownLine) -> tuple[str, str]:
    """The same of a line as it was last read."""
    return fold(line.number), fold(line.title)


def key_of(line: KnownLine) -> Key:
    """What a line is for ever: its table, whose it was when it was named, its name."""
    return line.table, line.owner, line.name, line.rank


def fold_name(name: str) -> str:
    """A name as it compares with others: case and spaces make no other line."""
    return "".join(name.casefold().split())


def digest(text: str) -> str:
    """Eight digits that stand for a text."""
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:8]


def _mark(row: Row, table: SourcedTable) -> str:
    """All that the sheet shows on that row, whatever we read of it."""
    cells = table.tab.rows[row.number - 1] if row.number <= len(table.tab.rows) else ()
    return digest("\x1f".join("" if raw(cell) is None else str(raw(cell)) for cell in cells))
