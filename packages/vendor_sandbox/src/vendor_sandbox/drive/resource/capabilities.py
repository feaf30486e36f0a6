"""Sandbox, Drive: what somebody may do with a file, as `capabilities` says it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from vendor_sandbox.storage.access import rank, role_of
from vendor_sandbox.storage.items import ROLE_RANK, Item

if TYPE_CHECKING:
    from vendor_sandbox.drive.caller import Caller

_READER = ROLE_RANK["reader"]
_COMMENTER = ROLE_RANK["commenter"]
_WRITER = ROLE_RANK["writer"]
_FILE_ORGANIZER = ROLE_RANK["fileOrganizer"]
_ORGANIZER = ROLE_RANK["organizer"]


def _at_least(role: int) -> Callable[[Item, int], bool]:
    return lambda item, rank: rank >= role


def _to_move(item: Item, rank: int) -> bool:
    """Contributors of a shared drive add and edit; moving and binning takes a content manager."""
    return rank >= (_FILE_ORGANIZER if item.drive_id else _WRITER)


def _folder(role: int) -> Callable[[Item, int], bool]:
    return lambda item, rank: item.is_folder and rank >= role


def _to_trash(item: Item, rank: int) -> bool:
    return rank >= (_FILE_ORGANIZER if item.drive_id else ROLE_RANK["owner"])


def _to_delete(item: Item, rank: int) -> bool:
    return rank >= (_ORGANIZER if item.drive_id else ROLE_RANK["owner"])


def _never(item: Item, rank: int) -> bool:
    return False


CAPABILITIES: Mapping[str, Callable[[Item, int], bool]] = {
    "canAcceptOwnership": _never,
    "canAddChildren": _folder(_WRITER),
    "canAddFolderFromAnotherDrive": lambda item, rank: (
        item.is_folder and bool(item.drive_id) and rank >= _WRITER
    ),
    "canAddMyDriveParent": _never,
    "canChangeCopyRequiresWriterPermission": _to_move,
    "canChangeViewersCanCopyContent": _to_move,
    "canComment": _at_least(_COMMENTER),
    "canCopy": lambda item, rank: not item.is_folder and rank >= _READER,
    "canDelete": _to_delete,
    "canDeleteChildren": lambda item, rank: item.is_folder and _to_delete(item, rank),
    "canDownload": lambda item, rank: not item.is_folder and rank >= _READER,
    "canEdit": _at_least(_WRITER),
    "canListChildren": _folder(_READER),
    "canModifyContent": _at_least(_WRITER),
    "canModifyContentRestriction": _at_least(_WRITER),
    "canMoveChildrenOutOfDrive": _folder(_ORGANIZER),
    "canMoveChildrenWithinDrive": lambda item, rank: item.is_folder and _to_move(item, rank),
    "canMoveItemOutOfDrive": lambda item, rank: rank >= _ORGANIZER,
    "canMoveItemWithinDrive": _to_move,
    "canReadDrive": lambda item, rank: bool(item.drive_id),
    "canReadRevisions": lambda item, rank: not item.is_folder and rank >= _WRITER,
    "canRemoveChildren": lambda item, rank: item.is_folder and _to_move(item, rank),
    "canRename": _at_least(_WRITER),
    "canShare": _at_least(_WRITER),
    "canTrash": _to_trash,
    "canTrashChildren": lambda item, rank: item.is_folder and _to_trash(item, rank),
    "canUntrash": _to_trash,
}


def capabilities_of(item: Item, caller: Caller) -> dict[str, bool]:
    """Return all capabilities of the caller on a file."""
    strength = rank(role_of(item, caller.identity, caller.workspace.tables))
    return {name: bool(test(item, strength)) for name, test in CAPABILITIES.items()}
