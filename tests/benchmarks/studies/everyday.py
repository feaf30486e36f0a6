"""What whoever works on it waits for: the demo, the default tests, an import of a night's flow.

Wall clock of the command itself, but for the import; the machine must be quiet.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.table.rows import Figure, Row, Size, Target

from relocalisons.settings import ROOT

DEMO, FIRST, TESTS = Target(most=75), Target(most=25), Target(most=300)
_FIRST = re.compile(r"À lire dès maintenant, après (\d+) s")
_LEFT = re.compile(r"\d+\s+messages, \d+\s+PDF")
_PASSED = re.compile(r"\d+ passed")
_IMPORT = "import time; import flows.daily_follow_up; print(time.process_time())"


def measure(size: Size) -> Iterator[Row]:
    """The import alone at a small size: the rest is minutes."""
    seconds = [float(_said("-c", _IMPORT)) for _ in range(3 if size is Size.FULL else 1)]
    yield Row(
        work="importing the flow of a night, processor",
        ours=Figure(value=min(seconds), unit="s"),
    )
    if size is Size.FULL:
        yield from _demo()
        yield _tests()


def _demo() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        before, began = os.times(), time.monotonic()
        said = _said("-m", "relocalisons", "demo", "--out", str(Path(folder) / "demo"))
        took, after = time.monotonic() - began, os.times()
    left, first = _LEFT.search(said), _FIRST.search(said)
    judged = " ".join(left[0].split()) if left else "its end was not reached"
    processor = (
        after.children_user + after.children_system - before.children_user - before.children_system
    )
    for work, value, target in (
        ("the demo, its six nights", took, DEMO),
        ("the demo, processor of all its processes", processor, None),
        ("the demo, until its first dashboard and mails", float(first[1]) if first else 0, FIRST),
    ):
        yield Row(
            work=work,
            ours=Figure(value=value, unit="s"),
            same=bool(left and first),
            judged=judged,
            target=target,
        )


def _tests() -> Row:
    command = ["-n", "3", "--dist", "loadfile", "--no-loadscope-reorder"]
    began = time.monotonic()
    said = _said("-m", "pytest", *command)
    took = time.monotonic() - began
    passed = _PASSED.search(said)
    return Row(
        work="the default tests (`make test`)",
        ours=Figure(value=took, unit="s"),
        same=bool(passed) and " failed" not in said,
        judged=passed[0] if passed else "they did not end",
        target=TESTS,
    )


def _said(*command: str) -> str:
    # Bytecode is kept and used, as `make` has it.
    own = {name: said for name, said in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.run(
        [sys.executable, *command],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=own,
    ).stdout
