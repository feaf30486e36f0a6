"""While a mail waits: read her decisions, send what she approved, settle what is in doubt."""

from relocalisons.core.kernel.run_kinds import RunKind
from tasks.night.night import night, programme_flow, read_and_assess
from tasks.night.run_artifacts import tell_overtaken
from tasks.pilotage.coordinator import show_what_left
from tasks.reminders.decisions import obey_decisions
from tasks.reminders.reminder_states import lapse_undecided, remind_of_decisions, show_states
from tasks.reminders.run_summaries import tell_settlement
from tasks.reminders.settlement_steps import nothing_waits, send_released
from tasks.run.run_requests import NightRequest


@programme_flow(
    description="Lit vos décisions dans « Relances », envoie les messages validés, et signale ce "
    "qui n’a pas pu partir ou dont l’envoi reste incertain."
)
def mail_settlement(request: NightRequest) -> str:
    """Suivre les envois.

    Args:
        request: Le programme, la date (vide : aujourd’hui) et « à blanc » (rien n’est envoyé).
    """
    with night(request, RunKind.MAIL_SETTLEMENT, once_a_day=False) as run:
        if run.is_overtaken:
            return tell_overtaken(run)
        if nothing_waits(run):
            return tell_settlement(run, None, ())
        google, _, assessment = read_and_assess(run)
        doubts = obey_decisions(run, assessment)
        sent = send_released(run, google, assessment)
        lapsed = lapse_undecided(run, assessment)
        remind_of_decisions(run, assessment)
        said = show_states(run, google, assessment)
        show_what_left(run, google, assessment, sent)
        return tell_settlement(run, sent, (*doubts, *lapsed, *said))
