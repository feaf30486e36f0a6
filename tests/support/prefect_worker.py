"""Prefect's command line, and a worker of the pool as `make ui` starts one."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from relocalisons.settings import ROOT
from tasks.run.private_prefect import stop


def prefect(*words: str) -> None:
    """Run one of its commands; a failure is an exception."""
    subprocess.run(
        [sys.executable, "-m", "prefect", "--no-prompt", *words],
        cwd=ROOT, check=True, capture_output=True, timeout=180,
    )  # fmt: skip


def make_pool() -> None:
    """The work pool of prefect.yaml."""
    prefect("work-pool", "create", "relocalisons", "--type", "process", "--overwrite")


@contextmanager
def worker(folder: Path) -> Iterator[None]:
    """A worker of that pool; its log is in `folder`."""
    with (folder / "worker.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "prefect", "worker", "start", "--pool", "relocalisons"],
            stdout=log, stderr=subprocess.STDOUT, cwd=ROOT, start_new_session=True,
        )  # fmt: skip
        try:
            yield
        finally:
            stop(process)
