"""Sandbox: what happens to a file: made, renamed, moved, written, binned, deleted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from vendor_sandbox.errors import ApiError
from vendor_sandbox.storage.access import ancestry
from vendor_sandbox.storage.items import (
    DOCUMENT,
    PRESENTATION,
    SPREADSHEET,
    Identity,
    Item,
    new_file_id,
)
from vendor_sandbox.storage.places import free_disk_name, is_on_disk
from vendor_sandbox.storage.recovery import remove
from vendor_sandbox.storage.tables import Put

if TYPE_CHECKING:
    from vendor_sandbox.storage.workspace import Workspace
    from vendor_sandbox.workbook.spreadsheet import Spreadsheet


def touched(item: Item, *, identity: Identity, at: str) -> Item:
    """Return `item` as modified by somebody: version, time and name move."""
    return replace(
        item,
        version=item.version + 1,
        modified_time=at,
        last_modifying_user=identity.email,
        modified_times={**item.modified_times, identity.email: at},
    )


def bumped(item: Item) -> Item:
    """Return `item` one version later, its content and times as before (a share, a star)."""
    return replace(item, version=item.version + 1)


def add(
    workspace: Workspace,
    item: Item,
    *,
    content: bytes | None = None,
    spreadsheet: Spreadsheet | None = None,
    keep_forever: bool = False,
) -> Item:
    """Make a new file and return it as remembered.

    `content` are the bytes of a file or of a native document; `spreadsheet` is the workbook of a
    native spreadsheet that is not blank.
    """
    item = replace(item, disk_name=free_disk_name(item, tables=workspace.tables))
    puts: list[Put] = []
    if content is not None:
        item = _with_content(workspace, item, content)
        puts.append(_revision_row(workspace, item, keep_forever=keep_forever, first=True))
    if spreadsheet is not None:
        _open_other_workbook(workspace, item, spreadsheet)
    workspace.commit([("items", item.id, item), workspace.change(item), *puts])
    if content is not None:
        workspace.show(item, content)
    elif item.is_folder:
        workspace.path_of(item).mkdir(parents=True, exist_ok=True)
    elif item.mime_type == SPREADSHEET and spreadsheet is None:
        # A blank workbook needs no checkpoint before the answer: it can be made again.
        workspace.workbook(item)
        workspace.workbooks.open[item.id].is_dirty = True
    elif spreadsheet is not None:
        workspace.flush(item.id)
    return item


def write_content(
    workspace: Workspace,
    item: Item,
    content: bytes,
    *,
    identity: Identity,
    keep_forever: bool = False,
) -> Item:
    """Give a file other bytes: a new revision, the old one is kept."""
    workspace.keep_current_content(item)
    after = touched(item, identity=identity, at=workspace.clock.text())
    after = _with_content(workspace, after, content)
    row = _revision_row(workspace, after, keep_forever=keep_forever, first=False)
    workspace.commit([("items", after.id, after), workspace.change(after), row])
    workspace.show(after, content)
    return after


def write_workbook(
    workspace: Workspace, item: Item, spreadsheet: Spreadsheet, *, identity: Identity
) -> Item:
    """Put another workbook in the place of a native spreadsheet's (an upload, a hand edit)."""
    after = touched(item, identity=identity, at=workspace.clock.text())
    _open_other_workbook(workspace, after, spreadsheet)
    workspace.commit([("items", after.id, after), workspace.change(after)])
    workspace.flush(after.id)
    return after


def save(workspace: Workspace, before: Item, after: Item) -> Item:
    """Remember a file under other metadata, and move it in the folder if that says so."""
    if (after.name, after.parent_id, after.trashed) != (
        before.name,
        before.parent_id,
        before.trashed,
    ):
        after = replace(after, disk_name=free_disk_name(after, tables=workspace.tables))
    workspace.commit([("items", after.id, after), workspace.change(after)])
    if is_on_disk(after):
        workspace.rename_on_disk(before=before, after=after)
    if after.name != before.name and after.mime_type == SPREADSHEET:
        _retitle(workspace, after)
    return after


def move_to_drive(workspace: Workspace, item: Item, *, drive_id: str) -> None:
    """Give everything below a moved folder the drive that the folder now lies in."""
    for child in workspace.tables.children(item.id):
        after = replace(bumped(child), drive_id=drive_id, owner="" if drive_id else child.owner)
        workspace.commit([("items", after.id, after), workspace.change(after)])
        move_to_drive(workspace, after, drive_id=drive_id)


def delete(workspace: Workspace, item: Item) -> None:
    """Remove a file for good, with everything in it."""
    doomed = [item, *descendants(workspace, item)]
    path = workspace.path_of(item)
    puts: list[Put] = []
    for each in doomed:
        puts += [("items", each.id, None), ("revisions", each.id, None)]
        puts += [("comments", each.id, None)]
    row: dict[str, Any] = {
        "n": workspace.journal.last_number + 1,
        "time": workspace.clock.text(),
        "removed": True,
        "drive_id": item.drive_id,
        "owner": item.owner,
    }
    puts += [("changes", each.id, row) for each in doomed]
    workspace.commit(puts)
    if is_on_disk(item):
        remove(path.parent if item.trashed else path)
    for each in doomed:
        workspace.seen.pop(each.id, None)
        workspace.workbooks.delete(each.id)


