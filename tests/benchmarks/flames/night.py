"""The night of the table, once, for a profiler."""

import tempfile
from pathlib import Path

from benchmarks.measures.night import play, sheets

with tempfile.TemporaryDirectory() as folder:
    play(sheets(Path(folder), 1))
