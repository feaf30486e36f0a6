"""Pure: own words cut into sentences and clauses, and brought to the spelling that rules know."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from relocalisons.core.reading.cells.words import fold
from relocalisons.core.replies.words.mail.quotes import OwnLine
from relocalisons.core.replies.words.mail.signatures import is_closing, without_greeting

MOST_SENTENCES = 80
LONGEST_SENTENCE = 700
_WRAPPED_LOWER = 70  # of somebody who begins every line in lower case
_WRAPPED, _WIDEST = 62, 79  # where mail programs break a line
_LABELLED = re.compile(r"[^:.,]{3,40} ?: ")
_ABBREVIATION = "".join(
    rf"(?<!\b{each}\.)"
    for each in ("M", "MM", "Mr", "Mme", "Mlle", "Me", "Dr", "[A-Z]", "art", "av")
)
_STOP = re.compile(
    rf"(?<=[.!?…]){_ABBREVIATION}\s+|\s*;\s+|(?<=[)])\s*\.\s+|"
    r"(?<=\w [✅✔☑👍👌💪])\s+(?=\w)|(?<=\w[✅✔☑👍👌💪])\s+(?=\w)"
)
_DICTATED = re.compile(
    r"\b(?:virgule|à la ligne|je dicte|point d['’]interrogation)\b", re.IGNORECASE
)
_SPOKEN = re.compile(
    r"(?<!\ble)(?<!\bun)(?<!\bce)(?<!\bau)(?<!\bdu) (?:point(?: d['’](?P<mark>interrogation|"
    r"exclamation))?|à la ligne)"
    r"(?: |$)(?!sur|de|d'|du|mort|des)"
)
_BULLET = re.compile(r"^\s*(?:[-–*•]|\d{1,2}[).]|[a-d]\))\s+")
_CLAUSE = re.compile(
    r",\s+|\s+(?=donc (?:je|on|nous|il|elle|c'est|le|la|les|j'|vous)\b)|\s+(?=(?:et|mais|sinon|"
    r"du coup|par contre|auquel cas|car|voilà|avt|sauf)\s)"
    r"|\s*(?:–|—|->|→|=>)\s+|\s+:\s+|\s+/\s+|\s+(?:point|virgule)\s+(?=\w)|(?<=\w)\s*:\s+"
)
_PAUSES = re.compile(r"[,:;/]|\b(?:et|mais|pour|du|de|des)\b")
_TERSE = 6  # words
_COUNTED = re.compile(r"(?<!\S)([1-9])[.)]?\s+(?=[^\W\d]{2})")
_LINKED = re.compile(r"(?:\bet|\bles|\bpour|\bde|\ble|\bla|[,/&+✅❌:-])\s*$")
_CITED = re.compile(r"«[^«»]*»|\"[^\"]*\"")
_SPELLED = (
    (r"\bc (?=[a-z])", "c'est "), (r"\bier\b", "hier"), (r"\bjsui\b", "je suis"),
    (r"\bkan\b", "quand"), (r"\b(?:fo|faudrai)\b(?= |$)", "faut"), (r"\boci\b", "aussi"),
    (r"\bpa\b", "pas"), (r"\bvou\b", "vous"), (r"\bnou\b", "nous"), (r"\btt\b", "tout"),
    (r"\bac\b", "avec"), (r"\bki\b", "qui"), (r"\bke\b", "que"), (r"\bplu (?=la\b|de )", "plus "),
    (r"\bc est\b", "c'est"), (r"\bcest\b", "c'est"),
    (r"\bg (?=[a-z])", "j'ai "), (r"\bj ai\b", "j'ai"), (r"\btjs\b", "toujours"),
    (r"\bjai\b", "j'ai"), (r"\blai\b", "l'ai"), (r"\bjvous\b", "je vous"), (r"\bjte\b", "je te"),
    (r"\bj'?env?oi[es]?\b", "j'envoie"),
    (r"\bencor\b", "encore"), (r"\bavt\b", "avant"), (r"\bds\b", "dans"),
    (r"\brdv\b", "rendez-vous"), (r"\bdepui\b", "depuis"),
    (r"\bpr\b", "pour"), (r"\bqd\b", "quand"), (r"\bpb\b", "probleme"), (r"\bj y\b", "j'y"),
    (r"\bes (?=ven|part|fai|fin)", "est "), (r"\bsi il\b", "s'il"), (r"\bjsuis\b", "je suis"),
    (r"\bjviens\b", "je viens"),
    (r"\bjpeux\b", "je peux"), (r"\bvirgule\b", ","),
    (
        r"\bj(?=(?:attend|arriv|envoi|avai|aurai|irai|esper|essai|etai|ecri|appel|"
        r"apport)\w*\b)", "j'"
    ),
    # « j ai », « c est », « d ecocert », « m appeler »: typed without its apostrophe.
    (r"\b(?<![\d'] )(?<!')([cdjmnst]|qu) (?=(?!a\b|ou\b|et\b|y\b|un)[aeiouh]\w+)", r"\1'"),
    (r"\b(?<![\d'] )(?<!')l (?=(?!a\b|ou\b|et\b)[aeiouh]\w+)", "l'"),
    (r"\bc fai\b", "c'est fait"),
    (r"\bj(?=(?:sai|fai|vai|doi|veu|pens|croi|met)\w*\b)", "je "), (r"\bjl'", "je l'"),
    (r"\bl'ai pos\b", "l'ai pose"), (r"\bya\b", "il y a"), (r"\bjy\b", "j'y"),
    (r"\bjen\b", "j'en"), (r"\btps\b", "temps"), (r"\bbcp\b", "beaucoup"),
    (r"\bmtn\b", "maintenant"),
    (r"\b(?:ajd|auj)\b", "aujourd'hui"), (r"\bdsl\b", "desole"), (r"\bpt[- ]etre\b", "peut-etre"),
    (r"\bsem pro\b", "semaine prochaine"), (r"\bel (?=dit|a\b|est)", "elle "),
    (r"\bqq\b", "quelques"), (r"\bns\b", "nous"), (r"\bvs\b", "vous"), (r"\bts\b", "tous"),
)  # fmt: skip
# Where the accent alone tells « mé » (mais) from « me ».
_BY_EAR = tuple(
    (re.compile(pattern), right)
    for pattern, right in (
        (r"\bfé\b", "fait"), (r"\bjé\b", "j'ai"), (r"\bmé\b", "mais"), (r"\blé\b", "le"),
        (r"\bsé\b", "c'est"), (r"\bvé\b", "vais"), (r"\bdé\b", "des"),
    )
)  # fmt: skip
_SPELLING = tuple((re.compile(pattern), right) for pattern, right in _SPELLED)
_UNITS = (
    "premier", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
    "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf", "vingt",
    "vingt et un", "vingt-deux", "vingt-trois", "vingt-quatre", "vingt-cinq", "vingt-six",
    "vingt-sept", "vingt-huit", "vingt-neuf", "trente", "trente et un",
)  # fmt: skip
_DAY_OF_MONTH = {word.replace("-", " "): day for day, word in enumerate(_UNITS, 1)}
_DAY_IN_WORDS = re.compile(
    r"\b(?:"
    + "|".join(word.replace("-", "[- ]") for word in sorted(_UNITS, key=len, reverse=True))
    + r")\b(?= (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|"
    r"decembre)\b)"
)
# « labourer hier », « je l'ai renvoyer »: a participle, as people type it.
_TOLD = re.compile(
    r"\b(?!dossi|chanti|ateli|courri|papi|cahi|janvi|fevri|premi|derni|pommi|quarti)(\w{3,})er\b"
    r"(?= (?:hier|avant-hier|depuis|ce matin)\b)|(?<=\bl'ai )(\w{3,})er\b|"
    r"(?<=\bj'ai )(\w{3,})er\b"
)
# Typed with its accent, « à signer » is no « a signé ».
_TO_DO = re.compile(
    r"\bà (?:re)?(?:envoy|sign|termin|livr|pass|chang|sem|post|valid|pay|regl|régl)er\b"
)
_INFINITIVES = re.compile(
    r"\b((?:ai|a|est|sont|ete|ont|avons|certificat|contrat|facture) (?:\w+ )?)?"
    r"(?<!devait )(?<!doit )(?<!dois )(?<!peut )(?<!peux )(?<!vais )(?<!va )"
    r"(?<!faut )(?<!pour )(?<!de )"
    r"(envoy|sign|termin|livr|pass|chang|sem|post|transmettr|valid|pay|regl)er\b(?= (?:hier|"
    r"avant|le |la sem|lundi|mardi|mercredi|jeudi|vendredi|depuis)|$)"
)

_MONTHS = re.compile(
    r"\b(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)\b"
)
_IN_MONTH = re.compile(rf"\b\d{{1,2}}(?:er)? ({_MONTHS.pattern[5:-3]})\b")
_BARE_DAY = re.compile(
    r"\b(?<!a )(?:le|du|au|pour le|avant le) (?:\d{1,2})(?:er)?(?=[ .,;!)]*$|[.,;!)] |"
    r" (?:et|mais|pour|a|on|je|nous|il|elle|avec|chez)\b(?! [ld]))"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as typed, and the line of ours that it stands under."""

    words: str
    ref: str | None = None


