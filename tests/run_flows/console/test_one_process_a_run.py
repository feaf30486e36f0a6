"""A worker starts Prefect once a run, and still sees that a run was cancelled or killed.

The command and the entrypoint that deployments tell a worker are Prefect's own business and partly
undocumented: what we rest on is held here, on a real server and a worker as the unit sets it.
"""

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import (
    ArtifactFilter,
    ArtifactFilterFlowRunId,
    DeploymentFilter,
    DeploymentFilterId,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateName,
)
from prefect.client.schemas.objects import FlowRun
from prefect.states import Cancelling
from support.prefect_worker import worker
from support.sample.village import cut_to
from support.served import (
    children_of,
    deployment_of,
    ended,
    is_a_run,
    served,
    start,
    wait_until,
)

from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.sample.programme import generate

pytestmark = [pytest.mark.flows, pytest.mark.story]

Started = tuple[SyncPrefectClient, subprocess.Popen[bytes]]


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    folder = tmp_path_factory.mktemp("served")
    with (
        served(folder, cut_to(generate())) as client,
        worker(folder) as process,
    ):
        yield client, process


def running(started: Started, kind: RunKind, **answers) -> tuple[FlowRun, int]:
    """A run that has begun, and the one process that the worker made for it."""
    client, process = started
    run = start(client, kind, **answers)
    wait_until(lambda: client.read_flow_run(run.id).state_name == "Running")
    lines = children_of(process.pid)
    (child,) = [one for one, line in lines.items() if line.endswith(" -m tasks.run.process")]
    return run, child


def test_a_run_is_one_process_from_its_start(started):
    client, process = started
    seen: dict[int, str] = {}
    run = start(client, RunKind.ACCESS_CHECK)

    def is_over() -> bool:
        seen.update(children_of(process.pid))
        return client.read_flow_run(run.id).state.is_final()

    wait_until(is_over)

    assert ended(client, run).state_name == "Completed"
    (run_itself,) = [line for line in seen.values() if is_a_run(line)]
    assert run_itself.endswith(" -m tasks.run.process")


def test_a_run_that_is_cancelled_ends(started):
    client, _ = started
    run, child = running(started, RunKind.DAILY_FOLLOW_UP)

    client.set_flow_run_state(run.id, Cancelling(), force=True)

    assert ended(client, run).state_name == "Cancelled"
    wait_until(lambda: not Path(f"/proc/{child}").exists())


def test_a_run_that_is_killed_is_crashed_told_and_followed_by_a_pass(started):
    client, _ = started
    run, child = running(started, RunKind.MAIL_SETTLEMENT)

    os.kill(child, signal.SIGKILL)

    assert ended(client, run).state_name == "Crashed"
    wait_until(lambda: "echec-suivi-des-envois-et-decisions" in artifacts_of(client, run))
    assert planned(client), "what was killed while it planned nothing leaves a pass behind"


def artifacts_of(client: SyncPrefectClient, run: FlowRun) -> list[str | None]:
    mine = ArtifactFilter(flow_run_id=ArtifactFilterFlowRunId(any_=[run.id]))
    return [one.key for one in client.read_artifacts(artifact_filter=mine)]


def planned(client: SyncPrefectClient) -> list[FlowRun]:
    one = deployment_of(client, RunKind.MAIL_SETTLEMENT)
    runs = client.read_flow_runs(
        deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=[one])),
        flow_run_filter=FlowRunFilter(
            state=FlowRunFilterState(name=FlowRunFilterStateName(any_=["Scheduled"]))
        ),
    )
    return [run for run in runs if not run.auto_scheduled]
