"""Sandbox, Sheets: what an .xlsx cannot carry, beside it."""

from typing import Any

from vendor_sandbox.workbook.book import Book
from vendor_sandbox.workbook.snapshots import sheet_to_json

_SETTINGS = (
    "autoRecalc",
    "iterativeCalculationSettings",
    "importFunctionsExternalUrlAccessAllowed",
)


def sidecar_of(book: Book) -> dict[str, Any]:
    """Return the settings, ids and cells of a workbook, and the hash of the .xlsx they match.

    The cells are those of the .xlsx: while its hash is unchanged it need not be read again, and
    nothing is lost; after a hand edit the ids and settings still serve.
    """
    return {
        "sha256": book.saved_sha256,
        "locale": book.locale,
        "time_zone": book.properties["timeZone"],
        "counter": book.counter,
        "protectors": book.protectors,
        "properties": {
            name: book.properties[name] for name in _SETTINGS if name in book.properties
        },
        "named_ranges": book.named_ranges,
        "sheets": [sheet_to_json(sheet) for sheet in book.sheets],
    }
