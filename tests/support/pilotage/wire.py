"""A workbook of the sandbox without a wire; she acts between our last look and our write."""

from typing import Any

import orjson

from relocalisons.errors import VendorUnavailableError
from tasks.google.sheets import READ_MASK
from vendor_sandbox.workbook.answers.masks import parse_mask
from vendor_sandbox.workbook.spreadsheet import Spreadsheet


class Wire:
    """A gspread client whose requests reach the workbook at once; she acts in between."""

    def __init__(self, book: Spreadsheet) -> None:
        self.book = book
        self.http_client = self
        self.before_write: list[Any] = []  # what she does between our last look and our write
        self.just_before: Any = None  # called once, when she has acted and before we write
        self.fault = ""  # refused | unanswered, once

    def request(
        self, verb: str, url: str, *, params: dict[str, str], json: dict[str, Any] | None = None
    ) -> "Wire":
        if json is None:
            self.answer = self.book.resource(
                parse_mask(params["fields"]), (), include_grid_data=False
            )
            return self
        for act in self.before_write:
            act()
        if self.just_before is not None:
            self.just_before()
        self.before_write, self.just_before = [], None
        fault, self.fault = self.fault, ""
        if fault == "refused":
            raise VendorUnavailableError("Google ne répond pas.")
        answer = self.book.apply({"op": "batchUpdate", "requests": json["requests"]})
        if fault == "unanswered":
            raise VendorUnavailableError("La réponse s’est perdue.")
        self.answer = {
            "replies": answer["replies"],
            "updatedSpreadsheet": self.book.resource(
                parse_mask(READ_MASK), (), include_grid_data=False
            ),
        }
        return self

    @property
    def content(self) -> bytes:
        return orjson.dumps(self.answer)


Beside = dict[str, frozenset[tuple[str, str]]]
