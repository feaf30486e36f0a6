"""Pure: the status of an action as partners word it; lateness is computed, never read."""

import re
from decimal import Decimal
from typing import Any

from relocalisons.core.kernel.model import ActionStatus, Reading
from relocalisons.core.reading.cells.advice import (
    CELL,
    EMPTY,
    about,
    ambiguous,
    certain,
    read_no_value,
    unreadable,
)
from relocalisons.core.reading.cells.dates.days import read_moment
from relocalisons.core.reading.cells.dates.spans import LEAP_YEAR, MONTH
from relocalisons.core.reading.cells.misspelling import is_one_slip
from relocalisons.core.reading.cells.numbers.numerals import decimal_of
from relocalisons.core.reading.cells.serials import shows_date
from relocalisons.core.reading.cells.status_words import (
    AMBIGUOUS,
    AT_SOMEBODYS,
    COLOURS,
    DOTS,
    ELSEWHERE,
    ENDING_NOW,
    KNOWN,
    LACKING,
    LATE,
    LATE_MAY_BE,
    NEARLY,
    NO_SLIP,
    OUT_OF_ORDER,
    PAUSED,
    PHASE,
    POSTPONED,
    STOPPED_BY,
    STOPPED_FOR_LACK,
    TO_COME_ON,
    UNDER_WAY_NOW,
    WAITING,
    WITH_SOMEBODY,
)
from relocalisons.core.reading.cells.words import fold, is_void

EXAMPLE = "« à venir », « en cours », « terminé », « bloqué » ou « abandonné »"

# How each is written when we show what was understood.
NAMES = {
    ActionStatus.PLANNED: "à venir",
    ActionStatus.IN_PROGRESS: "en cours",
    ActionStatus.DONE: "terminé",
    ActionStatus.BLOCKED: "bloqué",
    ActionStatus.DROPPED: "abandonné",
}

_DONE_ON = re.compile(
    r"(?:c'est )?(?:fait|termine|fini|realise|acheve|livre|depose|valide|effectue|ok|publie|cloture"
    r"|rendu)(?:e|es|s)?,? ?(?P<lead>le |en |depuis |au |du |: ?)?\(?(?P<day>"
    rf"[0-9]{{1,4}}(?:er)?[ /.-].*|(?:debut |mi-|fin )?{MONTH}(?: [0-9]{{2,4}})?)$"
)
_FRACTION = re.compile(r"([0-9]{1,2}) ?/ ?([0-9]{1,2})")
_UNDER_WAY = re.compile(r"(?:en cours|encours|demarre|commence|lance)(?:e|s|es)?\b(?P<rest>.+)$")
_TELLING = re.compile(
    r"fini|termin|annul|bloqu|abandon|arret|suspen|\?|stop|pas |100|panne|\bhs\b|hors service"
)
# « bloqué (attente subvention) », « bloqué jusqu'au 15/04 », « pas encore démarré, prévu en mai »
_REMARKED = re.compile(
    r"(?P<word>[^(:,;]+?) ?(?:\((?P<inside>[^()]*)\)|[:,;] (?P<after>.+)|"
    r"(?P<until>(?:jusqu'|depuis |faute de |par manque |en attendant |by |pending |until |- ).+))$"
)
# « Récolté ✔ (terminé) », « Ça pousse (en cours) »: words of their own, explained in brackets.
_EXPLAINED = re.compile(r"(?P<own>[^()?]+)\((?P<word>[^()?]+)\)")
_HEDGED = re.compile(r"\b(?:pas|presque|quasi\w*|non|bientot|avant|sera|not|nearly|almost|si)\b")
# A work of which the first step is to come; « à finir », « à relancer » are under way.
_TO_COME = re.compile(
    r"a (?P<verb>[a-z]{3,12}(?:er|ir|re))(?: [a-z' ]{1,20})?(?: \([a-z' ]{1,24}\))?"
)
_NOT_TO_COME = re.compile(
    r"fin|termin|achev|clotur|clore|solder|valid|confirm|verif|re[a-z]|poursuiv|continu|complet"
    r"|debloqu|actualis|corrig|suivre|surveill|abandon|annul|suppr|arret|boucl|livr|diffus|publi"
    r"|sign|evalu|voir|archiv|mett|ameliorer|developper|maintenir|amplif|renforc|consolid|accelerer"
)
_BULLET = re.compile(r"^[0-9]{1,2} ?[.)-] ?|^[a-d][.)] ")
_SIGN = re.compile(r"[^\w\s%(),./'+?!:;-]+")
# A remark with one of these says that the first word may no longer hold.
_REVERSED = re.compile(
    r"\?|a (?:confirmer|verifier|valider|voir|revoir)|sous reserve|debloqu|\bleve|resolu|repris"
    r"|reprend|relanc|\bplus |sauf|\bou |[0-9] ?%|bloqu|annul|abandon|suspendu|a l'arret"
    r"|\bhs\b|en panne|hors service"
)
_UNSURE = re.compile(
    r" ?\?+ ?| ?\(?a (?:confirmer|verifier)\)?|normalement ?|je crois ?|sans doute ?|peut-etre ?"
)
_SHARE = re.compile(
    r"(?:(?:fait|realise|avance|termine)(?:e|s|es)?)?(?: ?a)? ?([0-9]{1,3}(?:,[0-9]+)?) ?%"
    r"(?: (?:faits?|complete|done))?"
)
# « Terminé en retard », « completed with delay »: done all the same.
_DONE_LATE = re.compile(
    r"(?P<word>.{4,14}) (?:en retard|avec (?:du )?retard|hors delais?|late|with (?:a )?delay"
    r"|on time"
    r"|dans les (?:temps|delais))"
)
_FRACTION_OF_ONE = re.compile(r"0[.,][0-9]{1,3}")
_SPLIT = re.compile(r"[/,;()+]| - | puis | mais | ou | et ")


