"""Pure: what the coordinator's words mean, beside a reminder or a finding.

She types on a phone: case, accents, spaces and one slip of the finger do not matter. What is not
clearly one of the known decisions stays a doubt with a message for her; a doubt never sends.

Her words beside a finding are understood once, where the store hands them out, with the day on
which they were first read; what was understood travels with the finding, and nobody reads the text
again.
"""

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from relocalisons.core.kernel.decisions import NOTHING_SAID
from relocalisons.core.kernel.model import Meaning, Understood
from relocalisons.core.kernel.words.french import THIN, join_words, quote
from relocalisons.core.kernel.words.names import bare_letters
from relocalisons.core.programme.decisions.decision_dates import example_day, read_decided_day
from relocalisons.core.reading.cells.misspelling import is_one_slip

_LONGEST_DECISION = 200  # characters
_SHORT = 5  # characters: of so short a word every slip is another word

# The words offered in the drop-down lists, in the order in which she meets them.
REMINDER_CHOICES = ("envoyer", "pas cette fois", "j’appelle")
FINDING_CHOICES = (
    "à traiter",
    "vu",
    "fait",
    "date accordée au …",
    "vu par téléphone, reparler le …",
    "sans objet",
    "à partager",
)
SEND_ALL = "tout envoyer"

_SEND = ("envoyer", "envoyez", "envoie", "a envoyer", "ok envoyer",
         "oui envoyer", "envoyer ok", "envoyer merci", "envoyer svp",
         "envoyer a nouveau", "envoyer de nouveau")  # fmt: skip
# « envoyé » may say that she has written herself: one letter from the order, and its contrary.
_SENT = ("envoye", "envoyee", "envoi", "deja envoye", "mail envoye", "tout envoye", "tous envoyes")
_NOT_THIS_TIME = ("pas cette fois", "pas cette fois ci", "pas cette semaine", "pas maintenant",
                  "ne pas envoyer", "pas envoyer", "non", "pas d envoi")  # fmt: skip
_I_CALL = ("j appelle", "jappelle", "japelle", "j apelle", "je l appelle", "je les appelle",
           "j appele", "je telephone", "je vais appeler", "appeler", "a appeler",
           "appel")  # fmt: skip
_SEND_ALL = ("tout envoyer", "envoyer tout", "tous envoyer", "tt envoyer", "envoyer a tous",
             "envoyer tous", "toutes envoyer", "ok tout envoyer", "tout", "tous")  # fmt: skip
_TO_DO = ("a traiter", "traiter", "a faire", "je traite", "je m en occupe")
_SHARED = ("a partager", "partager", "a partager avec le copil", "partager avec le copil",
           "a dire au copil", "approuve", "approuvee")  # fmt: skip
_SEEN_ONLY = ("vu", "vue", "vus", "vues", "lu", "note", "ok vu")
_DONE = ("fait", "faite", "faits", "faites", "c est fait", "fini", "termine", "ok fait")
_VOID = ("sans objet", "s o", "so", "sans suite", "sans object")

# The first phrase of each is the one in which a slip of the finger is forgiven.
_REMINDER_PHRASES = {
    Meaning.SEND: _SEND,
    Meaning.NOT_THIS_TIME: _NOT_THIS_TIME,
    Meaning.I_CALL: _I_CALL,
}
_FINDING_PHRASES = {
    Meaning.VOID: _VOID,
    Meaning.TO_DO: _TO_DO,
    Meaning.SHARED: _SHARED,
    Meaning.SEEN: _SEEN_ONLY,
    Meaning.DONE: _DONE,
}

_GRANTED = re.compile(
    r"^(?:nouvelle )?(?:date |report |delai )?(?:est )?accorde?e?s? ?"
    r"(?:jusqu ?(?:au|a)|au|pour le|le|a)?[ :]*(?P<rest>.*)$"
)
_SEEN = re.compile(
    r"^(?:vue?s?|eue?|parle|appele) (?:par |au |en )?(?:tel|telephone|tph|appel|visio)\b"
    r"[ ,;:.\-]*(?P<rest>.*)$"
)
_TALK_AGAIN = re.compile(
    r"^(?P<seen>le .*?)?[ ,;:.\-]*(?:a |en |on en |on se |et )?"
    r"(?:reparler|reparle|rappeler|rappelle|revoir|relancer|recontacter)\b"
    r" ?(?:le|au|apres le|apres|en|vers le)?[ :]*(?P<when>.*)$"
)
_SEEN_ON = re.compile(r"^le [\d/.\-]+(?: [a-z]+)?(?: \d{4})?$")


def understand_reminder(text: object) -> Understood:
    """The decision beside a mail of « Relances »: envoyer, pas cette fois, j’appelle."""
    words = normalised(text)
    if not words:
        return NOTHING_SAID
    if words in _SENT:
        return _unclear(text, REMINDER_CHOICES, consequence="Rien n’est envoyé en attendant.")
    for meaning, phrases in _REMINDER_PHRASES.items():
        # A slip is accepted on the whole phrase only: « envoyer sauf A2.3 » is no order to send.
        if words in phrases or _is_slip_of(words, phrases[0]):
            return Understood(meaning=meaning)
    return _unclear(text, REMINDER_CHOICES, consequence="Rien n’est envoyé en attendant.")


