"""What waits for the coordinator beside the findings; hard deadlines told once, on their day."""

import hashlib

from relocalisons.core.kernel.calendar.deadlines import working_days
from relocalisons.core.pilotage.dashboard.today import CoordinatorInbox
from relocalisons.core.reminders.digests import UrgentPoint
from relocalisons.core.reminders.urgent import find_urgent
from relocalisons.rendering.mails.mail import render_daily_alert
from relocalisons.store.mails.mail_history import DIGESTS
from relocalisons.store.mails.meeting_notices import MEETING_NOTICE
from relocalisons.store.mails.notices import NoticeState, notices_in
from tasks.mail.coordination import alert_new, mail_context
from tasks.reminders.reminder_steps import plan_week
from tasks.run.assessment import Assessment
from tasks.run.programme_run import ProgrammeRun, deadline_of
from tasks.run.steps import step


def coordinator_inbox(run: ProgrammeRun, assessment: Assessment) -> CoordinatorInbox:
    """Her inbox at the moment of the run; a mail whose deadline is past waits for nobody."""
    now = run.clock()
    held = notices_in(run.store, run.code, (NoticeState.HELD,))
    deadlines = [
        deadline
        for one in held
        if one.kind in DIGESTS
        and (
            deadline := deadline_of(run.settings, one.logical_date, programme=assessment.programme)
        )
        > now
    ]
    return CoordinatorInbox(
        waiting=len(deadlines),
        deadline=min(deadlines, default=None),
        invitations=sum(one.kind == MEETING_NOTICE for one in held),
        call_list=plan_week(run, assessment).call_list,
    )


@step("Annoncer les échéances fermes")
def tell_urgent(run: ProgrammeRun, assessment: Assessment) -> int:
    """One mail for the new ones, however many; how many it tells. None in a rehearsal."""
    points = find_urgent(
        assessment.tracked, calendar=working_days(assessment.programme), as_of=run.as_of
    )
    return alert_new(
        run,
        {_key(point): point for point in points},
        lambda new, reader: render_daily_alert(new, context=mail_context(run, reader)),
        kind="daily_alert",
    )


def _key(point: UrgentPoint) -> str:
    """A new date is news again."""
    facts = f"{point.finding_key}\n{point.due or ''}"
    return f"urgent:{hashlib.sha256(facts.encode()).hexdigest()[:40]}"
