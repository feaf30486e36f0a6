"""A Prefect server of our own: private home, free port on loopback, no telemetry."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from relocalisons.errors import ConfigurationError
from tasks.run.made_database import begin_with_made_database

START_PATIENCE = 120  # seconds; a start that makes its database takes 12–15 s on a busy machine

# What a server does by itself for schedules, automations and its pages: a process that starts every
# run and shows it to nobody needs none of it.
UNWATCHED = {
    f"PREFECT_SERVER_SERVICES_{service}_ENABLED": "false"
    for service in (
        *("CANCELLATION_CLEANUP", "CLEANUP_RECONCILER", "EVENT_PERSISTER", "FOREMAN", "LATE_RUNS"),
        *("PAUSE_EXPIRATIONS", "REPOSSESSOR", "SCHEDULER", "TASK_RUN_RECORDER", "TRIGGERS"),
    )
}


def private_environment(home: Path, *, api_url: str) -> dict[str, str]:
    """The variables that keep Prefect to itself: nothing of the user's home is used."""
    return {
        "PREFECT_HOME": str(home),
        "PREFECT_PROFILES_PATH": str(home / "profiles.toml"),
        "PREFECT_API_URL": api_url,
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
        "PREFECT_LOGGING_SERVER_LEVEL": "WARNING",
        "PREFECT_LOGGING_LEVEL": "WARNING",
        "PREFECT_CLI_PROMPT": "false",
        "DO_NOT_TRACK": "1",
    }


def without_heartbeat() -> AbstractContextManager[object]:
    """Flows of this process end at once.

    A sync flow joins a heartbeat thread that sleeps in steps of a second (prefect 3.9). Production
    keeps it: it is how a killed process is noticed.
    """
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

    return temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None})


def free_port() -> int:
    """A port that nobody listens on; taken again at once, so the race is small."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def private_server(home: Path, *, settings: Mapping[str, str] | None = None) -> Iterator[str]:
    """Start the server, put its environment in force, yield its origin, then stop it.

    `settings` are variables of Prefect that the server has besides its own.
    Raises ConfigurationError naming its log when it does not answer.
    """
    with starting_server(home, settings=settings) as origin_when_ready:
        yield origin_when_ready()


@contextmanager
def starting_server(
    home: Path, *, settings: Mapping[str, str] | None = None
) -> Iterator[Callable[[], str]]:
    """The same, while other things are done: what is yielded waits for it and gives its origin."""
    home.mkdir(parents=True, exist_ok=True)
    begin_with_made_database(home)
    origin = f"http://127.0.0.1:{free_port()}"
    environment = {**private_environment(home, api_url=f"{origin}/api"), **(settings or {})}
    os.environ.update(environment)
    log = home / "server.log"
    with log.open("wb") as output:
        # Its own session: a Ctrl-C in the terminal reaches us first, and we stop it in order.
        server = subprocess.Popen(
            [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1",
             "--port", origin.rsplit(":", 1)[1]],
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            env=_own_variables() | environment,
        )  # fmt: skip
        try:
            yield lambda: _wait(origin, server, log)
        finally:
            stop(server)


def stop(process: subprocess.Popen[bytes]) -> None:
    """SIGTERM to the process and its children, then SIGKILL to what stays."""
    if process.poll() is not None:
        return
    for number, patience in ((signal.SIGTERM, 15), (signal.SIGKILL, 5)):
        try:
            os.killpg(process.pid, number)
            process.wait(timeout=patience)
            return
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue


def _wait(origin: str, server: subprocess.Popen[bytes], log: Path) -> str:
    deadline = time.monotonic() + START_PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{origin}/api/health", timeout=2) as answer:
                if answer.status == 200:
                    return origin
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    lines = log.read_text("utf-8", errors="replace").strip().splitlines() or ["nothing"]
    raise ConfigurationError(
        f"Prefect: its private server did not start (its last words: « {lines[-1].strip()} »); see "
        f"{log}, or set PREFECT_API_URL to a server that runs."
    )


def _own_variables() -> dict[str, str]:
    """Ours without Prefect's: a private server must not open the database of another."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
