"""Sandbox: spreadsheets held in memory, each backed by a checkpoint and the journal."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from vendor_sandbox.storage.folder import write_atomically
from vendor_sandbox.storage.index import HIDDEN
from vendor_sandbox.storage.items import Item

if TYPE_CHECKING:
    from vendor_sandbox.workbook.spreadsheet import Spreadsheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """A workbook as of a journal number: the .xlsx and what openpyxl cannot write into it."""

    number: int
    sha256: str
    previous_sha256: str
    sidecar: dict[str, Any]
    xlsx: bytes


@dataclass(slots=True, kw_only=True)
class OpenWorkbook:
    """A workbook in memory. `applied` is the journal number of its last operation."""

    spreadsheet: Spreadsheet
    applied: int
    is_dirty: bool = False


@dataclass(slots=True)
class Workbooks:
    """All open workbooks. Bytes a person can see are read and written by the caller."""

    root: Path
    open: dict[str, OpenWorkbook] = field(default_factory=dict)
    # Operations read from the journal at start, to be applied when the workbook is first needed.
    waiting: dict[str, list[tuple[int, dict[str, Any]]]] = field(default_factory=dict)

    def dirty(self) -> list[str]:
        """Return the ids of workbooks whose .xlsx is behind."""
        late = [file_id for file_id, book in self.open.items() if book.is_dirty]
        return late + [file_id for file_id in self.waiting if file_id not in self.open]

    def is_dirty(self, file_id: str) -> bool:
        """Tell whether a workbook's .xlsx is behind."""
        book = self.open.get(file_id)
        return book.is_dirty if book else file_id in self.waiting

    def get(self, item: Item, *, seen_bytes: Callable[[], bytes | None]) -> OpenWorkbook:
        """Return a workbook, opened from its checkpoint, else from the folder, else blank."""
        book = self.open.get(item.id)
        if book is None:
            book = self._load(item, seen_bytes=seen_bytes)
            self.open[item.id] = book
        return book

    def _load(self, item: Item, *, seen_bytes: Callable[[], bytes | None]) -> OpenWorkbook:
        from vendor_sandbox.workbook.spreadsheet import Spreadsheet

        checkpoint = self.checkpoint(item.id)
        if checkpoint is not None:
            spreadsheet = Spreadsheet.from_xlsx(
                checkpoint.xlsx, title=item.name, sidecar=checkpoint.sidecar
            )
            number = checkpoint.number
        else:
            data, number = seen_bytes(), 0
            if data is None:
                spreadsheet = Spreadsheet.new(title=item.name, locale=item.locale or "en_US")
            else:
                spreadsheet = Spreadsheet.from_xlsx(
                    data, title=item.name, sidecar=initial_sidecar(item)
                )
        # After a crash the .xlsx in the folder may be older than even the checkpoint.
        is_late = item.id in self.waiting
        book = OpenWorkbook(spreadsheet=spreadsheet, applied=number, is_dirty=is_late)
        for operation_number, operation in self.waiting.get(item.id, ()):
            if operation_number > number:
                spreadsheet.apply(operation)
                book.applied = operation_number
        self.waiting.pop(item.id, None)
        return book

    def replace(self, file_id: str, spreadsheet: Spreadsheet, *, number: int) -> None:
        """Put another workbook in the place of this one (an upload, a hand edit)."""
        self.waiting.pop(file_id, None)
        self.open[file_id] = OpenWorkbook(spreadsheet=spreadsheet, applied=number, is_dirty=True)

    def forget(self, file_id: str) -> None:
        """Drop a workbook from memory; it will be rebuilt from disk when needed."""
        self.open.pop(file_id, None)

    def delete(self, file_id: str) -> None:
        """Remove a workbook for good."""
        self.open.pop(file_id, None)
        self.waiting.pop(file_id, None)
        self._path(file_id).unlink(missing_ok=True)

    def checkpoint(self, file_id: str) -> Checkpoint | None:
        """Return the last checkpoint of a workbook, or None."""
        path = self._path(file_id)
        if not path.exists():
            return None
        head, _, xlsx = path.read_bytes().partition(b"\n")
        return Checkpoint(xlsx=xlsx, **orjson.loads(head))

    def write_checkpoint(self, file_id: str, *, number: int, spreadsheet: Spreadsheet) -> bytes:
        """Write a checkpoint durably and return the .xlsx in it.

        It keeps the hash of the .xlsx before: after a crash between the checkpoint and the file in
        the folder, that older file is still recognised as ours and not taken for a hand edit.
        """
        previous = self.hashes(file_id)
        xlsx = spreadsheet.to_xlsx()
        head = {
            "number": number,
            "sha256": hashlib.sha256(xlsx).hexdigest(),
            "previous_sha256": previous[0] if previous else "",
            "sidecar": spreadsheet.to_sidecar(),
        }
        path = self._path(file_id)
        write_atomically(path, orjson.dumps(head) + b"\n" + xlsx, durable=True)
        return xlsx

    def hashes(self, file_id: str) -> tuple[str, ...]:
        """Return the hashes under which the .xlsx in the folder is ours, newest first."""
        path = self._path(file_id)
        if not path.exists():
            return ()
        with path.open("rb") as file:
            head = orjson.loads(file.readline())
        return (head["sha256"], head["previous_sha256"])

    def _path(self, file_id: str) -> Path:
        # Ids given by a client are checked when the file is made; the hash keeps any id harmless.
        name = hashlib.sha256(file_id.encode()).hexdigest()[:32]
        return self.root / HIDDEN / "sheets" / f"{name}.book"


def initial_sidecar(item: Item) -> dict[str, Any]:
    """Return what a seeded workbook knows besides its .xlsx."""
    sidecar: dict[str, Any] = {}
    if item.locale:
        sidecar["locale"] = item.locale
    if item.sheet_ids:
        sidecar["sheet_ids"] = list(item.sheet_ids)
    return sidecar
