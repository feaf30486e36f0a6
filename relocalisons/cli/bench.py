"""`relocalisons bench`: the scripts of tests/benchmarks, one after the other, in one run."""

import importlib.util
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
    sys.path.insert(0, str(folder.parent / "support"))
    for path in scripts:
        print(f"\n== {path.stem.removeprefix('bench_')}")
        spec = importlib.util.spec_from_file_location(path.stem, path)
        if spec is None or spec.loader is None:
            raise ConfigurationError(f"{path.name} cannot be loaded.")
        module = importlib.util.module_from_spec(spec)
        sys.modules[path.stem] = module  # dataclasses look their module up
        spec.loader.exec_module(module)
        module.main()
