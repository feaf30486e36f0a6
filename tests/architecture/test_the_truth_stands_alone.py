"""The sample knows its truth by itself: nothing in it may read with the product's own reader.

The demo plays the sample through the real flows. It is no part of the truth, and nothing of the
sample imports it.
"""

import ast
from pathlib import Path

ROOM = Path(__file__).parents[2] / "relocalisons" / "sample"
DEMO = ROOM / "demo"
ALLOWED = ("relocalisons.sample", "vendor_sandbox.storage.seeding")


def imported_modules(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_the_sample_imports_nothing_of_ours_but_the_seeding_of_the_sandbox():
    foreign = {
        (path.name, module)
        for path in ROOM.rglob("*.py")
        if path.parent != DEMO
        for module in imported_modules(path)
        if module.startswith(("relocalisons.", "vendor_sandbox")) and not module.startswith(ALLOWED)
    }

    assert foreign == set()
    assert DEMO.is_dir()
    assert len(list(ROOM.rglob("*.py"))) > 50


def test_the_truth_never_opens_a_file_of_the_workspace():
    readers = {"openpyxl", "csv", "zipfile", "xlsxwriter", "relocalisons.sample.drive.xlsx"}

    truths = sorted(ROOM.rglob("*truth*.py"))

    assert len(truths) > 15
    for path in truths:
        assert imported_modules(path) & readers == set(), path
