"""On demand: release the mails she chose in the form, and send them at once."""

from prefect import flow

from relocalisons.core.kernel.calendar.punctuality import RunKind
from relocalisons.core.reminders.digests import iso_week
from tasks.intake.follow_up_steps import assess_programme, keep_reading, read_programme
from tasks.night.failure_notice import tell_failure
from tasks.night.night import night
from tasks.reminders.release_steps import codes_of, release_by_form
from tasks.reminders.reminder_states import show_states
from tasks.reminders.run_summaries import tell_release
from tasks.reminders.settlement_steps import send_released
from tasks.run.programme_run import connect_google
from tasks.run.run_requests import ReleaseRequest


@flow(
    name="Envoyer les relances validées",
    description="Valide et envoie les messages en attente de la semaine : tous, ou ceux des "
    "partenaires que vous nommez. D’abord à blanc, pour savoir combien partiraient ; puis avec ce "
    "nombre. Ce qu’un frein retient se décide sur sa ligne de l’onglet « Relances ».",
    on_failure=[tell_failure],
    on_crashed=[tell_failure],
    validate_parameters=True,
)
def release_reminders(request: ReleaseRequest) -> str:
    """Envoyer les relances validées.

    Args:
        request: le programme, la semaine (vide : celle en cours), les partenaires (vide : tous),
            les lignes qui nomment un autre partenaire, « à blanc » (rien n’est envoyé) et, pour
            envoyer, le nombre de messages.
    """
    with night(request, kind=RunKind.RELEASE_REMINDERS, once_a_day=False) as run:
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
            count=request.count,
        )
        if run.dry_run or released.refused:
            return tell_release(run, released, None)
        sent = send_released(run, google, assessment)
        said = show_states(run, google, assessment)
        return tell_release(run, released, sent, notes=said)
