"""Critical path of a whole public library of projects, beside the lengths published in its files.

`PROJECTS=FOLDER` holds PSPLIB instances (.sm, .mm), at any depth. Nothing is downloaded; two
instances that come with the tests are checked when no folder is given.
"""

import os
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.table.rows import Figure, Row, Size
from support.plan.public_projects import read_project

from relocalisons.core.plan.network import schedule_network
from relocalisons.settings import ROOT

FOLDER = os.environ.get("PROJECTS", str(ROOT / "tests" / "data" / "projects"))


def measure(_: Size) -> Iterator[Row]:
    """How many lengths are the published ones, and how long they took."""
    paths = sorted(path for path in Path(FOLDER).rglob("*") if path.suffix in (".sm", ".mm"))
    wrong, silent, spent = [], 0, 0.0
    for path in paths:
        project = read_project(path.read_text("utf-8", "replace"))
        if project.published is None:
            silent += 1
            continue
        start = time.process_time()
        length = schedule_network(project.durations, project.arcs).length
        spent += time.process_time() - start
        if length != project.published:
            wrong.append(f"{path.name}: {length} instead of {project.published}")
    asked = len(paths) - silent
    yield Row(
        work=f"public projects, {asked} of {len(paths)} with a published length",
        ours=Figure(value=spent * 1000, unit="ms"),
        same=bool(asked) and not wrong,
        judged=f"{asked - len(wrong)} equal" + (f"; {'; '.join(wrong[:5])}" if wrong else ""),
    )
