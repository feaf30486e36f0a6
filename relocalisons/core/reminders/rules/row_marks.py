"""Pure: what the row behind a line says, as a mark that changes when somebody changes the row.

« Answered » means that a linked cell changed, even to something that still has to be reminded of:
who postponed to a date that has passed since has answered, and is written to, not called.
"""

import hashlib
import re
from collections.abc import Iterable

from relocalisons.core.kernel.model import CellRef, Finding, Programme, Row, SourcedTable
from relocalisons.core.programme.findings.data import ReadingKind
from relocalisons.core.sources.changes import shown


class RowMarks:
    """The marks of the rows of a programme, made when they are asked for.

    Only columns that have a meaning count, and by what they mean: the same date typed in another
    way, a sorted sheet or a counter of days beside the plan is no answer.
    """

    def __init__(self, programme: Programme) -> None:
        self._tables: dict[tuple[str, int], list[SourcedTable]] = {}
        for table in (table for found in programme.tables.values() for table in found):
            where = table.workbook.file_id, table.tab.sheet_id
            self._tables.setdefault(where, []).append(table)
        self._rows: dict[tuple[str, int], dict[int, Row]] = {}

    def at(self, place: CellRef | None) -> str:
        """The mark of the row of a cell; empty when the cell names no row that was read."""
        number = re.search(r"\d+$", place.cell) if place is not None else None
        if place is None or number is None:
            return ""
        where = place.file_id, place.sheet_id
        if where not in self._rows:
            tables = self._tables.get(where, ())
            self._rows[where] = {row.number: row for table in tables for row in table.rows}
        row = self._rows[where].get(int(number[0]))
        return _mark(row) if row is not None else ""

    def by_subject(self, findings: Iterable[Finding]) -> dict[str, frozenset[str]]:
        """Subject of open findings → what the rows behind them say today."""
        found: dict[str, set[str]] = {}
        for finding in findings:
            mark = self.at(place_of_line(finding))
            if mark:
                found.setdefault(finding.subject, set()).add(mark)
        return {subject: frozenset(said) for subject, said in found.items()}


def place_of_line(finding: Finding) -> CellRef | None:
    """The cell that a line leads to: of a double, the second row is the one to change."""
    if not finding.evidence:
        return None
    return finding.evidence[-1 if finding.kind is ReadingKind.DUPLICATE_ID else 0]


def _mark(row: Row) -> str:
    said = "\x1f".join(
        f"{column.name}={words}"
        for column in row.table.columns
        if (words := shown(row.reading(column.name)))
    )
    return hashlib.sha256(f"{row.struck}\x1e{said}".encode()).hexdigest()[:16]
