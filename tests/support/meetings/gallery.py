"""The mails about meetings in each of their forms, for those who look at them."""

from collections.abc import Iterator
from datetime import date, timedelta

from support.meetings.committees import DAY, MEMBERS, only, programme, told

from relocalisons.core.kernel.words.french import format_long_date
from relocalisons.core.reports.committee.session import session_of
from relocalisons.core.reports.meetings.convening import News, news_for
from relocalisons.core.reports.meetings.invitations import Invitation, invitation_for
from relocalisons.rendering.mails.context import MailContext, RenderedMail
from relocalisons.rendering.mails.meeting_mail import (
    MeetingToDecide,
    render_invitation,
    render_meeting_decision,
)

NEAR = DAY - timedelta(days=13)
LONG_PLACE = (
    "Salle d’honneur de l’hôtel de l’intercommunalité, 12 bis, chemin de l’Ancienne-Huilerie, "
    "Saint-Étienne-de-l’Arrière-Pays"
)


def invitation(*, reached: bool = False, person: int = 0, before=None, **cells) -> Invitation:
    """What one person is told of R-08, after `before` was told."""
    read = programme(**cells)
    convening = only(read, *((before,) if before else ()), as_of=NEAR)
    news = news_for(convening, reached_before=reached)
    assert news is not None
    session = session_of(read, convening.meeting, day=convening.version.appointment.day)
    return invitation_for(
        convening, convening.invitees[person], news=news, session=session, timetable=None
    )


def gallery_of_meetings(context: MailContext) -> Iterator[tuple[str, RenderedMail]]:
    """Name → mail."""
    before = told(programme())
    forms = {
        "member": {},
        "guest": {"person": 3, "place": LONG_PLACE},
        "working-group": {"kind": "Groupe de travail", "hours": ""},
        "moved": {"before": before, "reached": True, "day": date(2026, 4, 23)},
        "cancelled": {"before": before, "reached": True, "status": "annulée"},
        "postponed": {"before": before, "reached": True, "status": "reportée"},
    }
    for name, given in forms.items():
        yield f"meeting-{name}", render_invitation(invitation(**given), context=context)
    for count in (1, 2, 30):
        meetings = tuple(
            MeetingToDecide(
                title=f"COPIL du {format_long_date(date(2026, 4, number))}",
                mails=count,
                news=list(News)[number % len(News)],
                changes=("L’heure change : 10 h – 12 h, au lieu de 14 h – 16 h 30.",)
                if list(News)[number % len(News)] is News.CHANGED
                else (),
            )
            for number in range(1, min(count, 4) + 1)
        )
        unreachable = (f"{MEMBERS[0][1]} (P01) n’a pas d’adresse sûre : prévenez-la autrement.",)
        yield (
            f"meeting-decision-{count}",
            render_meeting_decision(meetings, unreachable * (count > 1), context=context),
        )
