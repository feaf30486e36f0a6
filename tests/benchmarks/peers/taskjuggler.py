"""TaskJuggler as a peer of the critical path, where `tj3` is installed: its whole process.

A plan becomes a .tjp file of elapsed hours, without resources; the length is read in its report.
Hours and not days, because TaskJuggler knows no date after 2035.
"""

import csv
import shutil
import subprocess
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

COMMAND = "tj3"
_START = datetime(2026, 1, 1, tzinfo=UTC)
_FORM = "%Y-%m-%d-%H:%M"


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
    """Length of the plan in hours; `window` bounds the dates that TaskJuggler looks at.

    Raises subprocess.TimeoutExpired when it needs more than `patience` seconds.
    """
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "plan.tjp"
        source.write_text(_project(durations, arcs, hours=int(window) + 48), "utf-8")
        subprocess.run(
            [COMMAND, "--silent", "--output-dir", folder, str(source)],
            check=True,
            capture_output=True,
            timeout=patience,
        )
        with (Path(folder) / "ends.csv").open(encoding="utf-8", newline="") as report:
            rows = list(csv.DictReader(report, delimiter=";"))
    ends = (datetime.strptime(row["End"], _FORM).replace(tzinfo=UTC) for row in rows)
    return max((end - _START) / timedelta(hours=1) for end in ends)


def _project(durations: dict[str, int], arcs: list[tuple[str, str]], *, hours: int) -> str:
    before: dict[str, list[str]] = {}
    for predecessor, successor in arcs:
        before.setdefault(successor, []).append(predecessor)
    start = f"{_START:{_FORM}}"
    end = f"{_START + timedelta(hours=hours):{_FORM}}"
    lines = [f'project plan "Plan" {start} - {end} {{ timezone "UTC" timeformat "{_FORM}" }}']
    for name, duration in durations.items():
        waits = ", ".join(before.get(name, ()))
        depends = f" depends {waits}" if waits else f" start {start}"
        kind = f"duration {duration}h" if duration else "milestone"
        lines.append(f'task {name} "{name}" {{ {kind}{depends} }}')
    lines.append('taskreport ends "ends" { formats csv columns end }')
    return "\n".join(lines) + "\n"
