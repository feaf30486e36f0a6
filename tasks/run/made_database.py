"""The empty database of Prefect, made once for an environment: a private server starts with a copy.

Making it runs all of Prefect's migrations, four seconds of processor, the same each time. `make
setup` does it; an environment without one lets each server make its own.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

_NAME = "prefect.db"  # in the home of a server


def made_database() -> Path:
    """Where that of this Prefect lies, whether made or not."""
    return Path(sys.prefix) / "share" / "relocalisons" / f"prefect-{version('prefect')}.db"


def begin_with_made_database(home: Path) -> bool:
    """Give the home of a server that has none a database; False where nothing was given."""
    kept, made = home / _NAME, made_database()
    if kept.exists() or not made.exists():
        return False
    half = home / f"{_NAME}.half"
    shutil.copyfile(made, half)
    half.replace(kept)
    return True


def make_database(path: Path) -> None:
    """Have Prefect make its database, and keep it at `path` in one file.

    Raises CalledProcessError when Prefect cannot.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        home = Path(folder)
        alone = {
            "PATH": os.defpath,
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
            "HOME": folder,
            "PREFECT_HOME": folder,
            "PREFECT_LOGGING_LEVEL": "WARNING",
            "DO_NOT_TRACK": "1",
        }
        subprocess.run(
            [sys.executable, "-m", "prefect", "server", "database", "upgrade", "--yes"],
            check=True,
            stdout=subprocess.DEVNULL,
            env=alone,
        )
        half = home / "whole.db"
        # What still stands in the journal beside it comes along.
        with closing(sqlite3.connect(home / _NAME)) as live, closing(sqlite3.connect(half)) as copy:
            live.backup(copy)
        half.replace(path)


if __name__ == "__main__":
    if not made_database().exists():
        make_database(made_database())
