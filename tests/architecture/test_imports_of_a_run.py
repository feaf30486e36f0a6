"""Architecture: what every run imports before it begins; each of them is a process of its own.

Prefect, SQLAlchemy and Google's clients are what a run is made of. The rest is imported by the step
that needs it: drawing, Word, slides and tables of thousands of columns were half of a start, what
reads the words of an answer a tenth.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAVY = (
    "PIL", "alembic", "docx", "icalendar", "jinja2", "lxml", "matplotlib", "numpy", "openpyxl",
    "pandas", "pptx", "relocalisons.core.replies.reader", "typst", "xlrd", "xlsxwriter",
)  # fmt: skip
# The flow that compiles every template comes last: it is right to import what does.
COMPILES_TEMPLATES = "access_check"

LOOK = """
import importlib, sys
*flows, last = sys.argv[1].split()
heavy = set(sys.argv[2].split())
for flow in flows:
    importlib.import_module(f"flows.{flow}")
print(*sorted(heavy & sys.modules.keys()))
importlib.import_module(f"flows.{last}")
print(*sorted(heavy & sys.modules.keys()))
"""


def test_no_flow_imports_what_draws_documents_or_reads_dropped_files_and_answers():
    flows = [path.stem for path in (ROOT / "flows").glob("[!_]*.py")]
    flows.sort(key=lambda name: name == COMPILES_TEMPLATES)
    assert len(flows) > 10

    found = subprocess.run(
        [sys.executable, "-c", LOOK, " ".join(flows), " ".join(HEAVY)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert found.stdout.splitlines() == ["", "jinja2"]


NIGHT = """
import sys, tempfile
from pathlib import Path
from benchmarks.measures.night import play, sheets

with tempfile.TemporaryDirectory() as folder:
    night = play(sheets(Path(folder), 1))
print(night.findings > 100, night.digests > 10, *sorted({"numpy", "pandas"} & sys.modules.keys()))
"""


def test_a_night_of_the_sample_needs_no_pandas():
    found = subprocess.run(
        [sys.executable, "-c", NIGHT],
        env={**os.environ, "PYTHONPATH": str(ROOT / "tests")},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert found.stdout.split() == ["True", "True"]
