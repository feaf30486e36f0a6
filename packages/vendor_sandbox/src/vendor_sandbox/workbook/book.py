"""Sandbox, Sheets: what a workbook in memory is: properties, tabs in order, named ranges, ids.

What is done with one stands around it; `spreadsheet.Spreadsheet` has the doors.
"""

import zlib
from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import date, datetime
from typing import Any, Self, TypeVar

from vendor_sandbox.workbook import theme
from vendor_sandbox.workbook.failures import no_sheet, unparsable_range
from vendor_sandbox.workbook.notation.locales import sheet_locale
from vendor_sandbox.workbook.ranges import Area, Box, grid_range_box, parse_cells, split_title
from vendor_sandbox.workbook.sheet import Sheet


class Book:
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
    def new(cls, *, title: str, locale: str = "en_US", time_zone: str = "Etc/GMT") -> Self:
        """Return a workbook with one empty tab of 1000 rows and 26 columns, its id 0."""
        book = cls(title=title, locale=locale, time_zone=time_zone)
        book.sheets.append(Sheet.new(0, sheet_locale(locale).first_tab))
        return book

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

    # ---- all or nothing --------------------------------------------------------------------

    def state(self) -> tuple[Any, ...]:
        """Return what `restore` brings back."""
        return (
            dict(self.properties),
            [sheet.copy() for sheet in self.sheets],
            deepcopy(self.named_ranges),
            self.counter,
            dict(self.protectors),
        )

    def restore(self, state: tuple[Any, ...]) -> None:
        """Become again what `state` returned."""
        (
            self.properties,
            self.sheets,
            self.named_ranges,
            self.counter,
            self.protectors,
        ) = state


# A kind of book, for what makes one from bytes or a body.
AnyBook = TypeVar("AnyBook", bound=Book)
