"""Pure: the Drive listing: files of a folder at any depth, naming rules, links."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from relocalisons.core.kernel.sheets import DriveItem

_DRIVE_ID = re.compile(r"(?:/d/|/folders/|[?&]id=)([\w-]{10,})")
_BARE_ID = re.compile(r"[\w-]{10,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class DriveTree:
    """The files and folders of one listing, trashed ones left out."""

    items: dict[str, DriveItem]
    children: dict[str, tuple[DriveItem, ...]] = field(
        default_factory=dict[str, tuple[DriveItem, ...]]
    )

    def files_in(self, folder_id: str) -> Iterator[DriveItem]:
        """The files of a folder and of its sub-folders, at any depth."""
        waiting, seen = [folder_id], {folder_id}
        while waiting:
            for item in self.children.get(waiting.pop(), ()):
                if not item.is_folder:
                    yield item
                elif item.file_id not in seen:  # a listing read during a move may hold a loop
                    seen.add(item.file_id)
                    waiting.append(item.file_id)

    def find_named(self, rule: str, *, folder: str | None) -> DriveItem | None:
        """The first non-empty file whose name follows `rule`, in the folder or anywhere.

        `folder` is a Drive URL or id as typed; an unknown one holds nothing.
        """
        return next(
            (item for item in self.all_named(rule, folder=folder) if has_content(item)), None
        )

    def all_named(self, rule: str, *, folder: str | None) -> Iterator[DriveItem]:
        """Every file whose name follows `rule`, empty ones included."""
        if folder:
            files = self.files_in(drive_id(folder) or "")
        else:
            files = (item for item in self.items.values() if not item.is_folder)
        matches = name_matcher(rule)
        return (item for item in files if matches.fullmatch(_plain(item.name)))

    def find_linked(self, link: str) -> DriveItem | None:
        """The non-empty file that a link points to, if it is in this Drive."""
        item = self.items.get(drive_id(link) or "")
        return item if item and not item.is_folder and has_content(item) else None


def index_items(items: Iterable[DriveItem]) -> DriveTree:
    """Index a listing by id and by folder."""
    kept = {item.file_id: item for item in items if not item.trashed}
    children: dict[str, list[DriveItem]] = {}
    for item in kept.values():
        if item.parent_id:
            children.setdefault(item.parent_id, []).append(item)
    return DriveTree(
        items=kept, children={parent: tuple(found) for parent, found in children.items()}
    )


def has_content(item: DriveItem) -> bool:
    """Whether a file is more than an empty shell; native Google files have no size."""
    return item.size is None or item.size > 0


def name_matcher(rule: str) -> re.Pattern[str]:
    """The pattern of a naming rule: `*` stands for anything, case does not matter."""
    first, *others = map(re.escape, re.sub(r"\*+", "*", _plain(rule)).split("*"))
    if not others:
        return re.compile(first, re.IGNORECASE)
    *middle, last = others
    # Atomic groups keep the search linear, however many stars somebody types.
    stars = "".join(f"(?>.*?{part})" for part in middle)
    return re.compile(f"{first}{stars}.*{last}", re.IGNORECASE | re.DOTALL)


@lru_cache(maxsize=16_384)
def _plain(name: str) -> str:
    # A Mac uploads « é » as two characters; people cannot see the difference.
    return unicodedata.normalize("NFC", name).strip()


@lru_cache(maxsize=8192)
def drive_id(text: str | None) -> str | None:
    """The Drive id in a URL, or `text` itself when it is an id; None otherwise."""
    text = (text or "").strip()
    found = _DRIVE_ID.search(text)
    if found:
        return found.group(1)
    return text if _BARE_ID.fullmatch(text) else None
