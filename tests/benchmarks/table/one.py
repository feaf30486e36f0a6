"""One measurement in a process of its own: `python -m benchmarks.table.one NAME SIZE FILE`.

Its memory is its own, and its crash nobody else's. Each row is in FILE as soon as it is known.
"""

import json
import sys
import warnings
from pathlib import Path

from benchmarks.table.contents import measurement
from benchmarks.table.rows import Size


def main(name: str, size: str, file: str) -> None:
    """Measure and keep."""
    warnings.simplefilter("ignore")
    with Path(file).open("w", encoding="utf-8") as out:
        for row in measurement(name)(Size(size)):
            out.write(json.dumps(row.to_json(), ensure_ascii=False) + "\n")
            out.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
