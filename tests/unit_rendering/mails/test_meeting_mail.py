"""The mails about meetings: what they say, to whom, and that typed words stay words."""

from dataclasses import replace
from datetime import date

import pytest
from support.meetings.committees import programme, told
from support.meetings.gallery import invitation

from relocalisons.core.reports.meetings.convening import News
from relocalisons.rendering.mails.context import MailContext, RenderedMail
from relocalisons.rendering.mails.meeting_mail import (
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


def mail(**words) -> RenderedMail:
    return render_invitation(invitation(**words), context=CONTEXT)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_member_reads_when_where_and_how_to_answer():
    text = plain(mail().text)

    assert "Nous avons le plaisir de vous convier au comité de pilotage" in text
    assert "Quand : Jeudi 16 avril 2026, 14 h – 16 h 30" in text
    assert "Où : Mairie de Saint-Elzéar" in text
    assert "Répondez à ce message par « oui », « non » ou « pouvoir à » suivi d’un nom." in text
    assert "L’ordre du jour et le dossier de séance suivront avant la réunion." in text


@pytest.mark.parametrize(
    ("named", "invited", "cancelled"),
    [
        ("Comité de pilotage", "au comité de pilotage", "Le comité de pilotage prévu le"),
        ("Groupe de travail Logistique", "au groupe de travail Logistique", "Le groupe de travail"),
        ("Atelier menus", "à l’atelier menus", "L’atelier menus prévu le"),
        ("Commission Restauration", "à la commission Restauration", "La commission Restauration"),
        ("Assemblée des maires", "à l’assemblée des maires", "L’assemblée des maires prévue le"),
        ("GAL", "à la réunion « GAL »", "La réunion « GAL » prévue le"),
    ],
)
def test_whatever_a_committee_is_called_the_sentence_is_french(named, invited, cancelled):
    kept = invitation()
    session = replace(kept.session, full_name=named)
    off = replace(kept, session=session, news=News.CANCELLED)

    assert invited in plain(render_invitation(replace(kept, session=session), context=CONTEXT).text)
    assert cancelled in plain(render_invitation(off, context=CONTEXT).text)


def test_what_the_funders_ask_to_print_stands_in_the_invitation_too():
    made = mail()

    assert "Action financée avec le concours de la Région." in plain(made.text)
    assert "Action financée avec le concours de la Région." in plain(made.html)


def test_a_guest_is_asked_for_no_proxy():
    made = mail(person=3)

    assert "Répondez à ce message par « oui » ou « non »." in plain(made.text)
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


@pytest.mark.parametrize(
    ("code", "offered"),
    (
        ("SYN", "écrivez « envoyer », « envoyer sauf SYN » ou « pas cette fois »"),
        ("", "écrivez « envoyer » ou « pas cette fois »"),
    ),
)
def test_how_one_is_left_out_is_shown_with_a_partner_of_the_programme(code: str, offered: str):
    meeting = MeetingToDecide(
        title="COPIL du 16 avril 2026", mails=23, news=News.FIRST, partner=code
    )

    made = render_meeting_decision((meeting,), (), context=CONTEXT)

    assert offered in plain(made.text)
    assert (f"<b>envoyer sauf {code}</b>" in plain(made.html)) is bool(code)
