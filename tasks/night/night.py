"""How every flow is declared and opens its run, and what most of them begin with."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TypeVar

from prefect import Flow, flow
from prefect.runtime import flow_run

from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.core.kernel.words.french import format_long_date
from tasks.intake.follow_up_steps import assess_programme, keep_reading, read_programme
from tasks.intake.snapshots import Intake
from tasks.night.console import NOTHING_TO_DO, Said, as_flow, run_name
from tasks.night.failure_notice import tell_crash, tell_failure
from tasks.night.next_settlement import (
    MAKES_MAILS_WAIT,
    keep_settling,
    plan_pass,
    settle_after_a_crash,
)
from tasks.night.run_artifacts import say
from tasks.night.watcher import ping_end, ping_failure, ping_start
from tasks.run.assessment import Assessment
from tasks.run.programme_run import Google, ProgrammeRun, connect_google, open_run
from tasks.run.run_requests import NightRequest

Request = TypeVar("Request", bound=NightRequest)


def programme_flow(
    *, description: str
) -> Callable[[Callable[[Request], str]], Flow[[Request], str]]:
    """Make a function of `flows/` a flow of Prefect that tells its failures.

    The function bears the name of its kind, which says what people call it; `description` is
    French, for the form in Prefect.
    """

    def declare(function: Callable[[Request], str]) -> Flow[[Request], str]:
        kind = RunKind(function.__name__)
        first = [settle_after_a_crash] if kind is RunKind.MAIL_SETTLEMENT else []
        return flow(
            name=kind.french,
            flow_run_name=lambda: run_name(kind),
            description=description,
            on_running=[ping_start],
            on_completion=[ping_end],
            # The watcher first: the mail may wait for its vendor.
            on_failure=[*first, ping_failure, tell_failure],
            on_crashed=[*first, ping_failure, tell_failure],
            on_cancellation=[ping_failure],
            validate_parameters=True,
        )(as_flow(function))

    return declare


@contextmanager
def night(
    request: NightRequest, kind: RunKind, *, once_a_day: bool = True
) -> Iterator[ProgrammeRun]:
    """A run of this flow, at the hour that Prefect planned, after telling of a dead one.

    With `once_a_day` a day that is finished is not done again. A settlement stays planned while a
    mail of the programme waits.
    """
    planned = flow_run.scheduled_start_time
    settles = kind is RunKind.MAIL_SETTLEMENT and not request.dry_run
    if settles:
        plan_pass(request.programme)  # before anything that may fail: settings, store, lock
    with open_run(
        request,
        kind=kind,
        scheduled=planned if isinstance(planned, datetime) else None,
        once_a_day=once_a_day,
        tell_crash=tell_crash,
        prefect_run=str(flow_run.id or ""),
    ) as run:
        followed = not request.dry_run and run.settings.story_time is None
        # Under the lock: the run before this one may just have found that nothing waits.
        ahead = followed and kind in MAKES_MAILS_WAIT
        next_one = plan_pass(request.programme) if ahead else None
        yield run
        if followed:
            keep_settling(run, next_one, programme=request.programme)


def read_and_keep(run: ProgrammeRun) -> tuple[Google, Intake]:
    """Sign in to Google, read what moved since the last reading, and keep it."""
    google = connect_google(run)
    intake = read_programme(run, google)
    keep_reading(run, intake)
    return google, intake


def read_and_assess(run: ProgrammeRun) -> tuple[Google, Intake, Assessment]:
    """The same, and what is concluded of it for the day of the run."""
    google, intake = read_and_keep(run)
    return google, intake, assess_programme(run, intake.snapshot)


def tell_nothing_to_do(run: ProgrammeRun) -> str:
    """The day is done already, or the run came too late to be useful."""
    if run.is_replay:
        day = format_long_date(run.as_of)
        said = f"{run.kind.french} du {day} : déjà fait, rien n’est rejoué."
        return Said(said, state=NOTHING_TO_DO)
    return say(run, done=(), left_out=(), state=NOTHING_TO_DO)
