"""`make bench` may take an hour: a script that cannot even be loaded must not wait for it."""

import os
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
SCRIPTS = sorted(path.stem for path in (TESTS / "benchmarks").glob("bench_*.py"))

# Each script in a child of its own; what all of them import anyway was imported before, once.
LOAD_EACH = """
import contextlib, importlib, os, sys, traceback
import matplotlib.pyplot, numpy, pandas, sqlalchemy
import relocalisons.core.assessment.assessment, relocalisons.rendering.papers.papers
import relocalisons.sample.programme, relocalisons.store.opening
for script in sys.argv[1:]:
    child = os.fork()
    if not child:
        try:
            assert callable(importlib.import_module(script).main)
        except BaseException:
            print(script, "|", traceback.format_exc().replace(chr(10), " / "), flush=True)
        os._exit(0)
    os.waitpid(child, 0)
print("all of them were tried")
"""


@cache
def what_failed() -> Mapping[str, str]:
    """Script → why it could not be loaded, in the folders that `relocalisons bench` adds."""
    folders = os.pathsep.join(map(str, (TESTS / "benchmarks", TESTS)))
    tried = subprocess.run(
        [sys.executable, "-c", LOAD_EACH, *SCRIPTS],
        env={**os.environ, "PYTHONPATH": folders},
        cwd=TESTS.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    *lines, last = tried.stdout.splitlines() or [""]
    assert last == "all of them were tried", tried.stderr
    return dict(line.split(" | ", 1) for line in lines if " | " in line)


def test_the_benchmarks_were_found():
    assert {"bench_documents", "bench_night", "bench_network"} <= set(SCRIPTS)


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_benchmark_loads_without_its_peers_and_has_a_main(script):
    assert what_failed().get(script) is None
