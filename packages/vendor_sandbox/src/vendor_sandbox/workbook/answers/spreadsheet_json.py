"""Sandbox, Sheets: the JSON of a spreadsheet and of its tabs, only what the mask wants."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from vendor_sandbox.workbook.answers.griddata import grid_data
from vendor_sandbox.workbook.answers.masks import WHOLE, Mask, inside, select, wants
from vendor_sandbox.workbook.book import Book
from vendor_sandbox.workbook.protection import as_seen_by
from vendor_sandbox.workbook.ranges import Area
from vendor_sandbox.workbook.sheet import Sheet


def spreadsheet_json(
    book: Book,
    mask: Mask,
    *,
    ranges: tuple[str, ...] = (),
    include_grid_data: bool = False,
) -> dict[str, Any]:
    """Return a Spreadsheet resource.

    With `ranges` only their tabs are given, each with one grid for each range. A mask that names
    grid data brings it, whatever `include_grid_data` says.
    """
    located = [book.locate(text) for text in ranges]
    answer: dict[str, Any] = (
        {"spreadsheetId": book.spreadsheet_id} if wants(mask, "spreadsheetId") else {}
    )
    if wants(mask, "properties"):
        answer["properties"] = select(book.properties, inside(mask, "properties"))
    if wants(mask, "sheets"):
        inner = inside(mask, "sheets")
        with_data = include_grid_data if not inner else "data" in inner
        areas: dict[int, list[Area]] = {}
        for sheet, area in located:
            areas.setdefault(sheet.sheet_id, []).append(area)
        answer["sheets"] = [
            sheet_json(
                book,
                sheet,
                inner,
                areas=areas.get(sheet.sheet_id, [sheet.whole]) if with_data else [],
            )
            for sheet in book.sheets
            if not ranges or sheet.sheet_id in areas
        ]
    if wants(mask, "namedRanges") and book.named_ranges:
        answer["namedRanges"] = select(book.named_ranges, inside(mask, "namedRanges"))
    if wants(mask, "spreadsheetUrl"):
        answer["spreadsheetUrl"] = book.url
    return answer


def sheet_json(book: Book, sheet: Sheet, mask: Mask, *, areas: list[Area]) -> dict[str, Any]:
    """Return a Sheet resource, with a grid for each area."""
    answer: dict[str, Any] = {}
    if wants(mask, "properties"):
        properties = properties_json(sheet, index=book.sheets.index(sheet))
        answer["properties"] = select(properties, inside(mask, "properties"))
    if areas:
        data_mask = inside(mask, "data")
        answer["data"] = [grid_data(book, sheet, area, data_mask) for area in areas]
    for name, value in rules_json(book, sheet).items():
        if value and wants(mask, name):
            answer[name] = select(value, inside(mask, name))
    return answer


def properties_json(sheet: Sheet, *, index: int) -> dict[str, Any]:
    """Return SheetProperties."""
    first = {"sheetId": sheet.sheet_id, "title": sheet.title, "index": index}
    return first | deepcopy(sheet.properties)


def rules_json(book: Book, sheet: Sheet) -> Mapping[str, Any]:
    """Return what else a tab has, by the name of its field; empty when it has none."""
    return {
        "merges": [sheet.range_json(area) for area in sheet.merges],
        "conditionalFormats": sheet.conditional_formats,
        "filterViews": sheet.filter_views,
        "protectedRanges": [as_seen_by(book, each, book.reader) for each in sheet.protected_ranges],
        "basicFilter": sheet.basic_filter,
        "bandedRanges": sheet.banded_ranges,
        "rowGroups": sheet.row_groups,
        "columnGroups": sheet.column_groups,
    }


__all__ = ["WHOLE", "properties_json", "rules_json", "sheet_json", "spreadsheet_json"]
