"""What waits for the coordinator beside the findings; the acts of the day, told once a week."""

from relocalisons.core.pilotage.dashboard.today import CoordinatorInbox
from relocalisons.core.pilotage.journal import JournalEntry
from relocalisons.core.tables import TO_DO
from relocalisons.rendering.mails.mail import render_daily_alert
from relocalisons.store.mails.mail_history import DIGESTS
from relocalisons.store.mails.meeting_notices import MEETING_NOTICE
from relocalisons.store.mails.notices import NoticeState, notices_in
from tasks.intake.follow_up_tabs import write_after_mails
from tasks.mail.coordination import alert_new, mail_context
from tasks.reminders.approval import approval_deadline
from tasks.reminders.day_news import act_line, remember_told, told_today
from tasks.reminders.run_summaries import say_not_sent, say_sent
from tasks.reminders.settlement_steps import SendSummary
from tasks.run.assessment import Assessment
from tasks.run.programme_run import Google, ProgrammeRun
from tasks.run.rows_opened import row_addresses
from tasks.run.steps import step


def coordinator_inbox(run: ProgrammeRun, assessment: Assessment) -> CoordinatorInbox:
    """Her inbox at the moment of the run; a mail whose deadline is past waits for nobody."""
    now = run.clock()
    held = notices_in(run.store, run.code, (NoticeState.HELD,))
    deadlines = [
        deadline
        for one in held
        if one.kind in DIGESTS
        and (deadline := approval_deadline(run, one, programme=assessment.programme)) > now
    ]
    return CoordinatorInbox(
        waiting=len(deadlines),
        deadline=min(deadlines, default=None),
        invitations=sum(one.kind == MEETING_NOTICE for one in held),
    )


@step("Annoncer ce qui est à décider")
def tell_day(run: ProgrammeRun, assessment: Assessment) -> int:
    """One mail for the acts of today that she was not told; how many it tells.

    None in a rehearsal.
    """
    news = told_today(run, assessment)
    rows = row_addresses(run, assessment.pilotage, TO_DO.title)
    lines = {
        key: act_line(
            act,
            programme=assessment.programme,
            as_of=run.as_of,
            url=rows.get(str(act.key), ""),
        )
        for key, act in news.items()
    }
    told = alert_new(
        run,
        lines,
        lambda new, reader: render_daily_alert(new, context=mail_context(run, reader)),
        kind="daily_alert",
    )
    if told:
        remember_told(run, news)
    return told


@step("Mettre à jour « Tableau de bord » et « Journal »")
def show_what_left(
    run: ProgrammeRun, google: Google, assessment: Assessment, sent: SendSummary
) -> None:
    """What waits for her and what was done, once mails have left; nothing where none has."""
    if run.dry_run or not sent.sent:
        return
    entry = JournalEntry(
        at=run.clock().astimezone(run.settings.zone),
        flow=run.kind.french,
        succeeded=True,
        done=(say_sent(sent),),
        left_out=tuple(say_not_sent(sent)),
    )
    inbox = coordinator_inbox(run, assessment)
    write_after_mails(run, google, assessment, inbox=inbox, entry=entry)
