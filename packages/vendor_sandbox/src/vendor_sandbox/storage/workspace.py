"""Sandbox: one world, its tables, its journal, its folder and its open workbooks."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import math
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vendor_sandbox.clock import Clock
from vendor_sandbox.errors import (
    ApiError,
    caller_has_no_permission,
    spreadsheet_not_found,
)
from vendor_sandbox.storage import access
from vendor_sandbox.storage.contents import Contents
from vendor_sandbox.storage.folder import write_atomically
from vendor_sandbox.storage.index import HIDDEN, Index, Seen, read_index, write_index
from vendor_sandbox.storage.items import FOLDER, SPREADSHEET, Identity, Item, root_folder_id
from vendor_sandbox.storage.journal import Journal
from vendor_sandbox.storage.places import path_of
from vendor_sandbox.storage.recovery import replay
from vendor_sandbox.storage.tables import Put
from vendor_sandbox.storage.workbooks import Workbooks

if TYPE_CHECKING:
    from vendor_sandbox.workbook.spreadsheet import Spreadsheet

# Above this the journal is folded into the index while running.
_JOURNAL_LIMIT_BYTES = 8_000_000


class WorkspaceInUseError(RuntimeError):
    """Another sandbox already serves this folder."""


class Workspace:
    """The state behind all routes.

    Every change goes through `commit`: tables and journal move together, so that replaying the
    journal over the last index gives the same tables again. Requests run on one event loop and
    never await between reading and committing, hence no locks.
    """

    def __init__(self, root: Path, *, empty: bool = False) -> None:
        self.root = root.resolve()
        if empty:
            _empty(self.root)
        (self.root / HIDDEN).mkdir(parents=True, exist_ok=True)
        self._lock = (self.root / HIDDEN / "lock").open("w")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as problem:
            raise WorkspaceInUseError(
                f"Another sandbox already serves {self.root}; stop it or choose another --root."
            ) from problem
        index = read_index(self.root)
        self.tables = index.tables
        self.seen = index.seen
        self.contents = Contents(self.root)
        self.workbooks = Workbooks(self.root)
        self.looks_every = 0.0  # seconds: for how long its folder is not looked at again
        self.looked_at = -math.inf
        self.clock = Clock()
        self.tables.now = self.clock.text
        self.journal = Journal(self.root / HIDDEN / "journal.jsonl", after=index.number)
        replay(self, after=index.number)
        self._restore_clock()

    # ---- changes ------------------------------------------------------------------------------

    def commit(
        self, puts: Iterable[Put], *, operation: tuple[str, dict[str, Any]] | None = None
    ) -> int:
        """Journal and apply rows, with at most one spreadsheet operation. Return the number."""
        listed = list(puts)
        record: dict[str, Any] = {"puts": listed}
        if operation is not None:
            record["sheet"] = operation
        number = self.journal.append(record)
        for table, key, value in listed:
            self.tables.put(table, key, value)
        return number

    def change(self, item: Item, *, removed: bool = False) -> Put:
        """Return the row that puts `item` last in the list of changes."""
        row = {
            "n": self.journal.last_number + 1,
            "time": self.clock.text(),
            "removed": removed,
            "drive_id": item.drive_id,
            "owner": item.owner,
        }
        return ("changes", item.id, row)

    # ---- places and bytes ---------------------------------------------------------------------

    def path_of(self, item: Item) -> Path:
        """Return where a file lies in the folder."""
        return path_of(item, root=self.root, tables=self.tables)

    def content_of(self, item: Item) -> bytes:
        """Return the bytes of a file that has some (a native document's are its .docx)."""
        data = self.contents.read(item.sha256)
        if data is not None:
            return data
        path = self.path_of(item)
        if path.is_file():
            data = path.read_bytes()
            if hashlib.sha256(data).hexdigest() == item.sha256:
                return data
        raise ApiError(500, "Internal Error", "internalError")

    def keep_current_content(self, item: Item) -> None:
        """Keep the bytes of the current revision before another one takes their place on disk."""
        if item.sha256 and not self.contents.has(item.sha256):
            self.contents.keep(self.content_of(item))

    def show(self, item: Item, data: bytes) -> None:
        """Write the bytes of a file where a person sees them."""
        stat = write_atomically(self.path_of(item), data)
        sha256 = item.sha256 or hashlib.sha256(data).hexdigest()
        self.seen[item.id] = Seen(stat=stat, sha256=sha256)

    def my_drive(self, identity: Identity) -> Item:
        """Return the root folder of somebody's My Drive, made when first needed."""
        file_id = root_folder_id(identity.email)
        found = self.tables.items.get(file_id)
        if found is not None:
            return found
        now = self.clock.text()
        item = Item(
            id=file_id,
            name="My Drive",
            mime_type=FOLDER,
            owner=identity.email,
            created_time=now,
            modified_time=now,
            disk_name=identity.email.replace("/", "_"),
        )
        self.commit([("items", item.id, item)])
        self.path_of(item).mkdir(parents=True, exist_ok=True)
        return item

    # ---- spreadsheets -------------------------------------------------------------------------

    def spreadsheet_item(self, file_id: str, *, identity: Identity, write: bool = False) -> Item:
        """Return the file behind a spreadsheet, for somebody who may read or change it.

        Raises ApiError as Sheets does: 404 when there is none or it is not shared (Sheets answers
        403 to the latter), 403 without the right to write, 400 for a file of another kind.
        """
        item = self.tables.items.get(file_id)
        if item is None:
            raise spreadsheet_not_found()
        role = access.role_of(item, identity, self.tables)
        if role is None or (write and access.rank(role) < access.rank("writer")):
            raise caller_has_no_permission()
        if item.mime_type != SPREADSHEET:
            raise ApiError(
                400,
                "This operation is not supported for this document",
                "failedPrecondition",
                "FAILED_PRECONDITION",
            )
        return item

    def spreadsheet(self, file_id: str, *, identity: Identity, write: bool = False) -> Spreadsheet:
        """Return an open workbook; a hand edit of its .xlsx is taken up first."""
        item = self.spreadsheet_item(file_id, identity=identity, write=write)
        return self.workbook(item)

    def workbook(self, item: Item) -> Spreadsheet:
        """Return the open workbook of a file, without asking who may read it."""
        from vendor_sandbox.storage.hand_edits import take_up_one

        item = take_up_one(self, item)
        book = self.workbooks.get(item, seen_bytes=lambda: self._seen_bytes(item))
        book.spreadsheet.spreadsheet_id = item.id
        book.spreadsheet.clock = self.clock.now
        return book.spreadsheet

    def mutate_spreadsheet(
        self, file_id: str, operation: dict[str, Any], *, identity: Identity
    ) -> dict[str, Any]:
        """Apply one operation and journal it; the .xlsx follows within a second.

        Raises ApiError and changes nothing when the operation is refused.
        """
        spreadsheet = self.spreadsheet(file_id, identity=identity, write=True)
        answer = spreadsheet.apply(operation)
        self.record_operation(file_id, operation, identity=identity)
        return answer

    def record_operation(
        self, file_id: str, operation: dict[str, Any], *, identity: Identity
    ) -> None:
        """Journal an operation that was just applied, and make it a change of the file."""
        from vendor_sandbox.storage.files import renamed_as_its_workbook, touched

        item = self.tables.items[file_id]
        book = self.workbooks.open[file_id]
        after = touched(item, identity=identity, at=self.clock.text())
        after = renamed_as_its_workbook(self, after, title=book.spreadsheet.title)
        try:
            puts = [("items", file_id, after), self.change(after)]
            book.applied = self.commit(puts, operation=(file_id, operation))
        except ApiError:
            # The journal refused: memory is ahead of the disk and must not be answered from.
            self.workbooks.forget(file_id)
            raise
        book.is_dirty = True
        if after.disk_name != item.disk_name:
            self.rename_on_disk(before=item, after=after)

    def create_spreadsheet(self, body: dict[str, Any], *, identity: Identity) -> Item:
        """Create a spreadsheet as POST /v4/spreadsheets does, in the caller's My Drive.

        Raises ApiError 403 for a service account, which cannot own one there.
        """
        from vendor_sandbox.storage.files import create_spreadsheet_from_body

        if identity.is_service_account:
            raise caller_has_no_permission()
        return create_spreadsheet_from_body(self, body, identity=identity)

    def flush(self, file_id: str) -> None:
        """Bring the checkpoint and the .xlsx of one workbook up to date."""
        from vendor_sandbox.storage.hand_edits import keep_conflicting_edit

        item = self.tables.items.get(file_id)
        if item is None:
            self.workbooks.delete(file_id)
            return
        keep_conflicting_edit(self, item)
        book = self.workbooks.get(item, seen_bytes=lambda: self._seen_bytes(item))
        xlsx = self.workbooks.write_checkpoint(
            file_id, number=book.applied, spreadsheet=book.spreadsheet
        )
        book.is_dirty = False
        self.show(item, xlsx)

    def _seen_bytes(self, item: Item) -> bytes | None:
        path = self.path_of(item)
        return path.read_bytes() if path.is_file() else None

    # ---- start and end ------------------------------------------------------------------------

    def flush_all(self) -> None:
        """Bring every late .xlsx up to date."""
        for file_id in self.workbooks.dirty():
            self.flush(file_id)

    def fold_journal(self) -> None:
        """Write the index and empty the journal."""
        self.flush_all()
        index = Index(number=self.journal.last_number, tables=self.tables, seen=self.seen)
        write_index(self.root, index)
        self.journal.clear()

    def journal_is_long(self) -> bool:
        """Tell whether the journal should be folded while running."""
        return self.journal.size > _JOURNAL_LIMIT_BYTES

    def close(self) -> None:
        """Write everything and release the folder."""
        self.fold_journal()
        self.abandon()

    def abandon(self) -> None:
        """Release the folder without writing, as a kill -9 would."""
        self.journal.close()
        self._lock.close()

    def remember_clock(self) -> None:
        """Journal the clock, so that a restart goes on in the same time."""
        row = {"offset": self.clock.offset_seconds, "frozen_at": self.clock.frozen_at}
        self.commit([("settings", "clock", row)])

    def _restore_clock(self) -> None:
        row = self.tables.get("settings", "clock")
        if row:
            self.clock.offset_seconds = row["offset"]
            self.clock.frozen_at = row["frozen_at"]

    def rename_on_disk(self, *, before: Item, after: Item) -> None:
        """Move a file in the folder from where `before` lay to where `after` lies."""
        source = path_of(before, root=self.root, tables=self.tables)
        if source.exists():
            target = self.path_of(after)
            target.parent.mkdir(parents=True, exist_ok=True)
            source.rename(target)


def _empty(root: Path) -> None:
    for name in ("drive", "my-drive", "mail", HIDDEN):
        with contextlib.suppress(FileNotFoundError):
            shutil.rmtree(root / name)
