"""A quiet « Suivi quotidien » through a real server and worker, beside a bare flow of Prefect.

Both are started as the deployments say (the worker's settings, the command of a run), at an hour
that the worker knows beforehand; SQLite, the sample of 23 partners in a sandbox, nothing changed
since the night before. Processor time is that of the processes of the run, looked at every fifth
of a second; the others are waits, which depend on who else computes: both flows are run in turn.
"""

import os
import sys
import tempfile
import textwrap
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import astuple, dataclass
from pathlib import Path
from statistics import median
from typing import Any
from uuid import UUID

from benchmarks.table.rows import Figure, Row, Size, Target

REPEATS = {Size.FULL: 2, Size.QUICK: 1}
AHEAD = 26.0  # seconds: a planned run is known to the worker before its hour
SOON = 1.0  # and one that is started by hand is not
BARE = """
from prefect import flow


@flow(name="bare")
def bare():
    return "nothing to do"
"""
PENDING, CPU, LATE = Target(ratio=1 / 1.5), Target(most=9), Target(most=12)
PEER = "a bare Prefect flow"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Seconds from pending to running, of processor, and from its hour to its end."""

    pending: float
    cpu: float
    end: float
    state: str


def measure(size: Size) -> Iterator[Row]:
    """Three figures of both."""
    from support.prefect_worker import settings_of_the_unit, worker
    from support.served import served

    from relocalisons.sample.programme import generate

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with served(folder, generate()) as client:
            os.environ["RELOCALISONS_STORE_URL"] = f"sqlite:///{folder}/store.db"
            with worker(folder, settings=settings_of_the_unit()) as process:
                yield from _rows(_Stage(client, process.pid, folder), size)


def _rows(stage: "_Stage", size: Size) -> Iterator[Row]:
    from relocalisons.core.kernel.run_kinds import RunKind

    daily, bare = stage.delivered(RunKind.DAILY_FOLLOW_UP), stage.bare()
    stage.run(daily, wait=SOON)  # the first night reads everything
    wait = AHEAD if size is Size.FULL else SOON
    ours, theirs, by_hand = [], [], []
    for _ in range(REPEATS[size]):
        theirs.append(stage.run(bare, wait=wait))
        ours.append(stage.run(daily, wait=wait, again=True))
    if size is Size.FULL:
        by_hand = [
            (stage.run(daily, wait=SOON, again=True), stage.run(bare, wait=SOON))
            for _ in range(REPEATS[size])
        ]
    ended = {one.state for one in (*ours, *theirs)} == {"COMPLETED"}
    pending = by_hand or list(zip(ours, theirs, strict=True))
    for what, mine, other, target in (
        ("pending to running, started by hand", [one.pending for one, _ in pending],
         [one.pending for _, one in pending], PENDING),
        ("processor time", [one.cpu for one in ours], [one.cpu for one in theirs], CPU),
        ("from its planned hour to its end", [one.end for one in ours],
         [one.end for one in theirs], LATE),
    ):  # fmt: skip
        yield Row(
            work=f"quiet daily_follow_up through the worker: {what}",
            ours=Figure(value=median(mine), unit="s"),
            peer=PEER,
            theirs=Figure(value=median(other), unit="s"),
            same=ended,
            judged=f"both completed, median of {len(mine)}",
            target=target,
        )


class _Stage:
    """A server with its worker, and two deployments."""

    def __init__(self, client: Any, worker: int, folder: Path) -> None:
        self._client, self._worker, self._folder = client, worker, folder

    def delivered(self, kind: Any) -> UUID:
        """The deployment as `relocalisons deploy` makes it, on the store of this measurement."""
        from prefect.client.schemas.actions import DeploymentUpdate
        from support.served import deployment_of

        from relocalisons.deployment.table import TABLE

        (row,) = [one for one in TABLE if one.kind is kind]
        found = deployment_of(self._client, kind)
        told = self._started(row.entrypoint, home=str(Path.cwd()))
        self._client.update_deployment(found, DeploymentUpdate(job_variables=told))
        return found

    def bare(self) -> UUID:
        """The same way of starting, for a flow that does nothing."""
        from relocalisons.deployment.table import POOL

        (self._folder / "bare.py").write_text(textwrap.dedent(BARE), "utf-8")
        return self._client.create_deployment(
            flow_id=self._client.create_flow_from_name("bare"),
            name="bare",
            entrypoint=f"{self._folder}/bare.py:bare",
            work_pool_name=POOL,
            work_queue_name="sandbox",
            job_variables={
                "command": f"{sys.executable} -m prefect.engine",
                "working_dir": str(self._folder),
                "env": {"PREFECT__FLOW_ENTRYPOINT": f"{self._folder}/bare.py:bare"},
            },
        )

    def _started(self, entrypoint: str, *, home: str) -> dict[str, Any]:
        from relocalisons.deployment.table import job_variables

        started = job_variables(entrypoint, home=home, python=sys.executable)
        store = {"RELOCALISONS_STORE_URL": os.environ["RELOCALISONS_STORE_URL"]}
        return started | {"env": started["env"] | store}

    def run(self, deployment: UUID, *, wait: float, **answers: object) -> Run:
        """One run. Raises RuntimeError when it does not end well."""
        from datetime import UTC, datetime, timedelta

        from prefect.states import Scheduled
        from support.served import PROGRAMME, wait_until

        seen: dict[int, float] = {}
        wait_until(lambda: not self._look(seen))
        seen.clear()
        is_bare = self._client.read_deployment(deployment).name == "bare"
        request = {"programme": PROGRAMME, "dry_run": False, **answers}
        planned = datetime.now(UTC) + timedelta(seconds=wait)
        run = self._client.create_flow_run_from_deployment(
            deployment,
            parameters={} if is_bare else {"request": request},
            state=Scheduled(scheduled_time=planned),
        )
        while not (over := self._client.read_flow_run(run.id)).state.is_final():
            self._look(seen)
            time.sleep(0.2)
        if not over.state.is_completed():
            raise RuntimeError(f"{over.name}: {over.state_name} {over.state.message}")
        wait_until(lambda: not self._look(seen))
        states = self._client.read_flow_run_states(run.id)
        at = {one.type.value: one.timestamp for one in states}
        return Run(
            pending=(at["RUNNING"] - at["PENDING"]).total_seconds(),
            cpu=sum(seen.values()),
            end=(over.end_time - planned).total_seconds(),
            state=over.state_type.value,
        )

    def _look(self, seen: dict[int, float]) -> list[int]:
        """The processes of runs; also what each has taken so far: the worker reaps it late."""
        from support.served import children_of, cpu_of, is_a_run

        mine = [one for one, line in children_of(self._worker).items() if is_a_run(line)]
        for one in mine:
            with suppress(OSError):
                seen[one] = sum(astuple(cpu_of(one)))
        return mine
