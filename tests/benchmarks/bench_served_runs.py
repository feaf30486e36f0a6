"""What runs cost through a real server and worker: as delivered, beside Prefect's own defaults.

Budgets: a quiet night <= 12 s from its hour to its end and <= 9 s of CPU; a programme with nothing
waiting <= 60 s of CPU a day; a settlement with mails that wait <= 4 s. SQLite, the sample of 23
partners in a sandbox, nothing changed since the night before. CPU is that of the processes of the
run, looked at every fifth of a second; wall time depends on who else computes.

`BEFORE=/path/of/an/older/checkout` plays that version in the place of Prefect's defaults.
"""

import os
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import astuple
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

REPEATS = int(os.environ.get("REPEATS", "2"))
AHEAD = 26.0  # seconds: a planned run is known to the worker before its hour
DEFAULTS = {"PREFECT_WORKER_QUERY_SECONDS": "10", "PREFECT_WORKER_PREFETCH_SECONDS": "10"}


def main() -> None:
    """Print one table a way of starting runs."""
    from support.prefect_worker import settings_of_the_unit, worker
    from support.served import served

    from relocalisons.sample.programme import generate
    from relocalisons.settings import ROOT

    ways = [("by Prefect's defaults", str(ROOT), DEFAULTS)]
    if before := os.environ.get("BEFORE"):
        ways = [(f"before ({before})", before, DEFAULTS)]
    ways.append(("as delivered", "", settings_of_the_unit()))
    if os.environ.get("DELIVERED_ONLY"):
        ways = ways[-1:]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with served(folder, generate()) as client:
            for place, (way, home, settings) in enumerate(ways):
                store = f"sqlite:///{folder}/store-{place}.db"
                with worker(folder, settings=settings, name=f"worker-{place}") as process:
                    _Way(client, process.pid, way=way, home=home, store=store).print_table()


class _Way:
    """One way of starting runs; `home` is empty for the deployments as they are."""

    def __init__(self, client, worker: int, *, way: str, home: str, store: str) -> None:
        self._client, self._worker = client, worker
        self._way, self._home, self._store = way, home, store
        self._state = ""

    def print_table(self) -> None:
        from relocalisons.core.kernel.run_kinds import RunKind as Kind
        from tasks.night.console import NOTHING_TO_DO

        load = os.getloadavg()[0]
        print(f"\n{self._way}; load {load:.1f}")
        print(f"{'run':44}{'starts after its hour':>22}{'ends after':>12}{'CPU s':>8}")
        night = self._measured("first night, all read", Kind.DAILY_FOLLOW_UP, times=1)
        night = self._measured("quiet night", Kind.DAILY_FOLLOW_UP, again=True)
        idle = self._measured("settlement, nothing waits", Kind.MAIL_SETTLEMENT)
        if self._home:
            print(f"{'96 settlements in which nothing waits':44}{96 * idle:>42.1f}")
            return
        day = night + idle
        for kind in (
            Kind.ACCESS_CHECK, Kind.FUNDER_REPORTS, Kind.COPIL_PACK, Kind.PRODUCER_FOLLOW_UP,
        ):  # fmt: skip
            day += self._measured(kind.french, kind, times=1)
        print(f"{'a day with nothing waiting, one settlement':44}{day:>42.1f}")
        # Of the week to come: those of this one may be past their hour of decision, and lapse.
        monday = _next_monday()
        self._measured("relances prepared", Kind.PARTNER_REMINDERS, times=1, logical_date=monday)
        self._measured("settlement, mails wait", Kind.MAIL_SETTLEMENT, logical_date=monday)
        if self._state == NOTHING_TO_DO:
            raise SystemExit("no mail waited: the last line is not what it says")

    def _measured(self, what: str, kind, *, times: int = REPEATS, **answers: object) -> float:
        found = [self._run(kind, **answers) for _ in range(times)]
        starts, ends, cpu = (median(one[at] for one in found) for at in range(3))
        print(f"{what:44}{starts:>22.1f}{ends:>12.1f}{cpu:>8.2f}", flush=True)
        return cpu

    def _run(self, kind, **answers: object) -> tuple[float, float, float]:
        from support.served import children_of, cpu_of, is_a_run, start, wait_until

        seen: dict[int, float] = {}

        def is_over() -> bool:
            """Also looks at what each process has taken so far: the worker reaps it late."""
            lines = children_of(self._worker)
            mine = [one for one, line in lines.items() if is_a_run(line)]
            for one in mine:
                with suppress(OSError):
                    seen[one] = sum(astuple(cpu_of(one)))
            return not mine

        wait_until(is_over)
        seen.clear()
        run = start(self._client, kind, wait=AHEAD, deployment=self._deployment(kind), **answers)
        while not (over := self._client.read_flow_run(run.id)).state.is_final():
            is_over()
            time.sleep(0.2)
        if not over.state.is_completed():
            raise SystemExit(f"{over.name}: {over.state_name} {over.state.message}")
        wait_until(is_over)
        self._state = over.state_name
        hour = over.expected_start_time
        return (
            (over.start_time - hour).total_seconds(),
            (over.end_time - hour).total_seconds(),
            sum(seen.values()),
        )

    def _deployment(self, kind):
        """The deployment as delivered, or one that says no more than where the project stands."""
        from support.served import deployment_of

        from relocalisons.deployment.table import POOL, TABLE, job_variables, pull_steps

        (row,) = [one for one in TABLE if one.kind is kind]
        told = {"env": {"RELOCALISONS_STORE_URL": self._store}}
        if not self._home:
            home = str(Path.cwd())
            started = job_variables(row.entrypoint, home=home, python=sys.executable)
            told = started | {"env": started["env"] | told["env"]}
            self._client.update_deployment(deployment_of(self._client, kind), _with(told))
            return deployment_of(self._client, kind)
        return self._client.create_deployment(
            flow_id=self._client.create_flow_from_name(kind.french),
            name=f"{kind.french}, {Path(self._home).name}",
            entrypoint=row.entrypoint,
            parameters=row.parameters("sandbox"),
            pull_steps=pull_steps(self._home),
            work_pool_name=POOL,
            work_queue_name="sandbox",
            job_variables=told,
        )


def _next_monday() -> str:
    today = datetime.now(UTC).date()
    return (today + timedelta(days=7 - today.weekday())).isoformat()


def _with(job_variables):
    from prefect.client.schemas.actions import DeploymentUpdate

    return DeploymentUpdate(job_variables=job_variables)


if __name__ == "__main__":
    main()
