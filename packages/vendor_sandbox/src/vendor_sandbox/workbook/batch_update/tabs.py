"""Sandbox, Sheets: requests about tabs, and about the spreadsheet itself."""

import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from vendor_sandbox.workbook.answers.masks import Mask, parse_mask, updated
from vendor_sandbox.workbook.answers.schema import require_mask
from vendor_sandbox.workbook.answers.spreadsheet_json import properties_json
from vendor_sandbox.workbook.batch_update.formats import with_colour_twins
from vendor_sandbox.workbook.book import Book
from vendor_sandbox.workbook.failures import invalid
from vendor_sandbox.workbook.formulas.writing import with_references
from vendor_sandbox.workbook.sheet import Sheet

LONGEST_TITLE = 100
MOST_CELLS = 10_000_000


def require_free_title(book: Book, title: str, *, but: Sheet | None = None) -> None:
    """Raise ApiError 400 when a tab cannot be called so."""
    if not title:
        raise invalid("Sheet name cannot be empty.")
    if len(title) > LONGEST_TITLE:
        raise invalid(f"Sheet name cannot be longer than {LONGEST_TITLE} characters.")
    other = book.sheet_titled(title)
    if other is not None and other is not but:
        raise invalid(f'A sheet with the name "{title}" already exists. Please enter another name.')


def new_sheet(book: Book, properties: Mapping[str, Any]) -> Sheet:
    """Return a tab made from SheetProperties, not yet in the book. Raises ApiError 400."""
    sheet_id = properties.get("sheetId")
    if sheet_id is None:
        sheet_id = book.next_sheet_id()
    elif sheet_id < 0:
        raise invalid(f"Invalid sheetId: {sheet_id}. Must be non-negative.")
    elif any(sheet.sheet_id == sheet_id for sheet in book.sheets):
        raise invalid(f"Sheet with id {sheet_id} already exists. Please enter another id.")
    if properties.get("sheetType", "GRID") != "GRID":
        raise invalid("Only sheets of type GRID can be added.")
    sheet = Sheet.new(sheet_id, properties.get("title") or _free_title(book))
    mask: dict[str, Mask] = {name: {} for name in properties if name not in {"sheetId", "index"}}
    if "gridProperties" in mask:
        mask["gridProperties"] = {name: {} for name in properties["gridProperties"]}
    apply_properties(book, sheet, properties, mask)
    return sheet


def _free_title(book: Book) -> str:
    stem = "Feuille " if book.locale.startswith("fr") else "Sheet"
    number = len(book.sheets) + 1
    while book.sheet_titled(f"{stem}{number}") is not None:
        number += 1
    return f"{stem}{number}"


def apply_properties(book: Book, sheet: Sheet, properties: Mapping[str, Any], mask: Mask) -> None:
    """Set the named properties of a tab. Raises ApiError 400 for values that make no sense."""
    before = sheet.properties
    wanted = with_colour_twins(properties)
    mask = dict(mask)
    if "tabColor" in mask or "tabColorStyle" in mask:
        mask |= {"tabColor": {}, "tabColorStyle": {}}
    merged = updated(before, wanted, mask or {name: {} for name in wanted})
    grid = merged.get("gridProperties") or {}
    rows, columns = (
        grid.get("rowCount", sheet.row_count),
        grid.get("columnCount", sheet.column_count),
    )
    if rows < 1 or columns < 1:
        what = "rowCount" if rows < 1 else "columnCount"
        raise invalid(f"Invalid gridProperties.{what}: must be at least 1.")
    others = sum(s.row_count * s.column_count for s in book.sheets if s is not sheet)
    if columns > 18_278 or others + rows * columns > MOST_CELLS:
        raise invalid(
            "This action would increase the number of cells in the workbook above the limit of "
            f"{MOST_CELLS} cells."
        )
    if grid.get("frozenRowCount", 0) >= rows and grid.get("frozenRowCount", 0):
        raise invalid("You can't freeze all visible rows on the sheet.")
    if grid.get("frozenColumnCount", 0) >= columns and grid.get("frozenColumnCount", 0):
        raise invalid("You can't freeze all visible columns on the sheet.")
    if merged.get("title") != before["title"]:
        require_free_title(book, merged.get("title") or "", but=sheet)
    sheet.properties = _tidy(merged, rows=rows, columns=columns)
    sheet.set_size(rows=rows, columns=columns)
    _drop_lines(sheet)


