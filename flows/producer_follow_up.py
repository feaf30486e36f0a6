"""Producers: draft contracts, visit sheets and plan, EGalim annex, on the second working day."""

from relocalisons.core.kernel.run_kinds import RunKind
from tasks.night.night import night, programme_flow, read_and_assess, tell_nothing_to_do
from tasks.papers.papers import tell_papers
from tasks.papers.producer_due import due_producer_documents
from tasks.papers.producer_steps import (
    publish_producer_documents,
    render_producer_documents,
    told_by_sort,
    write_contract_tab,
)
from tasks.run.run_requests import ProducerRequest


@programme_flow(
    description="Le 2e jour ouvré du mois, ou à la demande, dépose les projets de contrats de "
    "culture, les fiches et le plan des visites, l’annexe EGalim et le suivi des filières."
)
def producer_follow_up(request: ProducerRequest) -> str:
    """Rédiger les documents des producteurs.

    Args:
        request: Le programme, la date (vide : aujourd’hui), « sans attendre » le 2e jour ouvré et
            « à blanc » (rien n’est déposé).
    """
    with night(request, RunKind.PRODUCER_FOLLOW_UP, once_a_day=not request.now) as run:
        if run.is_replay:
            return tell_nothing_to_do(run)
        google, intake, assessment = read_and_assess(run)
        due = due_producer_documents(run, assessment, now=request.now)
        made = render_producer_documents(run, google, due)
        publishing = publish_producer_documents(run, google, intake.snapshot, made)
        said = write_contract_tab(run, google, assessment, due, publishing, intake.snapshot)
        return tell_papers(
            run, publishing, assessment=assessment, tell=told_by_sort(made), notes=said
        )
