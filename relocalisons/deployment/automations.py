"""The alarms of Prefect's server as code: what it watches for, and the page of ours that it calls.

Two of them end what is lost: a run without a sign of life is made crashed, and is then told like
any crash. `expect` names every state in which a run may end, ours with French names among them: the
server knows events by the name of the state.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from prefect.blocks.webhook import Webhook
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.objects import StateType
from prefect.events.actions import CallWebhook, ChangeFlowRunState
from prefect.events.schemas.automations import Automation, AutomationCore, EventTrigger, Posture
from prefect.events.schemas.events import ResourceSpecification
from prefect.types import SecretDict
from pydantic import BaseModel, SecretStr

from relocalisons.configuration.variables import MISSED_AFTER
from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.deployment.table import POOL
from tasks.alarms.page import SIGN, sign_of
from tasks.alarms.telling import AlarmKind
from tasks.night.console import ENDINGS

PAGE = "relocalisons-alarmes"  # the block of Prefect that holds the address of the page
_PAGE = 200  # automations that the server gives at once
PREFIX = "Relocalisons"  # of the names by which ours are known: theirs are never touched
LATE_AFTER = timedelta(minutes=15)
NO_SIGN = timedelta(minutes=9)  # three heartbeats of three minutes
DROPPED = "Le passage ne donne plus signe de vie."

_RUN = "prefect.flow-run."
_ENDED = {
    f"{_RUN}{name}"
    for name in ("Completed", "Failed", "Crashed", "Cancelled", "TimedOut", *ENDINGS)
}
_TAKEN = {f"{_RUN}{name}" for name in ("Submitting", "InfrastructurePending", "Pending", "Running")}
_ASKED = "flow_run.parameters.get('request', {})"
_OF_THE_RUN = {
    "run_id": "flow_run.id|string",
    "run_name": "flow_run.name|string",
    "flow": "flow.name|string",
    "state": "flow_run.state.name|string",
    "began": "(flow_run.start_time or flow_run.expected_start_time)|string",
    "programme": f"{_ASKED}.get('programme', '')|string",
    "dry_run": f"{_ASKED}.get('dry_run', true)",
}

Say = Callable[[str], object]


def automations(
    programmes: Iterable[str], *, page: UUID, no_sign: timedelta = NO_SIGN,
    late_after: timedelta = LATE_AFTER, missed_after: timedelta = MISSED_AFTER,
) -> list[AutomationCore]:  # fmt: skip
    """Every alarm: those of all runs, then one a programme; `page` is the block's id."""
    crash = ChangeFlowRunState(
        state=StateType.CRASHED, name="Crashed", message=DROPPED, force=False
    )
    return [
        AutomationCore(
            name=f"{PREFIX} : passage en échec",
            description="Dit par mail l’échec d’un passage qui n’a pas pu le dire lui-même.",
            trigger=_runs(expect={f"{_RUN}{name}" for name in ("Failed", "Crashed", "TimedOut")}),
            actions=_call(page, AlarmKind.FAILED, _OF_THE_RUN),
        ),
        AutomationCore(
            name=f"{PREFIX} : passage sans signe de vie",
            description="Clôt un passage dont la machine ou le processus a disparu.",
            # « Running » too: a process killed at its start may never have given a first sign.
            trigger=_runs(
                after={f"{_RUN}Running", f"{_RUN}heartbeat"},
                expect={f"{_RUN}heartbeat", *_ENDED},
                within=no_sign,
            ),
            actions=[crash],
        ),
        AutomationCore(
            name=f"{PREFIX} : passage en retard",
            description="Dit à l’exploitant que personne ne prend les passages.",
            trigger=_runs(
                after={f"{_RUN}Late"},
                expect={*_TAKEN, *_ENDED},
                within=late_after,
            ),
            actions=_call(page, AlarmKind.LATE, _OF_THE_RUN),
        ),
        *(
            AutomationCore(
                name=f"{PREFIX} : exécution {said}",
                description="Dit à l’exploitant que plus aucun « worker » ne répond, une fois.",
                trigger=EventTrigger(
                    posture=Posture.Reactive,
                    expect={f"prefect.work-pool.{event}"},
                    match=ResourceSpecification(
                        {"prefect.resource.id": "prefect.work-pool.*", _NAME: POOL}
                    ),
                    threshold=1,
                    within=timedelta(0),
                ),
                actions=_call(page, kind),
            )
            for said, event, kind in (
                ("arrêtée", "not-ready", AlarmKind.WORKER_AWAY),
                ("reprise", "ready", AlarmKind.WORKER_BACK),
            )
        ),
        *(
            _missed(programme, within=missed_after, page=page)
            for programme in sorted(set(programmes))
        ),
    ]


