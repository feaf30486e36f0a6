"""Sandbox, Sheets: a workbook in memory. `apply` is the only door for changes."""

import re
import zlib
from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import date, datetime
from typing import Any

from vendor_sandbox.errors import ApiError
from vendor_sandbox.workbook import theme
from vendor_sandbox.workbook.failures import invalid, no_sheet, unparsable_range
from vendor_sandbox.workbook.notation.locales import sheet_locale
from vendor_sandbox.workbook.protection import require_unprotected
from vendor_sandbox.workbook.ranges import Area, Box, grid_range_box, parse_cells, split_title
from vendor_sandbox.workbook.sheet import Sheet

_VOLATILE = re.compile(r"(?i)\b(?:TODAY|NOW)\(")


class Spreadsheet:
    """A workbook: properties, tabs in order, named ranges.

    `spreadsheet_id` and `url` are only echoed in answers. `clock` tells TODAY() and NOW() the time
    in the spreadsheet's zone; without it such formulas keep their last value. `counter` makes the
    ids of tabs and ranges: they follow from the state, so that a journal replays to the same ids.
    """

    def __init__(self, *, title: str, locale: str, time_zone: str) -> None:
        self.properties: dict[str, Any] = {
            "title": title,
            "locale": locale,
            "autoRecalc": "ON_CHANGE",
            "timeZone": time_zone,
            "defaultFormat": theme.DEFAULT_FORMAT,
            "spreadsheetTheme": theme.SPREADSHEET_THEME,
        }
        self.sheets: list[Sheet] = []
        self.named_ranges: list[dict[str, Any]] = []
        self.counter = 0
        self.spreadsheet_id = ""
        self.url = ""
        self.clock: Callable[[], datetime] | None = None
        # Who made each protected range, by its id as text; the API never shows it.
        self.protectors: dict[str, str] = {}
        # Who owns the file; empty in a shared drive.
        self.owner = ""
        # Whom answers are for; see protection.py.
        self.reader: dict[str, Any] | None = None
        # Who runs the operation that is being applied.
        self.actor: Mapping[str, Any] | None = None
        # The year in which it is applied: it completes « 15/03 »; None leaves that a text.
        self.year: int | None = None
        self._fresh_on: date | None = None
        # The hash of the .xlsx that says the same as this workbook; empty after a change.
        self.saved_sha256 = ""

    @classmethod
    def new(cls, *, title: str, locale: str = "en_US", time_zone: str = "Etc/GMT") -> "Spreadsheet":
        """Return a workbook with one empty tab of 1000 rows and 26 columns, its id 0."""
        book = cls(title=title, locale=locale, time_zone=time_zone)
        book.sheets.append(Sheet.new(0, sheet_locale(locale).first_tab))
        return book

    @classmethod
    def from_body(cls, body: Mapping[str, Any], *, title: str) -> "Spreadsheet":
        """Return the workbook that the body of spreadsheets.create describes.

        Raises ApiError 400 for a body that Google would refuse.
        """
        from vendor_sandbox.workbook.creation import spreadsheet_from_body

        return spreadsheet_from_body(body, title=title)

    @classmethod
    def from_xlsx(
        cls, data: bytes, *, title: str, sidecar: Mapping[str, Any] | None = None
    ) -> "Spreadsheet":
        """Return the workbook in .xlsx bytes; `sidecar` is what `to_sidecar` gave, or nothing.

        Raises ValueError, KeyError or zipfile.BadZipFile for bytes that are no workbook.
        """
        from vendor_sandbox.workbook.xlsx.reading import read_workbook

        return read_workbook(data, title=title, sidecar=sidecar or {})

    def to_xlsx(self) -> bytes:
        """Return the workbook as .xlsx bytes, formulas with their cached values."""
        from vendor_sandbox.workbook.xlsx.writing import write_workbook

        return write_workbook(self)

    def to_sidecar(self) -> dict[str, Any]:
        """Return what the .xlsx cannot carry, as JSON."""
        from vendor_sandbox.workbook.xlsx.sidecar import sidecar_of

        return sidecar_of(self)

    @classmethod
    def from_csv(cls, text: str, *, title: str, locale: str = "en_US") -> "Spreadsheet":
        """Return a workbook with one tab that holds the records of `text`, read as typed."""
        from vendor_sandbox.workbook.values.comma_separated import spreadsheet_from_csv

        return spreadsheet_from_csv(text, title=title, locale=locale)

    def to_csv(self, sheet_index: int = 0) -> str:
        """Return a tab as displayed, with CRLF between rows and none at the end."""
        from vendor_sandbox.workbook.values.comma_separated import csv_of

        return csv_of(self, self.sheets[sheet_index])

    # ---- facts --------------------------------------------------------------------------------

    @property
    def title(self) -> str:
        """Return the title, which is also the name in Drive."""
        return self.properties["title"]

    @title.setter
    def title(self, title: str) -> None:
        self.properties["title"] = title

    @property
    def locale(self) -> str:
        """Return the locale's name, such as fr_FR."""
        return self.properties["locale"]

    def sheet(self, sheet_id: int) -> Sheet:
        """Return a tab by its id. Raises ApiError 400."""
        for sheet in self.sheets:
            if sheet.sheet_id == sheet_id:
                return sheet
        raise no_sheet(sheet_id)

    def sheet_titled(self, title: str) -> Sheet | None:
        """Return a tab by its name, capitals aside, as Google finds it."""
        folded = title.casefold()
        for sheet in self.sheets:
            if sheet.title.casefold() == folded:
                return sheet
        return None

    def named_range(self, name: str) -> dict[str, Any] | None:
        """Return a named range by its name, capitals aside."""
        folded = name.casefold()
        for each in self.named_ranges:
            if each["name"].casefold() == folded:
                return each
        return None

    def locate(self, text: str) -> tuple[Sheet, Area]:
        """Return the tab and the cells that an A1 text names.

        Raises ApiError 400: `Unable to parse range`, or `exceeds grid limits`.
        """
        sheet, box = self.locate_box(text)
        return sheet, sheet.area(box, text=None)

    def locate_box(self, text: str) -> tuple[Sheet, Box]:
        """Return the tab and the box, sides perhaps open, that an A1 text names."""
        split = split_title(text)
        if split is None or not text:
            raise unparsable_range(text)
        title, cells = split
        if title is not None:
            sheet = self.sheet_titled(title)
            box = Box() if cells is None else parse_cells(cells)
            # A named range has its own tab: which tab stands before it, as gspread puts one before
            # every range, does not matter (burnash/gspread#876).
            named = self._located_name(cells) if box is None else None
            if sheet is None or (box is None and named is None):
                raise unparsable_range(text)
            return named or (sheet, box or Box())
        assert cells is not None
        named = self._located_name(cells)
        if named is not None:
            return named
        box = parse_cells(cells)
        if box is not None:
            return self._first_visible(), box
        sheet = self.sheet_titled(cells)
        if sheet is None:
            raise unparsable_range(text)
        return sheet, Box()

    def _located_name(self, name: str | None) -> tuple[Sheet, Box] | None:
        named = self.named_range(name) if name else None
        if named is None:
            return None
        grid_range = named["range"]
        return self.sheet(grid_range.get("sheetId", 0)), grid_range_box(grid_range)

    def _first_visible(self) -> Sheet:
        return next((sheet for sheet in self.sheets if not sheet.is_hidden), self.sheets[0])

    # ---- ids ----------------------------------------------------------------------------------

    def next_id(self, taken: set[int]) -> int:
        """Return an id that is not taken; the same state gives the same id."""
        while True:
            self.counter += 1
            found = zlib.crc32(f"{self.counter}.{len(self.sheets)}".encode()) & 0x7FFFFFFF
            if found and found not in taken:
                return found

    def next_sheet_id(self) -> int:
        """Return an id for a new tab."""
        return self.next_id({sheet.sheet_id for sheet in self.sheets})

    # ---- changes ------------------------------------------------------------------------------

    def apply(self, operation: Mapping[str, Any]) -> dict[str, Any]:
        """Apply one operation and return the body of the API's answer.

        `operation` is JSON: `op` names it (a key of `OPERATIONS`), `actor` says who acts (see
        protection.py), `today` is its day (ISO), the rest are its arguments.
        Raises ApiError when it is refused; then nothing has changed.
        """
        from vendor_sandbox.workbook.operations import OPERATIONS

        run = OPERATIONS.get(operation.get("op", ""))
        if run is None:
            raise invalid(f"Unknown operation: {operation.get('op')!r}")
        before, saved = self._state(), self.saved_sha256
        self.saved_sha256 = ""
        self.actor = operation.get("actor")
        self.year = date.fromisoformat(day).year if (day := operation.get("today")) else None
        try:
            answer = run(self, operation)
            require_unprotected(self, before[1], self.actor)
            self.recalculate()
        except ApiError:
            self._restore(before)
            self.saved_sha256 = saved
            raise
        return answer

    def recalculate(self) -> None:
        """Evaluate every formula that can be evaluated."""
        from vendor_sandbox.workbook.formulas.recalculation import recalculate

        recalculate(self)

    def refresh(self) -> None:
        """Bring TODAY() and NOW() up to the day of the clock; once a day, without a change."""
        today = self.clock().date() if self.clock is not None else None
        if today is None or today == self._fresh_on:
            return
        self._fresh_on = today
        if any(
            cell is not None and cell.formula is not None and _VOLATILE.search(cell.formula)
            for sheet in self.sheets
            for row in sheet.rows
            for cell in row
        ):
            self.recalculate()

    def _state(self) -> tuple[Any, ...]:
        return (
            dict(self.properties),
            [sheet.copy() for sheet in self.sheets],
            deepcopy(self.named_ranges),
            self.counter,
            dict(self.protectors),
        )

    def _restore(self, state: tuple[Any, ...]) -> None:
        (
            self.properties,
            self.sheets,
            self.named_ranges,
            self.counter,
            self.protectors,
        ) = state

    # ---- reads --------------------------------------------------------------------------------

    def resource(
        self, mask: Mapping[str, Any], ranges: tuple[str, ...], include_grid_data: bool
    ) -> dict[str, Any]:
        """Return the Spreadsheet resource, its wanted fields only (`masks.parse_mask`)."""
        from vendor_sandbox.workbook.answers.spreadsheet_json import spreadsheet_json

        return spreadsheet_json(self, mask, ranges=ranges, include_grid_data=include_grid_data)

    def values_get(
        self,
        text: str,
        major_dimension: str = "ROWS",
        value_render_option: str = "FORMATTED_VALUE",
        date_time_render_option: str = "SERIAL_NUMBER",
    ) -> dict[str, Any]:
        """Return the ValueRange of an A1 range."""
        from vendor_sandbox.workbook.values.reading import Rendering, value_range

        sheet, area = self.locate(text)
        rendering = Rendering(value_render_option, date_time_render_option)
        return value_range(self, sheet, area, rendering, major_dimension=major_dimension)
