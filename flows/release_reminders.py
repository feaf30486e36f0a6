"""On demand: release the mails she chose in the form, and send them at once."""

from relocalisons.core.kernel.run_kinds import RunKind
from tasks.night.night import night, programme_flow, read_and_assess
from tasks.pilotage.coordinator import show_what_left
from tasks.reminders.release_steps import release_by_form, week_asked
from tasks.reminders.reminder_states import show_states
from tasks.reminders.run_summaries import tell_release
from tasks.reminders.settlement_steps import send_released
from tasks.run.run_requests import ReleaseRequest


@programme_flow(
    description="Valide et envoie les messages en attente de la semaine : tous, ou ceux des "
    "partenaires que vous nommez. D’abord à blanc, pour savoir combien partiraient ; puis avec ce "
    "nombre. Ce qu’un frein retient se décide sur sa ligne de l’onglet « Relances »."
)
def release_reminders(request: ReleaseRequest) -> str:
    """Envoyer les relances validées.

    Args:
        request: Le programme, la semaine, les partenaires (vide : tous),
            les lignes qui nomment un autre partenaire, « à blanc » (rien n’est envoyé) et, pour
            envoyer, le nombre de messages.
    """
    with night(request, RunKind.RELEASE_REMINDERS, once_a_day=False) as run:
        google, _, assessment = read_and_assess(run)
        released = release_by_form(
            run,
            assessment,
            week=week_asked(request, today=run.as_of),
            partners=request.partners,
            naming_lines=request.naming_lines,
            count=request.count,
        )
        if run.dry_run or released.refused:
            return tell_release(run, released, None)
        sent = send_released(run, google, assessment)
        said = show_states(run, google, assessment)
        show_what_left(run, google, assessment, sent)
        return tell_release(run, released, sent, notes=said)
