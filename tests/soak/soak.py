"""`make soak`: fifty nights of a service whose parts are killed at random; then a verdict.

Days are those of the story, hours are compressed: a night takes as long as its runs. PostgreSQL,
Prefect's server, a worker, the page of alarms and the sandbox are real processes; each night most
often one of them (the worker with its runs, the server, the vendors, the database) is killed with
SIGKILL at a random instant of a run and started again some seconds later, as systemd would. Whoever
is told that a run failed starts it once again. `NIGHTS` and `SEED` change the story.
"""

import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from uuid import UUID

sys.path.insert(0, str(Path(__file__).parents[1]))

import httpx
from people import People
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.exceptions import PrefectHTTPStatusError
from prefect.settings import (
    PREFECT_API_AUTH_STRING,
    PREFECT_API_URL,
    PREFECT_SERVER_API_CSRF_PROTECTION_ENABLED,
    temporary_settings,
)
from prefect.states import Scheduled
from support import machines
from support.prefect_worker import deploy
from support.sample.village import cut_to
from verdict import Verdict

from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.deployment.automations import automations, ensure_automations, ensure_page
from relocalisons.sample.demo.nights import PARIS, PROGRAMME, put_environment
from relocalisons.sample.demo.story import Storyteller
from relocalisons.sample.layout import lay_out
from relocalisons.sample.programme import generate

NIGHTS = int(os.environ.get("NIGHTS", "50"))
SEED = int(os.environ.get("SEED", "17"))
FIRST = date(2026, 3, 9)  # a Monday
KILLED = 0.75  # how many of a hundred runs lose a part of the service
VICTIMS = ("worker", "server", "sandbox", "database")
TUESDAY = 1
NO_SIGN = timedelta(seconds=100)  # nine minutes on a real server
STARTED_ANEW = 5  # nights, as a release would
FINAL = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")
LOST_AFTER = 12.0  # seconds without a process after which a run is given up
PATIENCE = 240.0
LAST_PATIENCE = 900.0


@dataclass(frozen=True, slots=True)
class Kill:
    """Who goes, how long after a run was asked for, and for how long."""

    victim: str
    after: float
    away: float


