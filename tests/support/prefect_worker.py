"""`relocalisons deploy`, and a worker of the pool as a unit of deploy/ starts one."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from relocalisons.settings import ROOT
from tasks.run.private_prefect import stop

UNIT = ROOT / "deploy" / "systemd" / "relocalisons-worker.service"


def deploy(*words: str) -> str:
    """`relocalisons deploy`, as an operator types it; what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "relocalisons", "deploy", *words],
        cwd=ROOT, check=False, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def settings_of_the_unit() -> dict[str, str]:
    """How often the unit asks for runs, and how far ahead."""
    return dict(re.findall(r"(PREFECT_WORKER_\w+)=(\w+)", UNIT.read_text("utf-8")))


@contextmanager
def worker(
    folder: Path, *, settings: Mapping[str, str] | None = None, limit: int = 2, name: str = "worker"
) -> Iterator[subprocess.Popen[bytes]]:
    """A worker of that pool, set as the unit says; its log is in `folder`."""
    environment = {**os.environ, **(settings_of_the_unit() if settings is None else settings)}
    with (folder / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "prefect", "worker", "start", "--pool", "relocalisons",
             "--limit", str(limit), "--name", name],
            stdout=log, stderr=subprocess.STDOUT, cwd=ROOT, env=environment, start_new_session=True,
        )  # fmt: skip
        try:
            yield process
        finally:
            stop(process)
