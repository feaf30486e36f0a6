"""Sandbox, Sheets: a workbook from .xlsx bytes."""

import hashlib
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree

from vendor_sandbox.workbook.book import AnyBook, Book
from vendor_sandbox.workbook.formulas.recalculation import recalculate
from vendor_sandbox.workbook.notation.locales import sheet_locale
from vendor_sandbox.workbook.ranges import Area, grid_range_json, parse_cells, split_title
from vendor_sandbox.workbook.sheet import Line, Sheet
from vendor_sandbox.workbook.snapshots import sheet_from_json
from vendor_sandbox.workbook.xlsx.content import Text, read_cells, shared_texts
from vendor_sandbox.workbook.xlsx.package import MAIN, OFFICE, Package
from vendor_sandbox.workbook.xlsx.rules import (
    areas_of,
    read_conditional_formats,
    read_validation,
)
from vendor_sandbox.workbook.xlsx.styles import Styles

_TRUE = frozenset({"1", "true"})


def read_workbook(
    kind: type[AnyBook], data: bytes, *, title: str, sidecar: Mapping[str, Any]
) -> AnyBook:
    """Return a workbook.

    When the sidecar was made for exactly these bytes it alone is read: it holds everything. Else
    the .xlsx is read, and the sidecar gives ids and settings to what it still knows by name.
    """
    locale, time_zone = sidecar.get("locale", "fr_FR"), sidecar.get("time_zone", "Europe/Paris")
    book = kind(title=title, locale=locale, time_zone=time_zone)
    book.counter = sidecar.get("counter", 0)
    book.protectors = dict(sidecar.get("protectors", {}))
    digest = hashlib.sha256(data).hexdigest()
    if sidecar.get("sha256") == digest:
        book.properties |= sidecar.get("properties", {})
        book.sheets = [sheet_from_json(each) for each in sidecar["sheets"]]
        book.named_ranges = list(sidecar.get("named_ranges", ()))
        book.saved_sha256 = digest
        return book
    _Book(book, Package(data)).read(sidecar)
    return book


class _Book:
    def __init__(self, book: Book, package: Package) -> None:
        self.book = book
        self.package = package
        self.path = package.main_part()
        self.root = package.xml(self.path)
        self.relations = package.relations(self.path)

    def _part(self, kind: str) -> str | None:
        return next((target for each, target in self.relations.values() if each == kind), None)

    def read(self, sidecar: Mapping[str, Any]) -> None:
        styles = Styles(self.package, self._part("styles"), self._part("theme"))
        texts = shared_texts(self.package, self._part("sharedStrings"), styles)
        properties = self.root.find(f"{MAIN}workbookPr")
        is_1904 = properties is not None and properties.get("date1904") in _TRUE
        known = {each["properties"]["title"]: each for each in sidecar.get("sheets", ())}
        listed = [
            element
            for element in self.root.iter(f"{MAIN}sheet")
            if self._is_grid(element.get(f"{OFFICE}id", ""))
        ]
        ids = _sheet_ids([each.get("name", "") for each in listed], sidecar, known)
        for element, sheet_id in zip(listed, ids, strict=True):
            before = known.get(element.get("name", ""))
            sheet = self._sheet(element, sheet_id, before, styles, texts, is_1904=is_1904)
            self.book.sheets.append(sheet)
        if not self.book.sheets:
            self.book.sheets.append(Sheet.new(0, sheet_locale(self.book.locale).first_tab))
        if all(sheet.is_hidden for sheet in self.book.sheets):
            self.book.sheets[0].properties.pop("hidden")
        self._names(sidecar)
        if self._lacks_values():
            recalculate(self.book)

    def _is_grid(self, relation: str) -> bool:
        kind, target = self.relations.get(relation, ("", ""))
        return kind == "worksheet" and self.package.has(target)

    def _sheet(
        self,
        element: ElementTree.Element,
        sheet_id: int,
        before: Mapping[str, Any] | None,
        styles: Styles,
        texts: list[Text],
        *,
        is_1904: bool,
    ) -> Sheet:
        path = self.relations[element.get(f"{OFFICE}id", "")][1]
        root = self.package.xml(path)
        sheet = Sheet.new(sheet_id, element.get("name", ""))
        if element.get("state") in {"hidden", "veryHidden"}:
            sheet.properties["hidden"] = True
        read_cells(sheet, root, texts, styles, is_1904=is_1904)
        merges = [each.get("ref", "") for each in root.iter(f"{MAIN}mergeCell")]
        _set_size(sheet, root, merges, before)
        sheet.merges = [area for text in merges for area in areas_of(sheet, text)]
        _read_view(sheet, root, styles)
        _read_filter(sheet, root)
        _read_groups(sheet, root)
        read_validation(sheet, root)
        read_conditional_formats(sheet, root, styles)
        _read_protection(sheet, root, before)
        self._links(sheet, root, path)
        self._notes(sheet, path)
        return sheet

    def _links(self, sheet: Sheet, root: ElementTree.Element, path: str) -> None:
        relations = self.package.relations(path)
        for element in root.iter(f"{MAIN}hyperlink"):
            target = relations.get(element.get(f"{OFFICE}id", ""), ("", ""))[1]
            location = element.get("location", "")
            link = target + (f"#{location}" if location else "")
            for area in areas_of(sheet, element.get("ref", "")):
                cell = sheet.cell(area.top, area.left)
                if link:
                    sheet.put(area.top, area.left, cell._replace(link=link))

    def _notes(self, sheet: Sheet, path: str) -> None:
        for kind, target in self.package.relations(path).values():
            if kind != "comments" or not self.package.has(target):
                continue
            for element in self.package.xml(target).iter(f"{MAIN}comment"):
                text = "".join(each.text or "" for each in element.iter(f"{MAIN}t"))
                for area in areas_of(sheet, element.get("ref", "")):
                    cell = sheet.cell(area.top, area.left)
                    sheet.put(area.top, area.left, cell._replace(note=text or None))

    def _names(self, sidecar: Mapping[str, Any]) -> None:
        known = {each["name"]: each["namedRangeId"] for each in sidecar.get("named_ranges", ())}
        for element in self.root.iter(f"{MAIN}definedName"):
            name, split = element.get("name", ""), split_title(element.text or "")
            if element.get("localSheetId") or name.startswith("_xlnm") or split is None:
                continue
            sheet = self.book.sheet_titled(split[0]) if split[0] else None
            box = parse_cells(split[1] or "")
            if sheet is None or box is None:
                continue
            identity = known.get(name) or str(self.book.next_id(set()))
            grid_range = grid_range_json(sheet.sheet_id, box)
            self.book.named_ranges.append(
                {"namedRangeId": identity, "name": name, "range": grid_range}
            )

    def _lacks_values(self) -> bool:
        return any(
            cell is not None and cell.formula is not None and cell.value is None
            for sheet in self.book.sheets
            for row in sheet.rows
            for cell in row
        )


