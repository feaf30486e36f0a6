"""Sandbox, Drive: resumable uploads under way, on disk, so that a restart goes on with them."""

import os
import re
import secrets
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import orjson

from vendor_sandbox.storage.folder import write_atomically
from vendor_sandbox.storage.index import HIDDEN
from vendor_sandbox.storage.items import new_file_id

_ID = re.compile(r"^[A-Za-z0-9_-]{20,60}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One upload. `total` is None while the client has not said; `done_file_id` is empty until
    the file is made. A new file gets the id that was chosen when the upload began.
    """

    id: str
    body: dict[str, Any]
    media_type: str
    total: int | None
    new_id: str
    received: int = 0
    done_file_id: str = ""


class Sessions:
    """The uploads of a workspace: `<id>.json` says what, `<id>.part` holds the bytes so far."""

    def __init__(self, root: Path) -> None:
        self._base = root / HIDDEN / "uploads"

    def open(self, *, body: dict[str, Any], media_type: str, total: int | None) -> Session:
        """Begin an upload."""
        session = Session(
            id="AB" + secrets.token_urlsafe(24),
            body=body,
            media_type=media_type,
            total=total,
            new_id=new_file_id(),
        )
        write_atomically(self._bytes(session), b"", durable=True)
        self._save(session)
        return session

    def find(self, session_id: str) -> Session | None:
        """Return an upload, with the bytes that are really there, or None."""
        if not _ID.match(session_id):
            return None
        path = self._base / f"{session_id}.json"
        if not path.exists():
            return None
        session = Session(**orjson.loads(path.read_bytes()))
        if session.done_file_id:
            return session
        return replace(session, received=self._bytes(session).stat().st_size)

    def append(self, session: Session, data: bytes, *, total: int | None) -> Session:
        """Add a chunk durably; it is acknowledged after this."""
        if data:
            with self._bytes(session).open("ab") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        after = replace(
            session,
            received=session.received + len(data),
            total=session.total if total is None else total,
        )
        if after.total != session.total:
            self._save(after)
        return after

    def content(self, session: Session) -> bytes:
        """Return all bytes of an upload."""
        return self._bytes(session).read_bytes()

    def finish(self, session: Session, *, file_id: str) -> None:
        """Remember which file an upload became, and drop its bytes."""
        self._save(replace(session, done_file_id=file_id))
        self._bytes(session).unlink(missing_ok=True)

    def _bytes(self, session: Session) -> Path:
        return self._base / f"{session.id}.part"

    def _save(self, session: Session) -> None:
        write_atomically(self._base / f"{session.id}.json", orjson.dumps(session), durable=True)
