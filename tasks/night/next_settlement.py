"""The next settlement is planned by the run that makes a mail wait, and ended by the last one.

No settlement exists while nothing waits. Whatever may make a mail wait plans a pass *before* it
does (so does each pass, before anything else): a run that dies leaves one behind. The run that ends
well asks the store under the programme's lock: the pass stays, is moved, or is taken off again.
A pass is known by its slot, so that however many runs ask for it, it is one (ADR 0032).
"""

import logging
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import FlowFilter, FlowFilterName
from prefect.client.schemas.responses import DeploymentResponse
from prefect.exceptions import ObjectNotFound
from prefect.settings import get_current_settings
from prefect.states import Scheduled

from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.store.mails.waiting import next_pass
from tasks.night.console import asked_of, name_of
from tasks.run.clock import machine_time
from tasks.run.programme_run import ProgrammeRun

MAKES_MAILS_WAIT = frozenset(
    {
        RunKind.MAIL_SETTLEMENT,
        RunKind.PARTNER_REMINDERS,
        RunKind.COPIL_PACK,  # invitations
        RunKind.RELEASE_REMINDERS,
    }
)
EVERY = timedelta(minutes=15)
FIRST_MINUTE = 5  # :05 :20 :35 :50, beside the hours at which everything else begins
NOT_BEFORE = timedelta(minutes=1)  # whoever plans a pass still holds the programme's lock
MOST_SLOTS = 4  # tried, when people cancelled those before

logger = logging.getLogger("relocalisons.settlements")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPass:
    """A settlement that Prefect will start at its slot."""

    run_id: UUID
    slot: datetime


def slot_from(moment: datetime) -> datetime:
    """The first slot that is not before an instant, in UTC."""
    moment = moment.astimezone(UTC)
    hour = moment.replace(minute=0, second=0, microsecond=0) + timedelta(minutes=FIRST_MINUTE)
    slots = -((hour - moment) // EVERY)
    return hour + EVERY * slots


def plan_pass(programme: str, *, wanted: datetime | None = None) -> PlannedPass | None:
    """Have a settlement run at the slot of `wanted` (now, without), once; None when none may be.

    None: no server is set, no deployment of this programme settles mails, as in a run from a
    terminal, or a person switched it off in the console. Never raises: what asks for a pass has
    work of its own to end.
    """
    if not get_current_settings().api.url:
        return None  # Prefect would start a server for the question
    try:
        with get_client(sync_client=True) as client:
            deployment = _deployment(client, programme)
            if deployment is None:
                return None
            slot = slot_from(max(machine_time() + NOT_BEFORE, wanted or machine_time()))
            return _planned(client, deployment, programme, slot)
    except Exception:
        logger.exception("the next settlement of %s could not be planned", programme)
        return None


def keep_settling(
    run: ProgrammeRun, planned: PlannedPass | None, *, programme: str
) -> PlannedPass | None:
    """What stays planned when a run ends well, under its lock: only what the store asks for."""
    wanted = next_pass(
        run.store, run.code, at=run.clock(), hears=bool(run.settings.mail.webhook_public_key)
    )
    if wanted is None:
        if planned is not None:
            _take_off(planned)
        return None
    if planned is not None and planned.slot >= wanted.astimezone(UTC) > planned.slot - EVERY:
        return planned
    kept = plan_pass(programme, wanted=wanted)
    if planned is not None and kept is not None and kept.run_id != planned.run_id:
        _take_off(planned)
    return kept


def settle_after_a_crash(flow: Any, flow_run: Any, state: Any) -> None:  # noqa: ARG001 - Prefect's
    """Prefect hook of the settlement: a pass that failed or never began leaves one behind."""
    asked = asked_of(flow_run.parameters)
    if not asked.get("dry_run", True):
        plan_pass(str(asked.get("programme", "")))


def _deployment(client: SyncPrefectClient, programme: str) -> DeploymentResponse | None:
    """What settles the mails of a programme; by its flow, whatever people call it."""
    found = client.read_deployments(
        flow_filter=FlowFilter(name=FlowFilterName(any_=[RunKind.MAIL_SETTLEMENT.french]))
    )
    mine = [one for one in found if asked_of(one.parameters).get("programme") == programme]
    working = [one for one in mine if not _is_off(one)]
    if mine and not working:
        logger.warning("the settlement of %s is switched off in the console", programme)
    return working[0] if working else None


def _is_off(deployment: DeploymentResponse) -> bool:
    schedules = deployment.schedules
    return deployment.paused or (bool(schedules) and not any(one.active for one in schedules))


def _planned(
    client: SyncPrefectClient, deployment: DeploymentResponse, programme: str, slot: datetime
) -> PlannedPass | None:
    for _ in range(MOST_SLOTS):
        run = client.create_flow_run_from_deployment(
            deployment.id,
            parameters={"request": {"programme": programme, "dry_run": False}},
            state=Scheduled(scheduled_time=slot),
            name=name_of(RunKind.MAIL_SETTLEMENT, slot, programme=programme),
            idempotency_key=f"settlement:{programme}:{slot:%Y-%m-%dT%H:%M}",
        )
        if run.state is None or not run.state.is_final():
            return PlannedPass(run_id=run.id, slot=slot)
        slot += EVERY  # that one was cancelled, or ran already
    return None


def _take_off(planned: PlannedPass) -> None:
    """Unless a worker has it already: then it finds that nothing waits, and says so."""
    if planned.slot - machine_time() < NOT_BEFORE:
        return
    try:
        with get_client(sync_client=True) as client:
            if client.read_flow_run(planned.run_id).state_name == "Scheduled":
                client.delete_flow_run(planned.run_id)
    except ObjectNotFound:
        pass
    except Exception:
        logger.exception("a settlement that nothing needs stays planned")