def _sheet_ids(
    titles: list[str], sidecar: Mapping[str, Any], known: Mapping[str, Mapping[str, Any]]
) -> list[int]:
    """Return an id for each tab: the one it had, else one given for its place, else a new one.

    A tab that was renamed by hand keeps the id of the tab that stood in its place and is gone.
    """
    given = list(sidecar.get("sheet_ids", ()))
    before = list(sidecar.get("sheets", ()))
    taken = {known[title]["sheetId"] for title in titles if title in known}
    found: list[int] = []
    for place, title in enumerate(titles):
        if title in known:
            found.append(known[title]["sheetId"])
            continue
        candidate = None
        if place < len(before) and before[place]["properties"]["title"] not in titles:
            candidate = before[place]["sheetId"]
        elif not before and place < len(given):
            candidate = given[place]
        if candidate is None or candidate in taken:
            # The first tab of a new spreadsheet is 0; the others only need to be stable.
            candidate = 0 if place == 0 and 0 not in taken else None
        number = place
        while candidate is None or candidate in taken:
            digest = hashlib.sha256(f"{title}/{number}".encode()).digest()
            candidate, number = int.from_bytes(digest[:4], "big") & 0x7FFFFFFF, number + 1
        taken.add(candidate)
        found.append(candidate)
    return found


def _set_size(
    sheet: Sheet, root: ElementTree.Element, merges: list[str], before: Mapping[str, Any] | None
) -> None:
    """Give the grid the size it had, or Google's usual one, and room for all that is there."""
    rows = len(sheet.rows)
    columns = max((len(row) for row in sheet.rows), default=0)
    references = merges + [each.get("sqref", "") for each in root.iter(f"{MAIN}dataValidation")]
    for text in references:
        for part in text.split():
            box = parse_cells(part)
            # A validation down to the last row of Excel does not make a million rows here.
            if box is not None and (box.bottom or 0) <= 20_000 and (box.right or 0) <= 702:
                rows, columns = max(rows, box.bottom or 0), max(columns, box.right or 0)
    grid = before["properties"]["gridProperties"] if before else {}
    sheet.set_size(
        rows=max(rows, grid.get("rowCount", 1000), 1),
        columns=max(columns, grid.get("columnCount", 26), 1),
    )
    for lines, count in (
        (sheet.row_lines, sheet.row_count),
        (sheet.column_lines, sheet.column_count),
    ):
        for index in [each for each in lines if each >= count]:
            del lines[index]


