"""Testing: sandboxes forked from a process that has imported all of it; a suite starts hundreds."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from multiprocessing import forkserver, get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from pathlib import Path

from vendor_sandbox.__main__ import main
from vendor_sandbox.server import FOLLOW, RunningSandbox, SandboxStartError, ready_at

PRELOADED = (
    *("uvicorn.protocols.http.h11_impl", "uvicorn.lifespan.on", "vendor_sandbox.application"),
    "vendor_sandbox.testing.forked",
)


def forks(*modules: str, path: Iterable[Path] = ()) -> ForkServerContext:
    """Where children are forked from one small process that has imported a sandbox and `modules`.

    There is one such process for a Python process: `modules` count when they are asked for first.
    Python 3.11 imports what is preloaded before it sets the parent's path (and hides that it
    failed): `path` goes through the environment, while the server starts.
    """
    context = get_context("forkserver")
    context.set_forkserver_preload([*PRELOADED, *modules])
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join([*map(str, path), *([before] if before else [])])
    try:
        forkserver.ensure_running()
    finally:
        if before is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = before
    return context


def start_forked(
    root: Path,
    *,
    port: int = 0,
    empty: bool = False,
    follow: float = FOLLOW,
    timeout: float = 30.0,
    context: ForkServerContext | None = None,
) -> RunningSandbox:
    """What `start_in_background` does, by a fork of `context`. Raises SandboxStartError."""
    command = ["--root", str(root), "--port", str(port), "--follow", str(follow)]
    log = tempfile.NamedTemporaryFile()  # noqa: SIM115 (closed when the sandbox ends)
    context = context or forks()
    hears, says = context.Pipe(duplex=False)
    process = context.Process(
        target=_serve, args=([*command, *["--empty"][:empty]], says, log.name), daemon=True
    )
    process.start()
    says.close()
    line = os.read(hears.fileno(), 1000).decode() if hears.poll(timeout) else ""
    hears.close()
    child = _Fork(process)
    if origin := ready_at(line):
        return RunningSandbox(origin, child, log)
    child.kill()
    child.wait()
    said = Path(log.name).read_text("utf-8", "replace")[-2000:]
    log.close()
    raise SandboxStartError(f"The sandbox on {root} did not start. It said: {line}{said}")


class _Fork:
    """A forked child with the names of `subprocess.Popen`."""

    stdout = None

    def __init__(self, process: BaseProcess) -> None:
        self._process = process

    def poll(self) -> int | None:
        return self._process.exitcode

    def send_signal(self, number: signal.Signals) -> None:
        assert self._process.pid is not None
        os.kill(self._process.pid, number)

    def wait(self, timeout: float | None = None) -> int:
        self._process.join(timeout)
        code = self._process.exitcode
        if code is None:
            raise subprocess.TimeoutExpired("vendor_sandbox", timeout or 0)
        return code

    def kill(self) -> None:
        self._process.kill()


def _serve(arguments: list[str], says: Connection, log: str) -> None:
    os.dup2(says.fileno(), 1)
    os.dup2(os.open(log, os.O_WRONLY | os.O_APPEND), 2)
    sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w")
    sys.exit(main(arguments))
