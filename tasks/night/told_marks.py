"""That something was told today, as a file of the state folder: for when no store can remember it.

In a folder that is ours alone: in a shared one, anybody could make the file and so silence us.
By day, since nothing says when what was told is mended.
"""

import os
from datetime import datetime
from pathlib import Path

from relocalisons.store.private_files import make_private_folder, open_private


def is_told(folder: Path, what: str, *, at: datetime) -> bool:
    """Whether it was told on that day already."""
    return _mark(folder, what, at=at).exists()


def remember_told(folder: Path, what: str, *, at: datetime) -> None:
    """It was told; the marks of other days go."""
    make_private_folder(folder)
    forget_told(folder, what)
    os.close(open_private(_mark(folder, what, at=at)))


def forget_told(folder: Path, what: str) -> None:
    """It is over: when it comes back it is told again, the same day too."""
    for old in folder.glob(f"told-{what}-????-??-??"):
        old.unlink(missing_ok=True)


def _mark(folder: Path, what: str, *, at: datetime) -> Path:
    return folder / f"told-{what}-{at:%Y-%m-%d}"
