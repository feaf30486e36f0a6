"""Sandbox, Sheets: the workbook that the body of spreadsheets.create describes."""

from collections.abc import Mapping
from typing import Any

from vendor_sandbox.workbook.answers.masks import WHOLE
from vendor_sandbox.workbook.batch_update.tabs import (
    new_sheet,
    require_free_title,
    require_locale,
    require_time_zone,
)
from vendor_sandbox.workbook.batch_update.writing import write_rows
from vendor_sandbox.workbook.book import AnyBook
from vendor_sandbox.workbook.formulas.recalculation import recalculate


def spreadsheet_from_body(kind: type[AnyBook], body: Mapping[str, Any], *, title: str) -> AnyBook:
    """Return the workbook of a Spreadsheet body. Raises ApiError 400."""
    properties = body.get("properties") or {}
    require_locale(properties.get("locale") or "en_US")
    require_time_zone(properties.get("timeZone") or "Etc/GMT")
    book = kind(
        title=title,
        locale=properties.get("locale") or "en_US",
        time_zone=properties.get("timeZone") or "Etc/GMT",
    )
    for name in ("autoRecalc", "iterativeCalculationSettings"):
        if properties.get(name):
            book.properties[name] = properties[name]
    wanted = body.get("sheets") or ()
    if not wanted:
        blank = kind.new(title=title, locale=book.locale)
        book.sheets.extend(blank.sheets)
    for sheet_body in wanted:
        sheet_properties = dict(sheet_body.get("properties") or {})
        sheet_properties.pop("index", None)
        if not book.sheets and "sheetId" not in sheet_properties:
            sheet_properties["sheetId"] = 0
        if sheet_properties.get("title"):
            require_free_title(book, sheet_properties["title"])
        sheet = new_sheet(book, sheet_properties)
        book.sheets.append(sheet)
        for data in sheet_body.get("data") or ():
            write_rows(
                book,
                sheet,
                data.get("rowData") or (),
                WHOLE,
                top=data.get("startRow") or 0,
                left=data.get("startColumn") or 0,
            )
        for merge in sheet_body.get("merges") or ():
            sheet.merges.append(sheet.area_of(merge))
    for named in body.get("namedRanges") or ():
        identity = named.get("namedRangeId") or str(book.next_id(set()))
        book.named_ranges.append({**named, "namedRangeId": identity})
    recalculate(book)
    return book
