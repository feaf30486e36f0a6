"""Files of secrets that a command makes: readable by whoever runs it, and by nobody else."""

import os
import tempfile
from pathlib import Path

from relocalisons.errors import ConfigurationError


def usual_secret(name: str) -> Path:
    """Where a secret of that name is kept when nothing says where."""
    base = os.environ.get("XDG_CONFIG_HOME")
    folder = Path(base) if base else Path.home() / ".config"
    return folder / "relocalisons" / name


def write_secret(path: Path, secret: str) -> None:
    """Write a file whole or not at all, that nobody else can read at any moment."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # `mkstemp` makes files of mode 0600; the new name takes over an older, laxer file.
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        draft = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(secret + "\n")
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be written: {error.strerror}.") from error
