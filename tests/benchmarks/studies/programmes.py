"""Twenty real programmes through « Nuit du portefeuille »: two workers, PostgreSQL, a night each.

Each programme has a sandbox of its own (the sample of 23 partners), a database, a configuration;
Prefect's database is on the same PostgreSQL. The first night reads everything, the second finds
nothing new but two programmes in trouble: one whose Google is gone, one whose file is broken.
CPU and memory are those of the processes, looked at every half second; sandboxes are left out.
`PROGRAMMES=5` plays fewer. Needs a PostgreSQL of the distribution.
"""

import os
import shutil
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from typing import Any

from benchmarks.table.rows import Figure, Row, Size

PROGRAMMES = int(os.environ.get("PROGRAMMES", "20"))
FIRST = date(2026, 3, 9)
READS = (27, 3)  # readings of Sheets to reserve: all the workbooks, none
PATIENCE = 1800.0
WORK = f"{PROGRAMMES} programmes, two workers of two runs"


def measure(_: Size) -> Iterator[Row]:
    """Five rows a night: seconds of it, and of each kind of process."""
    from prefect.client.orchestration import get_client
    from prefect.settings import (
        PREFECT_API_AUTH_STRING,
        PREFECT_API_URL,
        PREFECT_SERVER_API_CSRF_PROTECTION_ENABLED,
        temporary_settings,
    )
    from support import machines

    if not list(Path("/usr/lib/postgresql").glob("*/bin")):
        yield Row(work=WORK, peer="–", absent="no PostgreSQL of the distribution here")
        return
    with tempfile.TemporaryDirectory(prefix="relocalisons-programmes-") as name:
        folder = Path(name)
        folder.chmod(0o711)  # PostgreSQL runs as its own account
        several = _Several(folder)
        try:
            several.begin()
            with (
                temporary_settings(
                    {
                        PREFECT_API_URL: several.server.api,
                        PREFECT_API_AUTH_STRING: machines.SIGN_IN,
                        PREFECT_SERVER_API_CSRF_PROTECTION_ENABLED: True,
                    }
                ),
                get_client(sync_client=True) as client,
            ):
                several.deploy(client)
                yield from several.play(client, "first", FIRST, reads=READS[0])
                several.trouble()
                second = FIRST + timedelta(days=1)
                yield from several.play(client, "quiet", second, reads=READS[1], well=2)
        finally:
            several.end()


