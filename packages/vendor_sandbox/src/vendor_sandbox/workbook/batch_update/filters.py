"""Sandbox, Sheets: requests about the basic filter of a tab and its filter views."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from vendor_sandbox.workbook.answers.masks import updated
from vendor_sandbox.workbook.answers.schema import require_mask
from vendor_sandbox.workbook.batch_update.lines import set_line
from vendor_sandbox.workbook.batch_update.naming import stored_range
from vendor_sandbox.workbook.batch_update.sorting import sort_area
from vendor_sandbox.workbook.batch_update.tabs import required_mask
from vendor_sandbox.workbook.batch_update.targets import grid_sheet
from vendor_sandbox.workbook.book import Book
from vendor_sandbox.workbook.failures import invalid
from vendor_sandbox.workbook.notation.conditions import meets
from vendor_sandbox.workbook.notation.display import displayed
from vendor_sandbox.workbook.ranges import Area
from vendor_sandbox.workbook.sheet import PLAIN_LINE, Sheet


def set_basic_filter(book: Book, request: Mapping[str, Any]) -> None:
    """Filter a tab: rows that do not meet the criteria are hidden."""
    wanted = deepcopy(dict(request.get("filter") or {}))
    given = wanted.get("range") or {}
    sheet = grid_sheet(book, given.get("sheetId", 0))
    stored_range(book, given or {"sheetId": sheet.sheet_id})
    area = sheet.area_of(given)
    # Recorded: the range of a filter comes back with all its sides.
    wanted["range"] = sheet.range_json(area)
    sheet.basic_filter = wanted
    body = Area(area.top + 1, area.left, area.bottom, area.right)
    if wanted.get("sortSpecs") and not body.is_empty:
        sort_area(sheet, body, wanted["sortSpecs"])
    _hide_rows(book, sheet, body, _criteria(wanted))


def _criteria(wanted: Mapping[str, Any]) -> dict[int, Mapping[str, Any]]:
    """Return the criteria by column, from `filterSpecs` or from the older map."""
    found = {int(column): each for column, each in (wanted.get("criteria") or {}).items()}
    for spec in wanted.get("filterSpecs") or ():
        if spec.get("filterCriteria"):
            found[spec.get("columnIndex", 0)] = spec["filterCriteria"]
    return found


def _hide_rows(
    book: Book, sheet: Sheet, body: Area, criteria: Mapping[int, Mapping[str, Any]]
) -> None:
    _show_rows(sheet)
    if not criteria:
        return
    for row in range(body.top, body.bottom):
        if not all(_passes(book, sheet, row, column, each) for column, each in criteria.items()):
            line = sheet.row_lines.get(row, PLAIN_LINE)
            sheet.row_lines[row] = line._replace(hidden_by_filter=True)


def _passes(book: Book, sheet: Sheet, row: int, column: int, criterion: Mapping[str, Any]) -> bool:
    cell = sheet.cell(row, column)
    shown = displayed(cell.value, cell.number_format, locale=book.locale)
    if shown in (criterion.get("hiddenValues") or ()):
        return False
    condition = criterion.get("condition")
    return condition is None or meets(cell, condition, locale=book.locale)


def _show_rows(sheet: Sheet) -> None:
    for row, line in list(sheet.row_lines.items()):
        set_line(sheet.row_lines, row, line._replace(hidden_by_filter=False))


def clear_basic_filter(book: Book, request: Mapping[str, Any]) -> None:
    """Take the filter away and show its rows."""
    sheet = grid_sheet(book, request.get("sheetId", 0))
    sheet.basic_filter = None
    _show_rows(sheet)


# ---- filter views ---------------------------------------------------------------------------


def _taken(book: Book) -> set[int]:
    return {each["filterViewId"] for sheet in book.sheets for each in sheet.filter_views}


def add_filter_view(book: Book, request: Mapping[str, Any]) -> dict[str, Any]:
    """Add a view: nothing is hidden for others."""
    wanted = deepcopy(dict(request.get("filter") or {}))
    wanted["range"] = stored_range(book, wanted.get("range") or {})
    sheet = grid_sheet(book, wanted["range"].get("sheetId", 0))
    identity = wanted.get("filterViewId") or book.next_id(_taken(book))
    if identity in _taken(book):
        raise invalid(f"A filter view with id {identity} already exists.")
    wanted["filterViewId"] = identity
    wanted.setdefault("title", f"Filter {len(sheet.filter_views) + 1}")
    sheet.filter_views.append(wanted)
    return {"filter": dict(wanted)}


def _view(book: Book, identity: int) -> tuple[Sheet, dict[str, Any]]:
    for sheet in book.sheets:
        for each in sheet.filter_views:
            if each["filterViewId"] == identity:
                return sheet, each
    raise invalid(f"No filter view with id: {identity}")


def update_filter_view(book: Book, request: Mapping[str, Any]) -> None:
    """Change a view."""
    mask = required_mask(request)
    require_mask(mask, "FilterView")
    wanted = request.get("filter") or {}
    sheet, view = _view(book, wanted.get("filterViewId", 0))
    merged = updated(view, wanted, mask or {name: {} for name in wanted})
    merged["filterViewId"] = view["filterViewId"]
    merged["range"] = stored_range(book, merged.get("range") or {})
    sheet.filter_views[sheet.filter_views.index(view)] = merged


def duplicate_filter_view(book: Book, request: Mapping[str, Any]) -> dict[str, Any]:
    """Copy a view."""
    sheet, view = _view(book, request.get("filterId", 0))
    copy = deepcopy(view)
    copy["filterViewId"] = book.next_id(_taken(book))
    copy["title"] = f"Copy of {view.get('title', '')}".strip()
    sheet.filter_views.append(copy)
    return {"filter": dict(copy)}


def delete_filter_view(book: Book, request: Mapping[str, Any]) -> None:
    """Delete a view."""
    sheet, view = _view(book, request.get("filterId", 0))
    sheet.filter_views.remove(view)


HANDLERS = {
    "setBasicFilter": set_basic_filter,
    "clearBasicFilter": clear_basic_filter,
    "addFilterView": add_filter_view,
    "updateFilterView": update_filter_view,
    "duplicateFilterView": duplicate_filter_view,
    "deleteFilterView": delete_filter_view,
}
