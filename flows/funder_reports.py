"""Funders' reports and claims: acts line by line as « Échéancier rapports » says."""

from prefect import flow

from relocalisons.core.kernel.calendar.punctuality import RunKind
from tasks.intake.follow_up_steps import assess_programme, keep_reading, read_programme
from tasks.night.failure_notice import tell_failure
from tasks.night.night import night
from tasks.night.run_artifacts import tell_nothing_to_do
from tasks.papers.funder_steps import (
    due_funder_reports,
    publish_funder_reports,
    render_funder_reports,
)
from tasks.papers.report_summary import tell_reports
from tasks.run.programme_run import connect_google
from tasks.run.run_requests import NightRequest


@flow(
    name="Rapports financeurs",
    description="Suit « Échéancier rapports » : note mensuelle le 1er jour ouvré, projet des "
    "rapports et dossier des demandes de paiement dès J-15, arrêt des données, export de ce qui "
    "est validé.",
    on_failure=[tell_failure],
    on_crashed=[tell_failure],
    validate_parameters=True,
)
def funder_reports(request: NightRequest) -> str:
    """Rédiger les rapports aux financeurs.

    Args:
        request: le programme, la date (vide : aujourd’hui) et « à blanc » (rien n’est déposé).
    """
    with night(request, kind=RunKind.FUNDER_REPORTS) as run:
        if run.is_replay:
            return tell_nothing_to_do(run)
        google = connect_google(run)
        intake = read_programme(run, google)
        keep_reading(run, intake)
        assessment = assess_programme(run, intake.snapshot)
        due = due_funder_reports(run, assessment)
        made = render_funder_reports(run, google, intake.snapshot, assessment, due)
        return tell_reports(
            run, publish_funder_reports(run, google, intake.snapshot, assessment, made)
        )
