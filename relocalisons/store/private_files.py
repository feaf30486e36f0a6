"""Store: files that only the service's own account can read.

The store holds addresses: compressed is not secret. SQLite gives its side files (`-wal`, `-shm`,
`-journal`) the mode of the database at the moment it makes them, and a backup or an older version
of the service may have left a laxer one: so modes are set before the file is opened, each time.
"""

import contextlib
import os
from pathlib import Path

_OWNER = 0o600
_SIDES = ("", "-wal", "-shm", "-journal")


def keep_private(database: Path) -> None:
    """Make a SQLite file private, with its side files; it is made, empty, when there is none.

    Nothing is raised: a folder that is missing or a file of somebody else is told by the opening
    that follows.
    """
    with contextlib.suppress(OSError):
        # Made by us with its mode, not by SQLite and then closed to others a moment later.
        os.close(os.open(database, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _OWNER))
    for side in _SIDES:
        path = Path(f"{database}{side}")
        with contextlib.suppress(OSError):
            if path.stat().st_mode & 0o077:
                path.chmod(_OWNER)


def open_private(path: Path) -> int:
    """A descriptor for writing of a file that nobody else can open: what they could, they lock."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _OWNER)
    os.fchmod(descriptor, _OWNER)
    return descriptor


def make_private_folder(folder: Path) -> None:
    """Make a folder that only we can enter; one that is there keeps its mode. Raises OSError."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
