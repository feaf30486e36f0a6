"""On demand: release the mails she chose in the form, and send them at once."""

from prefect import flow

from relocalisons.core.punctuality import RunKind
from relocalisons.core.reminders.digests import iso_week
from tasks.failure_notice import tell_failure
from tasks.night_steps import assess_programme, keep_reading, read_programme
from tasks.programme_run import connect_google, open_run
from tasks.release_steps import codes_of, release_by_form
from tasks.reminder_states import show_states
from tasks.run_artifacts import scheduled_start, tell_release
from tasks.run_requests import ReleaseRequest
from tasks.settlement_steps import send_released


@flow(
    name="Envoyer les relances validées",
    description="Valide et envoie les messages en attente de la semaine : tous, ou ceux des "
    "partenaires que vous nommez. Fait la même chose que « envoyer » dans l’onglet « Relances ».",
    on_failure=[tell_failure],
    on_crashed=[tell_failure],
    validate_parameters=True,
)
def release_reminders(request: ReleaseRequest) -> str:
    """Envoyer les relances validées.

    Args:
        request: le programme, la semaine (vide : celle en cours), les partenaires (vide : tous),
            les lignes qui nomment un autre partenaire, et « à blanc » (rien n’est envoyé).
    """
    with open_run(
        request, kind=RunKind.RELEASE_REMINDERS, scheduled=scheduled_start(), once_a_day=False
    ) as run:
        google = connect_google(run)
        intake = read_programme(run, google)
        keep_reading(run, intake)
        assessment = assess_programme(run, intake.snapshot)
        released = release_by_form(
            run,
            assessment,
            week=request.week or iso_week(run.as_of),
            partners=codes_of(request.partners),
            naming_lines=request.naming_lines,
        )
        sent = send_released(run, google, assessment)
        said = show_states(run, google, assessment)
        return tell_release(run, released, sent, notes=said)