def understand_send_all(text: object) -> Understood:
    """The cell on top of « Relances »: SEND for « tout envoyer », and only for that."""
    words = normalised(text)
    if not words:
        return NOTHING_SAID
    if words not in _SENT and (words in _SEND_ALL or _is_slip_of(words, SEND_ALL)):
        return Understood(meaning=Meaning.SEND)
    return _unclear(text, (SEND_ALL,), consequence="Seules les lignes décidées une à une partent.")


def understand_finding(text: object, *, read_on: date, exactly: bool = False) -> Understood:
    """The decision beside a finding of « Anomalies ».

    `read_on` is the civil day on which these words were first read. It stands in for what a date
    leaves out (`decision_dates`), so that they mean the same for ever. `exactly`: no slip of the
    finger is forgiven.
    """
    words = normalised(text, keep_dates=True)
    bare = normalised(text)
    if not bare:
        return NOTHING_SAID
    for meaning, phrases in _FINDING_PHRASES.items():
        forgiven = not exactly and len(phrases[0]) > _SHORT and _is_slip_of(bare, phrases[0])
        if bare in phrases or forgiven:
            # What is done is read again the day after: a cell that did not follow comes back.
            until = read_on + timedelta(days=1) if meaning is Meaning.DONE else None
            seen_on = read_on if meaning in (Meaning.SEEN, Meaning.DONE) else None
            return Understood(meaning=meaning, until=until, seen_on=seen_on)
    if match := _GRANTED.match(words):
        return _granted(match["rest"], read_on=read_on)
    if match := _SEEN.match(words):
        return _seen(match["rest"], read_on=read_on)
    if (match := _TALK_AGAIN.match(words)) and not match["seen"]:
        if match["when"].strip(" ."):
            return _talk_again(match["when"], read_on=read_on)
        if words.endswith("reparler le"):  # as it was picked from the list
            return _asked_when(read_on)
    return _unclear(text, FINDING_CHOICES, consequence="Le constat est gardé, sans relance.")


def normalised(text: object, *, keep_dates: bool = False) -> str:
    """Lower case, no accents, one space; punctuation is a space, or kept where dates need it.

    A question mark is a word of its own: « envoyer ? » is no decision.
    """
    return _normalised("" if text is None else str(text)[:_LONGEST_DECISION], keep_dates)


@lru_cache(maxsize=16_384)  # the same headers, help and words, in every tab at every write
def _normalised(text: str, keep_dates: bool) -> str:  # noqa: FBT001
    words = bare_letters(text.replace("…", " ")).replace("?", " ? ")
    kept = r"[^a-z0-9?/.,;:\-]+" if keep_dates else r"[^a-z0-9?]+"
    return re.sub(r"\s+", " ", re.sub(kept, " ", words)).strip(" .,;:-" if keep_dates else None)


def _granted(rest: str, *, read_on: date) -> Understood:
    if not rest.strip(" ."):
        example = quote(f"date accordée au {example_day(read_on)}")
        return Understood(
            meaning=Meaning.ASKED,
            message=f"Jusqu’à quelle date{THIN}? Écrivez par exemple {example}.",
        )
    day = read_decided_day(rest, read_on=read_on)
    if day.on is not None and day.on < read_on:
        # As she typed it, and of no effect: what had already passed silences nobody.
        return Understood(meaning=Meaning.ASKED, until=day.on, message=day.message)
    meaning = Meaning.ASKED if day.on is None else Meaning.GRANTED
    return Understood(meaning=meaning, until=day.on, message=day.message)


def _seen(rest: str, *, read_on: date) -> Understood:
    """When she saw them is history; only the day to talk again is obeyed."""
    rest = rest.strip(" .,;:-")
    if not rest or _SEEN_ON.match(rest):
        return Understood(meaning=Meaning.SEEN, seen_on=read_on)
    again = _TALK_AGAIN.match(rest)
    if again is not None and again["when"].strip(" ."):
        return _talk_again(again["when"], read_on=read_on)
    asked = _asked_when(read_on)
    return replace(asked, meaning=Meaning.UNCLEAR, until=None) if again is None else asked


def _asked_when(read_on: date) -> Understood:
    example = quote(f"vu par téléphone, reparler le {example_day(read_on)}")
    message = f"Quand faut-il en reparler{THIN}? Écrivez par exemple {example}."
    return Understood(meaning=Meaning.ASKED, until=read_on, message=message)


def _talk_again(when: str, *, read_on: date) -> Understood:
    """Without a sure day it is at once: a call too early costs less than a month of silence."""
    day = read_decided_day(when, read_on=read_on)
    if day.on is None:
        return Understood(meaning=Meaning.ASKED, until=read_on, message=day.message)
    return Understood(meaning=Meaning.SEEN, until=day.on, message=day.message)


def _unclear(text: object, choices: tuple[str, ...], *, consequence: str) -> Understood:
    shown = " ".join(str(text).split())
    shown = shown if len(shown) <= 60 else f"{shown[:59]}…"
    offered = join_words([quote(choice) for choice in choices], last="ou")
    return Understood(
        meaning=Meaning.UNCLEAR,
        message=f"{quote(shown)} n’est pas compris. Écrivez {offered}. {consequence}",
    )


def _is_slip_of(words: str, phrase: str) -> bool:
    """Whether one letter is missing, doubled, too many, or two neighbours are swapped.

    A replaced letter is not accepted: it more often makes another word (envoyer, envoler).
    """
    is_replaced = len(words) == len(phrase) and sorted(words) != sorted(phrase)
    return words[:1] == phrase[:1] and not is_replaced and is_one_slip(words, phrase)
