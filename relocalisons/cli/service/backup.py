"""`relocalisons backup` and `restore`: the store and the programme's file, in one folder.

Never a secret: the folder names those that are to be given again. A backup is read back before it
is called one; a restoration writes over nothing.
"""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sqlalchemy import make_url

from relocalisons.cli.service.forgetting import LIST, forget_everybody_again, list_of
from relocalisons.configuration.programmes import environment_of
from relocalisons.configuration.variables import VARIABLES
from relocalisons.errors import ConfigurationError
from relocalisons.settings import ROOT, Settings, load_settings
from relocalisons.store.copying import copy_in, copy_out
from relocalisons.store.opening import NEWEST
from relocalisons.store.private_files import make_private_folder

STORE, SUMS, MANIFEST = "store.db", "SHA256SUMS", "manifest.json"
HIDDEN = "***"
_STAMP = "%Y%m%d-%H%M%S"


def back_up(programme: str, *, to: Path, keep: int, at: datetime) -> Path:
    """Make the folder `relocalisons-<programme>-<hour>` below `to`; the folder.

    `keep`: of those of this programme, the newest that stay; 0: all. Raises ConfigurationError.
    """
    settings = load_settings(programme)
    name = f"relocalisons-{programme}-{at.astimezone(UTC):{_STAMP}}"
    folder, part = to / name, to / f".{name}.part"
    if folder.exists():
        raise ConfigurationError(f"{folder} is there already: nothing is written over it.")
    try:
        make_private_folder(to)
        part.mkdir(mode=0o700)
        rows = copy_out(settings.store_url, part / STORE)
        _write(part / f"{programme}.toml", _without_password(_file_of(programme)))
        known = list_of(settings)
        _write(part / LIST, known.read_text("ascii") if known.exists() else "")
        _write(part / MANIFEST, _manifest(programme, settings, rows=rows, at=at))
        _write(part / SUMS, _sums(part))
        part.rename(folder)  # whole, or not at all
    except OSError as error:
        raise ConfigurationError(
            f"{to}: the backup cannot be written ({error.strerror})."
        ) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    for old in _older(to, programme, keep=keep):
        shutil.rmtree(old)
    return folder


def restore(folder: Path) -> tuple[str, Mapping[str, int], list[str]]:
    """Bring a backup back into an empty store: (programme, rows, what is left to do).

    The programme's file is written where there is none. Raises ConfigurationError when a sum is
    wrong, a file misses, or something would be written over.
    """
    manifest = check(folder)
    programme = str(manifest["programme"])
    left = []
    file, own = folder / f"{programme}.toml", _file_of(programme)
    if not own.exists():
        _write(own, file.read_text("utf-8"))
        left.append(f"{own} was written: look at store_url and at the addresses.")
        if HIDDEN in file.read_text("utf-8"):
            left.append(f"{own}: store_url has {HIDDEN} where its password was.")
    elif own.read_text("utf-8") != file.read_text("utf-8"):
        left.append(f"{own} differs from the one of the backup, and was kept.")
    settings = load_settings(programme)
    if HIDDEN in settings.store_url:
        raise ConfigurationError(
            f"{own}, store_url: write the password in the place of {HIDDEN} (or set "
            "RELOCALISONS_STORE_URL), then restore again."
        )
    if settings.store_url.startswith("sqlite"):
        make_private_folder(Path(settings.store_url.partition(":///")[2]).parent)
    rows = copy_in(folder / STORE, settings.store_url)
    left += _forget(settings, folder, programme)
    missing = [name for name in manifest["secrets"] if not _is_given(name, programme)]
    if missing:
        left.append(f"Secrets to give again: {', '.join(missing)}.")
    left.append(
        f"The store is as it was on {manifest['made_at']}. If mails left since, the next run that "
        "would send refuses, and says what to type (runbook, « A restored backup »)."
    )
    return programme, rows, left


def _forget(settings: Settings, folder: Path, programme: str) -> list[str]:
    """Whoever was forgotten since the backup is taken out of it; what is to be said of it.

    The backups beside it that are younger know of later erasures.
    """
    lists = sorted(folder.parent.glob(f"relocalisons-{programme}-*/{LIST}"))
    try:
        changed, known = forget_everybody_again(settings, at=datetime.now(UTC), lists=lists)
    except ConfigurationError as error:
        return [f"Before anything runs: {error}"]
    if not known:
        return []
    return [f"{changed} rows of people who were forgotten were taken out of it again."]


def check(folder: Path) -> Mapping[str, Any]:
    """What a backup says of itself, once every sum was found right. Raises ConfigurationError."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        sums = (folder / SUMS).read_text("utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"{folder} is no backup of this service.") from error
    for line in sums:
        expected, _, name = line.partition("  ")
        try:
            found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        except OSError as error:
            raise ConfigurationError(f"{folder}: {name} is missing.") from error
        if found != expected:
            raise ConfigurationError(
                f"{folder}: {name} is not what was backed up (its sum differs)."
            )
    return manifest


def _manifest(programme: str, settings: Settings, *, rows: Mapping[str, int], at: datetime) -> str:
    said = {
        "programme": programme,
        "code": settings.programme.code,
        "made_at": at.astimezone(UTC).isoformat(timespec="seconds"),
        "program": version("relocalisons"),
        "store_version": NEWEST,
        "database": make_url(settings.store_url).get_backend_name(),
        "rows": dict(rows),
        "secrets": sorted(
            each.name for each in VARIABLES if each.is_secret and _is_given(each.name, programme)
        ),
    }
    return json.dumps(said, indent=2, ensure_ascii=False) + "\n"


def _is_given(name: str, programme: str) -> bool:
    given = environment_of(os.environ, programme)
    return bool(given.get(name) or given.get(f"{name}_FILE"))


def _sums(folder: Path) -> str:
    """As `sha256sum --check SHA256SUMS` reads them."""
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
        for path in sorted(folder.iterdir())
    )


def _without_password(file: Path) -> str:
    """The file, with the password of an address of PostgreSQL taken out, were it not in force."""
    return re.sub(
        r"(postgresql\+psycopg://[^:/@\s\"']+):[^@\s\"']+@",
        rf"\1:{HIDDEN}@",
        file.read_text("utf-8-sig"),
    )


def _file_of(programme: str) -> Path:
    folder = Path(os.environ.get("RELOCALISONS_CONFIG_DIR") or ROOT / "config")
    return folder / f"{programme}.toml"


def _write(path: Path, text: str) -> None:
    """For its owner only; never over another."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)


def _older(to: Path, programme: str, *, keep: int) -> list[Path]:
    stamp = re.compile(rf"relocalisons-{re.escape(programme)}-\d{{8}}-\d{{6}}")
    mine = sorted(each for each in to.iterdir() if stamp.fullmatch(each.name))
    return mine[:-keep] if keep > 0 else []
