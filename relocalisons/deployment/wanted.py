"""What is to stand on the server for one programme, from the table, its settings and its store."""

import importlib
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from prefect import Flow

from relocalisons.core.kernel.model import Partner
from relocalisons.core.kernel.run_kinds import deployment_name
from relocalisons.core.programme.known_names import partners_listed
from relocalisons.deployment.forms import form_of
from relocalisons.deployment.standing import Deployed, Timed
from relocalisons.deployment.table import (
    POOL,
    TABLE,
    FlowDeployment,
    job_variables,
    pull_steps,
)
from relocalisons.errors import ConfigurationError
from relocalisons.settings import ROOT, Settings
from relocalisons.store.mails.waiting import next_pass
from relocalisons.store.opening import Store, open_store
from relocalisons.store.readings.snapshots import last_workbook
from relocalisons.store.refusals import REFUSALS

T = TypeVar("T")

NO_PARTNERS = "no reading of « Partenaires » yet: forms ask for codes; deploy again after a night"


def wanted_of(
    programme: str, settings: Settings, *, home: str, partners: tuple[Partner, ...]
) -> tuple[Deployed, ...]:
    """Every deployment of a programme, in the order of the table."""
    return tuple(_wanted(each, programme, settings, home=home, partners=partners) for each in TABLE)


def flow_of(each: FlowDeployment) -> Flow[..., Any]:
    """The flow itself."""
    return getattr(importlib.import_module(f"flows.{each.kind.value}"), each.kind.value)


def partners_known(settings: Settings) -> tuple[Partner, ...]:
    """The partners as « Pilotage » was last read; none before that, or without a store."""
    pilotage = _of_the_store(
        settings,
        lambda store: last_workbook(
            store, settings.programme.code, file_id=settings.google.pilotage_id
        ),
    )
    return partners_listed(pilotage) if pilotage else ()


def mails_wait(settings: Settings, *, at: datetime) -> bool:
    """Whether a settlement has something to do, now or later; not before the store exists."""
    hears = bool(settings.mail.webhook_public_key)
    wanted = _of_the_store(
        settings, lambda store: next_pass(store, settings.programme.code, at=at, hears=hears)
    )
    return wanted is not None


def _of_the_store(settings: Settings, ask: Callable[[Store], T | None]) -> T | None:
    kind, _, file = settings.store_url.partition(":///")
    if kind == "sqlite" and not Path(file).exists():
        return None  # opening it would make it
    try:
        with open_store(settings.store_url) as store:
            return ask(store)
    except (ConfigurationError, OSError, *REFUSALS):
        return None


def _wanted(
    each: FlowDeployment,
    programme: str,
    settings: Settings,
    *,
    home: str,
    partners: tuple[Partner, ...],
) -> Deployed:
    flow = flow_of(each)
    zone = settings.programme.time_zone
    return Deployed(
        name=deployment_name(each.kind, programme),
        entrypoint=each.entrypoint,
        description=flow.description or "",
        tags=_tags(programme, settings),
        parameters=each.parameters(programme),
        schema=form_of(flow, programme=programme, name=settings.programme.name, partners=partners),
        schedules=tuple(
            Timed(slug=one.slug, said={"cron": one.cron, "timezone": zone})
            for one in each.schedules
        ),
        pool=POOL,
        queue=programme,
        job_variables=job_variables(each.entrypoint, home=home, python=python_of(home)),
        pull_steps=pull_steps(home),
    )


def python_of(home: str) -> str:
    """The environment's Python: known in this folder, elsewhere where uv makes it."""
    if Path(home).resolve() == ROOT:
        return sys.executable
    return ".venv/bin/python"


def _tags(programme: str, settings: Settings) -> tuple[str, ...]:
    """By which the console shows one programme: its code, and its name where it says more."""
    name = settings.programme.name
    return (programme,) if name.casefold() == programme.casefold() else (programme, name)
