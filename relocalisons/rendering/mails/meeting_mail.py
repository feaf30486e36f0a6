"""Rendering: the mails about meetings: invitation, change, cancellation, and her own notice."""

from dataclasses import dataclass

from relocalisons.core.kernel.discretion.discretion import discreet
from relocalisons.core.kernel.words.french import NBSP, count_of, format_long_date
from relocalisons.core.meetings.committee_name import name_in_sentence
from relocalisons.core.reports.meetings.convening import News
from relocalisons.core.reports.meetings.invitations import Invitation
from relocalisons.rendering.mails.context import MailContext, RenderedMail, reply_address, said
from relocalisons.rendering.mails.mail import render_message


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingToDecide:
    """One meeting of the coordinator's notice: how many mails wait, and what they tell."""

    title: str
    mails: int
    news: News
    changes: tuple[str, ...] = ()
    number: str = ""  # as « Réunions » calls it
    partner: str = ""  # the code of one who is invited: how to leave one out is shown with it


def render_invitation(invitation: Invitation, *, context: MailContext) -> RenderedMail:
    """The mail of one person, its calendar file and proxy form apart."""
    invitation = discreet(invitation)
    session = invitation.session
    return render_message(
        "meetings/notice",
        context=context,
        subject_words=said(invitation.subject),
        committee=said(session.full_name),
        person=said(invitation.person),
        opening=[said(sentence) for sentence in _opening(invitation)],
        changes=[said(change) for change in invitation.changes],
        takes_place=invitation.takes_place,
        when=said(session.when[0].upper() + session.when[1:]),
        where=said(_capital(session.where)),
        agenda=[said(item) for item in invitation.agenda],
        dossier=invitation.dossier,
        proxy=invitation.wants_proxy,
        yes_url=_answer(invitation, context, "Je serai là"),
        no_url=_answer(invitation, context, "Je ne pourrai pas venir"),
        proxy_url=_answer(invitation, context, f"Je donne pouvoir à{NBSP}: "),
        calendar=said(_calendar(invitation)),
        mentions=" · ".join(said(words) for words in session.mentions),
        reason=said(_reason(invitation, context)),
    )


def render_meeting_decision(
    meetings: tuple[MeetingToDecide, ...],
    sentences: tuple[str, ...],
    *,
    context: MailContext,
    url: str = "",
) -> RenderedMail:
    """To the coordinator: which invitations wait for her, and who must be told otherwise.

    `url` opens their first row in « Relances ».
    """
    code = next((meeting.partner for meeting in meetings if meeting.partner), "")
    mails = sum(meeting.mails for meeting in meetings)
    names = ", ".join(meeting.title for meeting in meetings)
    return render_message(
        "meetings/decision",
        context=context,
        url=url,
        but_one=said(f"envoyer sauf {code}") if code else "",
        subject_words=said(f"{count_of(mails, 'message')} à valider{NBSP}: {names}"),
        meetings=[
            {
                "title": said(meeting.title),
                "what": said(_what(meeting)),
                "changes": [said(change) for change in meeting.changes],
            }
            for meeting in meetings
        ],
        said=[said(sentence) for sentence in sentences],
    )


def _opening(invitation: Invitation) -> list[str]:
    session = invitation.session
    name = name_in_sentence(session.full_name)
    day = format_long_date(invitation.appointment.day, weekday=True)
    planned = f"{_capital(name.the)} {name.agreed('prévu')} le {day} est"
    if invitation.news is News.CANCELLED:
        return [f"{planned} {name.agreed('annulé')}.", "Merci d’en tenir compte."]
    if invitation.news is News.POSTPONED:
        return [
            f"{planned} {name.agreed('reporté')}.",
            "La nouvelle date vous sera envoyée dès qu’elle sera fixée.",
        ]
    if invitation.news is News.CHANGED:
        return [
            f"{_capital(name.the)} change.",
            "Voici ce qui est différent de notre message précédent.",
        ]
    what = f"{name.to_the} du programme {session.programme}"
    if invitation.guest:
        return [f"Nous vous invitons, sans voix délibérative, {what}."]
    opening = [f"Nous avons le plaisir de vous convier {what}."]
    if not invitation.agenda:
        opening.append("L’ordre du jour et le dossier de séance suivront avant la réunion.")
    return opening


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _calendar(invitation: Invitation) -> str:
    if not invitation.takes_place:
        return "Le fichier joint retire la réunion de votre agenda."
    if invitation.news is News.CHANGED:
        return "Le fichier joint met à jour la réunion dans votre agenda, sans la doubler."
    if invitation.appointment.starts is None:
        return (
            "Le fichier joint inscrit la journée dans votre agenda ; l’heure suivra, et la mettra "
            "à jour."
        )
    return "Le fichier joint inscrit la réunion dans votre agenda."


def _reason(invitation: Invitation, context: MailContext) -> str:
    role = "invités" if invitation.guest else "membres"
    return (
        f"Vous recevez ce message parce que vous êtes parmi les {role} de l’instance "
        f"« {invitation.session.committee} » de {context.programme}."
    )


def _answer(invitation: Invitation, context: MailContext, words: str) -> str:
    return reply_address(
        context.coordinator_email,
        subject=f"{words.strip(f' {NBSP}:')} – {invitation.session.short_title}",
        body=f"Bonjour,\n\n{words}\n\n{invitation.person}\n",
    )


def _what(meeting: MeetingToDecide) -> str:
    count = count_of(meeting.mails, "message")
    verb = "attendent" if meeting.mails > 1 else "attend"
    return {
        News.FIRST: f"{count} de convocation {verb} votre décision, avec l’invitation d’agenda.",
        News.CHANGED: f"La réunion a changé{NBSP}: {count} de mise à jour {verb} votre décision.",
        News.CANCELLED: f"La réunion est annulée{NBSP}: {count} {verb} votre décision.",
        News.POSTPONED: f"La réunion est reportée{NBSP}: {count} {verb} votre décision.",
    }[meeting.news]
