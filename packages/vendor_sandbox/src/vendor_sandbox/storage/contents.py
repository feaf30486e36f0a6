"""Sandbox: bytes of every revision, kept under their own sha256."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from vendor_sandbox.storage.folder import write_atomically
from vendor_sandbox.storage.index import HIDDEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Checksums:
    """What Drive says about bytes, in hexadecimal, and their number."""

    sha256: str
    sha1: str
    md5: str
    size: int


def checksums(data: bytes) -> Checksums:
    """Return the checksums of `data`."""
    return Checksums(
        sha256=hashlib.sha256(data).hexdigest(),
        sha1=hashlib.sha1(data, usedforsecurity=False).hexdigest(),
        md5=hashlib.md5(data, usedforsecurity=False).hexdigest(),
        size=len(data),
    )


class Contents:
    """A store of bytes by sha256; writing the same bytes twice costs nothing."""

    def __init__(self, root: Path) -> None:
        self._base = root / HIDDEN / "blobs"

    def _path(self, sha256: str) -> Path:
        return self._base / sha256[:2] / sha256

    def has(self, sha256: str) -> bool:
        """Tell whether these bytes are kept."""
        return self._path(sha256).exists()

    def keep(self, data: bytes) -> Checksums:
        """Keep `data` durably and return its checksums."""
        sums = checksums(data)
        if not self.has(sums.sha256):
            write_atomically(self._path(sums.sha256), data, durable=True)
        return sums

    def read(self, sha256: str) -> bytes | None:
        """Return the bytes, or None when they are not kept."""
        path = self._path(sha256)
        return path.read_bytes() if path.exists() else None
