"""One run of the table: each measurement in its own process, the table after each of them.

What was measured is kept at once, so that a run that is stopped, or a measurement that crashes,
costs no other row; `rows` measures some anew and leaves the others as they were.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.table.contents import STUDIES, TABLE, patience
from benchmarks.table.machine import stamp
from benchmarks.table.page import page, table
from benchmarks.table.rows import Row, Size

from relocalisons.errors import ConfigurationError
from relocalisons.settings import ROOT

TESTS = ROOT / "tests"
KEPT = ROOT / "docs" / "performance.json"
PAGE = ROOT / "docs" / "performance.md"
OUT = ROOT / "out" / "bench"

Parts = dict[str, dict[str, Any]]


def run(*, rows: Sequence[str] = (), size: Size = Size.FULL) -> int:
    """Measure and print; 1 when results differ or something could not be measured."""
    names = _asked(rows)
    OUT.mkdir(parents=True, exist_ok=True)
    kept = KEPT if size is Size.FULL else OUT / "quick.json"
    parts = _read(kept) if size is Size.FULL else {}
    began = time.monotonic()
    for name in names:
        print(f"{name}…", end=" ", flush=True)
        parts[name] = _measured(name, size)
        print(f"{parts[name]['stamp']['seconds']:.0f} s", flush=True)
        _keep(parts, kept, size)
    found = {name: _rows(parts[name]) for name in names}
    print()
    print(table(found, times=size is Size.FULL))
    bad = [row for each in found.values() for row in each if row.failed or not row.same]
    print(f"\n{time.monotonic() - began:.0f} s; {_verdict(bad)}")
    if size is Size.FULL:
        print(f"kept in {PAGE.relative_to(ROOT)} and {KEPT.relative_to(ROOT)}")
    return 1 if bad else 0


def _asked(rows: Sequence[str]) -> list[str]:
    known = TABLE | STUDIES
    if wrong := [name for name in rows if name not in known]:
        raise ConfigurationError(f"No row is named {', '.join(wrong)}: {', '.join(known)}.")
    return [name for name in known if name in rows] if rows else list(TABLE)


def _measured(name: str, size: Size) -> dict[str, Any]:
    """Its rows and its stamp; what could not be measured is a row that says why."""
    file, log = OUT / f"{name}.jsonl", OUT / f"{name}.log"
    file.unlink(missing_ok=True)
    started, load = time.monotonic(), os.getloadavg()[0]
    # Who shares the machine is given more time: only a measurement that hangs is stopped.
    limit = patience(name) * min(8.0, max(1.0, load / (os.cpu_count() or 1)))
    why = ""
    try:
        with log.open("wb") as told:
            code = subprocess.run(
                [sys.executable, "-m", "benchmarks.table.one", name, size, str(file)],
                env=os.environ | {"PYTHONPATH": str(TESTS)},
                cwd=ROOT,
                stdout=told,
                stderr=subprocess.STDOUT,
                timeout=limit,
                check=False,
            ).returncode
        if code:
            why = f"ended with {code}: {_last_line(log)}"
    except subprocess.TimeoutExpired:
        why = f"took more than {limit:.0f} s"
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    rows = [json.loads(line) for line in lines]
    if why or not rows:
        rows.append(Row(work=name, failed=why or "no row").to_json())
    seconds = time.monotonic() - started
    return {"rows": rows, "stamp": stamp(load_before=load, seconds=seconds).to_json()}


def _last_line(log: Path) -> str:
    lines = log.read_text("utf-8", "replace").strip().splitlines()
    return lines[-1][:200] if lines else "nothing said"


def _read(kept: Path) -> Parts:
    return json.loads(kept.read_text("utf-8")) if kept.exists() else {}


def _keep(parts: Parts, kept: Path, size: Size) -> None:
    ordered = {name: parts[name] for name in TABLE | STUDIES if name in parts}
    kept.write_text(json.dumps(ordered, ensure_ascii=False, indent=1) + "\n", "utf-8")
    if size is Size.FULL:
        found = {name: _rows(part) for name, part in ordered.items()}
        stamps = {name: part["stamp"] for name, part in ordered.items()}
        lacking = [name for name in TABLE if name not in ordered]
        PAGE.write_text(page(found, stamps, lacking=lacking), "utf-8")


def _rows(part: dict[str, Any]) -> list[Row]:
    return [Row.from_json(row) for row in part["rows"]]


def _verdict(bad: Sequence[Row]) -> str:
    refused = sum(not row.same for row in bad)
    failed = sum(bool(row.failed) for row in bad)
    if not bad:
        return "every result is the same"
    said = [f"{refused} rows refused: their results differ"] if refused else []
    said += [f"{failed} not measured"] if failed else []
    return "; ".join(said)
