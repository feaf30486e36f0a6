"""Sandbox, Sheets: spreadsheets.batchUpdate, the loop over requests and their replies."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from vendor_sandbox.errors import ApiError
from vendor_sandbox.workbook.answers.masks import WHOLE
from vendor_sandbox.workbook.answers.spreadsheet_json import spreadsheet_json
from vendor_sandbox.workbook.book import Book
from vendor_sandbox.workbook.failures import invalid, within
from vendor_sandbox.workbook.formulas.recalculation import recalculate

Handler = Callable[[Book, Mapping[str, Any]], Mapping[str, Any] | None]


@cache
def handlers() -> Mapping[str, Handler]:
    """Return every request kind that this sandbox carries out."""
    from vendor_sandbox.workbook.batch_update import (
        filters,
        formats,
        lines,
        merging,
        moving,
        naming,
        rules,
        searching,
        sorting,
        tabs,
        writing,
    )

    found: dict[str, Handler] = {}
    groups = (
        tabs, writing, formats, lines, merging, moving, naming, rules, sorting, filters, searching,
    )  # fmt: skip
    for group in groups:
        found |= group.HANDLERS
    return found


def batch_update(book: Book, operation: Mapping[str, Any]) -> dict[str, Any]:
    """spreadsheets.batchUpdate: `requests` and the response options.

    A request that is refused refuses them all; its index is in the message.
    """
    requests = operation.get("requests") or ()
    if not requests:
        raise invalid("Must specify at least one request.")
    replies = [_run(book, index, request) for index, request in enumerate(requests)]
    answer: dict[str, Any] = {"spreadsheetId": book.spreadsheet_id, "replies": replies}
    if operation.get("includeSpreadsheetInResponse"):
        recalculate(book)
        answer["updatedSpreadsheet"] = spreadsheet_json(
            book,
            WHOLE,
            ranges=tuple(operation.get("responseRanges") or ()),
            include_grid_data=bool(operation.get("responseIncludeGridData")),
        )
    return answer


def _run(book: Book, index: int, request: Mapping[str, Any]) -> dict[str, Any]:
    kind = next(iter(request), None)
    if kind is None:
        raise invalid(f"Invalid requests[{index}]: No request set.")
    handler = handlers().get(kind)
    if handler is None:
        # A kind of the real API that the sandbox leaves out: said, never pretended.
        raise within(
            f"requests[{index}].{kind}",
            invalid("This sandbox does not carry out this kind of request."),
        )
    try:
        reply = handler(book, request[kind])
    except ApiError as problem:
        raise within(f"requests[{index}].{kind}", problem) from problem
    return {kind: dict(reply)} if reply is not None else {}