def _tidy(properties: dict[str, Any], *, rows: int, columns: int) -> dict[str, Any]:
    """Leave out what is at its default, as answers do."""
    grid = {
        name: value
        for name, value in (properties.get("gridProperties") or {}).items()
        if value not in (0, False)
    }
    properties["gridProperties"] = {"rowCount": rows, "columnCount": columns} | grid
    for name in ("hidden", "rightToLeft"):
        if not properties.get(name):
            properties.pop(name, None)
    for name in ("tabColor", "tabColorStyle"):
        if not properties.get(name):
            properties.pop(name, None)
    for name in ("sheetId", "index"):
        properties.pop(name, None)
    properties.setdefault("sheetType", "GRID")
    return properties


def _drop_lines(sheet: Sheet) -> None:
    for lines, count in (
        (sheet.row_lines, sheet.row_count),
        (sheet.column_lines, sheet.column_count),
    ):
        for index in [each for each in lines if each >= count]:
            del lines[index]
    sheet.merges = [area.common(sheet.whole) for area in sheet.merges if area.meets(sheet.whole)]


def add_sheet(book: Book, request: Mapping[str, Any]) -> dict[str, Any]:
    """Add a tab, at its index or last."""
    properties = request.get("properties") or {}
    if properties.get("title"):
        require_free_title(book, properties["title"])
    sheet = new_sheet(book, properties)
    index = properties.get("index")
    index = len(book.sheets) if index is None else _insertion_index(book, index)
    book.sheets.insert(index, sheet)
    return {"properties": properties_json(sheet, index=index)}


def _insertion_index(book: Book, index: int) -> int:
    if not 0 <= index <= len(book.sheets):
        raise invalid(f"Index {index} is out of bounds. Must be between 0 and {len(book.sheets)}.")
    return index


def delete_sheet(book: Book, request: Mapping[str, Any]) -> None:
    """Delete a tab, and what referred to it."""
    sheet = book.sheet(request.get("sheetId", 0))
    visible = [each for each in book.sheets if not each.is_hidden]
    if len(book.sheets) == 1:
        raise invalid("You can't remove all the sheets in a document.")
    if visible == [sheet]:
        raise invalid("You can't remove all the visible sheets in a document.")
    book.sheets.remove(sheet)
    book.named_ranges = [
        each for each in book.named_ranges if each["range"].get("sheetId", 0) != sheet.sheet_id
    ]
    _retitle(book, sheet.title, None)


def duplicate_sheet(book: Book, request: Mapping[str, Any]) -> dict[str, Any]:
    """Copy a tab in the same spreadsheet."""
    source = book.sheet(request.get("sourceSheetId", 0))
    index = request.get("insertSheetIndex")
    index = book.sheets.index(source) + 1 if index is None else _insertion_index(book, index)
    title = request.get("newSheetName") or _copy_title(book, source.title)
    require_free_title(book, title)
    wanted = {"title": title}
    if request.get("newSheetId"):
        wanted["sheetId"] = request["newSheetId"]
    copy = _copied(book, source, new_sheet(book, wanted).sheet_id, title)
    book.sheets.insert(index, copy)
    return {"properties": properties_json(copy, index=index)}


def _copy_title(book: Book, title: str) -> str:
    stem = f"Copie de {title}" if book.locale.startswith("fr") else f"Copy of {title}"
    found, number = stem, 2
    while book.sheet_titled(found) is not None:
        found, number = f"{stem} {number}", number + 1
    return found[:LONGEST_TITLE]


def _copied(book: Book, source: Sheet, sheet_id: int, title: str) -> Sheet:
    """Return a copy of a tab under another id and title, hidden or not as before."""
    copy = source.copy()
    copy.sheet_id = sheet_id
    copy.properties["title"] = title
    groups: list[list[dict[str, Any]]] = [
        copy.conditional_formats, copy.protected_ranges, copy.filter_views,
        copy.banded_ranges, copy.row_groups, copy.column_groups,
        [copy.basic_filter] if copy.basic_filter else [],
    ]  # fmt: skip
    for group in groups:
        for each in group:
            ranges = [each.get("range"), *each.get("ranges", ())]
            for grid_range in filter(None, ranges):
                grid_range.pop("sheetId", None)
                if sheet_id:
                    grid_range["sheetId"] = sheet_id
    for each in copy.protected_ranges:
        each["protectedRangeId"] = book.next_id(set())
    return copy