def parse_status(value: object, pattern: str | None = None) -> Reading[Any]:
    """The reading of a raw cell value as an `ActionStatus`."""
    if isinstance(value, str):
        return _parse_text(value)
    if is_void(value):
        return EMPTY
    if value is True:
        return certain(ActionStatus.DONE)
    if value is False:
        return _unsure((ActionStatus.PLANNED, ActionStatus.IN_PROGRESS))
    number = None if shows_date(pattern) else decimal_of(value)
    if number is None:
        return unreadable(f"Cette cellule n’est pas un statut : écrivez {EXAMPLE}.")
    return _of_number(number)


def _of_number(number: Decimal) -> Reading[Any]:
    if number in (1, 100):
        return certain(ActionStatus.DONE)
    if number == 0:
        return about(ActionStatus.PLANNED, f"{CELL} est lu « à venir » : écrivez {EXAMPLE}.")
    if 0 < number < 100:
        return about(ActionStatus.IN_PROGRESS, f"{CELL} est lu « en cours » : écrivez {EXAMPLE}.")
    return unreadable(f"{CELL} n’est pas un statut : écrivez {EXAMPLE}.")


def _unsure(candidates: tuple[ActionStatus, ...]) -> Reading[Any]:
    return ambiguous(
        f"{CELL} ne dit pas clairement où en est l’action : écrivez {EXAMPLE}.", candidates
    )


def _parse_text(found: str) -> Reading[Any]:
    text = fold(found).strip("'\"")
    known = _read_known(text)
    if known is not None:
        return known
    nothing = read_no_value(text, example=f"le statut, {EXAMPLE}")
    # « En attente de validation » is no value of a date, and a word about an action.
    if nothing is None or WAITING.fullmatch(text):
        return _read_phrase(text.rstrip(" .!"))
    return nothing


def _read_known(text: str) -> Reading[Any] | None:
    if text in KNOWN:  # most cells of a column
        return certain(KNOWN[text])
    bare = text.rstrip(" .!") or text
    for word in dict.fromkeys((text, bare, _singular(bare))):
        if word in KNOWN:
            return certain(KNOWN[word])
        if word in AMBIGUOUS:
            return _unsure(AMBIGUOUS[word])
    if meanings := DOTS.get(bare) or COLOURS.get(bare):
        return _of_dot(meanings)
    if ELSEWHERE.fullmatch(bare) or WITH_SOMEBODY.fullmatch(bare):
        return _unsure(AT_SOMEBODYS)
    if POSTPONED.fullmatch(bare):
        return _unsure(AMBIGUOUS["reporte"])
    if PAUSED.fullmatch(bare):
        return _unsure(AMBIGUOUS["en pause"])
    if (phase := PHASE.fullmatch(bare)) and not _TELLING.search(phase["rest"]):
        return about(
            ActionStatus.IN_PROGRESS,
            f"{CELL} est une phase, lue « en cours » : écrivez {EXAMPLE}.",
        )
    if bare in NEARLY or _singular(bare) in NEARLY:
        return about(ActionStatus.IN_PROGRESS, f"{CELL} est lu « en cours » : écrivez {EXAMPLE}.")
    if bare in LATE or _singular(bare) in LATE:
        return ambiguous(
            "Le retard est calculé d’après les dates : écrivez plutôt « à venir » ou « en cours ».",
            LATE_MAY_BE,
        )
    return None


