"""Sandbox, Sheets: the rows and cells of one tab of an .xlsx."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from xml.etree import ElementTree

from vendor_sandbox.workbook.cells import Cell, CellError, Value, error, error_from_text
from vendor_sandbox.workbook.formulas.writing import shifted_formula
from vendor_sandbox.workbook.notation.display import EPOCH
from vendor_sandbox.workbook.ranges import column_index
from vendor_sandbox.workbook.sheet import Line, Row, Sheet
from vendor_sandbox.workbook.xlsx.package import MAIN, Package
from vendor_sandbox.workbook.xlsx.styles import Styles

# Days between the two epochs of Excel, for workbooks made on old Macs.
_DAYS_1904 = 1462
_ROW, _CELL, _VALUE = f"{MAIN}row", f"{MAIN}c", f"{MAIN}v"
_FORMULA, _INLINE, _TEXT, _RUN = f"{MAIN}f", f"{MAIN}is", f"{MAIN}t", f"{MAIN}r"


class Text(NamedTuple):
    """A shared string and its formatted runs."""

    text: str
    runs: tuple[Mapping[str, Any], ...] | None


def shared_texts(package: Package, path: str | None, styles: Styles) -> list[Text]:
    """Return the shared strings of a workbook."""
    if path is None or not package.has(path):
        return []
    return [rich_text(each, styles) for each in package.xml(path)]


def rich_text(element: ElementTree.Element, styles: Styles) -> Text:
    """Return the text of `<si>` or `<is>`; phonetic hints are left out."""
    plain = element.find(_TEXT)
    if plain is not None:
        return Text(_unescaped(plain.text or ""), None)
    text, runs = "", []
    for run in element.iter(_RUN):
        piece = run.find(_TEXT)
        properties = run.find(f"{MAIN}rPr")
        own = {} if properties is None else styles.font(properties)
        start = {"startIndex": len(text)} if text else {}
        runs.append(start | {"format": own})
        text += _unescaped((piece.text or "") if piece is not None else "")
    return Text(text, tuple(runs) if any(run["format"] for run in runs) else None)


def _unescaped(text: str) -> str:
    """Undo `_x000D_`, by which Excel writes control characters."""
    return text.replace("_x000D_", "\r").replace("\r\n", "\n") if "_x000D_" in text else text


class _Reader:
    def __init__(
        self, sheet: Sheet, texts: Sequence[Text], styles: Styles, *, is_1904: bool
    ) -> None:
        self.sheet = sheet
        self.texts = texts
        self.styles = styles
        self.formats = styles.cell_formats
        self.is_1904 = is_1904
        self.columns: dict[str, int] = {}
        self.shared: dict[str, tuple[str, int, int]] = {}

    def read(self, data: ElementTree.Element) -> None:
        row = -1
        rows = self.sheet.rows
        for element in data:
            number = element.get("r")
            row = row + 1 if number is None else int(number) - 1
            while len(rows) <= row:
                rows.append([])
            self._line(element, row)
            self._cells(element, row, rows[row])

    def _line(self, element: ElementTree.Element, row: int) -> None:
        hidden = element.get("hidden") in {"1", "true"}
        height = element.get("ht") if element.get("customHeight") in {"1", "true"} else None
        if hidden or height:
            pixels = round(float(height) * 96 / 72) if height else None
            self.sheet.row_lines[row] = Line(pixels, hidden)

    def _cells(self, element: ElementTree.Element, row: int, cells: Row) -> None:
        column = -1
        formats = self.formats
        for child in element:
            if child.tag != _CELL:
                continue
            attributes = child.attrib
            reference = attributes.get("r")
            column = column + 1 if reference is None else self._column(reference)
            style = int(attributes.get("s", 0))
            own = formats[style] if style < len(formats) else None
            cell = self._cell(child, attributes.get("t"), own, row, column)
            if cell is None:
                continue
            if len(cells) < column:
                cells.extend([None] * (column - len(cells)))
            if len(cells) == column:
                cells.append(cell)
            else:
                cells[column] = cell

    def _column(self, reference: str) -> int:
        letters = reference.rstrip("0123456789")
        found = self.columns.get(letters)
        if found is None:
            found = self.columns[letters] = column_index(letters)
        return found

    def _cell(
        self, element: ElementTree.Element, kind: str | None, own: Any, row: int, column: int
    ) -> Cell | None:
        value: Value = None
        formula: str | None = None
        runs = None
        for child in element:
            tag = child.tag
            if tag == _VALUE:
                text = child.text or ""
                if kind == "s":
                    value, runs = self.texts[int(text)]
                else:
                    value = self._value(text, kind, own)
            elif tag == _FORMULA:
                formula = self._formula(child, row, column)
            elif tag == _INLINE:
                value, runs = rich_text(child, self.styles)
        if value == "" and formula is None:
            value = None
        if formula is not None and isinstance(value, CellError) and formula == f"={value.text}":
            # How an error that was typed is written (see writing.py).
            formula = None
        if value is None and formula is None and own is None:
            return None
        return Cell(value, formula, own, None, None, None, runs)

    def _value(self, text: str, kind: str | None, own: Any) -> Value:
        match kind:
            case None | "n":
                return self._number(text, own)
            case "str":
                return text
            case "b":
                return text.strip() in {"1", "true"}
            case "e":
                return error_from_text(text) or error("ERROR", text)
            case "d":
                moment = datetime.fromisoformat(text).replace(tzinfo=None)
                days = (moment - EPOCH).total_seconds() / 86_400
                return int(days) if days.is_integer() else days
        return text

    def _number(self, text: str, own: Any) -> Value:
        if not text:
            return None
        try:
            number: int | float = int(text)
        except ValueError:
            number = float(text)
        if self.is_1904 and own and own.get("numberFormat", {}).get("type", "").startswith("DATE"):
            number += _DAYS_1904
        return number

    def _formula(self, element: ElementTree.Element, row: int, column: int) -> str | None:
        text = element.text
        if element.get("t") == "shared":
            index = element.get("si", "")
            if text:
                self.shared[index] = (text, row, column)
            elif index in self.shared:
                text, top, left = self.shared[index]
                moved = shifted_formula(f"={text}", rows=row - top, columns=column - left)
                return _without_prefixes(moved)
        return _without_prefixes(f"={text}") if text else None


def _without_prefixes(formula: str) -> str:
    """Drop the prefixes by which Excel marks functions younger than the format."""
    if "_xl" not in formula:
        return formula
    return formula.replace("_xlfn.", "").replace("_xlws.", "").replace("_xludf.", "")


def read_cells(
    sheet: Sheet,
    root: ElementTree.Element,
    texts: Sequence[Text],
    styles: Styles,
    *,
    is_1904: bool,
) -> None:
    """Fill a tab with the rows of a worksheet part."""
    data = root.find(f"{MAIN}sheetData")
    if data is not None:
        _Reader(sheet, texts, styles, is_1904=is_1904).read(data)
    for element in root.iter(f"{MAIN}col"):
        _read_columns(sheet, element)


def _read_columns(sheet: Sheet, element: ElementTree.Element) -> None:
    first, last = int(element.get("min", "1")) - 1, int(element.get("max", "1"))
    hidden = element.get("hidden") in {"1", "true"}
    width = element.get("width") if element.get("customWidth") in {"1", "true"} else None
    if not hidden and width is None:
        return
    pixels = None if width is None else round(float(width) * 7 + 5)
    # A style for "all columns" reaches to XFD; the grid does not.
    for column in range(first, min(last, first + 1000)):
        sheet.column_lines[column] = Line(pixels, hidden)
