"""On demand: freeze what the plan promises under a name, to measure from or compare with."""

from relocalisons.core.kernel.run_kinds import RunKind
from tasks.intake.follow_up_steps import understand_plan
from tasks.night.night import night, programme_flow, read_and_keep
from tasks.papers.reference_steps import freeze_reference, tell_reference
from tasks.run.run_requests import BaselineRequest


@programme_flow(
    description="Retient sous un nom les dates prévues, les cibles et le budget d’aujourd’hui. Le "
    "premier planning figé est la référence des écarts ; un suivant ne le devient que si vous le "
    "demandez. Un avenant se fait par « Faire un avenant »."
)
def freeze_baseline(request: BaselineRequest) -> str:
    """Figer un planning de référence.

    Args:
        request: Le programme, le nom du planning, et « à blanc » (rien n’est retenu).
    """
    with night(request, RunKind.FREEZE_BASELINE, once_a_day=False) as run:
        _, intake = read_and_keep(run)
        programme = understand_plan(run, intake.snapshot)
        frozen = freeze_reference(run, programme, request.name, in_force=request.in_force)
        return tell_reference(run, frozen)