_NAME = "prefect.resource.name"


def _runs(
    *, expect: set[str], after: Iterable[str] = (), within: timedelta = timedelta(0)
) -> EventTrigger:
    """A trigger for each run of our flows: on what is expected, or without `within` it after."""
    flows = {"prefect.resource.role": "flow", _NAME: [kind.french for kind in RunKind]}
    return EventTrigger(
        posture=Posture.Proactive if after else Posture.Reactive,
        after=set(after),
        expect=expect,
        match=ResourceSpecification({"prefect.resource.id": f"{_RUN}*"}),
        match_related=ResourceSpecification(flows),
        for_each={"prefect.resource.id"},
        threshold=1,
        within=within,
    )


def _missed(programme: str, *, within: timedelta, page: UUID) -> AutomationCore:
    """It comes back every `within`, without any run to name: the page asks the store and is once.

    A follow-up that failed has ended: that it failed is another alarm.
    """
    kind = RunKind.DAILY_FOLLOW_UP
    said = {"programme": json.dumps(programme), "flow": json.dumps(kind.french)}
    return AutomationCore(
        name=f"{PREFIX} : {programme}, suivi quotidien manqué",
        description="Dit qu’aucun suivi quotidien ne s’est terminé depuis plus d’un jour.",
        trigger=EventTrigger(
            posture=Posture.Proactive,
            expect=_ENDED,
            match=ResourceSpecification({"prefect.resource.id": f"{_RUN}*"}),
            match_related=[
                ResourceSpecification({"prefect.resource.role": "flow", _NAME: kind.french}),
                ResourceSpecification({"prefect.resource.id": f"prefect.tag.{programme}"}),
            ],
            threshold=1,
            within=within,
        ),
        actions=_call(page, AlarmKind.MISSED, said),
    )


def _call(page: UUID, kind: AlarmKind, facts: Mapping[str, str] | None = None) -> list[Any]:
    """The page is called with JSON that Prefect fills: each fact is an expression, or JSON."""
    parts = [f'"alarm": "{kind.value}"']
    for name, said in (facts or {}).items():
        filled = said if said.startswith('"') else f"{{{{ ({said})|tojson }}}}"
        parts.append(f'"{name}": {filled}')
    return [CallWebhook(block_document_id=page, payload=f"{{{', '.join(parts)}}}")]


def ensure_page(*, address: str, pair: str) -> UUID:
    """The block that holds where the page is and what it must show; made again as it is now."""
    block = Webhook(
        url=SecretStr(address), headers=SecretDict({SIGN: sign_of(pair)}), allow_private_urls=True
    )
    identity = block.save(PAGE, overwrite=True)
    assert isinstance(identity, UUID)  # outside an event loop
    return identity


def ensure_automations(
    client: SyncPrefectClient, wanted: Iterable[AutomationCore], *, say: Say
) -> None:
    """Bring ours to what is wanted, by name: each once, those that are gone removed.

    One that was switched off in the console stays off, and is said.
    """
    new = {each.name: each for each in wanted}
    for standing in _standing(client):
        each = new.pop(standing.name, None)
        if each is None:  # gone, or the second of one name
            client.delete_automation(standing.id)
            say(f"automation « {standing.name} »: removed")
            continue
        if not standing.enabled:
            say(f"automation « {standing.name} »: it is off in the console, and stays so")
        if not _same(standing, each):
            kept = each.model_copy(update={"enabled": standing.enabled})
            client.update_automation(standing.id, kept)
            say(f"automation « {standing.name} »: updated")
    for name, each in new.items():
        client.create_automation(each)
        say(f"automation « {name} »: created")


def _standing(client: SyncPrefectClient) -> list[Automation]:
    """Ours on the server, whatever their number."""
    found: list[Automation] = []
    while page := client.read_automations(offset=len(found), limit=_PAGE):
        found += page
        if len(page) < _PAGE:
            break
    return [each for each in found if each.name.startswith(f"{PREFIX} : ")]


def _same(standing: AutomationCore, wanted: AutomationCore) -> bool:
    """Whether a server that is told would change nothing: an update begins each watch anew."""
    return all(
        _plain(getattr(standing, name)) == _plain(getattr(wanted, name))
        for name in ("description", "trigger", "actions")
    )


def _plain(value: Any) -> Any:
    """As JSON without identities and without the order of sets."""
    if isinstance(value, BaseModel):
        return _plain(value.model_dump(mode="json", exclude={"id"}))
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set):
        return sorted((_plain(each) for each in value), key=repr)
    return value
