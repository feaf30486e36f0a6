"""Runs that can tell nothing themselves: Prefect's server notices, a page of ours tells, once.

A real server, a real worker and the page as the units start them; what breaks is really broken.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.settings import PREFECT_API_URL, temporary_settings
from support.prefect_worker import deploy, settings_of_the_unit, worker
from support.theatre import WEDNESDAY, Theatre, plain

from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.deployment.automations import automations, ensure_automations, ensure_page
from tasks.run.private_prefect import private_server

pytestmark = pytest.mark.story

COORDINATOR, OPERATOR = "coordination@localizz.example", "exploitation@localizz.example"
KEEPER = "veille@structure.example"
HASTY = {  # what takes minutes on a real server
    "PREFECT_SERVER_SERVICES_LATE_RUNS_AFTER_SECONDS": "3",
    "PREFECT_SERVER_SERVICES_LATE_RUNS_LOOP_SECONDS": "1",
    "PREFECT_SERVER_SERVICES_FOREMAN_LOOP_SECONDS": "2",
    "PREFECT_SERVER_SERVICES_FOREMAN_INACTIVITY_HEARTBEAT_MULTIPLE": "10",
    "PREFECT_SERVER_API_AUTH_STRING": "coordination:un-mot-de-passe",
    "PREFECT_SERVER_API_CSRF_PROTECTION_ENABLED": "true",
}
# A worker is away once ten signs of life are missing: a busy machine alone does not miss them.
BRISK = {"PREFECT_WORKER_HEARTBEAT_SECONDS": "3"}


def test_what_a_killed_run_a_killed_worker_and_a_queue_without_worker_cannot_tell(
    tuesday: Theatre, tmp_path: Path
):
    with service(tuesday, tmp_path) as here:
        # A run is killed: its worker notices and tells, the alarm of the server keeps silent.
        here.start_worker()
        first = here.start_slow_run()
        here.kill_the_run()
        until(lambda: here.state(first) == "Crashed")
        until(lambda: here.told() == [COORDINATOR, OPERATOR])
        here.wait_for_alarms("passage en échec")
        after_the_first = here.told()

        # It works again; then worker and run are killed together, as by a power cut.
        tuesday.mend()
        again = here.start(RunKind.DAILY_FOLLOW_UP)
        until(lambda: here.state(again) == "Completed", seconds=240)
        lost = here.start_slow_run()
        here.kill_worker()
        until(lambda: KEEPER in here.told(), seconds=240)
        late = here.start(RunKind.MAIL_SETTLEMENT)
        also_late = here.start(RunKind.ACCESS_CHECK)
        until(lambda: here.state(lost) == "Crashed", seconds=240)
        until(lambda: len(here.told()) >= 6, seconds=180)
        here.settle()
        subjects = [plain(str(mail["Subject"])) for mail in here.mails()]
        who = here.told()
        late_states = {here.state(late), here.state(also_late)}

        # A worker is back: the next silence is told anew, and what waited runs.
        tuesday.mend()
        here.start_worker()
        until(lambda: "Late" not in (here.state(late), here.state(also_late)), seconds=240)
        until(lambda: not list(here.state_folder.glob("told-worker-away-*")), seconds=180)

    assert after_the_first == [COORDINATOR, OPERATOR], "once each, by the run’s own hook"
    assert late_states == {"Late"}
    assert who[:2] == [COORDINATOR, OPERATOR]
    assert sorted(who[2:]) == sorted([KEEPER, OPERATOR, COORDINATOR, OPERATOR])
    assert sum("« Suivi quotidien » n’a pas abouti" in one for one in subjects) == 4
    assert sum("« Exécution des passages » est arrêtée" in one for one in subjects) == 1
    assert sum("n’a pas commencé" in one for one in subjects) == 1, "two are late, one is told"


@contextmanager
def service(theatre: Theatre, folder: Path) -> Iterator[SimpleNamespace]:
    """The server with its alarms, the page that they call, a worker on demand."""
    os.environ["RELOCALISONS_OPERATOR_EMAIL"] = KEEPER
    os.environ["STATE_DIRECTORY"] = str(folder / "state")
    os.environ["PREFECT_API_AUTH_STRING"] = HASTY["PREFECT_SERVER_API_AUTH_STRING"]
    os.environ["PREFECT_FLOWS_HEARTBEAT_FREQUENCY"] = "30"
    theatre.at(WEDNESDAY)
    with (
        private_server(folder / "prefect", settings=HASTY) as origin,
        temporary_settings({PREFECT_API_URL: f"{origin}/api"}),
        page(folder) as address,
        get_client(sync_client=True) as client,
        ExitStack() as workers,
    ):
        os.environ["RELOCALISONS_ALARMS_URL"] = address
        deploy("sandbox")
        those = automations(
            ["sandbox"],
            page=ensure_page(address=address, pair=HASTY["PREFECT_SERVER_API_AUTH_STRING"]),
            no_sign=timedelta(seconds=100),
            late_after=timedelta(seconds=10),
        )
        for _ in range(2):  # a second deployment doubles nothing
            ensure_automations(client, those, say=print)
        assert len(client.read_automations()) == len(those)
        yield Service(theatre, folder, client, workers)


class Service:
    """What an operator sees and breaks."""

    def __init__(
        self, theatre: Theatre, folder: Path, client: SyncPrefectClient, workers: ExitStack
    ) -> None:
        self.theatre, self.folder, self.client, self.workers = theatre, folder, client, workers
        self.state_folder = folder / "state"
        self.before = len(theatre.mails())
        self.deployed = {}
        for one in client.read_deployments():
            client.pause_deployment(one.id)  # no hour of today is to start a run of its own
            kind = next(kind for kind in RunKind if one.entrypoint.endswith(f":{kind.value}"))
            self.deployed[kind] = one.id

    def start(self, kind: RunKind) -> object:
        request = {"programme": "sandbox", "dry_run": False, "again": True}
        return self.client.create_flow_run_from_deployment(
            self.deployed[kind], parameters={"request": request}
        ).id

    def start_slow_run(self) -> object:
        """A follow-up that Google keeps waiting; returns once it waits."""
        before = self.theatre.injected()
        self.theatre.fault(method="GET", path="^/(v4/spreadsheets|drive/v3)/", delay=600, times=9)
        run = self.start(RunKind.DAILY_FOLLOW_UP)
        until(lambda: self.theatre.injected() > before, seconds=180)
        return run

    def start_worker(self) -> None:
        self.workers.enter_context(worker(self.folder, settings=settings_of_the_unit() | BRISK))

    def kill_the_run(self) -> None:
        """Its process only; its worker lives."""
        kill(self.processes("tasks.run.process"))

    def kill_worker(self) -> None:
        """And all its runs, as when the machine goes."""
        kill(self.processes("worker start", "tasks.run.process", "workspace_supervisor"))

    def processes(self, *words: str) -> list[int]:
        """Those of this test that have one of the words on their command line."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                mine = f"PREFECT_HOME={self.folder}/".encode() in (folder / "environ").read_bytes()
            except OSError:  # it ended meanwhile
                continue
            if mine and any(word in line for word in words):
                found.append(int(folder.name))
        assert found, f"no process of {words}"
        return found

    def state(self, run: object) -> str:
        return str(self.client.read_flow_run(run).state.name)

    def mails(self) -> list:
        return self.theatre.opened_mails()[self.before :]

    def told(self) -> list[str]:
        return [
            mail["To"].addresses[0].addr_spec
            for mail in self.mails()
            if "n’a pas" in str(mail["Subject"]) or "arrêt" in str(mail["Subject"])
        ]

    def wait_for_alarms(self, name: str) -> None:
        """The server called the page, and nothing waits there any more."""
        until(lambda: name in (self.folder / "page.log").read_text() or self._heard())
        self.settle()

    def _heard(self) -> bool:
        return any(self.state_folder.glob("alarms/*.json"))

    def settle(self) -> None:
        until(lambda: not any(self.state_folder.glob("alarms/*.json")), seconds=180)


@contextmanager
def page(folder: Path) -> Iterator[str]:
    """`relocalisons alarms`, as its unit starts it; the address that automations call."""
    with (folder / "page.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "relocalisons", "alarms", "--port", "0", "--patience", "8"],
            stdout=subprocess.PIPE, stderr=log, text=True,
        )  # fmt: skip
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert line.startswith("ready "), (folder / "page.log").read_text()
            yield line.removeprefix("ready ").strip()
        finally:
            process.terminate()
            process.communicate(timeout=20)


def kill(processes: Iterable[int]) -> None:
    for process in processes:
        os.kill(process, signal.SIGKILL)


def until(fact: Callable[[], bool], *, seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not fact():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.2)