def _without_speech(cited: re.Match[str]) -> str:
    """Words between quotes are another's; one or two of them are a name."""
    return " " if len(cited[0].split()) > 3 else cited[0]


def _in_figures(day: re.Match[str]) -> str:
    return str(_DAY_OF_MONTH[day[0].replace("-", " ")])


@lru_cache(maxsize=1024)
def respell(text: str) -> str:
    """A folded text with the short forms of telephones written out."""
    typed = _TO_DO.sub("à faire", _CITED.sub(_without_speech, text))
    for pattern, right in _BY_EAR:
        typed = pattern.sub(right, typed)
    folded = fold(typed)
    for pattern, right in _SPELLING:
        folded = pattern.sub(right, folded)
    folded = _DAY_IN_WORDS.sub(_in_figures, folded)
    folded = _TOLD.sub(lambda told: f"{told[0][:-2]}e", folded)
    folded = _INFINITIVES.sub(lambda m: f"{m[1] or ''}{m[2]}e", folded)
    return " ".join(folded.split())


def is_breathless(words: str) -> bool:
    """Whether two answers may stand side by side without a comma: « taille ok contrat non »."""
    return len(words.split()) <= _TERSE and not _PAUSES.search(words)


def sentences_of(lines: list[OwnLine]) -> list[Sentence]:
    """The sentences of own lines, greetings and formulas left out; wrapped lines are joined."""
    found: list[Sentence] = []
    for line in _joined(lines):
        for piece in _pieces(line.text):
            piece = without_greeting(_BULLET.sub("", piece)).strip()
            if piece and not is_closing(piece):
                found.append(Sentence(piece[:LONGEST_SENTENCE], line.ref))
            if len(found) >= MOST_SENTENCES:
                return found
    return found


