"""Pure: cells kept as text: texts, choices, identifiers, yes or no, links."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from relocalisons.core.kernel.model import Doubt, Reading
from relocalisons.core.kernel.words.french import format_date
from relocalisons.core.reading.cells.advice import (
    CELL,
    EMPTY,
    about,
    ambiguous,
    certain,
    read_error,
    read_no_value,
    unreadable,
)
from relocalisons.core.reading.cells.dates.days import read_moment
from relocalisons.core.reading.cells.dates.spans import LEAP_YEAR
from relocalisons.core.reading.cells.numbers.numerals import decimal_of
from relocalisons.core.reading.cells.people import without_job
from relocalisons.core.reading.cells.serials import day_of, shows_date
from relocalisons.core.reading.cells.words import (
    fold,
    is_error,
    is_void,
    says_nothing_as_text,
    tidy,
)

# Longer texts are not compared with the words for nothing.
_SHORT = 30
_LIKE_ID = re.compile(r"[A-Za-z]{1,6}[ .-]?[0-9][\w./-]*")
_SEPARATORS = re.compile(r"\s*(?:[;,&+|\n]| et | puis )\s*|\s+/\s+")
_RUN = re.compile(r"\S (?:a|->) \S|\bjusqu|\d -+>? [a-z]?\d")
_WEB = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_FILE_ID = re.compile(r"[A-Za-z0-9_-]{15,}")
_YES = frozenset(
    (
        "oui", "o", "yes", "y", "vrai", "true", "x", "ok", "1", "v", "✓", "✔", "☑", "✅", "actif",
        "active",
    )
)  # fmt: skip
_NO = frozenset(
    (
        "non", "n", "no", "faux", "false", "0", "✗", "✘", "❌", "☐", "inactif", "inactive", "pas",
        "pas encore", "toujours pas",
    )
)  # fmt: skip
_HALF = frozenset(("a revoir", "a verifier", "oui/non", "non/oui", "partiellement", "en partie"))
_NOT_YET = re.compile(r"(?:pas encore|toujours pas) [a-z]")
_YES_ON = re.compile(r"(?:oui|fait|ok|x|signee?s?),? (?:le |depuis le |en )?(.+)")
_UNDER_WAY = re.compile(r"en cours d(?:e |')(?!.*\?)")
_UNSURE = re.compile(r" ?\?+| ?\(?(?:a confirmer|a verifier|a valider|sous reserve)\)?$")
_TEXT_FORMAT = "au format Texte brut"
_NO_NUMBER = "Cette cellule n’est pas un numéro : tapez-le, par exemple A2.3."


def parse_text(value: object, pattern: str | None = None) -> Reading[Any]:
    """The reading of a raw cell value as text, line breaks kept; numbers as people write them."""
    if isinstance(value, str):
        if len(value) <= _SHORT:
            folded = fold(value)
            if is_error(folded):
                return read_error(folded)
            if says_nothing_as_text(folded):
                return EMPTY
        text = _tidy_lines(value)
        return Reading(text, Doubt.CERTAIN, value) if text else EMPTY
    if is_void(value):
        return EMPTY
    shown = _as_text(value, pattern)
    if shown is None:
        return unreadable("Cette cellule n’est pas un texte : retapez-la.")
    return certain(shown)


def _tidy_lines(text: str) -> str:
    if "\n" not in text and "\r" not in text:
        return tidy(text)
    lines = (tidy(line) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def _as_text(value: object, pattern: str | None) -> str | None:
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, (int, float)) and shows_date(pattern) and 1 <= value < 10**5:
        return format_date(day_of(value))
    number = decimal_of(value)
    return None if number is None else _digits(number).replace(".", ",")


def _digits(number: Decimal) -> str:
    """Without an exponent where a person reads it so; beyond, as a spreadsheet shows it."""
    return f"{number:f}" if -10 < number.adjusted() < 21 else str(number)


def parse_id(value: object, pattern: str | None = None) -> Reading[Any]:
    """The reading of a raw cell value as an identifier: `A2.3`, `P07`, `D-2026-014`."""
    if isinstance(value, str):
        nothing = read_no_value(fold(value), example="le numéro de la ligne, par exemple A2.3")
        return nothing if nothing is not None else Reading(clean_id(value), Doubt.CERTAIN, value)
    if is_void(value):
        return EMPTY
    if isinstance(value, date) or shows_date(pattern):
        return unreadable(
            f"Le tableur a changé ce numéro en date : mettez la cellule {_TEXT_FORMAT} et retapez "
            "le numéro, par exemple 1.2."
        )
    number = decimal_of(value)
    if number is None:
        return unreadable(_NO_NUMBER)
    return _number_as_id(number, pattern)


def _number_as_id(number: Decimal, pattern: str | None) -> Reading[Any]:
    """« 5.10 » typed in a sheet becomes 5.1, unless the format keeps its decimals."""
    shown = _digits(number)
    if "E" in shown:
        return unreadable(_NO_NUMBER)
    if number % 1 == 0:
        return certain(f"{number:.0f}")
    decimals = re.search(r"\.(0+)", pattern or "")
    if decimals is not None:
        return certain(f"{number:.{len(decimals[1])}f}")
    return about(
        shown,
        f"Le tableur lit {CELL} comme un nombre et perd les zéros de la fin : mettez la colonne "
        f"{_TEXT_FORMAT}.",
    )


def clean_id(text: str) -> str:
    """An identifier without stray spaces or final signs, in capitals when it looks like one."""
    bare = tidy(text).strip("'\"").rstrip(" .:;,-")
    return bare.upper() if _LIKE_ID.fullmatch(bare) else bare


# « 5FD+2 j » in a schedule: the task, the kind of its link and its lag.
_LINK = re.compile(
    r"(?<=[0-9])(?:(?:FD|DD|FF|DF|FS|SS|SF)?[+-] ?[0-9]+(?:[.,][0-9]+)? ?"
    r"(?:%|(?:j|jours?|jrs?|d|days?|sem|semaines?|w|wks?|weeks?|h|hrs?|mois|m)\b\.?)"
    r"|(?:FD|DD|FF|DF|FS|SS|SF)\b)"
)
_SHARE_OF_TIME = re.compile(r"\s*\[\d{1,3}\s*%\]")


# Where a name stands, these say that there is none yet.
_NOBODY_YET = frozenset(
    (
        "a designer", "a nommer", "a identifier", "a trouver", "a pourvoir", "a recruter",
        "a attribuer", "a affecter", "non attribue", "non affecte", "non designe", "pas designe",
        "unassigned", "not assigned", "nobody", "no one", "personne", "vacant", "poste vacant",
        "qui", "reste a designer", "non pourvu", "en recrutement", "to be appointed", "to be named",
    )
)  # fmt: skip


def parse_partner(value: object, pattern: str | None = None) -> Reading[Any]:
    """The reading of a raw cell value as a name.

    « Nom[50%] » and « Anne Roux, directrice » are those names; « à désigner » is none.
    """
    reading = parse_text(value, pattern)
    name = reading.value
    if not isinstance(name, str):
        return reading
    if len(name) <= _SHORT and fold(name).strip("?!. ()") in _NOBODY_YET:
        return EMPTY
    if "[" in name:
        name = _SHARE_OF_TIME.sub("", name)
    if name[-1:] == ")" or "," in name or " " in name:
        name = without_job(name)
    return reading if name == reading.value else Reading(name, reading.doubt, None, reading.fix)


def parse_ids(value: object, pattern: str | None = None) -> Reading[Any]:
    """The reading of a raw cell value as several identifiers: « A1.2; A2.1 »."""
    if not isinstance(value, str):
        reading = parse_id(value, pattern)
        one = None if reading.value is None else (reading.value,)
        return Reading(one, reading.doubt, None, reading.fix)
    folded = fold(value)
    nothing = read_no_value(folded, example="les numéros, séparés par des points-virgules")
    if nothing is not None:
        return nothing
    plain = _LINK.sub("", value.strip())
    cleaned = (clean_id(piece) for piece in _SEPARATORS.split(plain))
    pieces = tuple(dict.fromkeys(piece for piece in cleaned if piece))
    if _RUN.search(folded):
        return ambiguous(
            f"{CELL} semble désigner plusieurs lignes à la suite : écrivez chaque numéro, séparé "
            "par un point-virgule.",
            pieces,
        )
    if "?" in folded:
        return ambiguous(f"{CELL} n’est pas confirmé : ne laissez que les numéros sûrs.", pieces)
    return certain(pieces)


def parse_yesno(value: object, pattern: str | None = None) -> Reading[Any]:
    """The reading of a raw cell value as yes (True) or no (False)."""
    if isinstance(value, bool):
        return certain(value)
    if is_void(value):
        return EMPTY
    if isinstance(value, (int, float)) and value in (0, 1) and not shows_date(pattern):
        return certain(bool(value))
    if isinstance(value, str):
        folded = fold(value)
        bare = folded.rstrip(" .!")
        if bare in _YES or bare in _NO:
            return certain(bare in _YES)
        nothing = read_no_value(folded, example="« oui » ou « non »")
        if nothing is not None:
            return nothing
        return _read_answer(bare)
    return unreadable(f"{CELL} ne dit ni oui ni non : écrivez « oui » ou « non ».")


def _read_answer(text: str) -> Reading[Any]:
    """« oui le 12/03 », « pas encore signé », « oui (à confirmer) »."""
    if match := _NOT_YET.match(text):
        return certain(False) if not _UNSURE.search(text[match.end() :]) else _asked()
    if match := _YES_ON.fullmatch(text):
        return certain(True) if read_moment(match[1], LEAP_YEAR) is not None else _asked()
    sure = _UNSURE.sub("", text).strip(" ()")
    if sure in _YES or sure in _NO or sure in _HALF:
        return _asked()
    if _UNDER_WAY.match(text):
        return about(False, f"{CELL} est lu « non », pas encore : écrivez « oui » ou « non ».")
    return unreadable(f"{CELL} ne dit ni oui ni non : écrivez « oui » ou « non ».")


def _asked() -> Reading[Any]:
    return ambiguous(f"{CELL} n’est pas confirmé : écrivez « oui » ou « non ».", (True, False))


def parse_url(value: object, hyperlink: str | None = None) -> Reading[Any]:
    """The reading of a raw cell value and its link as a web address, a file id or text as typed."""
    link = hyperlink.strip() if hyperlink else ""
    if _WEB.fullmatch(link):
        return certain(link)
    text = parse_text(value)
    if not isinstance(text.value, str):
        return text
    if _WEB.fullmatch(text.value) or _FILE_ID.fullmatch(text.value):
        return text
    found = _WEB.findall(text.value)
    if len(found) == 1:
        return about(found[0], f"{CELL} contient un lien et d’autres mots : laissez le lien seul.")
    return about(text.value, f"{CELL} n’est pas un lien : collez l’adresse du document.")