def descendants(workspace: Workspace, item: Item) -> list[Item]:
    """Return everything below a folder."""
    found: list[Item] = []
    for child in workspace.tables.children(item.id):
        found += [child, *descendants(workspace, child)]
    return found


def copy_of(
    workspace: Workspace, source: Item, target: Item, *, keep_forever: bool = False
) -> Item:
    """Make `target` a copy of the content of `source`."""
    if source.mime_type == SPREADSHEET:
        from vendor_sandbox.workbook.spreadsheet import Spreadsheet

        original = workspace.workbook(source)
        spreadsheet = Spreadsheet.from_xlsx(
            original.to_xlsx(), title=target.name, sidecar=original.to_sidecar()
        )
        return add(workspace, target, spreadsheet=spreadsheet)
    content = workspace.content_of(source) if source.sha256 else None
    return add(workspace, target, content=content, keep_forever=keep_forever)


def revisions_of(workspace: Workspace, item: Item) -> list[dict[str, Any]]:
    """Return the revisions of a file, oldest first.

    A seeded file, and a native spreadsheet whose edits Google merges, have one.
    """
    rows = workspace.tables.get("revisions", item.id)
    if rows:
        return list(rows)
    if item.sha256 or item.mime_type in {SPREADSHEET, DOCUMENT, PRESENTATION}:
        return [_revision(item, keep_forever=False)]
    return []


def renamed_as_its_workbook(workspace: Workspace, item: Item, *, title: str) -> Item:
    """Return a spreadsheet's file under the title its workbook has now."""
    if title == item.name:
        return item
    renamed = replace(item, name=title)
    return replace(renamed, disk_name=free_disk_name(renamed, tables=workspace.tables))


def create_spreadsheet_from_body(
    workspace: Workspace, body: Mapping[str, Any], *, identity: Identity
) -> Item:
    """Make a spreadsheet in My Drive from the body of POST /v4/spreadsheets."""
    from vendor_sandbox.workbook.spreadsheet import Spreadsheet

    properties = body.get("properties") or {}
    title = properties.get("title") or "Untitled spreadsheet"
    spreadsheet = Spreadsheet.from_body(dict(body), title=title)
    now = workspace.clock.text()
    item = Item(
        id=new_file_id(),
        name=title,
        mime_type=SPREADSHEET,
        parent_id=workspace.my_drive(identity).id,
        owner=identity.email,
        created_time=now,
        modified_time=now,
        last_modifying_user=identity.email,
    )
    return add(workspace, item, spreadsheet=spreadsheet)


def require_no_cycle(workspace: Workspace, item: Item, parent: Item) -> None:
    """Raise ApiError 403 when a folder would lie in itself."""
    if any(each.id == item.id for each in ancestry(parent, workspace.tables)):
        raise ApiError(
            403,
            "A folder cannot be made a child of itself or of one of its descendants.",
            "cyclicFolderStructure",
        )


def _with_content(workspace: Workspace, item: Item, content: bytes) -> Item:
    sums = workspace.contents.keep(content)
    return replace(
        item,
        sha256=sums.sha256,
        sha1=sums.sha1,
        md5=sums.md5,
        size=sums.size,
        head_revision_id=new_file_id(),
        original_filename=item.original_filename or item.name,
    )


def _revision(item: Item, *, keep_forever: bool) -> dict[str, Any]:
    return {
        "id": item.head_revision_id or "1",
        "modified_time": item.modified_time,
        "user": item.last_modifying_user,
        "keep_forever": keep_forever,
        "sha256": item.sha256,
        "md5": item.md5,
        "size": item.size,
        "mime_type": item.mime_type,
        "original_filename": item.original_filename,
    }


def _revision_row(workspace: Workspace, item: Item, *, keep_forever: bool, first: bool) -> Put:
    earlier = [] if first else revisions_of(workspace, workspace.tables.items[item.id])
    return ("revisions", item.id, [*earlier, _revision(item, keep_forever=keep_forever)])


def _open_other_workbook(workspace: Workspace, item: Item, spreadsheet: Spreadsheet) -> None:
    number = workspace.journal.last_number
    workspace.workbooks.write_checkpoint(item.id, number=number, spreadsheet=spreadsheet)
    workspace.workbooks.replace(item.id, spreadsheet, number=number)


def _retitle(workspace: Workspace, item: Item) -> None:
    spreadsheet = workspace.workbook(item)
    if spreadsheet.title == item.name:
        return
    properties = {"properties": {"title": item.name}, "fields": "title"}
    operation = {
        "op": "batchUpdate",
        "requests": [{"updateSpreadsheetProperties": properties}],
    }
    spreadsheet.apply(operation)
    book = workspace.workbooks.open[item.id]
    book.applied = workspace.commit([], operation=(item.id, operation))
    book.is_dirty = True
