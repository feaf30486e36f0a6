"""TaskJuggler as a peer of the critical path, where `tj3` is installed: its whole process.

A plan becomes a .tjp file of elapsed days, without resources; the length is read in its report.
"""

import csv
import shutil
import subprocess
import tempfile
from datetime import date, timedelta
from pathlib import Path

COMMAND = "tj3"
_START = date(2026, 1, 1)


def is_there() -> bool:
    """Whether `tj3` can be asked."""
    return shutil.which(COMMAND) is not None


def length_of(
    durations: dict[str, int],
    arcs: list[tuple[str, str]],
    *,
    window: float,
    patience: float,
) -> float:
    """Length of the plan in days; `window` bounds the dates that TaskJuggler looks at.

    Raises subprocess.TimeoutExpired when it needs more than `patience` seconds.
    """
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "plan.tjp"
        source.write_text(_project(durations, arcs, days=int(window) + 30), "utf-8")
        subprocess.run(
            [COMMAND, "--silent", "--output-dir", folder, str(source)],
            check=True,
            capture_output=True,
            timeout=patience,
        )
        with (Path(folder) / "ends.csv").open(encoding="utf-8", newline="") as report:
            rows = list(csv.DictReader(report, delimiter=";"))
    return float(max((date.fromisoformat(row["End"][:10]) - _START).days for row in rows))


def _project(durations: dict[str, int], arcs: list[tuple[str, str]], *, days: int) -> str:
    before: dict[str, list[str]] = {}
    for predecessor, successor in arcs:
        before.setdefault(successor, []).append(predecessor)
    end = _START + timedelta(days=days)
    lines = [f'project plan "Plan" {_START} - {end} {{ timezone "UTC" timeformat "%Y-%m-%d" }}']
    for name, duration in durations.items():
        waits = ", ".join(before.get(name, ()))
        depends = f" depends {waits}" if waits else f" start {_START}"
        kind = f"duration {duration}d" if duration else "milestone"
        lines.append(f'task {name} "{name}" {{ {kind}{depends} }}')
    lines.append('taskreport ends "ends" { formats csv columns end }')
    return "\n".join(lines) + "\n"
