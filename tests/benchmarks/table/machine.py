"""Where and when something was measured."""

import os
import platform
import subprocess
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from relocalisons.settings import ROOT

KEPT = ("docs/performance.md", "docs/performance.json")  # written by the run itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Day, version, machine and load; the load is the mean of the minute, before and after."""

    day: str
    commit: str
    python: str
    cores: int
    processor: str
    load_before: float
    load_after: float
    seconds: float

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self)


def stamp(*, load_before: float, seconds: float) -> Stamp:
    """Of what has just been measured."""
    return Stamp(
        day=f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        commit=_commit(),
        python=platform.python_version(),
        cores=len(os.sched_getaffinity(0)),
        processor=_processor(),
        load_before=round(load_before, 1),
        load_after=round(os.getloadavg()[0], 1),
        seconds=round(seconds, 1),
    )


def _commit() -> str:
    commit = _git("rev-parse", "--short=8", "HEAD")
    changed = [line for line in _git("status", "--porcelain").splitlines() if line[3:] not in KEPT]
    return commit + (" with changes" if changed else "") if commit else "unknown"


def _git(*words: str) -> str:
    found = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    return found.stdout.rstrip() if found.returncode == 0 else ""


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())