class Soak:
    """The service, its people, and what is done to it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.rolls = folder, random.Random(SEED)
        self.root = folder / "workspace"
        self.sample = cut_to(generate())
        lay_out(self.sample, self.root, on=FIRST - timedelta(days=1))
        self.database = machines.Database(folder)
        self.vendors = machines.Vendors(folder, self.root)
        own = self.database.uri("prefect", "postgresql+asyncpg")
        self.server = machines.Server(folder, own)
        self.worker, self.page = machines.Worker(folder), machines.Page(folder)
        self.parts = {one.name: one for one in (self.database, self.vendors, self.server,
                                                self.worker, self.page)}  # fmt: skip
        self.killed: Counter[str] = Counter()
        self.ended: Counter[str] = Counter()  # by themselves, while another part was away
        self.fallen: dict[str, float] = {}
        self.deployed: dict[RunKind, UUID] = {}
        self.asked: list[tuple[date, RunKind, UUID]] = []
        self.people = People(self.vendors.base_url, self.sample, self.rolls)
        self.teller = Storyteller(self.vendors.base_url)

    # --- before and after ---

    def begin(self) -> None:
        self.database.create("relocalisons")
        self.vendors.start()
        put_environment(self.root, base_url=self.vendors.base_url)
        os.environ.update(
            self.server.variables,
            PREFECT_API_AUTH_STRING=machines.SIGN_IN,
            PREFECT_UI_URL=machines.CONSOLE,
            PREFECT_FLOWS_HEARTBEAT_FREQUENCY="30",
            STATE_DIRECTORY=str(self.folder / "state"),
            RELOCALISONS_STORE_URL=self.database.uri("relocalisons", "postgresql+psycopg"),
            RELOCALISONS_ALARMS_URL=self.page.address,
            RELOCALISONS_OPERATOR_EMAIL="veille@structure.example",
        )
        self.set_time(FIRST)
        self.server.start()

    def deploy(self, client: SyncPrefectClient) -> None:
        deploy(PROGRAMME)
        those = automations(
            [PROGRAMME],
            page=ensure_page(address=self.page.address, pair=machines.SIGN_IN),
            no_sign=NO_SIGN,
        )
        ensure_automations(client, those, say=lambda _: None)
        for one in client.read_deployments():
            client.pause_deployment(one.id)  # no hour of today starts a run of its own
            kind = next(kind for kind in RunKind if one.entrypoint.endswith(f":{kind.value}"))
            self.deployed[kind] = one.id

    def end(self) -> None:
        for one in (self.worker, self.page, self.server, self.vendors, self.database):
            with suppress(Exception):
                one.stop()
        self.teller.close()

    # --- a night ---

    def play_night(self, client: SyncPrefectClient, day: date) -> None:
        self.set_time(day)
        if (day - FIRST).days % STARTED_ANEW == 0:  # they read the night's clock when they start
            for one in (self.worker, self.page):
                one.stop()
                one.start()
        self.people.comment(day)
        self.play(client, day, RunKind.DAILY_FOLLOW_UP, hour=6, minute=30)
        self.people.note(day)
        if day.weekday() == TUESDAY:
            self.play(client, day, RunKind.PARTNER_REMINDERS, hour=7)
            self.set_time(day, 11)
            self.people.decide(day, self.teller)
        if day.weekday() in (TUESDAY, TUESDAY + 1):
            self.play(client, day, RunKind.MAIL_SETTLEMENT, hour=11, minute=5)

    def set_time(self, day: date, hour: int = 6, minute: int = 30) -> str:
        moment = datetime.combine(day, clock_time(hour, minute), tzinfo=PARIS)
        os.environ["RELOCALISONS_STORY_TIME"] = moment.isoformat()
        self.teller.set_clock(moment)
        return moment.isoformat()

    def play(
        self, client: SyncPrefectClient, day: date, kind: RunKind, *, hour: int, minute: int = 0
    ) -> None:
        """One run, most often with a kill; started again, without one, by who was told."""
        moment = self.set_time(day, hour, minute)
        kill = self.roll()
        first = self.run(client, kind, day, moment, kill)
        again = ""
        if first != "COMPLETED":
            again = self.run(client, kind, day, moment, None)
        said = f"{kill.victim} after {kill.after:4.1f} s" if kill else "no kill"
        print(f"{day:%d/%m} {kind.value:18} {said:24} {first:10} {again}", flush=True)

    def roll(self) -> Kill | None:
        if self.rolls.random() >= KILLED:
            return None
        return Kill(
            self.rolls.choice(VICTIMS), self.rolls.uniform(0.2, 9.0), self.rolls.uniform(1, 8)
        )

    def run(
        self, client: SyncPrefectClient, kind: RunKind, day: date, moment: str, kill: Kill | None
    ) -> str:
        """How a run ended as far as Prefect knows when its process is gone."""
        until(lambda: self.server.answers() and self._is_ready(client), seconds=PATIENCE)
        run = client.create_flow_run_from_deployment(
            self.deployed[kind],
            parameters={"request": {"programme": PROGRAMME, "dry_run": False}},
            state=Scheduled(scheduled_time=datetime.now(UTC)),
            job_variables={"env": {"RELOCALISONS_STORY_TIME": moment}},
        ).id
        self.asked.append((day, kind, run))
        began = time.monotonic()
        back: float | None = None
        gone_since: float | None = None
        while time.monotonic() - began < PATIENCE:
            now = time.monotonic() - began
            if kill and back is None and now >= kill.after:
                self.parts[kill.victim].kill()
                self.killed[kill.victim] += 1
                back = now + kill.away
            if kill and back is not None and now >= back and kill is not DONE:
                self.parts[kill.victim].start()
                kill, gone_since = DONE, None
            standing = kill is None or kill is DONE
            if standing:
                self.revive()
            state = state_of(client, run) if standing else ""
            if state in FINAL and not machines.run_processes(self.folder):
                return state
            if kill is DONE and state in ("RUNNING", "PENDING"):
                gone = not machines.run_processes(self.folder)
                gone_since = (gone_since or time.monotonic()) if gone else None
                if gone_since and time.monotonic() - gone_since > LOST_AFTER:
                    return "lost"
            time.sleep(0.2)
        return f"still {state_of(client, run)}"

    def _is_ready(self, client: SyncPrefectClient) -> bool:
        try:
            return bool(client.read_deployments(limit=1))
        except (httpx.HTTPError, PrefectHTTPStatusError):
            return False

    def revive(self) -> None:
        """What ended by itself is started again, ten seconds later, as systemd does."""
        for one in (self.server, self.worker, self.page):
            if one.process is None or one.process.poll() is None:
                self.fallen.pop(one.name, None)
            elif time.monotonic() - self.fallen.setdefault(one.name, time.monotonic()) > 10:
                one.wake()
                self.ended[one.name] += 1


DONE = Kill("", 0.0, 0.0)


def state_of(client: SyncPrefectClient, run: UUID) -> str:
    """Empty while the server cannot say it."""
    try:
        state = client.read_flow_run(run).state
    except (httpx.HTTPError, PrefectHTTPStatusError):
        return ""
    return state.type.value if state else ""


def until(fact: Callable[[], bool], *, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not fact():
        if time.monotonic() > deadline:
            return False
        time.sleep(1)
    return True


def main() -> int:
    began = time.monotonic()
    print(f"{NIGHTS} nights from {FIRST:%d/%m/%Y}, seed {SEED}, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory(prefix="relocalisons-soak-") as name:
        folder = Path(name)
        folder.chmod(0o711)  # PostgreSQL runs as its own account
        soak = Soak(folder)
        try:
            soak.begin()
            with (
                temporary_settings(
                    {
                        PREFECT_API_URL: soak.server.api,
                        PREFECT_API_AUTH_STRING: machines.SIGN_IN,
                        PREFECT_SERVER_API_CSRF_PROTECTION_ENABLED: True,
                    }
                ),
                get_client(sync_client=True) as client,
            ):
                soak.deploy(client)
                for night in range(NIGHTS):
                    soak.play_night(client, FIRST + timedelta(days=night))
                verdict = Verdict(soak, client)
                until(verdict.is_settled, seconds=LAST_PATIENCE)
                faults = verdict.faults()
                verdict.print_figures()
        except BaseException:
            keep = Path(os.environ.get("SOAK_LOGS", "/tmp")) / f"{folder.name}-kept"
            print(f"stopped; logs in {keep}")
            copy_logs(folder, keep)
            raise
        finally:
            soak.end()
        if faults:
            keep = Path(tempfile.gettempdir()) / f"{folder.name}-kept"
            copy_logs(folder, keep)
            print(f"logs in {keep}")
    print(f"{(time.monotonic() - began) / 60:.1f} minutes, load {os.getloadavg()[0]:.1f}")
    for fault in faults:
        print(f"FAULT: {fault}")
    print("VERDICT: " + (f"{len(faults)} faults" if faults else "nothing lost, nothing doubled, "
          "every failure told once, no run « Running »"))  # fmt: skip
    return 1 if faults else 0


def copy_logs(folder: Path, to: Path) -> None:
    to.mkdir(parents=True, exist_ok=True)
    for log in folder.glob("*.log"):
        (to / log.name).write_bytes(log.read_bytes())


if __name__ == "__main__":
    sys.exit(main())
