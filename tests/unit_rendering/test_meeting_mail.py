"""The mails about meetings: what they say, to whom, and that typed words stay words."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from committees import DAY, only, programme, told

from relocalisons.core.convening import News, news_for
from relocalisons.core.invitations import Invitation, invitation_for
from relocalisons.core.reports.committee.session import session_of
from relocalisons.rendering.mail_context import MailContext, RenderedMail
from relocalisons.rendering.meeting_mail import (
    MeetingToDecide,
    render_invitation,
    render_meeting_decision,
)

CONTEXT = MailContext(
    programme="Relocalisons",
    coordinator="Camille Aubanel",
    coordinator_email="coordination@localizz.example",
    pilotage_url="https://sheets.example/pilotage",
)
NEAR = DAY - timedelta(days=20)


def invitation(*, reached: bool = False, person: int = 0, before=None, **cells) -> Invitation:
    read = programme(**cells)
    convening = only(read, *((before,) if before else ()), as_of=NEAR)
    news = news_for(convening, reached_before=reached)
    assert news is not None
    session = session_of(read, convening.meeting, day=convening.version.appointment.day)
    return invitation_for(
        convening, convening.invitees[person], news=news, session=session, timetable=None
    )


def mail(**words) -> RenderedMail:
    return render_invitation(invitation(**words), context=CONTEXT)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_member_reads_when_where_and_how_to_answer():
    text = plain(mail().text)

    assert "Nous avons le plaisir de vous convier au comité de pilotage" in text
    assert "Quand : Jeudi 16 avril 2026, 14 h – 16 h 30" in text
    assert "Où : Mairie de Saint-Elzéar" in text
    assert "Répondez « oui », « non » ou « pouvoir à » suivi d’un nom à ce message." in text
    assert "L’ordre du jour et le dossier de séance suivront quinze jours avant." in text


def test_a_guest_is_asked_for_no_proxy():
    made = mail(person=3)

    assert "Nous vous invitons, sans voix délibérative," in plain(made.text)
    assert "pouvoir" not in plain(made.text)
    assert "Je donne pouvoir" not in made.html


def test_a_moved_meeting_says_what_is_different():
    text = plain(mail(before=told(programme()), reached=True, day=date(2026, 4, 23)).text)

    assert "- La date change : jeudi 23 avril 2026, au lieu du jeudi 16 avril 2026." in text
    assert "met à jour la réunion dans votre agenda, sans la doubler" in text


@pytest.mark.parametrize(
    ("status", "words"),
    [("annulée", "est annulé."), ("reportée", "La nouvelle date vous sera envoyée")],
)
def test_a_meeting_that_does_not_take_place_asks_for_no_answer(status: str, words: str):
    text = plain(mail(before=told(programme()), reached=True, status=status).text)

    assert words in text
    assert "VOTRE RÉPONSE" not in text
    assert "retire la réunion de votre agenda" in text


def test_without_an_hour_the_mail_says_that_it_will_follow():
    assert "heure à préciser" in plain(mail(hours="").text)
    assert "l’heure suivra" in plain(mail(hours="").text)


@pytest.mark.parametrize(
    "typed",
    ["<script>alert(1)</script>", "{{ 7*7 }}", "Zoé\r\nBcc: all@x.example", "=CMD()", "\u202egnp"],
)
def test_typed_words_stay_words(typed: str):
    kept = replace(invitation(), person=typed)
    session = replace(kept.session, committee=typed, place=typed)

    made = render_invitation(replace(kept, session=session), context=CONTEXT)

    assert "\n" not in made.subject
    assert "\r" not in made.subject
    assert "<script>" not in made.html
    assert "49" not in made.text
    assert "\u202e" not in made.text + made.html


def test_she_reads_which_meetings_wait_and_whom_to_tell_otherwise():
    meetings = (
        MeetingToDecide(title="COPIL du 16 avril 2026", mails=23, news=News.FIRST),
        MeetingToDecide(
            title="COTECH du 19 mars 2026", mails=1, news=News.CHANGED, changes=("Le lieu change.",)
        ),
    )

    made = render_meeting_decision(meetings, ("R-08 : Zoé, à prévenir.",), context=CONTEXT)

    assert plain(made.subject) == (
        "24 messages à valider : COPIL du 16 avril 2026, COTECH du 19 mars 2026"
    )
    text = plain(made.text)
    assert "23 messages de convocation attendent votre décision" in text
    assert "La réunion a changé : 1 message de mise à jour attend votre décision." in text
    assert "- Le lieu change." in text
    assert "- R-08 : Zoé, à prévenir." in text
    assert "Sans décision, rien ne part." in text
