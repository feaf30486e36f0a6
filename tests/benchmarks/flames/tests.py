"""Processor time of each default test, as stacks « folder;file;test »: a plugin of pytest.

Only the time of the process of a test: its sandboxes, servers and killed processes are not in it.
"""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

KEPT = "FLAMES_OF_TESTS"  # the folder in which each worker writes its lines


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    began = time.process_time()
    yield
    line = stack(item.nodeid, seconds=time.process_time() - began)
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    with (Path(os.environ[KEPT]) / worker).open("a", encoding="utf-8") as lines:
        lines.write(line)


def stack(test: str, *, seconds: float) -> str:
    """One line of stacks: the folders, the file and the test, its cases together; milliseconds."""
    file, _, name = test.partition("::")
    *folders, module = file.split("/")
    return ";".join((*folders, module, name.partition("[")[0])) + f" {seconds * 1000:.0f}\n"


def stacks(folder: Path) -> str:
    """What all workers wrote."""
    return "".join(path.read_text("utf-8") for path in sorted(folder.iterdir()))
