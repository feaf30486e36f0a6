"""A night of many programmes, as its flow calls it: who is asked, dispatched, told."""

import inspect
import time
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

from prefect.artifacts import create_markdown_artifact
from prefect.client.orchestration import get_client
from prefect.runtime import flow_run
from prefect.states import Completed
from pydantic import Field

from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.core.kernel.words.french import NBSP, format_long_date
from tasks.night.console import FORM, TO_DECIDE
from tasks.portfolio.dispatch import Dispatcher, errands_of
from tasks.portfolio.page import NAME, page_of
from tasks.run.clock import machine_time
from tasks.run.process import collect_from_now_on
from tasks.run.run_requests import PortfolioRequest

__all__ = ["NAME", "form_of_the_portfolio", "name_of_the_night", "play_portfolio"]


def name_of_the_night() -> str:
    """« Nuit du portefeuille – 3 mars 2026 »."""
    today = machine_time().astimezone().date()
    return f"{NAME} – {format_long_date(today)}".replace(NBSP, " ")


def form_of_the_portfolio(function: Callable[[PortfolioRequest], Any]) -> Callable[..., Any]:
    """The same function with a French title on its form."""
    signature = inspect.signature(function, eval_str=True)
    (form,) = signature.parameters.values()
    titled = Annotated[form.annotation, Field(json_schema_extra={"title": FORM})]

    @wraps(function)
    def call(request: PortfolioRequest) -> Any:
        return function(request)

    call.__dict__["__signature__"] = signature.replace(parameters=[form.replace(annotation=titled)])
    return call


def play_portfolio(request: PortfolioRequest, *, night: str) -> Any:
    """Dispatch, wait, and say on one page what became of each programme."""
    collect_from_now_on()
    began = machine_time()
    started = time.monotonic()
    kind = next(one for one in RunKind if one.french == request.action)
    asked = request.programmes.replace(",", " ").split()
    with get_client(sync_client=True) as client:
        known = errands_of(client, kind)
        errands = [one for one in known if not asked or one.programme in asked]
        unknown = sorted(set(asked) - {one.programme for one in known})
        if not request.dry_run:
            dispatcher = Dispatcher(
                client=client, night=night, batch=request.batch, reads=request.reads
            )
            errands = list(dispatcher.run(errands))
    page = page_of(
        errands,
        action=request.action,
        day=began.astimezone().date(),
        seconds=None if request.dry_run else time.monotonic() - started,
        unknown=unknown,
    )
    if flow_run.id:
        create_markdown_artifact(markdown=page, key="nuit-du-portefeuille", description=NAME)
    to_look_at = unknown or not all(one.went_well for one in errands)
    if to_look_at and not request.dry_run:
        return Completed(name=TO_DECIDE, data=page)
    return page
