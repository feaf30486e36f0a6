"""On demand: who changed what in the sheets, between any two days."""

from relocalisons.core.kernel.run_kinds import RunKind
from tasks.intake.follow_up_steps import understand_plan
from tasks.night.night import night, programme_flow, read_and_keep
from tasks.papers.change_steps import find_changes, publish_changes, tell_changes
from tasks.run.run_requests import ChangesRequest


@programme_flow(
    description="Compare deux jours et dépose dans le Drive la liste de tout ce qui a changé dans "
    "les tableaux suivis : lignes ajoutées, supprimées ou barrées, cellules avant et après."
)
def recent_changes(request: ChangesRequest) -> str:
    """Dire qui a changé quoi entre deux dates.

    Args:
        request: Le programme, la période, un partenaire au besoin, et « à blanc ».
    """
    with night(request, RunKind.RECENT_CHANGES, once_a_day=False) as run:
        google, intake = read_and_keep(run)
        programme = understand_plan(run, intake.snapshot)
        told = find_changes(run, programme, request)
        return tell_changes(run, publish_changes(run, google, told, programme))