def _read_view(sheet: Sheet, root: ElementTree.Element, styles: Styles) -> None:
    grid = sheet.properties["gridProperties"]
    view = root.find(f"{MAIN}sheetViews/{MAIN}sheetView")
    if view is not None:
        if view.get("showGridLines") in {"0", "false"}:
            grid["hideGridlines"] = True
        if view.get("rightToLeft") in _TRUE:
            sheet.properties["rightToLeft"] = True
        pane = view.find(f"{MAIN}pane")
        if pane is not None and pane.get("state", "").startswith("frozen"):
            for name, key, count in (
                ("ySplit", "frozenRowCount", sheet.row_count),
                ("xSplit", "frozenColumnCount", sheet.column_count),
            ):
                lines = int(float(pane.get(name, "0")))
                if 0 < lines < count:
                    grid[key] = lines
    colour = root.find(f"{MAIN}sheetPr/{MAIN}tabColor")
    rgb = styles.colour(colour) if colour is not None else None
    if rgb is not None:
        sheet.properties["tabColor"] = rgb
        sheet.properties["tabColorStyle"] = {"rgbColor": dict(rgb)}


def _read_filter(sheet: Sheet, root: ElementTree.Element) -> None:
    element = root.find(f"{MAIN}autoFilter")
    areas = areas_of(sheet, element.get("ref", "")) if element is not None else []
    if element is None or not areas:
        return
    area = areas[0]
    sheet.basic_filter = {"range": sheet.range_json(area)}
    if element.find(f"{MAIN}filterColumn") is None:
        return
    for row, line in list(sheet.row_lines.items()):
        if line.hidden_by_user and area.top < row < area.bottom:
            sheet.row_lines[row] = Line(line.pixels, hidden_by_filter=True)


def _read_groups(sheet: Sheet, root: ElementTree.Element) -> None:
    rows = {
        int(each.get("r", "1")) - 1: int(each.get("outlineLevel", "0"))
        for each in root.iter(f"{MAIN}row")
        if each.get("outlineLevel")
    }
    columns = {
        column: int(each.get("outlineLevel", "0"))
        for each in root.iter(f"{MAIN}col")
        if each.get("outlineLevel")
        for column in range(int(each.get("min", "1")) - 1, int(each.get("max", "1")))
    }
    sheet.row_groups = _groups(sheet, "ROWS", rows, sheet.row_lines)
    sheet.column_groups = _groups(sheet, "COLUMNS", columns, sheet.column_lines)


def _groups(
    sheet: Sheet, dimension: str, levels: Mapping[int, int], lines: Mapping[int, Line]
) -> list[dict[str, Any]]:
    found = []
    for depth in range(1, max(levels.values(), default=0) + 1):
        inside = sorted(index for index, level in levels.items() if level >= depth)
        start = None
        for position, index in enumerate(inside):
            start = index if start is None else start
            if position + 1 == len(inside) or inside[position + 1] != index + 1:
                span = {"dimension": dimension, "startIndex": start, "endIndex": index + 1}
                if sheet.sheet_id:
                    span = {"sheetId": sheet.sheet_id} | span
                group: dict[str, Any] = {"range": span, "depth": depth}
                if all(lines.get(i, Line()).hidden_by_user for i in range(start, index + 1)):
                    group["collapsed"] = True
                found.append(group)
                start = None
    return found


def _read_protection(
    sheet: Sheet, root: ElementTree.Element, before: Mapping[str, Any] | None
) -> None:
    """A protected tab is a protected range; which ranges exactly only the sidecar knows."""
    if before and before.get("protected_ranges"):
        sheet.protected_ranges = list(before["protected_ranges"])
        return
    element = root.find(f"{MAIN}sheetProtection")
    if element is not None and element.get("sheet") in _TRUE:
        whole = grid_range_json(sheet.sheet_id, Area(0, 0, 0, 0))
        only_tab = {name: value for name, value in whole.items() if name == "sheetId"}
        sheet.protected_ranges = [
            {
                "protectedRangeId": 1 + sheet.sheet_id % 2_000_000_000,
                "range": only_tab,
                "warningOnly": False,
                "requestingUserCanEdit": True,
                "editors": {},
            }
        ]
