"""Sandbox, Sheets: a workbook in memory with its doors. `apply` is the only one for changes."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from vendor_sandbox.errors import ApiError
from vendor_sandbox.workbook.book import Book
from vendor_sandbox.workbook.failures import invalid
from vendor_sandbox.workbook.protection import require_unprotected

_VOLATILE = re.compile(r"(?i)\b(?:TODAY|NOW)\(")


class Spreadsheet(Book):
    """A workbook that is read, changed, and written as .xlsx or CSV."""

    @classmethod
    def from_body(cls, body: Mapping[str, Any], *, title: str) -> "Spreadsheet":
        """Return the workbook that the body of spreadsheets.create describes.

        Raises ApiError 400 for a body that Google would refuse.
        """
        from vendor_sandbox.workbook.creation import spreadsheet_from_body

        return spreadsheet_from_body(cls, body, title=title)

    @classmethod
    def from_xlsx(
        cls, data: bytes, *, title: str, sidecar: Mapping[str, Any] | None = None
    ) -> "Spreadsheet":
        """Return the workbook in .xlsx bytes; `sidecar` is what `to_sidecar` gave, or nothing.

        Raises ValueError, KeyError or zipfile.BadZipFile for bytes that are no workbook.
        """
        from vendor_sandbox.workbook.xlsx.reading import read_workbook

        return read_workbook(cls, data, title=title, sidecar=sidecar or {})

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

        return spreadsheet_from_csv(cls, text, title=title, locale=locale)

    def to_csv(self, sheet_index: int = 0) -> str:
        """Return a tab as displayed, with CRLF between rows and none at the end."""
        from vendor_sandbox.workbook.values.comma_separated import csv_of

        return csv_of(self, self.sheets[sheet_index])

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
        before, saved = self.state(), self.saved_sha256
        self.saved_sha256 = ""
        self.actor = operation.get("actor")
        self.year = date.fromisoformat(day).year if (day := operation.get("today")) else None
        try:
            answer = run(self, operation)
            require_unprotected(self, before[1], self.actor)
            self.recalculate()
        except ApiError:
            self.restore(before)
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

    # ---- reads --------------------------------------------------------------------------------

    def resource(
        self, mask: Mapping[str, Any], ranges: tuple[str, ...], *, include_grid_data: bool
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
