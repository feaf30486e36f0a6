"""Sandbox, Sheets: requests that search: replace, drop duplicates, trim, split."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from vendor_sandbox.workbook.batch_update.targets import grid_sheet, resolved, target_area
from vendor_sandbox.workbook.book import Book
from vendor_sandbox.workbook.cells import Cell
from vendor_sandbox.workbook.failures import invalid
from vendor_sandbox.workbook.formulas.writing import formula_text
from vendor_sandbox.workbook.notation.display import displayed
from vendor_sandbox.workbook.ranges import Area
from vendor_sandbox.workbook.sheet import Sheet
from vendor_sandbox.workbook.values.writing import typed_in

# A text and how often something was replaced in it.
_Replace = Callable[[str], tuple[str, int]]
_DELIMITERS = {"COMMA": ",", "SEMICOLON": ";", "PERIOD": ".", "SPACE": " ", "AUTODETECT": ""}


def find_replace(book: Book, request: Mapping[str, Any]) -> dict[str, Any]:
    """Replace text in a range, a tab or everywhere. Numbers of zero are left out of the reply."""
    replace = _replacement(request)
    with_formulas = bool(request.get("includeFormulas"))
    values = formulas = occurrences = 0
    rows: set[tuple[int, int]] = set()
    for sheet, row, column, cell in list(_searched(book, request)):
        if cell.formula is not None and not with_formulas:
            continue
        text = (
            formula_text(cell, locale=book.locale)
            if cell.formula is not None
            else displayed(cell.value, cell.number_format, locale=book.locale)
        )
        changed, count = replace(text)
        if not count or changed == text:
            continue
        sheet.put(row, column, typed_in(book, cell, changed))
        occurrences += count
        formulas += cell.formula is not None
        values += cell.formula is None
        rows.add((sheet.sheet_id, row))
    found = {
        "valuesChanged": values,
        "formulasChanged": formulas,
        "rowsChanged": len(rows),
        "sheetsChanged": len({sheet_id for sheet_id, _ in rows}),
        "occurrencesChanged": occurrences,
    }
    return {name: number for name, number in found.items() if number}


def _searched(book: Book, request: Mapping[str, Any]) -> Iterator[tuple[Sheet, int, int, Cell]]:
    scopes = [name for name in ("range", "sheetId", "allSheets") if name in request]
    if len(scopes) != 1:
        raise invalid("Exactly one of range, sheetId or allSheets must be specified.")
    if "range" in request:
        areas = [resolved(book, request["range"])]
    elif "sheetId" in request:
        sheet = grid_sheet(book, request["sheetId"])
        areas = [(sheet, sheet.whole)]
    else:
        areas = [(sheet, sheet.whole) for sheet in book.sheets]
    for sheet, area in areas:
        for row, column, cell in sheet.touched(area):
            if cell.has_content:
                yield sheet, row, column, cell


def _replacement(request: Mapping[str, Any]) -> _Replace:
    find, replacement = request.get("find") or "", request.get("replacement") or ""
    if not find:
        raise invalid("find is required.")
    flags = 0 if request.get("matchCase") else re.IGNORECASE
    if request.get("searchByRegex"):
        rule = find
        # Java's `$1` and Python's `\1` are the same group.
        template = re.sub(r"\$(\d)", r"\\\1", replacement.replace("\\", "\\\\"))
    else:
        rule, template = re.escape(find), replacement.replace("\\", "\\\\")
    if request.get("matchEntireCell"):
        rule = rf"\A(?:{rule})\Z"
    try:
        pattern = re.compile(rule, flags)
        pattern.sub(template, "")
    except (re.error, IndexError, OverflowError) as problem:
        raise invalid(f"Invalid regular expression: {find}") from problem

    def replace(text: str) -> tuple[str, int]:
        try:
            return pattern.subn(template, text)
        except (re.error, IndexError) as problem:
            raise invalid(f"Invalid regular expression: {find}") from problem

    return replace


def delete_duplicates(book: Book, request: Mapping[str, Any]) -> dict[str, Any]:
    """Remove rows of a range whose values were there before; those below move up."""
    sheet, area = target_area(book, request)
    columns = [
        column
        for span in request.get("comparisonColumns") or ()
        for column in range(span.get("startIndex", area.left), span.get("endIndex", area.right))
    ] or list(range(area.left, area.right))
    if any(not area.left <= column < area.right for column in columns):
        raise invalid("comparisonColumns must be inside the range.")
    seen: set[tuple[Any, ...]] = set()
    kept: list[list[Cell]] = []
    for row in range(area.top, area.bottom):
        texts = tuple(
            displayed(cell.value, cell.number_format, locale=book.locale).casefold()
            for column in columns
            for cell in [sheet.cell(row, column)]
        )
        if texts in seen and any(texts):
            continue
        seen.add(texts)
        kept.append([sheet.cell(row, column) for column in range(area.left, area.right)])
    removed = (area.bottom - area.top) - len(kept)
    blank = [Cell()] * (area.right - area.left)
    for row, cells in enumerate(kept + [blank] * removed, start=area.top):
        for column, cell in enumerate(cells, start=area.left):
            sheet.put(row, column, cell)
    return {"duplicatesRemovedCount": removed} if removed else {}


def trim_whitespace(book: Book, request: Mapping[str, Any]) -> dict[str, Any]:
    """Trim the texts of a range and make runs of spaces one."""
    sheet, area = target_area(book, request)
    changed = 0
    for row, column, cell in list(sheet.touched(area)):
        if isinstance(cell.value, str) and cell.formula is None:
            text = re.sub(r"[ \t\u00a0\u202f]+", " ", cell.value).strip()
            if text != cell.value:
                sheet.put(row, column, cell._replace(value=text or None, runs=None))
                changed += 1
    return {"cellsChangedCount": changed} if changed else {}


def text_to_columns(book: Book, request: Mapping[str, Any]) -> None:
    """Split the texts of one column over the columns to its right."""
    sheet, area = target_area(book, request, key="source")
    if area.right - area.left != 1:
        raise invalid("source must span exactly one column.")
    kind = request.get("delimiterType", "AUTODETECT")
    delimiter = request.get("delimiter") if kind == "CUSTOM" else _DELIMITERS.get(kind, "")
    delimiter = delimiter or _guessed(sheet, area)
    for row, column, cell in list(sheet.touched(area)):
        if not isinstance(cell.value, str) or delimiter not in cell.value:
            continue
        parts = cell.value.split(delimiter)
        if column + len(parts) > sheet.column_count:
            sheet.set_size(columns=column + len(parts))
        for place, part in enumerate(parts, start=column):
            before = sheet.cell(row, place)
            after = typed_in(book, before, part.strip())
            sheet.put(row, place, after)


def _guessed(sheet: Sheet, area: Area) -> str:
    texts = [cell.value for _, _, cell in sheet.touched(area) if isinstance(cell.value, str)]
    counts = {mark: sum(mark in text for text in texts) for mark in (",", ";", ".", " ")}
    return max(counts, key=lambda mark: counts[mark])


HANDLERS = {
    "findReplace": find_replace,
    "deleteDuplicates": delete_duplicates,
    "trimWhitespace": trim_whitespace,
    "textToColumns": text_to_columns,
}
