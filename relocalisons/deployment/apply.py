"""Bringing a server to what is wanted: what is gone goes first, else the night would run twice.

Each function says, a sentence a thing, what it did and what it left alone. A second pass with
nothing changed asks the server for what stands, and writes nothing.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.actions import (
    DeploymentScheduleCreate,
    DeploymentUpdate,
    WorkPoolCreate,
)
from prefect.client.schemas.responses import DeploymentResponse
from prefect.exceptions import ObjectNotFound
from prefect.workers.process import ProcessWorker

from relocalisons.core.kernel.run_kinds import deployment_name
from relocalisons.deployment.standing import (
    Deployed,
    Kept,
    Timed,
    is_same,
    keep_what_was_typed,
    with_told,
)
from relocalisons.deployment.table import POOL, POOL_SLOTS, POOL_TYPE, TABLE

Say = Callable[[str], object]

_PAGE = 200  # deployments that the server gives at once


def read_deployed(client: SyncPrefectClient) -> tuple[Deployed, ...]:
    """Every deployment of the server, ours or not."""
    found: list[DeploymentResponse] = []
    while page := client.read_deployments(limit=_PAGE, offset=len(found)):
        found += page
        if len(page) < _PAGE:
            break
    return tuple(map(_deployed, found))


def ensure_pool(client: SyncPrefectClient, *, say: Say) -> None:
    """The work pool of all programmes; one that stands keeps what was set in the console."""
    try:
        pool = client.read_work_pool(POOL)
    except ObjectNotFound:
        client.create_work_pool(
            WorkPoolCreate(
                name=POOL,
                type=POOL_TYPE,
                base_job_template=ProcessWorker.get_default_base_job_template(),
                concurrency_limit=POOL_SLOTS,
            )
        )
        say(f"pool {POOL}: created, {POOL_SLOTS} runs at once")
        return
    if pool.concurrency_limit != POOL_SLOTS:
        say(f"pool {POOL}: {pool.concurrency_limit or 'no limit of'} runs at once, kept")
    if pool.is_paused:
        say(f"pool {POOL}: it is paused in the console, nothing runs")


def deploy_programme(
    client: SyncPrefectClient,
    wanted: Sequence[Deployed],
    standing: Sequence[Deployed],
    *,
    say: Say,
    reset: bool = False,
) -> None:
    """Remove what is gone of a programme, then create or update what is wanted."""
    programme = wanted[0].programme
    by_name = {each.name: each for each in standing if each.told or _is_of_table(each)}
    before = {each.entrypoint: each for each in standing if _is_former(each, programme)}
    plans: list[tuple[Deployed | None, Kept]] = []
    for each in wanted:
        there = by_name.get(each.name)
        earlier = there or before.get(each.entrypoint)
        if earlier is None:
            plans.append((None, Kept(deployed=with_told(each))))
            continue
        kept = keep_what_was_typed(each, earlier, reset=reset)
        for sentence in kept.said:
            say(f"{each.name}: {sentence}")
        plans.append((there, kept))
    names = {each.name for each in wanted}
    _remove(client, (each for each in gone(standing, programme) if each.name not in names), say=say)
    for there, kept in plans:
        _put(client, there, kept.deployed, say=say)
    for other in standing:
        if _is_foreign(other, programme, names):
            say(f"{other.name}: it runs the same flow for {programme}, and is not ours: left alone")


def remove_programme(
    client: SyncPrefectClient, programme: str, standing: Sequence[Deployed], *, say: Say
) -> bool:
    """Take a programme off the server: its deployments, their planned runs, its queue."""
    mine = gone(standing, programme)
    _remove(client, mine, say=say)
    try:
        queue = client.read_work_queue_by_name(programme, work_pool_name=POOL)
    except ObjectNotFound:
        return bool(mine)
    client.delete_work_queue_by_id(queue.id)
    say(f"queue {programme}: removed")
    return True


def gone(standing: Iterable[Deployed], programme: str) -> list[Deployed]:
    """What stands of a programme and is ours: by what we told of it, or by its name."""
    return [
        each
        for each in standing
        if (each.told or {}).get("programme") == programme
        or _is_former(each, programme)
        or (_is_of_table(each) and each.programme == programme)
    ]


def programmes_on(standing: Iterable[Deployed]) -> set[str]:
    """The programmes of which something of ours stands."""
    former = {each.formerly: each.entrypoint for each in TABLE}
    return {
        each.programme
        for each in standing
        if each.told or _is_of_table(each) or former.get(each.name) == each.entrypoint
    }


def _is_of_table(each: Deployed) -> bool:
    """Whether it bears the name that we would give it: `prefect deploy` gives the same."""
    return any(
        each.entrypoint == row.entrypoint and each.name == deployment_name(row.kind, each.programme)
        for row in TABLE
    )


def _is_former(each: Deployed, programme: str) -> bool:
    """Whether it is the deployment of a version that knew one programme only."""
    return each.programme == programme and any(
        each.entrypoint == row.entrypoint and each.name == row.formerly for row in TABLE
    )


def _is_foreign(each: Deployed, programme: str, names: set[str]) -> bool:
    return (
        each.programme == programme
        and any(each.entrypoint == row.entrypoint for row in TABLE)
        and each.name not in names
        and not each.told
        and not _is_former(each, programme)
    )


def _remove(client: SyncPrefectClient, those: Iterable[Deployed], *, say: Say) -> None:
    for each in those:
        client.delete_deployment(UUID(each.id))
        say(f"{each.name}: removed")


def _put(client: SyncPrefectClient, there: Deployed | None, wanted: Deployed, *, say: Say) -> None:
    if there is None:
        client.create_deployment(
            flow_id=client.create_flow_from_name(_flow_name(wanted)),
            name=wanted.name,
            schedules=[_created(each) for each in wanted.schedules],
            paused=wanted.paused,
            enforce_parameter_schema=True,
            **_facts(wanted),
        )
        say(f"{wanted.name}: created")
        return
    changed = not is_same(there, wanted)
    if changed:
        client.update_deployment(UUID(there.id), DeploymentUpdate(**_facts(wanted)))
    changed |= _put_schedules(client, there, wanted)
    if changed:
        say(f"{wanted.name}: updated")


def _put_schedules(client: SyncPrefectClient, there: Deployed, wanted: Deployed) -> bool:
    """Only those that differ: a schedule that is made anew makes its runs anew."""
    identity, changed = UUID(there.id), False
    stand = {each.id: each for each in there.schedules}
    stay = {each.id for each in wanted.schedules}
    for each in there.schedules:
        if each.id not in stay:
            client.delete_deployment_schedule(identity, UUID(each.id))
            changed = True
    for each in wanted.schedules:
        if each.id not in stand:
            client.create_deployment_schedules(identity, [_created(each)])
            changed = True
        elif not each.same(stand[each.id]):
            client.update_deployment_schedule(
                identity, UUID(each.id), active=each.active, schedule=_created(each).schedule
            )
            changed = True
    return changed


def _flow_name(wanted: Deployed) -> str:
    """The flow's name in Prefect: what its kind is called in French."""
    return next(row.kind.french for row in TABLE if row.entrypoint == wanted.entrypoint)


