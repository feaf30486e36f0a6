"""`make bench` may take an hour: a script that cannot even be loaded must not wait for it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
SCRIPTS = sorted(path.stem for path in (TESTS / "benchmarks").glob("bench_*.py"))


def test_the_benchmarks_were_found():
    assert {"bench_documents", "bench_night", "bench_network"} <= set(SCRIPTS)


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_benchmark_loads_without_its_peers_and_has_a_main(script):
    """In the folders that `relocalisons bench` adds, and in a process of its own."""
    folders = os.pathsep.join(map(str, (TESTS / "benchmarks", TESTS)))
    code = f"import {script}; assert callable({script}.main)"

    loaded = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": folders},
        cwd=TESTS.parent,
        capture_output=True,
        text=True,
        check=False,
    )

    assert loaded.returncode == 0, loaded.stderr
