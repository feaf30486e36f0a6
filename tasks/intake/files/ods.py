"""An .ods (LibreOffice, Google's export): values, looks, merges and hidden rows in one pass.

What is repeated in the file is counted before it is repeated here: a value said to stand in a
million cells costs as much as the caps allow.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from relocalisons.core.kernel.model import Merge
from relocalisons.errors import UnreadableWorkbookError
from tasks.intake.files.archive import Budget, Handlers, walk
from tasks.intake.files.sheet import (
    GENERAL,
    MOST_COLUMNS,
    MOST_ROWS,
    PLAIN,
    REFUSED_CELL,
    USUAL_DATE,
    CellLook,
    Sheet,
    TitledSheet,
    dated,
    look_of,
    serial_of,
    whole_of,
)  # fmt: skip

_MANIFEST = "META-INF/manifest.xml"
_STYLES, _CONTENT = "styles.xml", "content.xml"

# How the parts of a date or an hour are written in a display format.
_SHORT = {"day": "d", "month": "m", "year": "yy", "hours": "h", "minutes": "m", "seconds": "s"}
_LONG = {
    "day": "dd",
    "month": "mm",
    "year": "yyyy",
    "hours": "hh",
    "minutes": "mm",
    "seconds": "ss",
}
_FORMATS = ("date-style", "time-style", "percentage-style", "number-style", "currency-style")
_TIME = re.compile(
    r"(-?)P(?:(\d{1,9})D)?T?(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:[.,]\d+)?S)?"
)
_UNTYPED = {"percentage": "0%", "date": USUAL_DATE, "time": "hh:mm:ss"}


def read_ods(
    archive: zipfile.ZipFile, budget: Budget, *, most_tabs: int, most_cells: int
) -> Iterator[TitledSheet]:
    """The sheets in their order. Raises UnreadableWorkbookError (French), or one of `BROKEN`."""
    require_open(archive, budget)
    styles = _Styles()
    if _STYLES in archive.namelist():
        walk(
            archive, _STYLES, Handlers(start=styles.start, end=styles.end, text=styles.text), budget
        )
    reader = _Reader(styles, budget, most_tabs=most_tabs, left=most_cells)
    walk(archive, _CONTENT, Handlers(start=reader.start, end=reader.end, text=reader.text), budget)
    yield from reader.sheets


def require_open(archive: zipfile.ZipFile, budget: Budget) -> None:
    """Raise UnreadableWorkbookError (French) for a file under a password."""
    locked = False

    def start(tag: str, _attributes: Mapping[str, str]) -> None:
        nonlocal locked
        locked = locked or tag == "encryption-data"

    if _MANIFEST in archive.namelist():
        walk(archive, _MANIFEST, Handlers(start=start), budget)
    if locked:
        raise UnreadableWorkbookError(
            "Le fichier est protégé par un mot de passe.",
            advice="L’ouvrir, l’enregistrer sans mot de passe (« Enregistrer sous », décocher "
            "« Enregistrer avec mot de passe »), puis le déposer à sa place.",
        )


@dataclass(slots=True)
class _Styles:
    """Looks of cells and hidden sheets by the name of their style; formats by theirs."""

    looks: dict[str, CellLook] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)  # styles of sheets that are not shown
    _formats: dict[str, str] = field(default_factory=dict)
    _styles: dict[str, tuple[str, str, bool]] = field(default_factory=dict)
    _style: str = ""
    _format: str = ""
    _pattern: list[str] = field(default_factory=list)
    _literal: bool = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A tag among the styles begins."""
        if tag == "style":
            self._style = attributes.get("style:name", "")
            parent = attributes.get("style:parent-style-name", "")
            self._styles[self._style] = parent, attributes.get("style:data-style-name", ""), False
        elif tag == "text-properties" and self._style in self._styles:
            line = attributes.get("style:text-line-through-style", "none")
            parent, form, struck = self._styles[self._style]
            self._styles[self._style] = parent, form, struck or line != "none"
        elif tag == "table-properties" and attributes.get("table:display") == "false":
            self.hidden.add(self._style)
        elif tag in _FORMATS:
            self._format, self._pattern = attributes.get("style:name", ""), []
        elif self._format:
            self._part(tag, attributes)

    def end(self, tag: str) -> None:
        """A tag among the styles ends."""
        if tag == "style":
            self._style = ""
        elif tag in _FORMATS:
            self._formats[self._format] = "".join(self._pattern)
            self._format = ""
        elif tag == "text":
            self._literal = False

    def text(self, text: str) -> None:
        """What stands between two parts of a format."""
        if self._format and self._literal:
            self._pattern.append(text)

    def look(self, name: str, kind: str) -> CellLook:
        """What the style of that name says of a value of that kind."""
        key = f"{kind} {name}"
        if key not in self.looks:
            pattern, struck, seen = "", False, 0
            while name in self._styles and seen < 20:  # parents of each other end somewhere
                name, form, line = self._styles[name]
                pattern, struck, seen = (
                    pattern or self._formats.get(form, ""),
                    struck or line,
                    seen + 1,
                )
            usual = _UNTYPED.get(kind, GENERAL)
            typed = look_of(pattern, struck=struck) if pattern else PLAIN
            fits = (
                typed.is_date
                if kind in ("date", "time")
                else kind != "string" and not typed.is_date
            )
            self.looks[key] = look_of(pattern if pattern and fits else usual, struck=struck)
        return self.looks[key]

    def _part(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "month" and attributes.get("number:textual") == "true":
            self._pattern.append("mmmm" if attributes.get("number:style") == "long" else "mmm")
        elif tag in _SHORT:
            self._pattern.append(
                (_LONG if attributes.get("number:style") == "long" else _SHORT)[tag]
            )
        elif tag == "day-of-week":
            self._pattern.append("ddd")
        elif tag == "number":
            places = min(whole_of(attributes.get("number:decimal-places"), 0), 20)
            self._pattern.append("0." + "0" * places if places else "0")
        elif tag == "text":
            self._literal = True


@dataclass(slots=True)
class _Cell:
    """The cell that is open."""

    attributes: Mapping[str, str]
    covered: bool
    depth: int
    has_text: bool = False  # a paragraph has begun
    parts: list[str] = field(default_factory=list)


class _Reader:
    """The handlers of one pass over the content, styles at its head included."""

    def __init__(self, styles: _Styles, budget: Budget, *, most_tabs: int, left: int) -> None:
        self.sheets: list[TitledSheet] = []
        self._styles, self._budget, self._most_tabs, self._left = styles, budget, most_tabs, left
        self._sheet: Sheet | None = None
        self._depth = self._nested = 0
        self._row, self._column = 1, 1
        self._line: list[tuple[int, int, object]] = []  # first column, how many, value
        self._cell: _Cell | None = None
        self._in_text = False
        self._defaults: list[tuple[int, str]] = []  # last column, style of its cells
        self._repeated = 1

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._cell is not None:
            self._within_cell(self._cell, tag, attributes)
        elif tag == "table":
            self._nested += 1
            if self._nested == 1:
                self._open_sheet(attributes)
        elif self._sheet is None or self._nested > 1:
            self._styles.start(tag, attributes)
        elif tag == "table-column":
            last = self._defaults[-1][0] if self._defaults else 0
            style = attributes.get("table:default-cell-style-name", "")
            self._defaults.append((last + _repeats(attributes, "columns"), style))
        elif tag == "table-row":
            self._line, self._column = [], 1
            self._repeated = _repeats(attributes, "rows")
            if attributes.get("table:visibility", "visible") != "visible":
                for row in range(self._row, min(self._row + self._repeated, MOST_ROWS + 1)):
                    self._sheet.hide(row)
        elif tag in ("table-cell", "covered-table-cell"):
            covered = tag == "covered-table-cell"
            self._cell = _Cell(attributes=attributes, covered=covered, depth=self._depth)

    def end(self, tag: str) -> None:
        if self._cell is not None:
            if self._depth == self._cell.depth:
                self._close(self._cell)
            elif self._depth == self._cell.depth + 1:
                self._in_text = False
        elif tag == "table":
            self._nested -= 1
            if self._nested == 0:
                self._sheet = None
        elif self._sheet is None:
            self._styles.end(tag)
        elif tag == "table-row" and self._nested == 1:
            self._close_row(self._sheet)
        self._depth -= 1

    def text(self, text: str) -> None:
        if self._cell is not None:
            if self._in_text:
                self._cell.parts.append(text)
        elif self._sheet is None:
            self._styles.text(text)

    def _open_sheet(self, attributes: Mapping[str, str]) -> None:
        self._sheet = Sheet(left=self._left)
        self._row, self._line, self._defaults = 1, [], []
        if len(self.sheets) < self._most_tabs + 1:
            hidden = attributes.get("table:style-name", "") in self._styles.hidden
            title = attributes.get("table:name", "")
            self.sheets.append(TitledSheet(title=title, hidden=hidden, sheet=self._sheet))

    def _within_cell(self, cell: _Cell, tag: str, attributes: Mapping[str, str]) -> None:
        if self._depth == cell.depth + 1:
            # Only its own paragraphs: a comment or a picture has paragraphs too.
            self._in_text = tag == "p"
            if self._in_text:
                cell.parts += ["\n"] if cell.has_text else []
                cell.has_text = True
        elif self._in_text and tag == "s":
            cell.parts.append(" " * min(whole_of(attributes.get("text:c"), 1), 200))
        elif self._in_text and tag in ("tab", "line-break"):
            cell.parts.append("\t" if tag == "tab" else "\n")

    def _close(self, cell: _Cell) -> None:
        self._cell = None
        count = _repeats(cell.attributes, "columns")
        if not cell.covered and self._sheet is not None:
            value = self._value(cell)
            if value is not None and value != "":
                self._line.append((self._column, count, value))
            self._merge(self._sheet, cell.attributes)
        self._column += count

    def _close_row(self, sheet: Sheet) -> None:
        """Put the row where it stands, as often as it is repeated."""
        for row in _places(self._row, self._repeated, most=MOST_ROWS) if self._line else ():
            self._budget.check()
            for column, count, value in self._line:
                for at in _places(column, count, most=MOST_COLUMNS):
                    sheet.put(row, at, value)
            if sheet.full:
                break
        self._left = max(sheet.left - sheet.cells, 0)
        self._row += self._repeated

    def _merge(self, sheet: Sheet, attributes: Mapping[str, str]) -> None:
        rows = whole_of(attributes.get("table:number-rows-spanned"), 1)
        columns = whole_of(attributes.get("table:number-columns-spanned"), 1)
        if rows > 1 or columns > 1:
            row, column = self._row - 1, self._column - 1
            sheet.merge(Merge(row, row + max(rows, 1), column, column + max(columns, 1)))

    def _value(self, cell: _Cell) -> object:
        attributes, text = cell.attributes, "".join(cell.parts)
        kind = attributes.get("office:value-type", "")
        look = self._styles.look(attributes.get("table:style-name") or self._default(), kind)
        if attributes.get("calcext:value-type") == "error":
            return look.shown(text or REFUSED_CELL)
        if kind == "boolean":
            return look.shown(attributes.get("office:boolean-value") == "true")
        if kind == "date":
            return look.shown(_day(attributes.get("office:date-value", ""), look))
        if kind == "time":
            return look.shown(_span(attributes.get("office:time-value", "")))
        if kind in ("float", "currency", "percentage"):
            return look.shown(_number(attributes.get("office:value", "")))
        if not kind and not text:
            return REFUSED_CELL if "table:formula" in attributes else None
        return look.shown(attributes.get("office:string-value", text))

    def _default(self) -> str:
        return next((style for last, style in self._defaults if self._column <= last), "")


def _repeats(attributes: Mapping[str, str], what: str) -> int:
    return max(whole_of(attributes.get(f"table:number-{what}-repeated"), 1), 1)


def _places(first: int, count: int, *, most: int) -> range:
    """Where something repeated stands, one place beyond the cap at most: that is told there."""
    return range(first, max(first + 1, min(first + count, most + 2)))


def _number(text: str) -> object:
    try:
        value = float(text)
    except ValueError:
        return REFUSED_CELL
    if not abs(value) < 1e300:
        return REFUSED_CELL
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def _day(text: str, look: CellLook) -> object:
    serial = serial_of(text)
    return dated(serial, look) if isinstance(serial, (int, float)) else serial


def _span(text: str) -> object:
    found = _TIME.fullmatch(text)
    if found is None:
        return REFUSED_CELL
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    value = days + (hours * 3600 + minutes * 60 + seconds) / 86_400
    return -value if found[1] else value
