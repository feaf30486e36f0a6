"""Store: one writer per programme, by a lock that the kernel or the server frees on a crash.

Leases with an expiry time are avoided: they break when a clock jumps.
"""

import fcntl
import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from relocalisons.store.opening import Store
from relocalisons.store.private_files import open_private

POLL = 0.2  # seconds


@contextmanager
def programme_lock(store: Store, programme: str, *, patience: float) -> Iterator[None]:
    """Hold the programme's lock; raises TimeoutError after `patience` seconds of waiting."""
    holder = _file_lock if store.is_sqlite else _advisory_lock
    with holder(store, programme, patience):
        yield


@contextmanager
def _file_lock(store: Store, programme: str, patience: float) -> Iterator[None]:
    database = store.engine.url.database
    if not database or database == ":memory:":
        yield  # nobody else can see this store
        return
    path = Path(f"{database}.{programme}.lock")
    with os.fdopen(open_private(path), "w") as file:
        deadline = time.monotonic() + patience
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise TimeoutError(programme) from None
                time.sleep(POLL)
        yield  # closing the file frees the lock


@contextmanager
def _advisory_lock(store: Store, programme: str, patience: float) -> Iterator[None]:
    digest = hashlib.sha256(f"relocalisons:{programme}".encode()).digest()
    number = int.from_bytes(digest[:8], "big", signed=True)
    with store.engine.connect() as connection:
        deadline = time.monotonic() + patience
        while not connection.scalar(text("SELECT pg_try_advisory_lock(:n)"), {"n": number}):
            connection.rollback()
            if time.monotonic() >= deadline:
                raise TimeoutError(programme)
            time.sleep(POLL)
        connection.commit()
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:n)"), {"n": number})
            connection.commit()
