"""`relocalisons run`: one flow from a terminal."""

import importlib
from datetime import date

from relocalisons.core.punctuality import RunKind
from relocalisons.errors import ConfigurationError


def run_flow(flow: str, *, programme: str, day: date | None, again: bool, dry_run: bool) -> None:
    """Call the flow of that name in this process and print what it says."""
    from tasks.run_requests import BaselineRequest, NightRequest, WorkspaceRequest

    try:
        kind = RunKind(flow)
    except ValueError as error:
        known = ", ".join(kind.value for kind in RunKind)
        raise ConfigurationError(f"There is no flow {flow!r}. Known flows: {known}.") from error
    function = getattr(importlib.import_module(f"flows.{kind.value}"), kind.value)
    models = {
        RunKind.FREEZE_BASELINE: BaselineRequest,
        RunKind.WORKSPACE_SETUP: WorkspaceRequest,
    }
    model = models.get(kind, NightRequest)
    print(function(model(programme=programme, logical_date=day, again=again, dry_run=dry_run)))
