"""How every flow opens its run: at the hour that Prefect planned, after telling of a dead one."""

from collections.abc import Iterator
from contextlib import contextmanager

from relocalisons.core.kernel.calendar.punctuality import RunKind
from tasks.night.failure_notice import tell_crash
from tasks.night.run_artifacts import scheduled_start
from tasks.run.programme_run import ProgrammeRun, open_run
from tasks.run.run_requests import NightRequest


@contextmanager
def night(
    request: NightRequest, *, kind: RunKind, once_a_day: bool = True
) -> Iterator[ProgrammeRun]:
    """A run of this flow; with `once_a_day` a day that is finished is not done again."""
    with open_run(
        request,
        kind=kind,
        scheduled=scheduled_start(),
        once_a_day=once_a_day,
        tell_crash=tell_crash,
    ) as run:
        yield run
