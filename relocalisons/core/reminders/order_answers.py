"""Pure: what « Relances » answers to her words: an order that acted, a word that does nothing.

Nothing that she types is ignored in silence: beside the row, or beside the cell, stands why.
"""

from collections.abc import Mapping
from datetime import datetime

from relocalisons.core.kernel.words.french import (
    MONTHS,
    NBSP,
    count_of,
    plural_word,
    quote,
    shorten,
    typo,
)
from relocalisons.core.programme.decisions.decisions import (
    SEND_ALL,
    Meaning,
    understand_reminder,
    understand_send_all,
)

SENT_STATES = frozenset(
    {"submitting", "prepared", "accepted", "delivered", "bounced", "dropped", "silent", "unsettled"}
)
_NO_MAIL: Mapping[str, str] = {
    "appel": "c’est un appel : rien à envoyer, notez le résultat dans « Contacts »",
    "ferme": "point urgent : il est pour vous, rien à envoyer",
    "sans-message": "ce message n’a pas pu être écrit : rien à envoyer",
    "sans-ligne": "ces constats ne sont dans aucun message : rien à envoyer",
}
_FOLLOWED: Mapping[str, Meaning] = {
    "declined": Meaning.NOT_THIS_TIME,
    "calling": Meaning.I_CALL,
}
_ACTS = (Meaning.SEND, Meaning.NOT_THIS_TIME, Meaning.I_CALL)


def say_hour(moment: datetime) -> str:
    """`7 avril à 11 h`, `7 avril à 11 h 05`; the moment is in the programme's time zone."""
    day = "1er" if moment.day == 1 else str(moment.day)
    minutes = f"{NBSP}{moment:%M}" if moment.minute else ""
    return f"{day}{NBSP}{MONTHS[moment.month - 1]} à{NBSP}{moment.hour}{NBSP}h{minutes}"


def say_decision(words: str, *, where: str, at: datetime) -> str:
    """What the ledger keeps of a decision: where, which words, when they were first read."""
    return typo(f"{where} : {quote(shorten(words, limit=80))}, lu le {say_hour(at)}")


def answer_order(*, released: int, left_since: int, at: datetime, words: str = SEND_ALL) -> str:
    """What stands beside the cell once « tout envoyer », or `words` like it, has acted.

    `at`: when it was first read.
    """
    if not released and not left_since:
        said = f"{quote(_as_typed(words))}, le {say_hour(at)}"
        return typo(f"{said} : rien à envoyer cette semaine.")
    counted = count_of(released, "message") if released else "aucun message"
    verb = "valait" if released else "ne valait"
    answer = f"{quote(_as_typed(words))} {verb} pour {counted}, le {say_hour(at)}."
    if left_since:
        rest = count_of(left_since, "message écrit", "messages écrits")
        gone = "n’est pas parti" if left_since == 1 else "ne sont pas partis"
        wait = plural_word(left_since, "attend", "attendent")
        decision = "sa décision" if left_since == 1 else "leur décision"
        answer += f" {rest} depuis {gone} : {'il' if left_since == 1 else 'ils'} {wait} {decision}."
    return typo(answer)


def say_spent_order(words: str, *, cell: str, at: datetime) -> str:
    """An order that acted and whose words still stand in its cell."""
    return typo(
        f"« Relances », cellule {cell} : {quote(_as_typed(words))} du {say_hour(at)} a déjà été "
        "suivi et ne vaut plus pour les messages écrits depuis. Effacez-le ; récrivez-le au "
        "passage suivant pour les autres."
    )


def _as_typed(words: str) -> str:
    """Her words, in one way where they say nothing else than « tout envoyer »."""
    everything = understand_send_all(words).meaning is Meaning.SEND
    return SEND_ALL if everything else shorten(words, limit=40)


def say_no_mail(key: str, decision: str) -> str:
    """Why a word beside a call, an urgent point or a message not written does nothing.

    Empty for a row of a mail, without a word, and for « j’appelle » beside a call.
    """
    reason = _NO_MAIL.get(key.partition(":")[0]) if ":" in key else None
    meant = understand_reminder(decision).meaning
    if reason is None or meant in (Meaning.NOTHING, Meaning.NOT_THIS_TIME, Meaning.I_CALL):
        return ""
    if meant is Meaning.UNCLEAR and understand_send_all(decision).meaning is not Meaning.SEND:
        return typo(f"▲ {quote(shorten(decision, limit=40))} n’est pas suivi ici ; {reason}")
    return typo(f"▲ {reason}")


def say_too_late(
    state: str, decision: str, *, left_at: datetime | None, expired_at: datetime | None
) -> str:
    """Why a word typed after a mail was settled does nothing; moments in the programme's zone.

    `state` is the store's, in lower case; `expired_at` is its decision deadline.
    """
    meant = understand_reminder(decision).meaning
    if meant not in _ACTS:
        return ""
    if state in SENT_STATES and left_at is not None:
        return typo(f"▲ trop tard : parti le {say_hour(left_at)}")
    if state == "lapsed" and expired_at is not None:
        return typo(f"▲ trop tard : ce message a expiré le {say_hour(expired_at)}")
    followed = _FOLLOWED.get(state)
    if followed is not None and meant is not followed:
        said = "pas cette fois" if state == "declined" else "j’appelle"
        return typo(
            f"▲ trop tard : « {said} » a été suivi ; ce qui reste ouvert revient dans la relance "
            "suivante"
        )
    return ""
