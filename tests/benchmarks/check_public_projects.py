"""Critical path of a whole public library of projects, beside the lengths published in its files.

Run: python tests/benchmarks/check_public_projects.py FOLDER
FOLDER holds PSPLIB instances (.sm, .mm), at any depth. Nothing is downloaded; two instances that
come with the tests are checked when no folder is given.
"""

import sys
import time
from pathlib import Path

TESTS = Path(__file__).parents[1]
sys.path.insert(0, str(TESTS))

from support.plan.public_projects import read_project  # noqa: E402

from relocalisons.core.plan.network import schedule_network  # noqa: E402


def main(folder: str = str(TESTS / "data" / "projects")) -> int:
    """Print how many lengths are the published ones; 1 when one is not."""
    paths = sorted(path for path in Path(folder).rglob("*") if path.suffix in (".sm", ".mm"))
    wrong, silent, spent = [], 0, 0.0
    for path in paths:
        project = read_project(path.read_text("utf-8", "replace"))
        if project.published is None:
            silent += 1
            continue
        start = time.perf_counter()
        length = schedule_network(project.durations, project.arcs).length
        spent += time.perf_counter() - start
        if length != project.published:
            wrong.append(f"{path.name}: {length} instead of {project.published}")
    asked = len(paths) - silent
    print(
        f"{asked - len(wrong)} of {asked} lengths are the published ones, in {spent * 1000:.1f} ms"
    )
    if silent:
        print(f"{silent} files publish no length")
    print("\n".join(wrong[:20]))
    return 1 if wrong or not asked else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