def adopt_sheet(book: Book, operation: Mapping[str, Any]) -> dict[str, Any]:
    """sheets.copyTo, seen by the spreadsheet that receives the tab (`sheet` is its sidecar)."""
    from vendor_sandbox.workbook.snapshots import sheet_from_json

    source = sheet_from_json(operation["sheet"])
    title = _copy_title(book, source.title)
    copy = _copied(book, source, book.next_sheet_id(), title)
    book.sheets.append(copy)
    return properties_json(copy, index=len(book.sheets) - 1)


def update_sheet_properties(book: Book, request: Mapping[str, Any]) -> None:
    """Change the named properties of a tab."""
    properties = request.get("properties") or {}
    mask = required_mask(request)
    require_mask(mask, "SheetProperties")
    if "sheetId" in mask:
        raise invalid("Cannot update the sheetId of a sheet.")
    sheet = book.sheet(properties.get("sheetId", 0))
    hides = (not mask or "hidden" in mask) and properties.get("hidden")
    if hides and not any(each is not sheet and not each.is_hidden for each in book.sheets):
        raise invalid("You can't hide all the sheets in a document.")
    title = sheet.title
    apply_properties(book, sheet, properties, mask or {name: {} for name in properties})
    if sheet.title != title:
        _retitle(book, title, sheet.title)
    if not mask or "index" in mask:
        _move(book, sheet, properties.get("index", 0))


def _move(book: Book, sheet: Sheet, index: int) -> None:
    """Move a tab; `index` counts places before the move, as the API documents."""
    place = book.sheets.index(sheet)
    _insertion_index(book, index)
    book.sheets.remove(sheet)
    book.sheets.insert(index - 1 if index > place else index, sheet)


def _retitle(book: Book, old: str, new: str | None) -> None:
    """Follow a tab's new name in formulas; None: the tab is gone and they show `#REF!`."""

    def name(title: str) -> str | None:
        return new if title.casefold() == old.casefold() else title

    for sheet in book.sheets:
        for row, column, cell in list(sheet.touched(sheet.whole)):
            if cell.formula is not None and "!" in cell.formula:
                formula = with_references(cell.formula, lambda _, corners: corners, retitle=name)
                if formula != cell.formula:
                    sheet.put(row, column, cell._replace(formula=formula))


def update_spreadsheet_properties(book: Book, request: Mapping[str, Any]) -> None:
    """Change the named properties of the spreadsheet."""
    mask = required_mask(request)
    require_mask(mask, "SpreadsheetProperties")
    properties = request.get("properties") or {}
    merged = updated(book.properties, properties, mask or {name: {} for name in properties})
    if not merged.get("title"):
        raise invalid("Title cannot be empty.")
    require_locale(merged.get("locale") or "")
    require_time_zone(merged.get("timeZone") or "")
    book.properties = deepcopy(merged)


def require_locale(name: str) -> None:
    """Raise ApiError 400 for a locale that does not exist."""
    if re.fullmatch(r"(en|fr)(_[A-Z]{2})?", name):
        return
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(name)
    except (UnknownLocaleError, ValueError) as problem:
        raise invalid(f"Unsupported locale: {name}") from problem


def require_time_zone(name: str) -> None:
    """Raise ApiError 400 for a time zone that is not in the CLDR form, such as Europe/Paris."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as problem:
        raise invalid(f"Invalid time zone: {name}") from problem


def required_mask(request: Mapping[str, Any]) -> Mask:
    """Return the mask of a request's `fields`; an empty mapping is `*`. Raises ApiError 400."""
    text = request.get("fields")
    if not text:
        raise invalid(
            "At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)"
        )
    return parse_mask(text)


HANDLERS = {
    "addSheet": add_sheet,
    "deleteSheet": delete_sheet,
    "duplicateSheet": duplicate_sheet,
    "updateSheetProperties": update_sheet_properties,
    "updateSpreadsheetProperties": update_spreadsheet_properties,
}
