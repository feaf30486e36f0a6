"""`relocalisons deploy`, and a worker of the pool as `make ui` starts one."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from relocalisons.settings import ROOT
from tasks.run.private_prefect import stop


def deploy(*words: str) -> str:
    """`relocalisons deploy`, as an operator types it; what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "relocalisons", "deploy", *words],
        cwd=ROOT, check=False, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


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
