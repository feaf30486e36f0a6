"""Pure: what the Drive holds for a deliverable: its file, an empty one, another format or name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from relocalisons.core.kernel.drive_files import DriveTree, drive_id, has_content, name_matcher
from relocalisons.core.kernel.model import Deliverable, DriveItem, Programme
from relocalisons.core.kernel.words.names import fold

_VERSION = re.compile(r"\bv\.?\s?(\d+(?:\.\d+)*)\b", re.IGNORECASE)
_BARE_VERSION = re.compile(r"v?\.?\s?(\d+(?:\.\d+)*)", re.IGNORECASE)
_EXTENSION = re.compile(r"\.([a-z0-9]{2,5})$", re.IGNORECASE)
_NATIVE = "application/vnd.google-apps."


class WrongFile(StrEnum):
    """Why a file that is there is not the one expected."""

    EMPTY = "empty"
    FORMAT = "format"
    NAME = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesFound:
    """What stands for one deliverable. `item` is its file; else `wrong` is the nearest, and why."""

    item: DriveItem | None = None
    wrong: DriveItem | None = None
    why: WrongFile | None = None
    version: tuple[int, ...] | None = None  # the highest that the names of its files tell


def look_for_files(
    deliverable: Deliverable, *, tree: DriveTree, shared_folders: frozenset[str]
) -> FilesFound:
    """The file of a deliverable, or the file that somebody may have taken for it.

    A file under another name is looked for only in a folder of this deliverable alone
    (`shared_folders`: ids of the others): elsewhere nobody can tell whose file it is.
    """
    named = tuple(_named(deliverable, tree))
    whole = [item for item in named if has_content(item)]
    version = max((found for item in whole if (found := version_of(item.name))), default=None)
    linked = tree.items.get(drive_id(deliverable.file_link) or "")
    if linked is not None and not linked.is_folder and has_content(linked):
        own = version_of(linked.name)
        return FilesFound(item=linked, version=max((v for v in (own, version) if v), default=None))
    if whole:
        return FilesFound(item=whole[0], version=version)
    empty = next(iter(named), None) or (linked if linked and not linked.is_folder else None)
    if empty is not None:
        return FilesFound(wrong=empty, why=WrongFile.EMPTY)
    other = next(_other_format(deliverable, tree), None)
    if other is not None:
        return FilesFound(wrong=other, why=WrongFile.FORMAT)
    folder = drive_id(deliverable.folder)
    if folder is None or folder in shared_folders:
        return FilesFound()
    renamed = max(
        _other_name(deliverable, tree, folder),
        key=lambda item: (item.modified_time, item.file_id),
        default=None,
    )
    return FilesFound(wrong=renamed, why=WrongFile.NAME) if renamed else FilesFound()


def folders_in_common(programme: Programme) -> frozenset[str]:
    """The folders that several deliverables name."""
    seen: set[str] = set()
    twice: set[str] = set()
    for deliverable in programme.deliverables:
        folder = drive_id(deliverable.folder)
        if folder is not None:
            (twice if folder in seen else seen).add(folder)
    return frozenset(twice)


def version_of(name: str) -> tuple[int, ...] | None:
    """`RELOC_L04_Guide_v2.1.pdf` → (2, 1); None when the name tells none."""
    stem = _EXTENSION.sub("", name)
    found = _VERSION.findall(stem.replace("_", " "))
    return _numbers(found[-1]) if found else None


def typed_version(text: str | None) -> tuple[int, ...] | None:
    """« v2 », « 2.1 » → (2,), (2, 1); None when the cell says nothing of the kind."""
    found = _BARE_VERSION.fullmatch((text or "").strip())
    return _numbers(found[1]) if found else None


def expected_extension(deliverable: Deliverable) -> str | None:
    """The extension of its naming rule, else its « Format attendu »: `pdf`; None when unsaid."""
    rule = _EXTENSION.search((deliverable.naming_rule or "").strip())
    if rule is not None:
        return rule[1].lower()
    words = fold(deliverable.expected_format or "")
    return words if re.fullmatch(r"[a-z0-9]{2,5}", words) else None


def _numbers(text: str) -> tuple[int, ...]:
    numbers = [int(part) for part in text.split(".")]
    while len(numbers) > 1 and numbers[-1] == 0:  # v2.0 is v2
        numbers.pop()
    return tuple(numbers)


def _named(deliverable: Deliverable, tree: DriveTree) -> Iterator[DriveItem]:
    if deliverable.naming_rule:
        yield from tree.all_named(deliverable.naming_rule, folder=deliverable.folder)


def _other_format(deliverable: Deliverable, tree: DriveTree) -> Iterator[DriveItem]:
    """Files named by the rule up to its extension, native documents of the same name included."""
    rule = (deliverable.naming_rule or "").strip()
    extension = _EXTENSION.search(rule)
    stem = rule[: extension.start()] if extension else ""
    if not stem.strip("*"):
        return
    for item in tree.all_named(f"{stem}*", folder=deliverable.folder):
        named = _EXTENSION.search(item.name)
        same = named is not None and extension is not None and _same(named[1], extension[1])
        if has_content(item) and not same and (named or item.mime_type.startswith(_NATIVE)):
            yield item


def _other_name(deliverable: Deliverable, tree: DriveTree, folder: str) -> Iterator[DriveItem]:
    extension = expected_extension(deliverable)
    if not deliverable.naming_rule or extension is None:
        return
    matches = name_matcher(deliverable.naming_rule)
    for item in tree.files_in(folder):
        named = _EXTENSION.search(item.name)
        alike = named is not None and _same(named[1], extension)
        if alike and has_content(item) and not matches.fullmatch(item.name.strip()):
            yield item


def _same(one: str, other: str) -> bool:
    return one.lower() == other.lower()
