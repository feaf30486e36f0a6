"""Sandbox: the process and its socket, in the foreground or as a child of a demo or a test."""

import asyncio
import gc
import signal
import socket
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from types import FrameType, TracebackType
from typing import IO, Any, Protocol
from urllib.parse import urlsplit

_HOST = "127.0.0.1"
_READY = "ready "
# How late the .xlsx of a changed workbook may follow; waiting gathers bursts of writes.
FOLLOW = 0.4


def serve(
    *,
    root: Path,
    port: int = 0,
    empty: bool = False,
    follow: float = FOLLOW,
    looks_every: float = 0.0,
    waits_for_disk: bool = True,
) -> None:
    """Serve a workspace until SIGTERM or Ctrl-C; print `ready http://127.0.0.1:N` once it answers.

    Port 0 takes a free one. `empty` first removes the workspace that lies under `root`; the
    .xlsx of a changed workbook follows within about `follow` seconds, and what a person does in
    the folder is a change within `looks_every`. Unless it `waits_for_disk`, a power cut may lose
    what was answered (a kill does not).
    Raises OSError when the port is taken, WorkspaceInUseError when another sandbox serves `root`.
    """
    from vendor_sandbox.storage.disk import disk
    from vendor_sandbox.storage.workspace import Workspace

    disk.is_waited_for = waits_for_disk
    # The protocol is said because asyncio turns Nagle's delay off only where it is: without, each
    # answer waits 40 ms for the client's acknowledgement.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((_HOST, port))
    workspace = Workspace(root, empty=empty)
    workspace.looks_every = looks_every
    # Workbooks are kept as they are: looking for garbage in all their cells finds none.
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    asyncio.run(_run(workspace, listener, follow=follow))


async def _run(workspace: Any, listener: socket.socket, *, follow: float) -> None:
    import uvicorn

    from vendor_sandbox.application import create_application

    origin = f"http://{_HOST}:{listener.getsockname()[1]}"
    config = uvicorn.Config(
        create_application(workspace, follow=follow),
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,  # each answer brings its own
        ws="none",  # Google has none, and each start would import a library of them
        timeout_graceful_shutdown=3,
        # Clients pool connections; one closed under them would look like a fault.
        timeout_keep_alive=120,
        backlog=512,
    )

    class Server(uvicorn.Server):
        # As uvicorn calls it.
        def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002
            # uvicorn would raise the signal again after its shutdown; a stop on request is no
            # failure, so the process ends with 0.
            self.should_exit = True

    server = Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    if await _answers(origin, serving):
        print(f"{_READY}{origin}", flush=True)
    await serving


async def _answers(origin: str, serving: asyncio.Task[None]) -> bool:
    """Wait until a real request is answered; False when the server stopped instead."""
    where = urlsplit(origin)
    while not serving.done():
        try:
            reader, writer = await asyncio.open_connection(where.hostname, where.port)
            writer.write(b"GET /sandbox/ready HTTP/1.0\r\nHost: localhost\r\n\r\n")
            await writer.drain()
            answer = await asyncio.wait_for(reader.readline(), timeout=1)
            writer.close()
        except (OSError, TimeoutError):
            answer = b""
        if b" 200 " in answer:
            return True
        await asyncio.sleep(0.01)
    return False


class SandboxStartError(RuntimeError):
    """The sandbox process ended or stayed silent instead of saying that it is ready."""


class Closeable(Protocol):
    """Where the process writes what goes wrong."""

    def close(self) -> None: ...  # noqa: D102


class Child(Protocol):
    """What is asked of the process of a sandbox, as `subprocess.Popen` has it."""

    @property
    def stdout(self) -> IO[str] | None: ...  # noqa: D102

    def poll(self) -> int | None: ...  # noqa: D102

    def send_signal(self, sig: signal.Signals, /) -> None: ...  # noqa: D102

    def wait(self, timeout: float | None = None) -> int: ...  # noqa: D102

    def kill(self) -> None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class RunningSandbox:
    """A sandbox in a child process. Leaving its `with` block stops it."""

    base_url: str
    process: Child
    log: Closeable

    def stop(self) -> None:
        """End it as an operator would (SIGTERM) and wait; what it holds is written first."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it as a power cut would (SIGKILL) and wait."""
        self._end(signal.SIGKILL)

    def _end(self, number: signal.Signals) -> None:
        if self.process.poll() is None:
            self.process.send_signal(number)
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()
        self.log.close()

    def __enter__(self) -> "RunningSandbox":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def start_in_background(
    root: Path,
    *,
    port: int = 0,
    empty: bool = False,
    follow: float = FOLLOW,
    looks_every: float = 0.0,
    waits_for_disk: bool = True,
    timeout: float = 30.0,
) -> RunningSandbox:
    """Start `python -m vendor_sandbox` on `root` and return when it answers.

    Nobody who looks into the folder while it runs may be waiting when `follow` is long, nor
    anybody who works in it when `looks_every` is.
    Raises SandboxStartError with what the process said when it does not.
    """
    command = [sys.executable, "-m", "vendor_sandbox", "--root", str(root)]
    command += ["--port", str(port), "--follow", str(follow)]
    if looks_every:
        command += ["--looks-every", str(looks_every)]
    if empty:
        command.append("--empty")
    if not waits_for_disk:
        command.append("--no-disk-wait")
    log = tempfile.TemporaryFile()  # noqa: SIM115 (closed when the sandbox ends)
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)
    line = _first_line(process, timeout=timeout)
    if origin := ready_at(line):
        return RunningSandbox(origin, process, log)
    process.kill()
    process.wait()
    if process.stdout is not None:
        process.stdout.close()
    log.seek(0)
    said = log.read().decode("utf-8", "replace")[-2000:]
    log.close()
    raise SandboxStartError(f"The sandbox on {root} did not start. It said: {line}{said}")


def ready_at(line: str) -> str:
    """The origin that a sandbox says once it answers; empty for anything else."""
    return line.removeprefix(_READY).strip() if line.startswith(_READY) else ""


def _first_line(process: subprocess.Popen[str], *, timeout: float) -> str:
    import threading

    lines: list[str] = []
    assert process.stdout is not None
    reader = threading.Thread(target=lambda: lines.append(_readline(process)), daemon=True)
    reader.start()
    reader.join(timeout)
    return lines[0] if lines else ""


def _readline(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()
