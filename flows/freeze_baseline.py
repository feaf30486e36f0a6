"""On demand: freeze the planned dates of today as a named baseline."""

from relocalisons.core.kernel.run_kinds import RunKind
from tasks.intake.follow_up_steps import freeze_planned_dates, understand_plan
from tasks.night.night import night, programme_flow, read_and_keep
from tasks.night.run_artifacts import tell_baseline
from tasks.run.run_requests import BaselineRequest


@programme_flow(
    description="Retient les dates prévues d’aujourd’hui sous un nom (avenant, décision…). "
    "Les retards sont ensuite comptés par rapport à lui, même si une cellule est réécrite."
)
def freeze_baseline(request: BaselineRequest) -> str:
    """Figer un planning de référence.

    Args:
        request: Le programme, le nom du planning, et « à blanc » (rien n’est retenu).
    """
    with night(request, RunKind.FREEZE_BASELINE, once_a_day=False) as run:
        _, intake = read_and_keep(run)
        programme = understand_plan(run, intake.snapshot)
        return tell_baseline(run, freeze_planned_dates(run, programme, request.name))
