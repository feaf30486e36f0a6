"""Pure: the figures of a text in one writing: « trente-six mois » is « 36 mois ».

What is written in letters, with a decimal point, as a tenth or a fortnight is rewritten once here,
so that all other patterns know digits only.
"""

import re
from decimal import Decimal, InvalidOperation

from relocalisons.core.kernel.words.names import bare_letters
from relocalisons.core.producers.contract_text.words.printed.shortened import in_full

_SMALL = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7,
    "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14,
    "quinze": 15, "seize": 16, "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40,
    "cinquante": 50, "soixante": 60, "septante": 70, "huitante": 80, "nonante": 90,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "eight": 8, "ten": 10,
    "twelve": 12, "fifteen": 15, "thirty": 30, "sixty": 60,
}  # fmt: skip
_ALSO_ARTICLES = frozenset(("un", "une", "one", "four"))  # « un four » is none
_TENS = 20  # from there on a word is followed by its units: « vingt-deux », « soixante-douze »
_MULTIPLES = {"cent": 100, "cents": 100, "mille": 1000}
_WORD = "|".join(sorted((*_SMALL, *_MULTIPLES), key=len, reverse=True))
_SPELLED = re.compile(rf"\b(?:{_WORD})(?:(?:-| |-et-| et )(?:{_WORD}))*\b")
_COUNTED = re.compile(
    r" (?:ans?|annees?|mois|semaines?|jours?|tonnes?|campagnes?|saisons?|exercices?|recoltes?|"
    r"trimestres?|semestres?|dixiemes?|vingtiemes?|cinquiemes?|quarts?|euros?|centimes?|kilos?|"
    r"quintaux|years?|months?|weeks?|days?)\b"
)
_ORDINALS = {
    "huitieme": 8, "dixieme": 10, "quinzieme": 15, "vingtieme": 20, "trentieme": 30,
    "quarante-cinquieme": 45, "soixantieme": 60,
}  # fmt: skip
_ORDINAL = re.compile(rf"\b({'|'.join(_ORDINALS)}) jour\b")
_SHARES = {"vingtieme": 5, "dixieme": 10, "cinquieme": 20, "quart": 25}
_ONE_SHARE = re.compile(rf"\b(?:le|au|du) ({'|'.join(_SHARES)}) (?=d[eu']|des\b)")
MONTHS = (
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre",
    "octobre", "novembre", "decembre",
)  # fmt: skip
_REWRITTEN = (
    (re.compile(r"\b([ht])\.t\.?(?: ?c\.?)?(?![a-z])"), r"\1t"),
    (re.compile(rf"\bpremier (?={'|'.join(MONTHS)})"), "1er "),
    (re.compile(r"(?<=\d)o(?=\d|\b)"), "0"),  # an O that a scan took for a nought
    (re.compile(r"\b(\d{1,3})[.,](\d{3})(?= ?(?:kg|kilo))"), r"\1\2"),
    (re.compile(r"\b(\d{1,3})\.(\d{3})(?= ?(?:€|euros?))"), r"\1\2"),
    (re.compile(r"(?<=\d) ?(?:pour ?cents?|pour 100|p\. ?100|p\. ?cent|per ?cent)\b"), " %"),
    (re.compile(r"\b(\d+) (tonnes?|ans?|annees?|euros?) et demie?\b"), r"\1,5 \2"),
    (re.compile(r"\b(?:sous|la|une|1|par) (quinzaine|huitaine)\b(?: de jours)?"), r"sous \1"),
    (re.compile(r"\bquinzaine\b"), "15 jours"),
    (re.compile(r"\bhuitaine\b"), "8 jours"),
    (re.compile(r"\bbiennale?\b"), "2 ans"),
    (re.compile(r"\btriennale?\b"), "3 ans"),
    (re.compile(r"\bquadriennale?\b"), "4 ans"),
    (re.compile(r"\bquinquennale?\b"), "5 ans"),
)  # fmt: skip
_TWICE = re.compile(r"\b(\d+) \((\d[\d ]*)\)")
_MONTHS_IN = (("trimestres?", 3), ("semestres?", 6))

FIGURE = r"\d{1,3}(?:[ ]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"


def flat(text: str) -> str:
    """Small letters without accents, one kind of space and of quote; punctuation stays."""
    return " ".join(bare_letters(text).replace("’", "'").split())


def plain(text: str) -> str:
    """`text` folded, its figures in digits: « un dixième » is « 10 % », « H.T. » is « ht »."""
    said = _ORDINAL.sub(lambda found: f"{_ORDINALS[found[1]]}e jour", in_full(flat(text)))
    said = _SPELLED.sub(_in_digits, said)
    said = _TWICE.sub(_once, said)
    for pattern, digits in _REWRITTEN:
        said = pattern.sub(digits, said)
    said = _ONE_SHARE.sub(lambda found: f"{_SHARES[found[1]]} % ", said)
    for name, share in _SHARES.items():
        said = re.sub(rf"\b(\d) {name}s?\b", lambda found, s=share: f"{int(found[1]) * s} %", said)
    for name, months in _MONTHS_IN:
        said = re.sub(
            rf"\b(\d) {name}\b", lambda found, m=months: f"{int(found[1]) * m} mois", said
        )
    return said


def number_said(text: str) -> Decimal | None:
    """« 12 500 », « 1,80 »; None when it is no number."""
    try:
        return Decimal(text.replace(" ", "").replace(",", "."))
    except InvalidOperation:
        return None


def _once(found: re.Match[str]) -> str:
    """« trente (30) jours », « mille (1 000) pièces »."""
    return found[1] if found[1] == found[2].replace(" ", "") else found[0]


def _in_digits(found: re.Match[str]) -> str:
    words = [word for word in re.split(r"[- ]", found[0]) if word != "et"]
    if words[0] in _ALSO_ARTICLES and len(words) == 1:
        counts = _COUNTED.match(found.string, found.end()) is not None
        return "1" if counts else found[0]
    said: list[str] = []
    total, part = 0, 0
    for word in words:
        if word == "mille":
            total, part = total + max(part, 1) * 1000, 0
        elif word in _MULTIPLES:
            part = max(part, 1) * 100
        elif word.startswith("vingt") and part % 100 == _SMALL["quatre"]:
            part = part - 4 + 80
        elif 0 < part % 100 < _TENS and not (part % 10 == 0 and _SMALL[word] > 6):
            said.append(str(total + part))  # « tous deux un dixième » counts two things
            total, part = 0, _SMALL[word]
        else:
            part += _SMALL[word]
    return " ".join((*said, str(total + part)))
