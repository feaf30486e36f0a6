"""On Fridays: one mail to the coordinator: what happened, who to call; also the sign of life."""

from relocalisons.core.kernel.run_kinds import RunKind
from tasks.night.night import night, programme_flow, read_and_assess, tell_nothing_to_do
from tasks.reminders.weekly_steps import review_of_week, send_review, tell_review
from tasks.run.run_requests import WeekRequest


@programme_flow(
    description="Envoie à la coordination le bilan de la semaine : ce qui est parti, ce qui a été "
    "retenu et pourquoi, qui appeler, ce qui n’a pas pu être lu. « Tout va bien » quand c’est le "
    "cas."
)
def weekly_summary(request: WeekRequest) -> str:
    """Faire le bilan de la semaine.

    Args:
        request: Le programme, la semaine et « à blanc » (rien n’est envoyé).
    """
    with night(request, RunKind.WEEKLY_SUMMARY) as run:
        if run.is_replay:
            return tell_nothing_to_do(run)
        _, _, assessment = read_and_assess(run)
        review = review_of_week(run, assessment)
        told = send_review(run, assessment, review)
        return tell_review(run, review, told=told)