def _typed(spoken: re.Match[str]) -> str:
    """« point », said to a machine that writes."""
    return {"interrogation": " ? ", "exclamation": "! "}.get(spoken["mark"] or "", ". ")


def _pieces(text: str) -> list[str]:
    """The sentences of a line; « 1 semé 2 facture à venir 3 visite ok » are three."""
    if _DICTATED.search(text):
        text = _SPOKEN.sub(_typed, text)
    counted = list(_COUNTED.finditer(text))
    if len(counted) > 1 and [int(each[1]) for each in counted] == list(range(1, len(counted) + 1)):
        ends = [each.start() for each in counted[1:]]
        return [
            text[each.end() : end] for each, end in zip(counted, [*ends, len(text)], strict=True)
        ]
    return _STOP.split(_BULLET.sub("", text).strip())


def clauses_of(sentence: str, numbers: Iterable[int] = ()) -> list[tuple[int, int]]:
    """Where the clauses of a sentence stand in it; a number of a line begins one."""
    inner = {match.start() for match in _CLAUSE.finditer(sentence)}
    inner |= {at for at in numbers if not _LINKED.search(sentence[:at])}
    cuts = [0, *sorted(inner - {0}), len(sentence)]
    return [(start, end) for start, end in pairwise(cuts) if end > start]


def _joined(lines: list[OwnLine]) -> list[OwnLine]:
    """A line that a mail program wrapped is one with the next."""
    joined: list[OwnLine] = []
    length = 0
    first = next((line.text.strip() for line in lines if line.text.strip()), "")
    least = _WRAPPED if first[:1].isupper() else _WRAPPED_LOWER
    for line in lines:
        text = line.text.strip()
        wrapped = bool(joined) and least <= length < _WIDEST and text[:1].islower()
        if (
            wrapped
            and not _LABELLED.match(text)
            and joined[-1].text
            and joined[-1].text[-1] not in ".!?:;"
        ):
            joined[-1] = OwnLine(f"{joined[-1].text} {text}", joined[-1].ref)
        else:
            joined.append(OwnLine(text, line.ref))
        length = len(text)
    return joined


def month_named(text: str) -> str:
    """The last month that a respelled text gives a day in: « novembre » of « le 24 novembre »."""
    found = _IN_MONTH.findall(text)
    return found[-1] if found else ""


def in_month(text: str, month: str) -> str:
    """« le 27 » after « le 24 novembre » is of November; a text that names a month stands."""
    if not month or _MONTHS.search(text):
        return text
    return _BARE_DAY.sub(rf"\g<0> {month}", text)
