"""Weekly: one digest per person, stored and held, shown to the coordinator in « Relances »."""

from prefect import flow

from relocalisons.core.kernel.calendar.punctuality import RunKind
from tasks.intake.follow_up_steps import assess_programme, keep_reading, read_programme
from tasks.night.failure_notice import tell_failure
from tasks.night.night import night
from tasks.night.run_artifacts import tell_nothing_to_do
from tasks.reminders.reminder_steps import (
    ask_for_decisions,
    hold_digests,
    plan_week,
    write_reminder_tab,
)
from tasks.reminders.run_summaries import tell_reminders
from tasks.reminders.safety_hold_steps import keep_comparison, safety_holds_of_the_week
from tasks.run.programme_run import connect_google
from tasks.run.run_requests import NightRequest


@flow(
    name="Préparer les relances",
    description="Prépare un message par personne, sans rien envoyer : les messages attendent votre "
    "décision dans l’onglet « Relances ».",
    on_failure=[tell_failure],
    on_crashed=[tell_failure],
    validate_parameters=True,
)
def partner_reminders(request: NightRequest) -> str:
    """Préparer les relances de la semaine.

    Args:
        request: le programme, la date (vide : aujourd’hui) et « à blanc » (rien n’est écrit).
    """
    with night(request, kind=RunKind.PARTNER_REMINDERS) as run:
        if run.is_replay or not run.day.useful:
            return tell_nothing_to_do(run)
        google = connect_google(run)
        intake = read_programme(run, google)
        keep_reading(run, intake)
        assessment = assess_programme(run, intake.snapshot)
        plan = plan_week(run, assessment)
        safety_holds = safety_holds_of_the_week(run, assessment, plan)
        plan, held = hold_digests(run, plan, assessment, safety_holds=safety_holds)
        keep_comparison(run, safety_holds)
        said = write_reminder_tab(run, google, assessment, plan)
        ask_for_decisions(run, assessment, plan, held, safety_holds=safety_holds)
        return tell_reminders(run, plan, held, safety_holds=safety_holds, notes=said)
