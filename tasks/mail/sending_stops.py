"""Why nothing may leave at this moment, whatever she approved: said to her beside each mail."""

from datetime import timedelta

from relocalisons.core.kernel.calendar.working_time import make_calendars
from relocalisons.core.kernel.model import Programme
from relocalisons.core.kernel.words.french import NBSP, format_moment, say_moment
from relocalisons.core.programme.decisions.own_tabs import own_tab
from relocalisons.core.programme.decisions.shared_header import has_lost_its_header
from relocalisons.core.reminders.policy import policy_in_force
from relocalisons.core.tables import REMINDERS
from relocalisons.store.mails.holds import EVERYTHING, holds_in_force
from tasks.run.assessment import Assessment
from tasks.run.programme_run import ProgrammeRun

SNAPSHOT_TOO_OLD = timedelta(hours=36)


def why_nothing_may_leave(run: ProgrammeRun, assessment: Assessment) -> str:
    """The first reason that holds at this moment, in French; empty when mails may leave."""
    if not run.settings.may_send:
        return "l’envoi réel n’est pas activé (mail.live et RELOCALISONS_LIVE)"
    if policy_in_force(assessment.programme).suspended:
        return "« Tout suspendre » est activé dans « Paramètres »"
    for stop in holds_in_force(run.store, run.code):
        if stop.scope == EVERYTHING:
            return f"envois arrêtés{NBSP}: {stop.reason}"
    tab = own_tab(assessment.pilotage, REMINDERS.title)
    if tab is not None and has_lost_its_header(tab.rows):
        return (
            "la colonne « Décision » de « Relances » n’est plus retrouvée : redonnez-lui ce titre"
        )
    if run.clock() - assessment.read_at > SNAPSHOT_TOO_OLD:
        read_at = assessment.read_at.astimezone(run.settings.zone)
        return f"les données lues datent du{NBSP}{format_moment(read_at)}"
    return _why_not_at_this_hour(run, assessment.programme)


def _why_not_at_this_hour(run: ProgrammeRun, programme: Programme) -> str:
    """Nobody is written to in the evening, at the week-end or on a public holiday."""
    calendar = make_calendars(programme.working_time).shared
    now = run.clock().astimezone(run.settings.zone)
    opening = policy_in_force(programme).hours.next_opening(now, calendar=calendar)
    return "" if opening == now else f"part {say_moment(opening)}, aux heures d’envoi"
