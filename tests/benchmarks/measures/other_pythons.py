"""The same cells on every other Python at hand, each in an environment of its own.

The environments are those that `make test PYTHON=… VENV=.venv-…` uses; a full run makes what lacks.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.table.rows import Figure, Row, Size, Target

from relocalisons.settings import ROOT

ASKED = ">=3.11,<3.15"
ALONE = (
    "import json, sys; from benchmarks.measures.cells import ours_alone; "
    "from benchmarks.table.rows import Size; print(json.dumps(ours_alone(Size(sys.argv[1]))))"
)


def rows(size: Size, *, target: Target) -> Iterator[Row]:
    """A row a version; one that cannot be asked says why."""
    for version in versions_at_hand():
        work = f"French cells, the same on Python {version}"
        try:
            python = _environment(version, make=size is Size.FULL)
            speed, wrong = json.loads(_said([str(python), "-c", ALONE, size]))
        except (OSError, RuntimeError, ValueError) as error:
            yield Row(work=work, peer=f"Python {version}", absent=str(error))
            continue
        yield Row(
            work=work,
            ours=Figure(value=speed, unit="rows/s"),
            same=not wrong,
            judged=f"{wrong} wrong",
            target=target,
        )


def versions_at_hand() -> list[str]:
    """« 3.11 », « 3.13 »: what uv finds installed, but the one that runs this."""
    try:
        found = json.loads(
            _said([_uv(), "python", "list", "--only-installed", "--output-format", "json", ASKED])
        )
    except (OSError, RuntimeError, ValueError):
        return []
    parts = [one["version_parts"] for one in found if one.get("implementation") == "cpython"]
    own = sys.version_info[:2]
    return [
        f"{major}.{minor}"
        for major, minor in sorted({(one["major"], one["minor"]) for one in parts})
        if (major, minor) != own
    ]


def _environment(version: str, *, make: bool) -> Path:
    """Its interpreter. Raises RuntimeError when there is none, or uv cannot make it."""
    folder = ROOT / f".venv-{version}"
    if not (folder / ".ready").exists():
        if not make:
            raise RuntimeError(f"no environment of Python {version} here")
        wanted = {"UV_PROJECT_ENVIRONMENT": str(folder), "UV_PYTHON": version}
        _said([_uv(), "sync", "--frozen", "--quiet"], wanted)
    return folder / "bin" / "python"


def _uv() -> str:
    return shutil.which("uv") or str(ROOT / ".tools" / "uv" / "bin" / "uv")


def _said(words: list[str], wanted: dict[str, str] | None = None) -> str:
    kept = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    found = subprocess.run(
        words, cwd=ROOT, env=kept | (wanted or {}), capture_output=True, text=True, check=False
    )
    if found.returncode:
        lines = found.stderr.strip().splitlines() or ["nothing said"]
        raise RuntimeError(lines[-1][:160])
    return found.stdout
