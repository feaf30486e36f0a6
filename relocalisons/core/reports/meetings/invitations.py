"""Pure: one person's invitation to a meeting: its words, and how the store keeps it.

What is stored is enough to send it later with its calendar file and its proxy form: nothing is
planned or worded again when she says « envoyer ».
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from relocalisons.core.kernel.words.french import NBSP, format_long_date
from relocalisons.core.meetings.hours import Hours, say_hour
from relocalisons.core.meetings.invitees import Invitee
from relocalisons.core.meetings.levels import Level
from relocalisons.core.reports.committee.session import Session
from relocalisons.core.reports.committee.timetable import Timetable
from relocalisons.core.reports.meetings.convening import Appointment, Convening, Method, News

MOST_ITEMS = 14  # of the agenda in a mail: the decisions come last and are all named


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """What one person is told about one meeting; `before` is what they had been told, if so."""

    session: Session  # without its attendees: nobody reads who else is invited
    appointment: Appointment
    before: Appointment | None
    sequence: int
    method: Method
    news: News
    person: str
    seat: str
    guest: bool
    agenda: tuple[str, ...]
    dossier: str = ""  # its address; empty while it does not stand

    @property
    def subject(self) -> str:
        """The subject of the mail: what, and when."""
        committee, day = self.session.committee, _day(self.appointment)
        if self.news is News.CANCELLED:
            return f"Annulation{NBSP}: {committee} du {day}"
        if self.news is News.POSTPONED:
            return f"Report{NBSP}: {committee} du {day}, nouvelle date à venir"
        if self.news is News.CHANGED:
            return self._changed_subject(committee, day)
        word = "Invitation" if self.guest else "Convocation"
        return f"{word}{NBSP}: {committee} du {day}{_from(self.appointment)}"

    def _changed_subject(self, committee: str, day: str) -> str:
        before = self.before
        if before is not None and before.day != self.appointment.day:
            was = format_long_date(before.day)
            return f"Nouvelle date{NBSP}: {committee} du {day} (au lieu du {was})"
        if before is not None and before.off:
            return f"Maintien{NBSP}: {committee} du {day}{_from(self.appointment)}"
        return f"Changement{NBSP}: {committee} du {day}{_from(self.appointment)}"

    @property
    def changes(self) -> tuple[str, ...]:
        """What is no longer as it was told, one sentence each."""
        before, now = self.before, self.appointment
        if self.news is not News.CHANGED or before is None:
            return ()
        was = before.place or "lieu à préciser"
        changes = (
            (
                before.day != now.day,
                f"La date change{NBSP}: {_day(now)}, au lieu du {_day(before)}.",
            ),
            (
                (before.starts, before.ends) != (now.starts, now.ends),
                f"L’horaire change{NBSP}: {_hours(now)}, au lieu de {_hours(before)}.",
            ),
            (
                before.place != now.place,
                f"Le lieu change{NBSP}: {now.place or 'à préciser'}, au lieu de {was}.",
            ),
            (
                before.off and not now.off,
                "La réunion a bien lieu, contrairement au message précédent.",
            ),
        )
        return tuple(words for is_so, words in changes if is_so)

    @property
    def takes_place(self) -> bool:
        """Whether somebody is expected: no proxy, agenda or answer is asked otherwise."""
        return self.method is Method.REQUEST

    @property
    def wants_proxy(self) -> bool:
        """Whether a proxy form goes with it: members only, guests hold no seat."""
        return self.takes_place and not self.guest


def invitation_for(
    convening: Convening,
    invitee: Invitee,
    *,
    news: News,
    session: Session,
    timetable: Timetable | None,
    dossier: str = "",
) -> Invitation:
    """The invitation of one person; the agenda is that of the day it is prepared."""
    items = timetable.items if timetable else ()
    return Invitation(
        session=session,
        appointment=convening.version.appointment,
        before=convening.before.appointment if convening.before else None,
        sequence=convening.version.sequence,
        method=convening.method,
        news=news,
        person=invitee.person,
        seat=invitee.seat,
        guest=invitee.guest,
        agenda=tuple(
            f"Décision{NBSP}: {item.title}" if item.decides else item.title
            for item in items[:MOST_ITEMS]
        )
        if convening.method is Method.REQUEST
        else (),
        # A guest holds no seat and decides nothing: the dossier is the members'.
        dossier=dossier if convening.method is Method.REQUEST and not invitee.guest else "",
    )


def to_document(invitation: Invitation) -> dict[str, Any]:
    """The invitation as JSON values, for the store."""
    session = invitation.session
    return {
        "session": {
            "number": session.number,
            "level": session.level.value,
            "committee": session.committee,
            "full_name": session.full_name,
            "minutes": session.minutes,
            "length_stated": session.length_stated,
            "mentions": list(session.mentions),
            "programme": session.programme,
        },
        "appointment": appointment_document(invitation.appointment),
        "before": appointment_document(invitation.before) if invitation.before else None,
        "sequence": invitation.sequence,
        "method": invitation.method.value,
        "news": invitation.news.value,
        "person": invitation.person,
        "seat": invitation.seat,
        "guest": invitation.guest,
        "agenda": list(invitation.agenda),
        "dossier": invitation.dossier,
    }


def from_document(document: Mapping[str, Any]) -> Invitation:
    """The invitation that `to_document` wrote."""
    facts = document["session"]
    appointment = appointment_from(document["appointment"])
    return Invitation(
        session=Session(
            number=facts["number"],
            level=Level(facts["level"]),
            committee=facts["committee"],
            full_name=facts["full_name"],
            day=appointment.day,
            hours=Hours(starts=appointment.starts, ends=appointment.ends),
            minutes=facts["minutes"],
            length_stated=facts["length_stated"],
            place=appointment.place,
            attendees=(),
            quorum="",
            mentions=tuple(facts["mentions"]),
            programme=facts["programme"],
        ),
        appointment=appointment,
        before=appointment_from(document["before"]) if document["before"] else None,
        sequence=document["sequence"],
        method=Method(document["method"]),
        news=News(document["news"]),
        person=document["person"],
        seat=document["seat"],
        guest=document["guest"],
        agenda=tuple(document["agenda"]),
        dossier=document.get("dossier", ""),
    )


def appointment_document(appointment: Appointment) -> dict[str, Any]:
    """An appointment as JSON values."""
    return {
        "day": appointment.day.isoformat(),
        "starts": appointment.starts.isoformat("minutes") if appointment.starts else None,
        "ends": appointment.ends.isoformat("minutes") if appointment.ends else None,
        "place": appointment.place,
        "off": appointment.off,
    }


def appointment_from(document: Mapping[str, Any]) -> Appointment:
    """The appointment that `appointment_document` wrote."""
    starts, ends = document["starts"], document["ends"]
    return Appointment(
        day=date.fromisoformat(document["day"]),
        starts=time.fromisoformat(starts) if starts else None,
        ends=time.fromisoformat(ends) if ends else None,
        place=document["place"],
        off=document["off"],
    )


def _day(appointment: Appointment) -> str:
    return format_long_date(appointment.day, weekday=True)


def _from(appointment: Appointment) -> str:
    return f", {say_hour(appointment.starts)}" if appointment.starts else ""


def _hours(appointment: Appointment) -> str:
    return Hours(starts=appointment.starts, ends=appointment.ends).text or "heure à préciser"
