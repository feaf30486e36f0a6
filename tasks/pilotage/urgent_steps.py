"""Hard deadlines told to the coordinator on the day they appear, each of them once."""

import hashlib

from relocalisons.core.kernel.calendar.deadlines import working_days
from relocalisons.core.reminders.digests import UrgentPoint
from relocalisons.core.reminders.urgent import find_urgent
from relocalisons.rendering.mails.mail import render_daily_alert
from tasks.mail.coordination import alert_new, mail_context
from tasks.run.assessment import Assessment
from tasks.run.programme_run import ProgrammeRun
from tasks.run.steps import step


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
