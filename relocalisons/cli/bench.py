"""`relocalisons bench`: the table of tests/benchmarks, in one run; only a checkout has it."""

import importlib
import sys

from relocalisons.errors import ConfigurationError
from relocalisons.settings import ROOT


def run_benchmarks(*, rows: str = "", quick: bool = False) -> int:
    """Measure the rows that are named (comma-separated; all of the table without) and print them.

    1 when results differ or something could not be measured. `quick`: small sizes, results only.
    """
    tests = ROOT / "tests"
    if not (tests / "benchmarks").is_dir():
        raise ConfigurationError("The benchmarks are in tests/benchmarks of a checkout only.")
    sys.path.insert(0, str(tests))
    size = importlib.import_module("benchmarks.table.rows").Size
    runner = importlib.import_module("benchmarks.table.runner")
    names = [name.strip() for name in rows.split(",") if name.strip()]
    return runner.run(rows=names, size=size.QUICK if quick else size.FULL)
