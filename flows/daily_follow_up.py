"""Daily: read what moved, keep it, say what slips and what is missing, write her tabs."""

from relocalisons.core.kernel.run_kinds import RunKind
from tasks.intake.follow_up_steps import assess_programme
from tasks.intake.follow_up_tabs import write_follow_up
from tasks.night.follow_up_summary import tell_follow_up
from tasks.night.night import night, programme_flow, read_and_keep, tell_nothing_to_do
from tasks.pilotage.coordinator import coordinator_inbox, tell_day
from tasks.pilotage.words_read import say_words_read
from tasks.reminders.reminder_states import answer_late_words
from tasks.replies.arrived import read_arrived_replies
from tasks.replies.dropped import read_dropped_replies
from tasks.replies.telling import tell_replies
from tasks.replies.writing import note_accepted
from tasks.run.run_requests import NightRequest
from tasks.workspace.begun import equip_begun
from tasks.workspace.new_files import try_new_files


@programme_flow(
    description="Lit les classeurs des partenaires et le Drive, relève les retards, les livrables "
    "manquants et les écarts de volumes, puis met à jour « Tableau de bord » et « Anomalies »."
)
def daily_follow_up(request: NightRequest) -> str:
    """Suivre le programme à une date.

    Args:
        request: Le programme, la date (vide : aujourd’hui) et « à blanc » (rien n’est écrit).
    """
    with night(request, RunKind.DAILY_FOLLOW_UP) as run:
        if run.is_replay:
            return tell_nothing_to_do(run)
        google, intake = read_and_keep(run)
        noted = note_accepted(run, google, intake)
        intake = noted.intake
        received = (
            read_dropped_replies(run, google, intake),
            read_arrived_replies(run, google, intake),
        )
        assessment = assess_programme(run, intake.snapshot)
        written = write_follow_up(run, google, assessment, inbox=coordinator_inbox(run, assessment))
        answer_late_words(run, google, assessment)
        new_files = try_new_files(run, google, intake)
        replies = tell_replies(run, assessment, received)
        begun = equip_begun(run, google, intake, assessment)
        tell_day(run, assessment)
        dropped = (*noted.said, *new_files, *replies)
        followed, asked = say_words_read(run, assessment)
        return tell_follow_up(
            run,
            intake,
            assessment,
            written,
            dropped=dropped,
            begun=begun,
            followed=followed,
            asked=asked,
        )
