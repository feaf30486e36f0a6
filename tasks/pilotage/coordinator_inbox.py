"""What waits for the coordinator beside the findings: mails to decide on, calls to make."""

from relocalisons.core.pilotage.dashboard.today import CoordinatorInbox
from relocalisons.store.mails.mail_history import DIGESTS
from relocalisons.store.mails.meeting_notices import MEETING_NOTICE
from relocalisons.store.mails.notices import NoticeState, notices_in
from tasks.reminders.reminder_steps import plan_week
from tasks.run.assessment import Assessment
from tasks.run.programme_run import ProgrammeRun, deadline_of


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