class _Several:
    """The service and its programmes."""

    def __init__(self, folder: Path) -> None:
        from support import machines

        self.folder = folder
        self.names = [f"p{number:02d}" for number in range(1, PROGRAMMES + 1)]
        self.database = machines.Database(folder)
        own = self.database.uri("prefect", "postgresql+asyncpg")
        self.server = machines.Server(folder, own)
        self.workers = [machines.Worker(folder, name) for name in ("one", "two")]
        self.vendors = {
            name: machines.Vendors(folder, folder / name / "workspace", name) for name in self.names
        }

    def begin(self) -> None:
        from relocalisons.sample.demo.nights import put_environment
        from relocalisons.sample.layout import lay_out
        from relocalisons.sample.programme import generate
        from relocalisons.settings import ROOT

        first = self.vendors[self.names[0]].root
        lay_out(generate(), first, on=FIRST - timedelta(days=1))
        self.database.create(*self.names)
        config = self.folder / "config"
        config.mkdir()
        text = (ROOT / "config" / "sandbox.toml").read_text("utf-8")
        for name, vendors in self.vendors.items():
            if vendors.root != first:
                shutil.copytree(first, vendors.root)
            (config / f"{name}.toml").write_text(
                text.replace('code = "relocalisons"', f'code = "{name}"'), "utf-8"
            )
            vendors.start()
            put_environment(vendors.root, base_url=vendors.base_url)
            for variable in ("BASE_URL", "GOOGLE_KEY", "HMAC_KEY"):
                said = os.environ.pop(f"RELOCALISONS_{variable}")
                os.environ[f"RELOCALISONS_{variable}__{name.upper()}"] = said
            url = self.database.uri(name, "postgresql+psycopg")
            os.environ[f"RELOCALISONS_STORE_URL__{name.upper()}"] = url
        del os.environ["RELOCALISONS_STORE_URL"]
        os.environ.update(
            self.server.variables,
            PREFECT_API_AUTH_STRING="coordination:un-mot-de-passe",
            RELOCALISONS_CONFIG_DIR=str(config),
            RELOCALISONS_ALARMS_URL="none",
            STATE_DIRECTORY=str(self.folder / "state"),
        )
        self.server.start()

    def deploy(self, client: Any) -> None:
        from support.prefect_worker import deploy

        deploy(*self.names)
        for one in client.read_deployments(limit=200):
            for schedule in one.schedules:  # no hour of today starts a run of its own
                client.update_deployment_schedule(one.id, schedule.id, active=False)

    def trouble(self) -> None:
        """Google is gone for one programme, the file of another is broken."""
        gone, broken = self.names[PROGRAMMES // 3], self.names[2 * PROGRAMMES // 3]
        self.vendors[gone].kill()
        (self.folder / "config" / f"{broken}.toml").write_text("[programme\n", "utf-8")

    def play(
        self, client: Any, what: str, day: date, *, reads: int, well: int = 0
    ) -> Iterator[Row]:
        """A night of all of them; `well`: how many of them cannot end well."""
        from prefect.states import Scheduled

        from relocalisons.sample.demo.nights import PARIS

        moment = datetime.combine(day, clock_time(6, 30), tzinfo=PARIS).isoformat()
        os.environ["RELOCALISONS_STORY_TIME"] = moment
        for worker in self.workers:
            worker.stop()
            worker.start()
        watch = _Watch(self)
        watch.start()
        deployment = client.read_deployment_by_name("Nuit du portefeuille/Nuit du portefeuille")
        run = client.create_flow_run_from_deployment(
            deployment.id,
            parameters={"request": {"dry_run": False, "reads": reads}},
            state=Scheduled(scheduled_time=datetime.now(UTC)),
        )
        deadline = time.monotonic() + PATIENCE
        while not (over := client.read_flow_run(run.id)).state.is_final():
            if time.monotonic() > deadline:
                raise TimeoutError("the night of the programmes never ended")
            time.sleep(0.5)
        watch.over.set()
        watch.join()
        page = next(
            one.data for one in client.read_artifacts(limit=200)
            if one.key == "nuit-du-portefeuille" and one.flow_run_id == run.id
        )  # fmt: skip
        wall = (over.end_time - over.start_time).total_seconds()
        done = page.count(" : fait, ")
        judged = f"{done} of {PROGRAMMES} done"
        same = done == PROGRAMMES - well
        for name, value, unit in (
            ("wall", wall, "s"), ("processor of runs", watch.cpu["runs"], "s"),
            ("of workers", watch.cpu["workers"], "s"), ("of the server", watch.cpu["server"], "s"),
            ("of the database", watch.cpu["database"], "s"), ("memory", watch.peak / 2**20, "MB"),
        ):  # fmt: skip
            yield Row(
                work=f"{WORK}, {what} night: {name}",
                ours=Figure(value=value, unit=unit),
                same=same,
                judged=judged,
            )

    def end(self) -> None:
        for one in (*self.workers, self.server, self.database, *self.vendors.values()):
            with suppress(Exception):
                one.stop()


class _Watch(threading.Thread):
    """What each kind of process takes, from the start of the watch on."""

    def __init__(self, several: _Several) -> None:
        super().__init__(daemon=True)
        self.several, self.over = several, threading.Event()
        self.cpu: dict[str, float] = defaultdict(float)
        self.peak = 0.0

    def run(self) -> None:
        last: dict[int, float] = dict(self._seen()[0])
        while not self.over.wait(0.5):
            times, kinds, memory = self._looked()
            for process, spent in times.items():
                self.cpu[kinds[process]] += spent - last.get(process, 0.0)
            last |= times
            self.peak = max(self.peak, memory)

    def _looked(self) -> tuple[dict[int, float], dict[int, str], float]:
        times, kinds = self._seen()
        return times, kinds, sum(map(_memory_of, times))

    def _seen(self) -> tuple[dict[int, float], dict[int, str]]:
        from support import machines
        from support.served import cpu_of

        several = self.several
        kinds = dict.fromkeys(machines.run_processes(several.folder), "runs")
        for kind, those in (
            ("workers", several.workers), ("server", [several.server]),
            ("database", [several.database]),
        ):  # fmt: skip
            for one in those:
                for process in _family(one.process.pid if one.process else 0):
                    kinds.setdefault(process, kind)
        times: dict[int, float] = {}
        for process in kinds:
            with suppress(OSError):
                times[process] = cpu_of(process).own
        return times, kinds


def _family(process: int) -> list[int]:
    """A process and all that it started."""
    found = [process] if process else []
    for one in found:
        for thread in Path(f"/proc/{one}/task").glob("*/children"):
            with suppress(OSError):
                found += [int(child) for child in thread.read_text().split()]
    return found


def _memory_of(process: int) -> float:
    """Its share of the memory, in bytes: what it shares is counted once for all who share it."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0.0
