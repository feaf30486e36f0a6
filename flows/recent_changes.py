"""On demand: who changed what in the sheets, between any two days."""

from prefect import flow

from relocalisons.core.kernel.calendar.punctuality import RunKind
from tasks.intake.follow_up_steps import keep_reading, read_programme, understand_plan
from tasks.night.failure_notice import tell_failure
from tasks.night.night import night
from tasks.papers.change_steps import find_changes, publish_changes, tell_changes
from tasks.run.programme_run import connect_google
from tasks.run.run_requests import ChangesRequest


@flow(
    name="Qui a changé quoi",
    description="Compare deux jours et dépose dans le Drive la liste de tout ce qui a changé dans "
    "les tableaux suivis : lignes ajoutées, supprimées ou barrées, cellules avant et après.",
    on_failure=[tell_failure],
    on_crashed=[tell_failure],
    validate_parameters=True,
)
def recent_changes(request: ChangesRequest) -> str:
    """Dire qui a changé quoi entre deux dates.

    Args:
        request: le programme, les deux dates, un partenaire au besoin, et « à blanc ».
    """
    with night(request, kind=RunKind.RECENT_CHANGES, once_a_day=False) as run:
        google = connect_google(run)
        intake = read_programme(run, google)
        keep_reading(run, intake)
        programme = understand_plan(run, intake.snapshot)
        told = find_changes(
            run, programme, since=request.since, until=request.until, partner=request.partner
        )
        return tell_changes(run, publish_changes(run, google, told, programme))