def _of_dot(meanings: tuple[ActionStatus, ...]) -> Reading[Any]:
    meaning, *others = meanings
    if others:
        return _unsure(meanings)
    return about(meaning, f"{CELL} est lu d’après sa couleur : écrivez {EXAMPLE}.")


def _singular(text: str) -> str:
    """« terminées », « terminé(e)s » and « terminé.e » as « termine »."""
    text = re.sub(r"\((?:e|s|es)\)s?$|\.e\.?s?$|·e·?s?$", "", text)
    if text in KNOWN:
        return text
    for ending in ("es", "e", "s"):
        shorter = text.removesuffix(ending)
        words = (KNOWN, AMBIGUOUS, NEARLY)
        if shorter != text and any(shorter in each for each in words):
            return shorter
    return text


def _read_phrase(text: str) -> Reading[Any]:
    if _UNSURE.search(text):
        sure = _UNSURE.sub(" ", text).strip(" ()")
        candidates = _statuses_of(_read_known(sure)) or _statuses_of(_read_done_on(sure))
        if candidates:
            return _unsure(tuple(dict.fromkeys((*candidates, ActionStatus.IN_PROGRESS))))
    if done := _read_done_on(text):
        return done
    if remarked := _read_remarked(text) or _read_explained(text) or _read_dressed(text):
        return remarked
    if worded := _read_worded(text):
        return worded
    if text == "0" or _FRACTION_OF_ONE.fullmatch(text):
        return _of_number(Decimal(text.replace(",", ".")))
    if match := _SHARE.fullmatch(text):
        share = Decimal(match[1].replace(",", ".")) / 100
        return certain(ActionStatus.DONE) if share == 1 else _of_number(share)
    if (match := _UNDER_WAY.match(text)) and not _TELLING.search(match["rest"]):
        return about(ActionStatus.IN_PROGRESS, f"{CELL} est lu « en cours » : écrivez {EXAMPLE}.")
    parts = (part.strip(" ()") for part in _SPLIT.split(text))
    named = tuple(
        dict.fromkeys(
            status for part in parts if part for status in _statuses_of(_read_known(part))
        )
    )
    return _unsure(named) if named else _read_misspelt(text)


def _read_worded(text: str) -> Reading[Any] | None:
    """« Signatures en cours », « prévu en mai », « il manque la signature »."""
    if STOPPED_FOR_LACK.fullmatch(text):
        return about(ActionStatus.BLOCKED, f"{CELL} est lu « bloqué » : écrivez {EXAMPLE}.")
    if stopped := _read_stopped(text):
        return stopped
    further = (_read_known(part.strip(" ()")) for part in _SPLIT.split(text)[1:])
    if (LACKING.fullmatch(text) or WAITING.fullmatch(text)) and not any(further):
        return _unsure(AT_SOMEBODYS)
    if (match := UNDER_WAY_NOW.fullmatch(text)) and not ENDING_NOW.search(match["what"]):
        return about(ActionStatus.IN_PROGRESS, f"{CELL} est lu « en cours » : écrivez {EXAMPLE}.")
    late = _DONE_LATE.fullmatch(text)
    done = _read_known(late["word"]) if late is not None else None
    if done is not None and done.value is ActionStatus.DONE:
        return about(ActionStatus.DONE, f"{CELL} est lu « terminé » : écrivez {EXAMPLE}.")
    match = TO_COME_ON.fullmatch(text)
    known = _read_known(match["word"]) if match is not None and "?" not in text else None
    if match is None or known is None or known.value is not ActionStatus.PLANNED:
        return None
    if read_moment(match["when"], LEAP_YEAR) is None:
        return None
    return about(ActionStatus.PLANNED, f"{CELL} est lu « à venir » : écrivez {EXAMPLE}.")


