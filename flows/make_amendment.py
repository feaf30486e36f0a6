"""On demand: what the next amendment may move, in a tab where she retains; then the amendment."""

from relocalisons.core.kernel.run_kinds import RunKind
from tasks.intake.follow_up_steps import understand_plan
from tasks.night.night import night, programme_flow, read_and_keep
from tasks.papers.amendment_steps import (
    establish_amendment,
    prepare_amendment,
    propose,
    tell_amendment,
)
from tasks.run.run_requests import AmendmentRequest


@programme_flow(
    description="Sans nom, prépare l’onglet « Avenant » : dates accordées, livrables, indicateurs "
    "et budget qui peuvent changer. Avec un nom, établit l’avenant avec les lignes que vous avez "
    "retenues ; les autres gardent leur référence et sont nommées."
)
def make_amendment(request: AmendmentRequest) -> str:
    """Faire un avenant.

    Args:
        request: Le programme, le nom de l’avenant, son jour, et « à blanc » (un aperçu).
    """
    with night(request, RunKind.MAKE_AMENDMENT, once_a_day=False) as run:
        google, intake = read_and_keep(run)
        programme = understand_plan(run, intake.snapshot)
        proposal = propose(run, programme, intake.snapshot)
        established = establish_amendment(run, google, programme, proposal, request)
        prepared = prepare_amendment(run, google, programme, proposal, established)
        return tell_amendment(run, prepared)
