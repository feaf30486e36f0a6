"""A programme as it is served: sandbox, Prefect's server, deployments, and what a run costs."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.objects import FlowRun
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.states import Scheduled
from support.prefect_worker import deploy

from relocalisons.core.kernel.run_kinds import RunKind, deployment_name
from relocalisons.sample.demo.nights import put_environment
from relocalisons.sample.layout import lay_out
from relocalisons.sample.programme import SampleProgramme
from tasks.run.private_prefect import private_server
from vendor_sandbox.server import start_in_background

PROGRAMME = "sandbox"
TICKS = os.sysconf("SC_CLK_TCK")


@contextmanager
def served(
    folder: Path, sample: SampleProgramme, *, settings: dict[str, str] | None = None
) -> Iterator[SyncPrefectClient]:
    """The sample as it stands today on a server of its own, deployed, on the machine's clock."""
    kept = dict(os.environ)
    root = folder / "workspace"
    lay_out(sample, root, on=datetime.now(UTC).date())
    try:
        with (
            start_in_background(root) as sandbox,
            private_server(folder / "prefect", settings=settings) as origin,
            temporary_settings({PREFECT_API_URL: f"{origin}/api"}),
        ):
            put_environment(root, base_url=sandbox.base_url)
            os.environ.pop("RELOCALISONS_STORY_TIME", None)
            deploy(PROGRAMME)
            with get_client(sync_client=True) as client:
                yield client
    finally:
        os.environ.clear()
        os.environ.update(kept)


def deployment_of(client: SyncPrefectClient, kind: RunKind, programme: str = PROGRAMME) -> UUID:
    return client.read_deployment_by_name(f"{kind.french}/{deployment_name(kind, programme)}").id


def start(
    client: SyncPrefectClient,
    kind: RunKind,
    *,
    wait: float = 0.0,
    deployment: UUID | None = None,
    **answers: Any,
) -> FlowRun:
    """A run of a flow, planned `wait` seconds from now."""
    request = {"programme": PROGRAMME, "dry_run": False, **answers}
    return client.create_flow_run_from_deployment(
        deployment or deployment_of(client, kind),
        parameters={"request": request},
        state=Scheduled(scheduled_time=datetime.now(UTC) + timedelta(seconds=wait)),
    )


def ended(client: SyncPrefectClient, run: FlowRun, *, patience: float = 300) -> FlowRun:
    """The run when it ends, however it ends."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        now = client.read_flow_run(run.id)
        if now.state is not None and now.state.is_final():
            return now
        time.sleep(0.2)
    raise TimeoutError(f"{run.name} is still {client.read_flow_run(run.id).state_name}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cpu:
    """Seconds of CPU of a process, and of its children that have ended."""

    own: float
    children: float

    def __sub__(self, other: "Cpu") -> "Cpu":
        return Cpu(own=self.own - other.own, children=self.children - other.children)


def cpu_of(process: int) -> Cpu:
    """As the kernel counts it."""
    said = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    user, system, children_user, children_system = (int(one) / TICKS for one in said[11:15])
    return Cpu(own=user + system, children=children_user + children_system)


def children_of(process: int) -> dict[int, str]:
    """The processes that it started and that have not ended, with their command lines."""
    threads = Path(f"/proc/{process}/task").glob("*/children")
    found = [child for thread in threads for child in thread.read_text().split()]
    lines: dict[int, str] = {}
    for child in map(int, found):
        try:
            words = Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0")
        except (FileNotFoundError, ProcessLookupError):
            continue
        lines[child] = " ".join(word.decode() for word in words if word)
    return lines


def is_a_run(line: str) -> bool:
    """Whether a worker's child with this command line plays a run, or finds its flow."""
    return " -m prefect." in line or " -m tasks.run.process" in line


def wait_until(true: Callable[[], object], *, patience: float = 120) -> None:
    deadline = time.monotonic() + patience
    while not true():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.1)
