"""Sandbox: the append-only file that makes an acknowledged write survive a kill -9."""

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from vendor_sandbox.errors import ApiError
from vendor_sandbox.storage.disk import disk


class Journal:
    """Numbered JSON lines. A line is written when a change is made; `wait_until_durable` is
    awaited before the answer leaves, so that many concurrent writers share one fsync.

    A torn last line (the process died while writing it) was never acknowledged and is cut off.
    """

    def __init__(self, path: Path, *, after: int = 0) -> None:
        self.path = path
        self.last_number = after
        self._durable_number = after
        self._syncing: asyncio.Task[None] | None = None
        self._cut_torn_end()
        self._descriptor = os.open(path, os.O_CREAT | os.O_APPEND | os.O_RDWR, 0o600)
        self._size = os.fstat(self._descriptor).st_size

    @property
    def size(self) -> int:
        """Return the bytes written since the last `clear`."""
        return self._size

    def records(self, *, after: int) -> Iterator[dict[str, Any]]:
        """Yield the records numbered above `after`, oldest first, and go on from the last."""
        with self.path.open("rb") as lines:
            for line in lines:
                record = orjson.loads(line)
                if record["n"] > after:
                    yield record
                self.last_number = max(self.last_number, record["n"])
        self._durable_number = self.last_number

    def append(self, record: dict[str, Any]) -> int:
        """Write one record and return its number.

        Raises ApiError 503 when the disk refuses; what was half written is cut off again.
        """
        number = self.last_number + 1
        line = orjson.dumps({"n": number, **record}) + b"\n"
        try:
            written = 0
            while written < len(line):
                written += os.write(self._descriptor, line[written:])
        except OSError as problem:
            os.ftruncate(self._descriptor, self._size)
            raise ApiError(503, "Backend Error", "backendError") from problem
        self._size += len(line)
        self.last_number = number
        return number

    async def wait_until_durable(self) -> None:
        """Return when everything written so far is on disk."""
        target = self.last_number
        while self._durable_number < target:
            if self._syncing is None or self._syncing.done():
                self._syncing = asyncio.create_task(self._sync())
            await asyncio.shield(self._syncing)

    async def _sync(self) -> None:
        covered = self.last_number
        if disk.is_waited_for:
            await asyncio.to_thread(os.fdatasync, self._descriptor)
        self._durable_number = max(self._durable_number, covered)

    def sync(self) -> None:
        """Put everything written so far on disk, now."""
        disk.force(self._descriptor)
        self._durable_number = self.last_number

    def clear(self) -> None:
        """Forget the records; a checkpoint on disk holds what they said."""
        os.ftruncate(self._descriptor, 0)
        disk.force(self._descriptor)
        self._size = 0
        self._durable_number = self.last_number

    def close(self) -> None:
        """Release the file."""
        os.close(self._descriptor)

    def _cut_torn_end(self) -> None:
        if not self.path.exists():
            return
        content = self.path.read_bytes()
        whole = content.rfind(b"\n") + 1
        if whole < len(content):
            with self.path.open("r+b") as file:
                file.truncate(whole)
