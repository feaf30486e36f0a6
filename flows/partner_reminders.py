"""Weekly: one digest per person, stored and held, shown to the coordinator in « Relances »."""

from relocalisons.core.kernel.run_kinds import RunKind
from tasks.intake.week_plan import plan_week
from tasks.night.night import night, programme_flow, read_and_assess, tell_nothing_to_do
from tasks.reminders.reminder_states import ask_for_decisions
from tasks.reminders.reminder_steps import hold_digests, write_reminder_tab
from tasks.reminders.run_summaries import tell_reminders
from tasks.reminders.safety_hold_steps import keep_comparison, safety_holds_of_the_week
from tasks.run.run_requests import WeekRequest


@programme_flow(
    description="Prépare un message par personne, sans rien envoyer : les messages attendent votre "
    "décision dans l’onglet « Relances »."
)
def partner_reminders(request: WeekRequest) -> str:
    """Préparer les relances de la semaine.

    Args:
        request: Le programme, la semaine et « à blanc » (rien n’est écrit).
    """
    with night(request, RunKind.PARTNER_REMINDERS) as run:
        if run.is_replay or not run.day.useful:
            return tell_nothing_to_do(run)
        google, _, assessment = read_and_assess(run)
        plan = plan_week(run, assessment)
        safety_holds = safety_holds_of_the_week(run, assessment, plan)
        plan, held = hold_digests(run, plan, assessment, safety_holds=safety_holds)
        keep_comparison(run, safety_holds)
        said = write_reminder_tab(run, google, assessment, plan)
        ask_for_decisions(run, assessment, plan, held, safety_holds=safety_holds)
        return tell_reminders(run, plan, held, safety_holds=safety_holds, notes=said)
