"""On Fridays: one mail to the coordinator: what happened, who to call; also the sign of life."""

from prefect import flow

from relocalisons.core.kernel.calendar.punctuality import RunKind
from tasks.intake.follow_up_steps import assess_programme, keep_reading, read_programme
from tasks.night.failure_notice import tell_failure
from tasks.night.night import night
from tasks.night.run_artifacts import tell_nothing_to_do
from tasks.reminders.weekly_steps import review_of_week, send_review, tell_review
from tasks.run.programme_run import connect_google
from tasks.run.run_requests import NightRequest


@flow(
    name="Bilan hebdomadaire",
    description="Envoie à la coordination le bilan de la semaine : ce qui est parti, ce qui a été "
    "retenu et pourquoi, qui appeler, ce qui n’a pas pu être lu. « Tout va bien » quand c’est le "
    "cas.",
    on_failure=[tell_failure],
    on_crashed=[tell_failure],
    validate_parameters=True,
)
def weekly_summary(request: NightRequest) -> str:
    """Faire le bilan de la semaine.

    Args:
        request: le programme, la date (vide : aujourd’hui) et « à blanc » (rien n’est envoyé).
    """
    with night(request, kind=RunKind.WEEKLY_SUMMARY) as run:
        if run.is_replay:
            return tell_nothing_to_do(run)
        google = connect_google(run)
        intake = read_programme(run, google)
        keep_reading(run, intake)
        assessment = assess_programme(run, intake.snapshot)
        review = review_of_week(run, assessment)
        told = send_review(run, review)
        return tell_review(run, review, told=told)