def _facts(each: Deployed) -> dict[str, Any]:
    return {
        "description": each.description,
        "tags": list(each.tags),
        "parameters": dict(each.parameters),
        "parameter_openapi_schema": dict(each.schema),
        "work_pool_name": each.pool,
        "work_queue_name": each.queue,
        "entrypoint": each.entrypoint,
        "path": None,
        "job_variables": dict(each.job_variables),
        "pull_steps": [dict(step) for step in each.pull_steps],
    }


def _created(each: Timed) -> DeploymentScheduleCreate:
    return DeploymentScheduleCreate.model_validate(
        {"schedule": dict(each.said), "active": each.active, "slug": each.slug or None}
    )


def _deployed(one: DeploymentResponse) -> Deployed:
    return Deployed(
        id=str(one.id),
        name=one.name,
        entrypoint=one.entrypoint or "",
        description=one.description or "",
        tags=tuple(one.tags),
        parameters=one.parameters,
        schema=one.parameter_openapi_schema or {},
        schedules=tuple(
            Timed(
                id=str(each.id),
                slug=each.slug or "",
                active=each.active,
                said=each.schedule.model_dump(mode="json"),
            )
            for each in one.schedules
        ),
        pool=one.work_pool_name or "",
        queue=one.work_queue_name or "",
        job_variables=one.job_variables,
        pull_steps=tuple(one.pull_steps or ()),
        paused=one.paused,
    )
