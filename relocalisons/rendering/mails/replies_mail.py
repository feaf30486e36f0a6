"""Rendering: answers of partners that the coordinator dropped in the Drive, read once each."""

from collections.abc import Sequence
from dataclasses import dataclass

from relocalisons.rendering.mails.context import MailContext, RenderedMail, one_line, said
from relocalisons.rendering.mails.mail import render_message


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyNotice:
    """An answer: who and to what, what it proposes, what is to be known of it, its own words."""

    heading: str
    proposals: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    own: str = ""


def render_replies(
    replies: Sequence[ReplyNotice], *, context: MailContext, arrived: bool = False
) -> RenderedMail:
    """To the coordinator: at least one answer; nothing of them is written before her word.

    `arrived`: they came by the reply address, not by a file that she dropped.
    """
    lead = "Une réponse a été lue" if len(replies) == 1 else "Des réponses ont été lues"
    where = "à l’adresse de réponse" if arrived else "dans le dossier « Réponses reçues »"
    stays = "vous l’avez aussi reçue vous-même" if arrived else "le message reste dans le dossier"
    return render_message(
        "replies/read",
        context=context,
        opening=said(
            f"{lead} {where}. Voici, avant la flèche, ce que disent les tableaux, puis ce qui est "
            "proposé. Rien n’est écrit sans vous : « oui » dans « À faire » le note dans vos "
            "onglets, jamais dans ceux des partenaires."
        ),
        replies=[
            {
                "heading": one_line(reply.heading),
                "proposals": [said(line) for line in reply.proposals],
                "remarks": [said(line) for line in reply.remarks],
                "own": [one_line(line) for line in reply.own.splitlines() if line.strip()],
            }
            for reply in replies
        ],
        closing=said(
            "Un programme lit ces réponses et propose ; « à vérifier » : lisez ses mots avant. "
            f"Chaque réponse n’est annoncée qu’une fois ; {stays}."
        ),
    )
