"""Pure: what the row behind a line says, as a mark that changes when somebody changes the row.

« Answered » means that a linked cell changed, even to something that still has to be reminded of:
who postponed to a date that has passed since has answered, and is written to, not called. A change
of our reading is no change of theirs: a column that is read from now on, under a new alias, and a
number given anew answer nothing.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping

from relocalisons.core.kernel.model import (
    CellRef,
    Finding,
    Programme,
    Row,
    SourcedTable,
    Trait,
    once_a_programme,
)
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.programme.findings.data import ReadingKind
from relocalisons.core.sources.changes import shown

_CELLS = "+"  # begins the mark of several cells of a column
_DIGITS = 6

Marked = tuple[str, str]  # the mark of a row, and what an earlier version made of it


@once_a_programme
def row_marks(programme: Programme) -> "RowMarks":
    """The marks of a programme, which every step of a run shares."""
    return RowMarks(programme)


class RowMarks:
    """The marks of the rows of a programme, made when they are asked for.

    Only columns that have a meaning count, and by what they mean: the same date typed in another
    way, a sorted sheet or a counter of days beside the plan is no answer. A mark is one token a
    column, of its meaning and title and of what the cell says: `is_changed` compares the columns
    that both know.
    """

    def __init__(self, programme: Programme) -> None:
        self._tables: dict[tuple[str, int], list[SourcedTable]] = {}
        for table in (table for found in programme.tables.values() for table in found):
            where = table.workbook.file_id, table.tab.sheet_id
            self._tables.setdefault(where, []).append(table)
        self._rows: dict[tuple[str, int], dict[int, tuple[Mapping[str, str], Row]]] = {}
        self._marks: dict[tuple[str, int, int], Marked] = {}

    def of(self, finding: Finding) -> str:
        """The mark of what a finding tells: its row, or the cells that it gathers."""
        if finding.kind.has(Trait.TOGETHER):
            return _CELLS + " ".join(sorted(_hashed(key) for key in finding.members))
        return self.at(place_of_line(finding))

    def at(self, place: CellRef | None) -> str:
        """The mark of the row of a cell; empty when the cell names no row that was read."""
        found = self._at(place)
        return found[0] if found is not None else ""

    def by_subject(self, findings: Iterable[Finding]) -> dict[str, frozenset[str]]:
        """Subject of open findings → what the rows behind them say today.

        With the marks that an earlier version made of these rows: it left some in sent mails.
        """
        found: dict[str, set[str]] = {}
        for finding in findings:
            for subject, place in _places(finding):
                marks = self._at(place)
                if marks is not None:
                    found.setdefault(subject, set()).update(marks)
            if finding.kind.has(Trait.TOGETHER):
                found.setdefault(finding.subject, set()).add(self.of(finding))
        return {subject: frozenset(said) for subject, said in found.items()}

    def _at(self, place: CellRef | None) -> Marked | None:
        number = re.search(r"\d+$", place.cell) if place is not None else None
        if place is None or number is None:
            return None
        where = place.file_id, place.sheet_id
        if where not in self._rows:
            self._rows[where] = {
                row.number: (columns, row)
                for table in self._tables.get(where, ())
                for columns in (_columns_of(table),)
                for row in table.rows
            }
        found = self._rows[where].get(int(number[0]))
        if found is None:
            return None
        key = *where, found[1].number
        if key not in self._marks:
            self._marks[key] = _mark(*found), _mark_of_old(found[1])
        return self._marks[key]


def is_changed(said: str, now: Iterable[str]) -> bool:
    """Whether the row that a mark was made of says something else in all of today's marks.

    Of several cells, whether one of them is asked for no more.
    """
    if said.startswith(_CELLS):
        asked = set(said[1:].split())
        still = [set(each[1:].split()) for each in now if each.startswith(_CELLS)]
        return bool(still) and not any(asked <= cells for cells in still)
    if " " not in said:
        return said not in now
    rows = [_tokens(each) for each in now if " " in each and not each.startswith(_CELLS)]
    return bool(rows) and all(_differs(_tokens(said), row) for row in rows)


def place_of_line(finding: Finding) -> CellRef | None:
    """The cell that a line leads to: of a double, the second row is the one to change."""
    if not finding.evidence:
        return None
    return finding.evidence[-1 if finding.kind is ReadingKind.DUPLICATE_ID else 0]


def _places(finding: Finding) -> Iterable[tuple[str, CellRef | None]]:
    """Subject and place of a finding, or of each cell that it gathers, where each is known."""
    if not finding.members:
        return ((finding.subject, place_of_line(finding)),)
    subjects = [key.partition(":")[2] for key in finding.members]
    known = len(subjects) == len(finding.evidence)
    return tuple(zip(subjects, finding.evidence, strict=True)) if known else ()


def _columns_of(table: SourcedTable) -> Mapping[str, str]:
    """Each column that counts → what it is in a mark: its meaning and its title."""
    labels = {each.meaning: each.label for each in table.reading.understood if each.meaning}
    return {
        column.name: _hashed(f"{column.name}\x1f{fold(labels.get(column.name, ''))}")
        for column in table.table.columns
        if column.name in table.reading.columns and column.name != table.table.identity
    }


def _mark(columns: Mapping[str, str], row: Row) -> str:
    said = [known + _hashed(shown(row.reading(name))) for name, known in columns.items()]
    return " ".join((*said, _STRUCK + _hashed(str(row.struck))))


def _mark_of_old(row: Row) -> str:
    """As a version made it that counted every column, whatever its title: 16 digits."""
    said = "\x1f".join(
        f"{column.name}={words}"
        for column in row.table.columns
        if (words := shown(row.reading(column.name)))
    )
    return hashlib.sha256(f"{row.struck}\x1e{said}".encode()).hexdigest()[:16]


def _tokens(mark: str) -> Mapping[str, str]:
    return {token[:_DIGITS]: token[_DIGITS:] for token in mark.split()}


def _differs(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    return any(one[column] != other[column] for column in one.keys() & other.keys())


def _hashed(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:_DIGITS]


_STRUCK = _hashed("struck")
