"""Producers: draft contracts, visit sheets and plan, EGalim annex, on the second working day."""

from prefect import flow

from relocalisons.core.kernel.calendar.punctuality import RunKind
from tasks.intake.follow_up_steps import assess_programme, keep_reading, read_programme
from tasks.night.failure_notice import tell_failure
from tasks.night.night import night
from tasks.night.run_artifacts import tell_nothing_to_do
from tasks.papers.producer_steps import (
    due_producer_documents,
    publish_producer_documents,
    render_producer_documents,
    write_contract_tab,
)
from tasks.papers.producer_summary import tell_producer_documents
from tasks.run.programme_run import connect_google
from tasks.run.run_requests import ProducerRequest


@flow(
    name="Suivi des producteurs",
    description="Le 2e jour ouvré du mois, ou à la demande, dépose les projets de contrats de "
    "culture, les fiches et le plan des visites, l’annexe EGalim et le suivi des filières.",
    on_failure=[tell_failure],
    on_crashed=[tell_failure],
    validate_parameters=True,
)
def producer_follow_up(request: ProducerRequest) -> str:
    """Rédiger les documents des producteurs.

    Args:
        request: le programme, la date (vide : aujourd’hui), « sans attendre » le 2e jour ouvré et
            « à blanc » (rien n’est déposé).
    """
    with night(
        request,
        kind=RunKind.PRODUCER_FOLLOW_UP,
        once_a_day=not request.now,
    ) as run:
        if run.is_replay:
            return tell_nothing_to_do(run)
        google = connect_google(run)
        intake = read_programme(run, google)
        keep_reading(run, intake)
        assessment = assess_programme(run, intake.snapshot)
        due = due_producer_documents(run, assessment, now=request.now)
        finished = render_producer_documents(run, google, due)
        publishing = publish_producer_documents(run, google, intake.snapshot, finished)
        said = write_contract_tab(run, google, assessment, due, publishing)
        return tell_producer_documents(run, finished, publishing, notes=said)
