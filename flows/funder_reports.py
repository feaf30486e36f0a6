"""Funders' notes: acts when « Échéancier rapports » says so, publishes PDF and Google Doc."""

from prefect import flow

from relocalisons.core.punctuality import RunKind
from tasks.failure_notice import tell_failure
from tasks.night_steps import assess_programme, keep_reading, read_programme
from tasks.programme_run import connect_google, open_run
from tasks.report_steps import due_funder_notes, publish_reports, render_funder_notes
from tasks.run_artifacts import scheduled_start, tell_nothing_to_do, tell_reports
from tasks.run_requests import NightRequest


@flow(
    name="Rapports financeurs",
    description="Le 1er jour ouvré du mois, rédige la note mensuelle de chaque financeur et la "
    "dépose dans « 05 Rapports » : un PDF à archiver et un document à relire.",
    on_failure=[tell_failure],
    on_crashed=[tell_failure],
    validate_parameters=True,
)
def funder_reports(request: NightRequest) -> str:
    """Rédiger les notes aux financeurs.

    Args:
        request: le programme, la date (vide : aujourd’hui) et « à blanc » (rien n’est déposé).
    """
    with open_run(request, kind=RunKind.FUNDER_REPORTS, scheduled=scheduled_start()) as run:
        if run.is_replay:
            return tell_nothing_to_do(run)
        google = connect_google(run)
        intake = read_programme(run, google)
        keep_reading(run, intake)
        assessment = assess_programme(run, intake.snapshot)
        notes = due_funder_notes(run, assessment)
        documents = render_funder_notes(run, notes)
        return tell_reports(run, publish_reports(run, google, intake.snapshot, documents))
