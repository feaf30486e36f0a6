"""Pure: what kind of mail came back: an answer, an absence, a bounce, a forwarded mail."""

import re

from relocalisons.core.reading.cells.words import fold
from relocalisons.core.replies.model import MailKind, Reply

_AWAY = re.compile(
    r"(?:reponse automatique|automatic reply|out of office|absen(?:ce|t|te)\b|auto ?:|"
    r"message d'absence|en conges?\b)"
)
_AWAY_BODY = re.compile(
    r"(?:ne consulterai pas|actuellement absente?|(?:suis|"
    r"est) absente? (?:du bureau )?(?:jusqu|du )|"
    r"a mon retour|ceci est un message automatique|reponse automatique)"
)
# Said by a machine whatever the subject: some answer with ours.
_MACHINE = re.compile(
    r"^\W*(?:bonjour\W+)?(?:ceci est un |reponse |message )automatique|"
    r"\bvotre (?:message|mail|courriel) sera (?:lu|traite|pris en compte) (?:a|des|apres)\b"
)
_BOUNCED = re.compile(
    r"(?:undeliver|delivery (?:status|failure)|mail delivery|non remis|echec de (?:la )?(?:remise|"
    r"distribution)|returned mail|adresse introuvable)"
)
_FORWARDED = re.compile(r"(?:tr|fwd?|wg) ?:")
_PREFIXES = re.compile(r"^(?:(?:re|rep|aw|sv|tr|fwd?) ?: ?)+")
_LISTS = ("bulk", "junk", "list", "auto_reply")


def kind_of(reply: Reply, own: str) -> MailKind:
    """The kind of a mail by its headers, else by its subject; `own` is its text without quotes."""
    headers = {name.casefold(): value.casefold().strip() for name, value in reply.headers}
    subject = fold(reply.subject)
    if _is_bounce(headers, subject):
        return MailKind.BOUNCE
    if _is_automatic(headers, subject, fold(own)):
        return MailKind.OUT_OF_OFFICE
    return MailKind.REPLY if own.strip() else MailKind.EMPTY


def is_forwarded(reply: Reply) -> bool:
    """Whether somebody passes our mail on: the words may be another person's."""
    return bool(_FORWARDED.match(fold(reply.subject)))


def answers_subject(subject: str, ours: str) -> bool:
    """Whether a subject is that of our mail behind « Re: », whatever a mail program puts before."""
    bare = _PREFIXES.sub("", fold(subject))
    return bool(bare) and bare == fold(ours)


def _is_bounce(headers: dict[str, str], subject: str) -> bool:
    report = headers.get("content-type", "")
    if "multipart/report" in report and "disposition" not in report:
        return True
    return bool(_BOUNCED.search(subject)) or headers.get("x-failed-recipients", "") != ""


def _is_automatic(headers: dict[str, str], subject: str, own: str) -> bool:
    """`X-Auto-Response-Suppress` proves nothing: Exchange adds it to what people write."""
    if headers.get("auto-submitted", "no") != "no" or "x-autoreply" in headers:
        return True
    if headers.get("precedence", "") in _LISTS:
        return True
    alone = subject.removeprefix("re: ")
    return bool(_AWAY.match(alone) or _MACHINE.search(own[:300])) or (
        not subject.startswith("re:") and bool(_AWAY_BODY.search(own[:300]))
    )
