"""Start a flow for each programme, in batches, and follow the runs to their ends.

One programme that cannot start, fails or hangs stops no other: each is one line of the page. The
dispatcher does no work of its own; it keeps a place on a worker while it waits.
"""

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import (
    FlowFilter,
    FlowFilterName,
    FlowRunFilter,
    FlowRunFilterId,
)
from prefect.concurrency.sync import rate_limit
from prefect.deployments import run_deployment

from relocalisons.core.kernel.run_kinds import RunKind
from tasks.night.console import asked_of
from tasks.portfolio.quotas import Bucket, buckets_of, ensure_buckets

LOOK_EVERY = 2.0  # seconds
PATIENCE = 1800.0  # seconds without any news of a run: then the page says what still waits
_PAGE = 200  # runs and deployments that the server gives at once

logger = logging.getLogger("relocalisons.portfolio")

Pause = Callable[[float], None]
Take = Callable[[Sequence[str], int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """One programme of the night: its deployment, and what became of its run."""

    programme: str
    deployment: UUID
    run: UUID | None = None
    state: str = ""  # the name of the run's state in Prefect; empty: never started
    is_over: bool = False
    went_well: bool = False
    seconds: float = 0.0

    @property
    def is_out(self) -> bool:
        """Whether its run is on the workers or waits for one."""
        return self.run is not None and not self.is_over


def errands_of(client: SyncPrefectClient, kind: RunKind) -> tuple[Errand, ...]:
    """Every programme that has this flow on the server and did not switch it off, by name."""
    found: dict[str, Errand] = {}
    place = 0
    flow = FlowFilter(name=FlowFilterName(any_=[kind.french]))
    while page := client.read_deployments(flow_filter=flow, limit=_PAGE, offset=place):
        place += len(page)
        for one in page:
            programme = str(asked_of(one.parameters).get("programme", ""))
            if programme and not one.paused:
                found.setdefault(programme, Errand(programme=programme, deployment=one.id))
        if len(page) < _PAGE:
            break
    return tuple(found[name] for name in sorted(found))


@dataclass(slots=True, kw_only=True)
class Dispatcher:
    """Sends errands out, at most `batch` at a time, each after its readings were granted.

    `night`: the run of the night; asked twice for the same night, a programme runs once.
    """

    client: SyncPrefectClient
    night: str
    batch: int
    reads: int
    take: Take = lambda names, many: rate_limit(list(names), occupy=many)
    pause: Pause = time.sleep
    clock: Callable[[], float] = time.monotonic
    _buckets: dict[str, tuple[Bucket, ...]] = field(default_factory=dict[str, tuple[Bucket, ...]])

    def run(self, errands: Iterable[Errand]) -> tuple[Errand, ...]:
        """All of them, each with what became of it."""
        todo = {one.programme: one for one in errands}
        self._buckets = {name: buckets_of(name) for name in todo}
        ensure_buckets(self.client, (one for pair in self._buckets.values() for one in pair))
        waiting = list(todo)
        news = self.clock()
        while waiting or any(one.is_out for one in todo.values()):
            free = self.batch - sum(one.is_out for one in todo.values())
            for name in waiting[:free]:
                todo[name] = self._sent(todo[name])
            if free > 0 and waiting:
                del waiting[:free]
                news = self.clock()
                continue
            before = dict(todo)
            self.pause(LOOK_EVERY)
            self._look(todo)
            if todo != before:
                news = self.clock()
            elif self.clock() - news > PATIENCE:
                break  # no worker, or runs that hang: the page says which
        return tuple(todo.values())

    def _sent(self, errand: Errand) -> Errand:
        try:
            names = [bucket.name for bucket in self._buckets[errand.programme]]
            self.take(names, self.reads)
            run: Any = run_deployment(  # in a flow that is not async it gives the run itself
                errand.deployment,
                parameters={"request": {"programme": errand.programme, "dry_run": False}},
                timeout=0,
                as_subflow=False,
                idempotency_key=f"{self.night}:{errand.programme}",
            )
        except Exception as error:
            logger.exception("the night of %s could not be started", errand.programme)
            return replace(errand, state=type(error).__name__, is_over=True)
        return replace(errand, run=run.id, state=run.state_name or "")

    def _look(self, todo: dict[str, Errand]) -> None:
        out = {one.run: one for one in todo.values() if one.is_out}
        wanted = list(out)
        for at in range(0, len(wanted), _PAGE):
            ids = [one for one in wanted[at : at + _PAGE] if one is not None]
            for run in self.client.read_flow_runs(
                flow_run_filter=FlowRunFilter(id=FlowRunFilterId(any_=ids)), limit=_PAGE
            ):
                errand, state = out[run.id], run.state
                todo[errand.programme] = replace(
                    errand,
                    state=run.state_name or "",
                    is_over=state is not None and state.is_final(),
                    went_well=state is not None and state.is_completed(),
                    seconds=run.total_run_time.total_seconds(),
                )
