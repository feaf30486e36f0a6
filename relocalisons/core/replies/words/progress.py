"""Pure: how far a line is: a figure, a share, or a word for « under way »."""

import re
from decimal import ROUND_HALF_UP, Decimal

from relocalisons.core.replies.clause import Clause, Found
from relocalisons.core.replies.model import Act
from relocalisons.core.replies.words.hedges import is_hedged

_PERCENT = re.compile(r"(?<![\d,.])(?<![-–+] )(?<![-–+])(\d{1,3}) ?(?:%|pour ?cents?\b)")
_RATIO = re.compile(
    r"(?<![\d/])(\d{1,3})(?: \w+){0,3} (?:sur|/) (?:les )?(\d{1,3})(?![\d/h])|"
    r"(?<![\d/])(\d{3,6})(?: \w+){0,3} sur (?:les )?(\d{3,6})(?![\d/h])|"
    r"(?<![\d/.,])(\d{1,3})/((?:1[3-9]|[2-9]\d|\d{3}))(?![\d/])|"
    r"\b(\d{1,2}) des (\d{1,3})(?= )|"
    r"(?<![\d/.])(\d)/(\d)(?= (?:du|de|des)\b)"
)
NUMBERS = (
    "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
)  # fmt: skip
_TEENS = ("treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf")
_TEN = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
_TENS = re.compile(
    r"\b(?:(?P<ten>" + "|".join(_TEN) + r")(?:(?:-| et )(?P<one>" + "|".join(NUMBERS[:9]) + r"))?|"
    r"(?P<teen>" + "|".join(_TEENS) + r"))\b"
)
NUMBER = re.compile(r"\b(?:" + "|".join(NUMBERS[1:]) + r")\b")
_ABOUT = re.compile(r"\b(?:presque|environ|a peu pres|quasi\w*|manque encore)\b")
# « 30 % d’acompte », « 3 plants sur 10 ont crevé »: a share of something else.
_OTHER_SHARE = re.compile(
    r"\b(?:mort|creve|perdu|gele|acompte|remise|rabais|subvention|augment|hausse|baisse|tva|taux|"
    r"couvr|couvre|finance|rembours)\w*"
)
# « l'enquête est faite, 212 réponses sur 340 »: what is counted is not how far the work is.
_COUNTED_BESIDE = re.compile(
    r"\b(?:est|sont) (?:bien )?(?:fait|termin|fini|boucl|acheve|realis|clos)\w*,? \d"
)
_NOT_YET = re.compile(r"\b(?:sera|serai|serons|seront|aura|aurai|aurons|devrait) ")
_LEFT = re.compile(r"\b(?:manque|reste)\w*(?: encore| que| plus que| a \w+)? $|\bplus que $")
_LACKING = re.compile(r"^(?: \w+){1,3} (?:manque|reste)")
_SHARES = (
    ("trois quarts", 75), ("moitie", 50), ("deux tiers", 67), ("un tiers", 33), ("un quart", 25),
    ("mi-chemin", 50),
)  # fmt: skip
_GOING = re.compile(
    r"\b(?:en cours|on avance|j'avance|nous avancons|(?:ca|cela) avance|avance bien|"
    r"bien avance\w*|dans les temps|en bonne voie|presque|bientot (?:fini|termin\w+|pret\w*)|"
    r"bonne voie|premiere version|une premiere|premier jet|"
    r"(?<!il )(?<!elle )commence(?:e|s|es)?\b|entame\w*|quasi\w*|maquette validee|compromis|"
    r"j'y travaille|on y travaille|en train de|en preparation|en (?:relecture|redaction)|"
    r"encore (?:\d+|une?|deux|trois|quatre|quelques) (?!fois|jour|sem|mois|an|heure|mail|message|"
    r"relance|rappel|courriel)\w+|"
    r"on est dessus|je suis dessus|il (?:en |me |nous )?(?:reste|"
    r"manque) (?:\w+ ){0,2}(?:\d+|"
    r"un|une|deux|trois|quelques|la derniere|le dernier|que|encore)|suit son cours|"
    r"bien engage\w*|a relire|brouillon|version (?:provisoire|de travail)|bon de commande|"
    r"questionnaires? (?:\w+ )?(?:distribu|envoy)\w*|(?:est|sont) (?:encore |toujours |"
    r"actuellement )?(?:au |a la |a l')"
    r"(?!point mort|arret|complet|top|grenier|sec\b)\w+|demarre(?:e|s)?\b|lance(?:e|s)\b|"
    r"signature en cours|reste (?:l[ae]s?\b|un|une|ma|mon|mes|notre|nos|votre|\d)|"
    r"reste l'\w+)\b"
)


def _tens(match: re.Match[str]) -> str:
    """« trente-deux », « quatorze »."""
    if match["teen"]:
        return str(13 + _TEENS.index(match["teen"]))
    return str(_TEN[match["ten"]] + (NUMBERS.index(match["one"]) + 1 if match["one"] else 0))


def find_progress(clause: Clause) -> list[Found]:
    """How far a line is, when a figure or a word for « under way » says so."""
    text = clause.text
    figure = figure_in(text)
    if figure is not None and 0 < figure < 100:
        return [
            Found(
                act=Act.PROGRESS,
                percent=figure,
                doubt=any(
                    words.search(text)
                    for words in (_ABOUT, _OTHER_SHARE, _COUNTED_BESIDE, _NOT_YET)
                ),
            )
        ]
    going = next((m for m in _GOING.finditer(text) if m[0] not in clause.titles), None)
    if going and not re.search(r"\bpas (?:encore )?(?:commence|entame)", text):
        stage = re.search(
            r"\b(?:en cours|premiere version|une premiere|compromis|maquette)\b", text
        )
        return [Found(act=Act.PROGRESS, doubt=not stage or is_hedged(text))]
    return []


def figure_in(text: str) -> int | None:
    """The share that is told, in per cent."""
    text = text.replace("quart d'heure", "")
    share = next((share for word, share in _SHARES if word in text), None)
    if share is not None:
        return share
    text = _TENS.sub(_tens, text)
    text = NUMBER.sub(lambda match: str(NUMBERS.index(match[0]) + 1), text)
    text = re.sub(r"\b(?:un|une)\b(?= (?:des \d|sur \d|\w+ sur \d|\w+ sur les \d))", "1", text)
    match = _PERCENT.search(text)
    if match:
        return int(match[1])
    match = _RATIO.search(text)
    if match:
        part, whole = (int(each) for each in match.groups() if each)
        if 0 < part < whole:
            lacking = _LEFT.search(text[: match.start()]) or _LACKING.match(text[match.end() :])
            part = whole - part if lacking else part
            share = Decimal(100 * part) / whole
            return int(share.quantize(Decimal(1), ROUND_HALF_UP))
    return None
