"""`relocalisons bench`: the scripts of tests/benchmarks, one after the other, in one run."""

import importlib
import os
import platform
import sys

from relocalisons.errors import ConfigurationError
from relocalisons.settings import ROOT


def run_benchmarks(*, only: str = "") -> None:
    """Run each `bench_*.py` whose name contains `only`; its `main()` prints its own table."""
    folder = ROOT / "tests" / "benchmarks"
    scripts = sorted(path for path in folder.glob("bench_*.py") if only in path.stem)
    if not scripts:
        raise ConfigurationError(f"No benchmark is named like {only!r} in tests/benchmarks.")
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {load}")
    sys.path[:0] = [str(folder), str(folder.parent)]
    for path in scripts:
        print(f"\n== {path.stem.removeprefix('bench_')}")
        importlib.import_module(path.stem).main()
