"""Every quarter of an hour: read her decisions, send what she approved, settle what is in doubt."""

from prefect import flow

from relocalisons.core.kernel.calendar.punctuality import RunKind
from tasks.intake.follow_up_steps import assess_programme, keep_reading, read_programme
from tasks.night.failure_notice import tell_failure
from tasks.night.night import night
from tasks.reminders.decision_reminder import remind_of_decisions
from tasks.reminders.decisions import obey_decisions
from tasks.reminders.reminder_states import lapse_undecided, show_states
from tasks.reminders.run_summaries import tell_settlement
from tasks.reminders.settlement_steps import nothing_waits, send_released
from tasks.run.programme_run import connect_google
from tasks.run.run_requests import NightRequest


@flow(
    name="Suivi des envois et décisions",
    description="Lit vos décisions dans « Relances », envoie les messages validés, et signale ce "
    "qui n’a pas pu partir ou dont l’envoi reste incertain.",
    on_failure=[tell_failure],
    on_crashed=[tell_failure],
    validate_parameters=True,
)
def mail_settlement(request: NightRequest) -> str:
    """Suivre les envois.

    Args:
        request: le programme, la date (vide : aujourd’hui) et « à blanc » (rien n’est envoyé).
    """
    with night(request, kind=RunKind.MAIL_SETTLEMENT, once_a_day=False) as run:
        if nothing_waits(run):
            return tell_settlement(run, None, ())
        google = connect_google(run)
        intake = read_programme(run, google)
        keep_reading(run, intake)
        assessment = assess_programme(run, intake.snapshot)
        doubts = obey_decisions(run, assessment)
        sent = send_released(run, google, assessment)
        lapsed = lapse_undecided(run, assessment)
        remind_of_decisions(run, assessment)
        said = show_states(run, google, assessment)
        return tell_settlement(run, sent, (*doubts, *lapsed, *said))
