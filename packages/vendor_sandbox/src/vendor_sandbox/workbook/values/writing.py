"""Sandbox, Sheets: spreadsheets.values: writing and clearing ranges of values."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from vendor_sandbox.errors import ApiError
from vendor_sandbox.workbook.book import Book
from vendor_sandbox.workbook.cells import Cell
from vendor_sandbox.workbook.failures import exceeds_grid, invalid, unparsable_range, within
from vendor_sandbox.workbook.formulas.recalculation import recalculate
from vendor_sandbox.workbook.formulas.writing import canonical_formula
from vendor_sandbox.workbook.notation.entering import entered, is_web_address
from vendor_sandbox.workbook.ranges import Area, Box, cells_text
from vendor_sandbox.workbook.sheet import Sheet
from vendor_sandbox.workbook.values.reading import Rendering, value_range

LONGEST_TEXT = 50_000


class Target(NamedTuple):
    """Where an update goes: the cells that `values` reach from the start of the range."""

    sheet: Sheet
    area: Area
    rows: list[list[Any]]


def target_of(book: Book, text: str, body: Mapping[str, Any]) -> Target:
    """Return where values go.

    Raises ApiError 400 when they reach out of the range asked for, or out of the grid.
    """
    sheet, box = book.locate_box(text)
    _require_same_range(book, text, body.get("range"))
    rows = as_rows(body)
    height, width = len(rows), max((len(row) for row in rows), default=0)
    area = sheet.area(box)
    is_cell = box.bottom == (box.top or 0) + 1 and box.right == (box.left or 0) + 1
    if not is_cell:
        _require_room(sheet, box, area, height=height, width=width)
    bottom, right = area.top + max(height, 1), area.left + max(width, 1)
    reached = Area(area.top, area.left, bottom, right)
    if bottom > sheet.row_count or right > sheet.column_count:
        raise exceeds_grid(sheet.text_of(reached), rows=sheet.row_count, columns=sheet.column_count)
    return Target(sheet, reached, rows)


def _require_same_range(book: Book, text: str, other: str | None) -> None:
    if other is not None and other != text:
        try:
            same = book.locate(other) == book.locate(text)
        except ApiError as problem:
            raise unparsable_range(other) from problem
        if not same:
            raise invalid(
                f"Requested range [{text}] is different from the range in the body [{other}]"
            )


def _require_room(sheet: Sheet, box: Box, area: Area, *, height: int, width: int) -> None:
    reached = sheet.text_of(area)
    if box.bottom is not None and area.top + height > box.bottom:
        raise invalid(
            f"Requested writing within range [{reached}], but tried writing to row "
            f"[{box.bottom + 1}]"
        )
    if box.right is not None and area.left + width > box.right:
        column = cells_text(Area(0, box.right, 1, box.right + 1)).rstrip("0123456789")
        raise invalid(
            f"Requested writing within range [{reached}], but tried writing to column [{column}]"
        )


def as_rows(body: Mapping[str, Any]) -> list[list[Any]]:
    """Return the values of a body by rows; what a ragged column lacks is None (left alone)."""
    values = [list(line) for line in body.get("values") or ()]
    if body.get("majorDimension") == "COLUMNS":
        height = max((len(line) for line in values), default=0)
        return [
            [line[row] if row < len(line) else None for line in values] for row in range(height)
        ]
    return values


class Written(NamedTuple):
    """What an update changed."""

    rows: set[int]
    columns: set[int]
    cells: int


def write(book: Book, target: Target, *, option: str) -> Written:
    """Write values: None leaves a cell alone, an empty text clears it and counts."""
    rows: set[int] = set()
    columns: set[int] = set()
    count = 0
    for row, line in enumerate(target.rows, start=target.area.top):
        for column, value in enumerate(line, start=target.area.left):
            if value is None:
                continue
            before = target.sheet.cell(row, column)
            target.sheet.put(row, column, typed_in(book, before, value, option))
            rows.add(row)
            columns.add(column)
            count += 1
    return Written(rows, columns, count)


def typed_in(book: Book, cell: Cell, value: Any, option: str = "USER_ENTERED") -> Cell:
    """Return a cell of a workbook that holds what is written or typed there today."""
    return with_value(cell, value, option, locale=book.locale, year=book.year)


def with_value(
    cell: Cell, value: Any, option: str, *, locale: str, year: int | None = None
) -> Cell:
    """Return a cell that holds what was written or typed; formats and notes stay.

    `year` is the one in which it is typed: see `entered`.
    """
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        raise invalid(
            "Your input contains more than the maximum of 50000 characters in a single cell."
        )
    bare = cell.emptied()
    if value == "" and isinstance(value, str):
        return bare
    if not isinstance(value, str):
        return bare._replace(value=_as_stored(value))
    if option == "RAW":
        return bare._replace(value=value)
    typed = entered(value, locale=locale, number_format=cell.set_format, year=year)
    if typed.formula is not None:
        formula, problem = canonical_formula(typed.formula, locale=locale)
        return bare._replace(formula=formula, value=problem)
    if typed.number_format is not None and cell.set_format is None:
        bare = bare._replace(
            format={**(cell.format or {}), "numberFormat": dict(typed.number_format)}
        )
    link = value.strip() if isinstance(typed.value, str) and is_web_address(value) else None
    return bare._replace(value=typed.value, link=link)


def _as_stored(value: int | float) -> int | float:
    """Return a number as a sheet holds it: a double, shown whole when it is whole."""
    if isinstance(value, bool) or abs(value) >= 2**53:
        return value if isinstance(value, bool) else float(value)
    return int(value) if float(value).is_integer() else value


def update_json(
    book: Book,
    target: Target,
    written: Written,
    rendering: Rendering | None,
    *,
    major_dimension: str = "ROWS",
) -> dict[str, Any]:
    """Return an UpdateValuesResponse; counts of zero are left out, as Google leaves them."""
    answer: dict[str, Any] = {
        "spreadsheetId": book.spreadsheet_id,
        "updatedRange": target.sheet.text_of(target.area),
    }
    if written.cells:
        answer["updatedRows"] = len(written.rows)
        answer["updatedColumns"] = len(written.columns)
        answer["updatedCells"] = written.cells
    if rendering is not None:
        answer["updatedData"] = value_range(
            book, target.sheet, target.area, rendering, major_dimension=major_dimension
        )
    return answer


def response_rendering(arguments: Mapping[str, Any]) -> Rendering | None:
    """Return how updated values are to be given back, or None when they are not wanted."""
    if not arguments.get("includeValuesInResponse"):
        return None
    return Rendering(
        arguments.get("responseValueRenderOption") or "FORMATTED_VALUE",
        arguments.get("responseDateTimeRenderOption") or "SERIAL_NUMBER",
    )


def update(book: Book, operation: Mapping[str, Any]) -> dict[str, Any]:
    """values.update: `range`, `body` (a ValueRange), `params` (the query)."""
    body, params = operation["body"], operation["params"]
    target = target_of(book, operation["range"], body)
    written = write(book, target, option=params["valueInputOption"])
    rendering = response_rendering(params)
    if rendering is not None:
        recalculate(book)
    return update_json(
        book, target, written, rendering, major_dimension=body.get("majorDimension") or "ROWS"
    )


def batch_update(book: Book, operation: Mapping[str, Any]) -> dict[str, Any]:
    """values.batchUpdate: `body` is a BatchUpdateValuesRequest."""
    body = operation["body"]
    rendering = response_rendering(body)
    done: list[tuple[Target, Written, str]] = []
    for index, data in enumerate(body.get("data") or ()):
        try:
            target = target_of(book, data.get("range") or "", data)
            written = write(book, target, option=body["valueInputOption"])
        except ApiError as problem:
            raise within(f"data[{index}]", problem) from problem
        done.append((target, written, data.get("majorDimension") or "ROWS"))
    if rendering is not None:
        recalculate(book)
    answer: dict[str, Any] = {"spreadsheetId": book.spreadsheet_id}
    answer |= _totals(done)
    if done:
        answer["responses"] = [
            update_json(book, target, written, rendering, major_dimension=major)
            for target, written, major in done
        ]
    return answer


def _totals(done: list[tuple[Target, Written, str]]) -> dict[str, int]:
    """Return the totals: distinct rows, columns and tabs, but every cell as often as written."""
    cells = sum(written.cells for _, written, _ in done)
    if not cells:
        return {}
    rows = {(id(target.sheet), row) for target, written, _ in done for row in written.rows}
    columns = {
        (id(target.sheet), column) for target, written, _ in done for column in written.columns
    }
    sheets = {id(target.sheet) for target, written, _ in done if written.cells}
    return {
        "totalUpdatedRows": len(rows),
        "totalUpdatedColumns": len(columns),
        "totalUpdatedCells": cells,
        "totalUpdatedSheets": len(sheets),
    }


# ---- clearing -------------------------------------------------------------------------------


def clear_area(sheet: Sheet, area: Area) -> None:
    """Remove values; formats, notes and validation stay."""
    for row, column, cell in list(sheet.touched(area)):
        if cell.has_content or cell.link or cell.runs:
            sheet.put(row, column, cell.emptied())


def clear(book: Book, operation: Mapping[str, Any]) -> dict[str, Any]:
    """values.clear: `range`."""
    sheet, area = book.locate(operation["range"])
    clear_area(sheet, area)
    return {"spreadsheetId": book.spreadsheet_id, "clearedRange": sheet.text_of(area)}


def batch_clear(book: Book, operation: Mapping[str, Any]) -> dict[str, Any]:
    """values.batchClear: `body` holds `ranges`."""
    found = [book.locate(text) for text in operation["body"].get("ranges") or ()]
    for sheet, area in found:
        clear_area(sheet, area)
    answer: dict[str, Any] = {"spreadsheetId": book.spreadsheet_id}
    if found:
        answer["clearedRanges"] = [sheet.text_of(area) for sheet, area in found]
    return answer