def _read_stopped(text: str) -> Reading[Any] | None:
    """« Bloqué par la DDT », « four HS »; not what is « plus en panne », or perhaps."""
    if _HEDGED.search(text) or "plus " in text:
        return None
    by = STOPPED_BY.fullmatch(text)
    known = _read_known(by["word"]) if by is not None else None
    if by is not None and known is not None and known.value is ActionStatus.BLOCKED:
        return None if _REVERSED.search(by["by"]) else certain(ActionStatus.BLOCKED)
    out = OUT_OF_ORDER.fullmatch(text)
    if out is not None and not _REVERSED.search(out["what"]):
        return about(ActionStatus.BLOCKED, f"{CELL} est lu « bloqué » : écrivez {EXAMPLE}.")
    return None


def done_on(text: str) -> str | None:
    """The words of a day, « 20/03 », of a folded status that says « fait le 20/03 »; else None."""
    match = _DONE_ON.match(text)
    return match["day"].strip(" ()") if match is not None else None


def _read_done_on(text: str) -> Reading[Any] | None:
    """« fait le 20/03 » is done, whatever its day; with other words after the day, perhaps."""
    match = _DONE_ON.match(text)
    day = done_on(text)
    if match is None or day is None:
        return None
    # « fait 3/4 » may be three quarters; « fait le 3/4 » and « fait 12/03 » are days.
    parts = None if match["lead"] else _FRACTION.fullmatch(day)
    is_part = parts is not None and int(parts[1]) < int(parts[2])
    if not is_part and read_moment(day, LEAP_YEAR) is not None:
        return certain(ActionStatus.DONE)
    return _unsure((ActionStatus.DONE, ActionStatus.IN_PROGRESS))


def _read_remarked(text: str) -> Reading[Any] | None:
    """A status and a remark that gives its reason; the end of a work has no reason to give."""
    match = _REMARKED.fullmatch(text)
    status = _read_known(match["word"].strip()) if match is not None else None
    if match is None or status is None or status.value in (None, ActionStatus.DONE):
        return None
    remark = match["inside"] or match["after"] or match["until"] or ""
    said = _statuses_of(_read_known(remark.strip()))
    if _REVERSED.search(remark) or (said and status.value not in said):
        return None
    return status


def _read_explained(text: str) -> Reading[Any] | None:
    """The word in brackets, where the words before say no status and hedge nothing."""
    match = _EXPLAINED.fullmatch(text)
    if match is None or _HEDGED.search(text):
        return None
    own = _SIGN.sub(" ", match["own"]).strip()
    inside = _read_known(match["word"].strip())
    if inside is None or inside.value is None or _statuses_of(_read_known(own)):
        return None
    return about(inside.value, f"{CELL} est lu d’après ses parenthèses : écrivez {EXAMPLE}.")


def _read_dressed(text: str) -> Reading[Any] | None:
    """« ✅ Fait », « 2. En cours »: a word with a sign or a number; « à semer » is to come."""
    bare = _BULLET.sub("", _SIGN.sub(" ", text).strip()).strip()
    if bare and bare != text and not set(text) & _NEGATIONS:
        known = _read_known(bare)
        if known is not None and known.value is not None:
            return known
    match = _TO_COME.fullmatch(bare)
    if match is None or _NOT_TO_COME.match(match["verb"]):
        return None
    return about(ActionStatus.PLANNED, f"{CELL} est lu « à venir » : écrivez {EXAMPLE}.")


_NEGATIONS = frozenset("❌✗✘⛔🚫?")


def _statuses_of(reading: Reading[Any] | None) -> tuple[ActionStatus, ...]:
    if reading is None:
        return ()
    return (reading.value,) if reading.value is not None else reading.candidates


def _read_misspelt(text: str) -> Reading[Any]:
    """One letter away from the words of one status only: « termné », « anulé »."""
    bare = _singular(text)
    if text in NO_SLIP:
        return unreadable(f"{CELL} n’est pas un statut : écrivez {EXAMPLE}.")
    near = {
        status
        for word, status in KNOWN.items()
        if len(word) >= 5 and word[0] == bare[:1]
        if any(is_one_slip(word, form) for form in {bare, bare.removesuffix("e")})
    }
    if len(near) == 1 and not any(is_one_slip(word, bare) for word in AMBIGUOUS):
        return about(near.pop(), f"{CELL} semble mal orthographié : écrivez {EXAMPLE}.")
    return unreadable(f"{CELL} n’est pas un statut : écrivez {EXAMPLE}.")
