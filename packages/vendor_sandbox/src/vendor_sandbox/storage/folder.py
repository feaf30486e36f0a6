"""Sandbox: names and atomic writes in the folder that a person can open."""

import os
import re
import tempfile
import unicodedata
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from vendor_sandbox.storage.disk import disk
from vendor_sandbox.storage.items import NATIVE_EXTENSIONS

# Windows and macOS refuse or hide some names that Drive accepts; the folder must open anywhere.
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]')
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_LONGEST_BYTES = 180
# Our own half-written files; the name is one that a walk through the folder ignores.
TEMPORARY_PREFIX, TEMPORARY_SUFFIX = ".~bac-a-sable-", ".tmp"

# Lock files and half-written copies of office programs are nobody's document.
_IGNORED = re.compile(r"^(\.|~\$|Thumbs\.db$|desktop\.ini$)|\.(tmp|part|crdownload)$|~$")


class Stat(NamedTuple):
    """What tells cheaply that a file may have changed."""

    modified_ns: int
    size: int
    inode: int


def stat_of(path: Path) -> Stat | None:
    """Return the stat of a file, or None when it is not there."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return Stat(found.st_mtime_ns, found.st_size, found.st_ino)


@lru_cache(maxsize=4_096)  # each listing looks at every name of the folder
def is_ignored(name: str) -> bool:
    """Tell whether a name on disk is not a document (hidden, temporary, a lock)."""
    return _IGNORED.search(name) is not None


def comparable(name: str) -> str:
    """Return the form in which two names collide on case-insensitive disks."""
    return unicodedata.normalize("NFC", name).casefold()


def disk_name(name: str, *, mime_type: str, taken: Collection[str]) -> str:
    """Return a safe name for the disk, with the extension of a native file.

    `taken` holds the `comparable` names already in the folder; a second « Suivi.xlsx » becomes
    « Suivi (2).xlsx », because the same name twice is legal on Drive only.
    """
    extension = NATIVE_EXTENSIONS.get(mime_type, "")
    stem = unicodedata.normalize("NFC", name)
    # A lone surrogate can come from a JSON escape; no file system takes it.
    stem = stem.encode("utf-8", "replace").decode("utf-8")
    stem = _FORBIDDEN.sub("_", stem).strip().rstrip(".") or "sans nom"
    if stem[0] in ".~" or is_ignored(stem) or _RESERVED.match(stem):
        stem = "_" + stem.lstrip(".")
    if is_ignored(stem):
        stem += "_"
    if extension and stem.lower().endswith(extension):
        stem = stem[: -len(extension)] or "sans nom"
    if not extension and "." in stem[1:]:
        stem, dot, tail = stem.rpartition(".")
        if len(tail) <= 8:
            extension = dot + tail
        else:
            stem = stem + dot + tail
    stem = _shorten(stem)
    candidate, number = stem + extension, 2
    while comparable(candidate) in taken:
        candidate, number = f"{stem} ({number}){extension}", number + 1
    return candidate


def write_atomically(path: Path, data: bytes, *, durable: bool = False) -> Stat:
    """Write a whole file or nothing: a temporary file beside it, then a rename."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(
        dir=path.parent, prefix=TEMPORARY_PREFIX, suffix=TEMPORARY_SUFFIX
    )
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if durable:
                file.flush()
                disk.force(file.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
    if durable:
        sync_directory(path.parent)
    found = path.stat()
    return Stat(found.st_mtime_ns, found.st_size, found.st_ino)


def sync_directory(path: Path) -> None:
    """Make renames in a directory survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        disk.force(descriptor)
    finally:
        os.close(descriptor)


def _shorten(stem: str) -> str:
    encoded = stem.encode("utf-8")
    if len(encoded) <= _LONGEST_BYTES:
        return stem
    return encoded[:_LONGEST_BYTES].decode("utf-8", "ignore").rstrip()
