"""The reminder of decisions: mails that still wait a day before their deadline, told again."""

from datetime import timedelta

from relocalisons.core.reminders.digests import ReminderPlan, iso_week
from relocalisons.rendering.mails.mail import render_decision_request
from relocalisons.store.mails.mail_history import DIGESTS
from relocalisons.store.mails.notices import NoticeState, notices_of_week
from tasks.mail.coordination import alert_once, mail_context
from tasks.reminders.reminder_steps import decision_request
from tasks.run.assessment import Assessment
from tasks.run.programme_run import ProgrammeRun, deadline_of

BEFORE_DEADLINE = timedelta(hours=24)


def remind_of_decisions(run: ProgrammeRun, assessment: Assessment) -> bool:
    """Tell the coordinator and her deputy what is still undecided; once a week, whether it left.

    Without a decision nothing is sent: a forgotten mail costs a week.
    """
    week = iso_week(run.as_of)
    waiting = tuple(
        one
        for one in notices_of_week(run.store, run.code, week)
        if one.state is NoticeState.HELD and one.kind in DIGESTS
    )
    if not waiting:
        return False
    deadline = deadline_of(run.settings, waiting[0].logical_date, programme=assessment.programme)
    if not deadline - BEFORE_DEADLINE <= run.clock() < deadline:
        return False
    request = decision_request(
        waiting, plan=ReminderPlan(digests=()), deadline=deadline, decision_reminder=True
    )
    return alert_once(
        run,
        f"second_call:{week}",
        lambda reader: render_decision_request(request, context=mail_context(run, reader)),
        kind="decision_request",
    )
