"""What stands on a server of ours, as processes that can be killed and are started again.

PostgreSQL (store and Prefect's own), Prefect's server, a worker, the page of alarms, and a sandbox
for Google and SendGrid. Every address stays the same for the whole soak, as on a real machine.
"""

import os
import pwd
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

import psycopg
from support.prefect_worker import settings_of_the_unit

from relocalisons.settings import ROOT
from tasks.run.private_prefect import free_port, private_environment
from vendor_sandbox.server import RunningSandbox, start_in_background

PATIENCE = 120.0  # seconds for anything to stand again
SIGN_IN = "coordination:un-mot-de-passe"
CONSOLE = "https://suivi.localizz.example"  # so that mails name the run that they are about
SERVER = {
    "PREFECT_SERVER_API_AUTH_STRING": SIGN_IN,
    "PREFECT_SERVER_API_CSRF_PROTECTION_ENABLED": "true",
}


class Machine:
    """One process of the service: `start` waits until it answers, `kill` is SIGKILL to all of it.

    `wake` begins a start and comes back at once, as systemd does.
    """

    def __init__(self, name: str, folder: Path) -> None:
        self.name, self.folder = name, folder
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.wake()
        deadline = time.monotonic() + PATIENCE
        while not self.answers():
            if self.process is not None and self.process.poll() is not None:
                raise RuntimeError(f"{self.name} ended: see {self.folder / self.name}.log")
            if time.monotonic() > deadline:
                raise TimeoutError(f"{self.name} does not stand")
            time.sleep(0.1)

    def wake(self) -> None:
        raise NotImplementedError

    def answers(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def kill(self) -> None:
        self._signal(signal.SIGKILL)

    def stop(self) -> None:
        """In order, then not."""
        self._signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            if self.process is not None:
                self.process.wait(timeout=15)
        self.kill()

    def _signal(self, number: signal.Signals) -> None:
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)
        if number is signal.SIGKILL:
            self.process.wait()

    def _popen(self, command: list[str], environment: Mapping[str, str], **how: object) -> None:
        with (self.folder / f"{self.name}.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd=ROOT,
                env=dict(environment), start_new_session=True, **how,
            )  # fmt: skip


class Database(Machine):
    """PostgreSQL of the distribution: the wheel of the other tests lacks what Prefect asks for."""

    def __init__(self, folder: Path) -> None:
        super().__init__("database", folder)
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda one: one.parent.name)
        if not found:
            raise SystemExit("PostgreSQL is needed: apt-get install postgresql (any version).")
        self.programs, self.data, self.port = found[-1], folder / "postgres", free_port()
        self.user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name

    def create(self, *stores: str) -> None:
        """With an empty database for each of these stores, and Prefect's."""
        self.data.mkdir(mode=0o700)
        if os.geteuid() == 0:
            account = pwd.getpwnam(self.user)
            os.chown(self.data, account.pw_uid, account.pw_gid)
        subprocess.run(
            [self.programs / "initdb", "-D", self.data, "-U", "relocalisons", "--auth=trust",
             "--encoding=utf8"],
            check=True, stdout=subprocess.DEVNULL, user=self.user, cwd="/",
        )  # fmt: skip
        self.start()
        with psycopg.connect(self.uri("postgres"), autocommit=True) as connection:
            for name in (*stores, "prefect"):
                connection.execute(f"CREATE DATABASE {name}")

    def uri(self, name: str, kind: str = "postgresql") -> str:
        return f"{kind}://relocalisons@127.0.0.1:{self.port}/{name}"

    def wake(self) -> None:
        command = [
            str(self.programs / "postgres"), "-D", str(self.data), "-p", str(self.port),
            "-c", "unix_socket_directories=", "-c", "listen_addresses=127.0.0.1",
        ]  # fmt: skip
        self._popen(command, {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}, user=self.user)

    def answers(self) -> bool:
        try:
            psycopg.connect(self.uri("postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def kill(self) -> None:
        """All of its processes at once, as when the machine goes: each is a session of its own."""
        if self.process is None:
            return
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        backends: list[str] = []
        with suppress(OSError):
            backends = children.read_text().split()
        super().kill()
        kill_all(map(int, backends))


class Server(Machine):
    """Prefect's, on the database of that address."""

    def __init__(self, folder: Path, database: str) -> None:
        super().__init__("server", folder)
        self.home, self.port = folder / "prefect", free_port()
        self.home.mkdir()
        self.api = f"http://127.0.0.1:{self.port}/api"
        kept = {name: said for name, said in os.environ.items() if not name.startswith("PREFECT_")}
        self.variables = private_environment(self.home, api_url=self.api)
        self._own = (
            kept | self.variables | SERVER | {"PREFECT_API_DATABASE_CONNECTION_URL": database}
        )

    def wake(self) -> None:
        command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1",
                   "--port", str(self.port)]  # fmt: skip
        self._popen(command, self._own)

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.api}/health", timeout=2) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False


class Worker(Machine):
    """As its unit starts it; its runs are processes of its own group, and die with it."""

    def __init__(self, folder: Path, name: str = "worker") -> None:
        super().__init__(name, folder)

    def wake(self) -> None:
        command = [sys.executable, "-m", "prefect", "worker", "start", "--pool", "relocalisons",
                   "--type", "process", "--limit", "2", "--name", self.name]  # fmt: skip
        self._popen(command, {**os.environ, **settings_of_the_unit()})

    def kill(self) -> None:
        runs = run_processes(self.folder)
        super().kill()
        kill_all(runs)


class Page(Machine):
    """`relocalisons alarms`; what takes a quarter of an hour on a real server takes a minute."""

    def __init__(self, folder: Path) -> None:
        super().__init__("alarms", folder)
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}/alarms"

    def wake(self) -> None:
        command = [sys.executable, "-m", "relocalisons", "alarms", "--port", str(self.port),
                   "--patience", "15", "--lost", "100"]  # fmt: skip
        self._popen(command, os.environ)

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health", timeout=2):
                return True
        except (urllib.error.URLError, OSError):
            return False


class Vendors(Machine):
    """Google and SendGrid."""

    def __init__(self, folder: Path, root: Path, name: str = "sandbox") -> None:
        super().__init__(name, folder)
        self.root, self.port = root, free_port()
        self.running: RunningSandbox | None = None

    def wake(self) -> None:
        self.running = start_in_background(self.root, port=self.port, follow=3600)

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def answers(self) -> bool:
        return self.running is not None and self.running.process.poll() is None

    def kill(self) -> None:
        if self.running is not None:
            self.running.kill()

    def stop(self) -> None:
        if self.running is not None and self.running.process.poll() is None:
            self.running.stop()


def kill_all(processes: Iterable[int]) -> None:
    """SIGKILL to what still lives of them."""
    for one in processes:
        with suppress(ProcessLookupError):
            os.kill(one, signal.SIGKILL)


def run_processes(folder: Path) -> list[int]:
    """The processes of runs: those of this soak, known by the home of their Prefect."""
    home = f"PREFECT_HOME={folder / 'prefect'}\0".encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes()
            if b"tasks.run.process" in words and home in (process / "environ").read_bytes():
                found.append(int(process.name))
        except OSError:  # it ended meanwhile
            continue
    return found
