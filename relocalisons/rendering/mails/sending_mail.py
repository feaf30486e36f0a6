"""Rendering: news about the sending itself, for the coordinator and the operator."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from relocalisons.core.kernel.words.french import NBSP, count_of, plural_word, say_moment
from relocalisons.rendering.mails.context import MailContext, RenderedMail, one_line, said
from relocalisons.rendering.mails.mail import render_message

SHOWN = 10  # characters of a key, as `relocalisons ledger` shows it


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtfulMail:
    """A mail of which nobody knows whether it arrived; `since` in the programme's time zone."""

    key: str
    partner: str
    subject: str
    reason: str
    since: datetime


def render_doubts(
    mails: Sequence[DoubtfulMail], *, code: str, context: MailContext
) -> RenderedMail:
    """Mails that left perhaps; at least one. `code` is the programme's, for the commands."""
    count = len(mails)
    one = count == 1
    it, gone = ("ce message", "est arrivé") if one else ("ces messages", "sont arrivés")
    return _render(
        context,
        title=f"{count_of(count, 'message')} à vérifier{NBSP}: envoi incertain",
        happened=f"Le service ne peut pas savoir si {it} {gone}. Il ne {'le' if one else 'les'} "
        "renverra jamais de lui-même : personne ne doit recevoir deux fois la même relance.",
        mails=[
            f"{mail.partner}, « {mail.subject} », depuis {say_moment(mail.since)} : "
            f"{mail.reason or 'sans nouvelle'} (repère {mail.key[:SHOWN]})"
            for mail in mails
        ],
        to_do=[
            f"Demander {plural_word(count, 'au partenaire', 'à chaque partenaire')} s’il l’a reçu, "
            "puis dire la réponse à l’exploitation, qui la note avec le repère.",
            "S’il ne l’a pas reçu : l’appeler, ou demander un nouvel essai à l’exploitation. Le "
            "message attend alors vos mots « envoyer à nouveau » sur sa ligne de « Relances ».",
        ],
        commands=[
            f"relocalisons ledger why REPÈRE --programme {code}",
            f'relocalisons ledger settle REPÈRE --arrived --programme {code} --reason "…"',
            f'relocalisons ledger settle REPÈRE --never-left --programme {code} --reason "…"',
            f'relocalisons ledger resend REPÈRE --programme {code} --reason "…"',
        ],
    )


def render_first_sending(count: int, *, code: str, context: MailContext) -> RenderedMail:
    """The first real sending of a programme waits for a person; `count` mails, at least one."""
    wait = plural_word(count, "attend", "attendent")
    return _render(
        context,
        title=f"Premier envoi réel à confirmer{NBSP}: {count_of(count, 'message')}",
        happened=f"{count_of(count, 'message')} que vous avez {_approved(count)} {wait} : c’est "
        "la première fois que ce programme écrit pour de bon à ses partenaires.",
        mails=[],
        to_do=[
            "Relire dans « Relances » les destinataires et les aperçus.",
            "Dire à l’exploitation que tout est bon ; elle confirme par la commande ci-dessous, "
            "une seule fois pour tout le programme. Le passage suivant envoie.",
        ],
        commands=[
            f"relocalisons ledger list --programme {code}",
            f'relocalisons ledger release everything --programme {code} --reason "…"',
        ],
    )


def _approved(count: int) -> str:
    return plural_word(count, "validé")


def _render(
    context: MailContext,
    *,
    title: str,
    happened: str,
    mails: Sequence[str],
    to_do: Sequence[str],
    commands: Sequence[str],
) -> RenderedMail:
    return render_message(
        "mails/sending_news",
        context=context,
        title=said(title),
        happened=said(happened),
        mails=[said(mail) for mail in mails],
        to_do=[said(sentence) for sentence in to_do],
        commands=[one_line(command) for command in commands],
    )
