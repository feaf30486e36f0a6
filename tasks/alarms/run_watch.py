"""A watch over the runs of Prefect's server: those that are lost, those whose failure it hides.

Its automations notice both, but not across its own death: its memory of which event follows which
is in its process, so that after a restart it holds back for a quarter of an hour what it is told of
any run from before, and forgets it when it dies again.
"""

import logging
import os
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from relocalisons.store.private_files import make_private_folder, open_private
from tasks.alarms.telling import AlarmKind
from tasks.night.console import asked_of

if TYPE_CHECKING:
    from prefect.client.orchestration import SyncPrefectClient
    from prefect.client.schemas.filters import FlowRunFilterState
    from prefect.client.schemas.objects import FlowRun
    from prefect.types import DateTime

LOST_AFTER = timedelta(minutes=15)  # longer than the server's own automation waits (9 min)
LOOKED_BACK = timedelta(hours=24)  # at what ended badly: as long as an alarm waits to be told
_MOST = 200  # runs asked for at once, the last first
_NEVER_BEGAN = "Le processus de ce passage a disparu avant de commencer."
_WITHOUT_A_SIGN = "Le passage ne donne plus signe de vie."

logger = logging.getLogger("relocalisons.alarms")


class RunWatch:
    """Called with the instant and since when the server answers; may raise with it.

    Each run that ended badly is kept once as an alarm, as its automation would: whether people know
    of it already is asked when it is told. `memory` is a file of the ids of those that were kept: a
    page that is started again does not ask anew about what was mended since.
    """

    def __init__(
        self,
        keep: Callable[[Mapping[str, Any]], None],
        *,
        memory: Path,
        lost_after: timedelta = LOST_AFTER,
    ) -> None:
        self.keep, self.memory, self.lost_after = keep, memory, lost_after
        self.kept = _remembered(memory)

    def __call__(self, now: datetime, back_since: datetime) -> None:
        """End what is lost, keep what ended badly."""
        end_lost_runs(now, back_since, after=self.lost_after)
        before = set(self.kept)
        self.kept &= self._keep_failures(since=now - LOOKED_BACK)
        if self.kept != before:
            _remember(self.memory, self.kept)

    def _keep_failures(self, *, since: datetime) -> set[UUID]:
        """Those that are still looked at, all of them kept."""
        from prefect.client.orchestration import get_client
        from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterEndTime
        from prefect.client.schemas.sorting import FlowRunSort

        with get_client(sync_client=True) as client:
            failed = client.read_flow_runs(
                flow_run_filter=FlowRunFilter(
                    state=_in_states("FAILED", "CRASHED"),
                    end_time=FlowRunFilterEndTime.model_validate({"after_": since}),
                ),
                sort=FlowRunSort.END_TIME_DESC,
                limit=_MOST,
            )
            flows = {
                identity: client.read_flow(identity).name
                for identity in {run.flow_id for run in failed if run.id not in self.kept}
            }
        for run in failed:
            if run.id not in self.kept:
                self.keep(_alarm_of(run, flow=flows[run.flow_id]))
                self.kept.add(run.id)
        return {run.id for run in failed}


def _remembered(memory: Path) -> set[UUID]:
    """None where the file is missing or cannot be read: then each is asked about once more."""
    try:
        return {UUID(line) for line in memory.read_text("utf-8").split()}
    except (OSError, ValueError):
        return set()


def _remember(memory: Path, kept: set[UUID]) -> None:
    make_private_folder(memory.parent)
    part = memory.with_suffix(".part")
    with os.fdopen(open_private(part), "w", encoding="utf-8") as file:
        file.truncate()
        file.write("\n".join(sorted(map(str, kept))))
    part.replace(memory)


def _alarm_of(run: "FlowRun", *, flow: str) -> dict[str, Any]:
    asked = asked_of(run.parameters)
    return {
        "alarm": AlarmKind.FAILED.value,
        "programme": str(asked.get("programme", "")),
        "flow": flow,
        "run_id": str(run.id),
        "run_name": run.name,
        "state": run.state_name or "",
        "dry_run": asked.get("dry_run", True),
        "began": str(run.start_time or run.expected_start_time),
    }


def end_lost_runs(now: datetime, back_since: datetime, *, after: timedelta = LOST_AFTER) -> None:
    """Make crashed what waits to begin since a quarter of an hour, or gave no sign of life in it.

    The server notices a run that stops giving signs: not one whose signs, or whose watch, were lost
    while the server itself was away. Signs are asked for once it has heard for long enough.
    """
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import FlowRunFilter
    from prefect.client.schemas.objects import StateType
    from prefect.states import Crashed

    hears = now - back_since > after
    states = _in_states("PENDING", "RUNNING") if hears else _in_states("PENDING")
    with get_client(sync_client=True) as client:
        for run in client.read_flow_runs(flow_run_filter=FlowRunFilter(state=states)):
            if run.state is None or now - run.state.timestamp <= after:
                continue
            began = run.state.type is StateType.RUNNING
            if began and _gave_a_sign(client, run.id, since=now - after):
                continue
            message = _WITHOUT_A_SIGN if began else _NEVER_BEGAN
            client.set_flow_run_state(run.id, Crashed(message=message), force=True)
            logger.warning("run %s made crashed: %s", run.name, message)


def _in_states(*types: str) -> "FlowRunFilterState":
    from prefect.client.schemas.filters import FlowRunFilterState, FlowRunFilterStateType
    from prefect.client.schemas.objects import StateType

    return FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType(one) for one in types]))


def _gave_a_sign(client: "SyncPrefectClient", run_id: UUID, *, since: datetime) -> bool:
    from prefect.events.filters import (
        EventFilter,
        EventNameFilter,
        EventOccurredFilter,
        EventResourceFilter,
    )

    asked = EventFilter(
        # The type of a date in Prefect's models differs below Python 3.13; any date is taken.
        occurred=EventOccurredFilter(since=cast("DateTime", since)),
        event=EventNameFilter(name=["prefect.flow-run.heartbeat"]),
        resource=EventResourceFilter(id=[f"prefect.flow-run.{run_id}"]),
    )
    return bool(client.read_events(filter=asked, limit=1).events)
