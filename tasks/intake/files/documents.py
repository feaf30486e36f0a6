"""The tables of a Word or LibreOffice document, looked at only to say that a plan stands in it.

A table in a document has no lasting lines, no types and no other program beside it: it is
recognised and explained, never followed.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NoReturn

from relocalisons.core.kernel.model import TableSchema
from relocalisons.core.kernel.words.french import count_of, join_words, quote, shorten
from relocalisons.core.reading.grid import read_table
from relocalisons.core.tables import ACTIONS, TABLES
from relocalisons.errors import UnreadableWorkbookError
from tasks.intake.files.archive import (
    BROKEN,
    Budget,
    Handlers,
    open_archive,
    require_measured,
    walk,
)
from tasks.intake.files.kinds import SHEETS, FileKind, copy_the_table, damaged
from tasks.intake.files.ods import require_open
from tasks.intake.files.sheet import MOST_COLUMNS, Sheet

GOOGLE_DOC = "un Google Doc"
_NAMES = {FileKind.DOCX: "un document Word", FileKind.ODT: "un document LibreOffice (.odt)"}
_CONTENT = {FileKind.DOCX: "word/document.xml", FileKind.ODT: "content.xml"}
# Names of the tags of a table, its rows, its cells, their paragraphs, in the one or the other.
_TABLE, _ROW, _CELL = ("tbl", "table"), ("tr", "table-row"), ("tc", "table-cell")
_MOST_TABLES = 200
_MOST_CELLS = 50_000
_TELLING = 2  # columns by which a table is recognised
_MOST_NAMED = 6  # columns that are named

Rows = Sequence[Sequence[object]]


def read_document(data: bytes, kind: FileKind, budget: Budget, *, what: str = "") -> NoReturn:
    """Raise UnreadableWorkbookError (French): which table of the document seems followed.

    `what` is the document as people call it (« un Google Doc »), when it is not what it seems.
    """
    what = what or _NAMES[kind]
    found = _most_telling(_tables(data, kind, budget))
    if found is None:
        raise UnreadableWorkbookError(
            f"C’est {what}, sans tableau de suivi reconnu.",
            advice=f"Mettre dans « Sources » le lien du tableur du suivi ({SHEETS}).",
        )
    table, columns, lines = found
    names = join_words([quote(shorten(column, limit=30)) for column in columns[:_MOST_NAMED]])
    subject = "Le plan" if table is ACTIONS else quote(table.title)
    raise UnreadableWorkbookError(
        f"{subject} est un tableau dans {what} : {names}, {count_of(lines, 'ligne')}.",
        advice=copy_the_table(),
    )


def _most_telling(tables: Iterator[Rows]) -> tuple[TableSchema, tuple[str, ...], int] | None:
    """The kind of table recognised by most columns (the plan first), their titles, its lines."""
    best: tuple[TableSchema, tuple[str, ...], int] | None = None
    for rows in tables:
        for table in (ACTIONS, *TABLES):
            reading = read_table(rows, table)
            if not reading.header_row or len(reading.columns) < _TELLING:
                continue
            header = rows[reading.header_row - 1]
            titles = tuple(
                " ".join(str(header[at]).split())
                for at in sorted(reading.columns.values())
                if at < len(header) and header[at]
            )
            if best is None or len(titles) > len(best[1]):
                best = table, titles, len(reading.readings)
    return best


def _tables(data: bytes, kind: FileKind, budget: Budget) -> Iterator[Rows]:
    """The rows of text of each table of the document; one within another is text of its cell."""
    reader = _Reader()
    with open_archive(data) as archive:
        require_measured(archive, budget)
        try:
            require_open(archive, budget)
            handlers = Handlers(start=reader.start, end=reader.end, text=reader.text)
            walk(archive, _CONTENT[kind], handlers, budget)
        except BROKEN as error:
            raise damaged() from error
    for sheet in reader.tables:
        yield [
            [cells.get(column) for column in range(1, max(cells, default=0) + 1)]
            for row in range(1, max(sheet.rows, default=0) + 1)
            for cells in (sheet.rows.get(row, {}),)
        ]


class _Reader:
    """The handlers of one pass, and the cell that is open."""

    def __init__(self) -> None:
        self.tables: list[Sheet] = []
        self._depth = self._row = self._column = 0
        self._parts: list[str] | None = None
        self._in_text = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A tag of the document begins."""
        if tag in _TABLE:
            self._depth += 1
            if self._depth == 1 and len(self.tables) < _MOST_TABLES:
                self.tables.append(Sheet(left=_MOST_CELLS))
                self._row = 0
        elif self._depth == 1 and tag in _ROW:
            self._row, self._column = self._row + 1, 0
        elif self._depth == 1 and tag in _CELL:
            self._column += 1
            self._parts = []
        elif tag == "gridSpan" and self._depth == 1:
            wide = attributes.get("w:val", "1")
            self._column += min(int(wide), MOST_COLUMNS) - 1 if wide.isdecimal() else 0
        elif tag == "covered-table-cell":
            self._column += 1
        elif tag in ("t", "p"):
            self._in_text = True

    def end(self, tag: str) -> None:
        """A tag of the document ends."""
        if tag in _TABLE:
            self._depth -= 1
        elif self._depth == 1 and tag in _CELL and self._parts is not None:
            self.tables[-1].put(self._row, self._column, "".join(self._parts).strip())
            self._parts = None
        elif tag in ("t", "p"):
            self._in_text = False
            if tag == "p" and self._parts is not None:
                self._parts.append("\n")

    def text(self, text: str) -> None:
        """What stands between two tags."""
        if self._in_text and self._parts is not None:
            self._parts.append(text)
