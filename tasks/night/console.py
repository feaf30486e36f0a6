"""What Prefect's pages show of a run, in French: its form, its name, how it ended, why it failed.

Prefect names the states of its own in English, and its alarms know them by those names: only what
tells the coordinator something is renamed.
"""

import inspect
import logging
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import wraps
from typing import Annotated, Any
from urllib.parse import urlsplit
from uuid import UUID

from prefect.artifacts import create_markdown_artifact
from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import ArtifactCreate
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run
from prefect.settings import get_current_settings
from prefect.states import Completed
from pydantic import Field

from relocalisons.core.kernel.calendar.week_choice import day_asked
from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.core.kernel.words.french import NBSP, format_long_date, say_moment, typo
from relocalisons.core.kernel.words.names import bare_letters
from relocalisons.errors import ConfigurationError, RequestError
from relocalisons.rendering.mails.messages import FailureNotice
from relocalisons.settings import load_settings
from relocalisons.store.masking import mask_addresses
from tasks.run.clock import clock_of, machine_time
from tasks.run.process import collect_from_now_on
from tasks.run.run_requests import NightRequest

FORM = "Votre demande"
TO_DECIDE, NOTHING_TO_DO, TO_CORRECT = "À décider", "Rien à faire", "Demande à corriger"
ENDINGS = (TO_DECIDE, NOTHING_TO_DO, TO_CORRECT)
"""Every name of ours for a state in which a run ends: alarms that wait for an end must know it."""

logger = logging.getLogger("relocalisons.console")


class Said(str):
    """What a run says when it ends, and the name of its state in Prefect; empty: Prefect's own."""

    __slots__ = ("state",)
    state: str

    def __new__(cls, text: str, *, state: str = "") -> "Said":
        """Words, and the name of the state that they end in, one of `ENDINGS`."""
        if state and state not in ENDINGS:
            raise ValueError(f"{state} is no ending that the alarms know")
        said = str.__new__(cls, text)
        said.state = state
        return said


def as_flow(function: Callable[..., str]) -> Callable[..., Any]:
    """The same function with a French title on its form and, where it says so, a French state."""
    signature = inspect.signature(function, eval_str=True)
    (form,) = signature.parameters.values()
    # Prefect titles each parameter with its name in code; only what it does not set itself stays.
    titled = Annotated[form.annotation, Field(json_schema_extra={"title": FORM})]

    @wraps(function)
    def call(request: NightRequest) -> str | State[str]:
        collect_from_now_on()
        try:
            said = function(request)
        except RequestError as error:
            said = _to_correct(RunKind(function.__name__), str(error))
        if isinstance(said, Said) and said.state:
            return Completed(name=said.state, data=str(said))
        return said

    call.__dict__["__signature__"] = signature.replace(parameters=[form.replace(annotation=titled)])
    return call


def _to_correct(kind: RunKind, why: str) -> Said:
    """The page of a demand that cannot be met; whoever made it reads it, nobody is mailed."""
    said = f"## {kind.french} : demande à corriger\n- {typo(mask_addresses(why))}"
    if flow_run.id:
        create_markdown_artifact(
            markdown=said, key=artifact_key(kind), description=f"{kind.french} : {TO_CORRECT}"
        )
    return Said(said, state=TO_CORRECT)


def artifact_key(kind: RunKind) -> str:
    """The key under which Prefect heads the page of what a flow says."""
    return "-".join(re.findall(r"[a-z0-9]+", bare_letters(kind.french)))


def page_of_run(run_id: str) -> str:
    """The address of a run in the console; empty where the console is on this machine only.

    « /v2/ »: without it Prefect opens its older pages.
    """
    address = urlsplit(get_current_settings().ui_url or "")
    if not run_id or address.hostname in (None, "localhost", "127.0.0.1", "::1"):
        return ""
    return f"{address.geturl().rstrip('/')}/v2/runs/flow-run/{run_id}"


def asked_of(parameters: Mapping[str, Any]) -> Mapping[str, Any]:
    """The answers of the form among the parameters of a run."""
    request = parameters.get("request") or {}
    return request if isinstance(request, Mapping) else request.model_dump()


def run_name(kind: RunKind) -> str:
    """« Suivi quotidien – 3 mars 2026 »; never an error, whatever the settings are.

    With plain spaces: people search for it.
    """
    asked = asked_of(flow_run.parameters or {})
    planned = flow_run.scheduled_start_time
    now = _moment(
        planned if isinstance(planned, datetime) else machine_time(),
        str(asked.get("programme", "")),
    )
    name = _name(kind, _day_of(kind, asked, today=now.date()), now)
    return f"{name} (à blanc)" if asked.get("dry_run", True) else name


def name_of(kind: RunKind, planned: datetime, *, programme: str) -> str:
    """The same of a run that is planned for an instant."""
    now = _moment(planned, programme)
    return _name(kind, now.date(), now)


def _name(kind: RunKind, day: date, now: datetime) -> str:
    name = f"{kind.french} – {format_long_date(day)}"
    if kind is RunKind.MAIL_SETTLEMENT:
        name += f", {now.hour} h {now.minute:02d}"
    return name.replace(NBSP, " ")


def _day_of(kind: RunKind, asked: Mapping[str, Any], *, today: date) -> date:
    said = asked.get("logical_date")
    other = date.fromisoformat(str(said)) if said else None
    try:
        day = day_asked(kind, week=str(asked.get("week", "")), other=other, today=today)
    except RequestError:  # the run itself is about to say so
        day = None
    return day or today


def show_failure(run_id: UUID, notice: FailureNotice, *, kind: RunKind) -> None:
    """A page of Prefect beside a failed run; in a rehearsal too, which mails nobody."""
    lines = [
        f"## {notice.flow} : échec",
        f"**Ce qui s’est passé** : {notice.happened}",
        f"**Depuis** : {say_moment(notice.since)}",
        *_listed("Ce qui n’est pas fait", notice.not_done),
        *_listed("Ce qui fonctionne encore", notice.still_works),
        *_listed("À faire", notice.to_do),
    ]
    artifact = ArtifactCreate(
        key=f"echec-{artifact_key(kind)}",
        type="markdown",
        description=f"{notice.flow} : échec du {format_long_date(notice.since.date())}",
        data=mask_addresses("\n\n".join(lines)),
        flow_run_id=run_id,
    )
    with get_client(sync_client=True) as client:
        client.create_artifact(artifact)


def _listed(title: str, sentences: tuple[str, ...]) -> tuple[str, ...]:
    if not sentences:
        return ()
    return (f"**{title}**", "\n".join(f"- {sentence}" for sentence in sentences))


def _moment(now: datetime, programme: str) -> datetime:
    """The instant in the programme's zone; in the story, the story's time."""
    try:
        settings = load_settings(programme)
    except ConfigurationError:  # the run itself is about to say what is wrong with them
        logger.info("the settings cannot be read: the run is named by the machine's zone")
        return now.astimezone()
    if settings.story_time is not None:
        now = clock_of(settings)()
    return now.astimezone(settings.zone)
