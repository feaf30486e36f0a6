"""Pure: what « Règles des financeurs » says: which rule a line is, and what its value means."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from relocalisons.core.kernel.words.names import fold
from relocalisons.core.reading.cells.said import Said, Vocabulary


class GrantRule(StrEnum):
    """A rule that a convention may hold; the value is how its line is best called."""

    COMMENCEMENT = "Commencement : portée"
    FILED_ON = "Commencement : à compter du"
    EXCEPTIONS = "Commencement : exceptions"
    EXECUTION_START = "Exécution physique du"
    EXECUTION_END = "Exécution physique au"
    OWN_SHARE = "Autofinancement minimum %"
    PUBLIC_AID = "Aide publique totale maximum %"
    OTHER_AID = "Autres aides publiques sur la même base €"
    TWO_QUOTES = "2 devis au-dessus de € HT"
    THREE_QUOTES = "3 devis au-dessus de € HT"
    FLAT_RATE = "Coûts indirects : forfait"
    INDIRECT = "Coûts indirects : contenu"
    STAFF_DETAIL = "Détail par salarié"
    EUROPEAN = "Fonds européen"
    ACTIONS = "Actions financées"
    PARTNERS = "Reversement : partenaires admis"
    ADVANCE = "Avance maximum %"
    LEAST_CLAIM = "Acompte minimum €"
    KEY_MEANS = "Clé : sens"
    FIXED_SHARE = "Quotité fixe"
    PAID_HOURS = "Heures payées par mois (temps plein)"
    DAY_HOURS = "Heures par jour"
    EXCLUDED_ACCOUNTS = "Comptes exclus"
    TIME_PROOF = "Preuve du temps"
    INSTALMENTS = "Acomptes avant solde : maximum % de la subvention"
    HOURLY = "Coût horaire accepté"
    HOURLY_MOST = "Coût horaire maximum €"
    MONTHLY_MOST = "Coût salarial mensuel maximum €"
    PER_KM = "Indemnité kilométrique € par km"
    MEAL = "Repas maximum €"
    NIGHT = "Nuitée maximum €"
    KEEP_UNTIL = "Conservation des pièces jusqu’au"


_NAMES = {fold(rule.value): rule for rule in GrantRule}


class Commencement(StrEnum):
    """What a first act before the request was filed puts out of the grant."""

    OPERATION = "operation"  # the whole operation (FEADER, arrêté of 2011)
    LINE = "line"  # the expense alone
    FREE = "free"  # nothing


class KeyMeans(StrEnum):
    """What « Financeur(s) et clé % » shares between funders."""

    AID = "aid"  # the money itself: « FRA 60 % » pays 60 % of the expense
    BASE = "base"  # the base: the rate applies to that part


COMMENCEMENT = Vocabulary(
    meanings={
        Commencement.OPERATION: "operation|toute l operation|operation entiere|projet entier",
        Commencement.LINE: "ligne|depense|par depense,ligne|la ligne,depense",
        Commencement.FREE: "libre|aucune|sans|sans objet|sans condition",
    },
    offered=("opération", "ligne", "sans objet"),
)
KEY_MEANS = Vocabulary(
    meanings={
        KeyMeans.AID: "part de l aide|aide|part financee",
        KeyMeans.BASE: "part de l assiette|assiette|part de la base|base",
    },
    offered=("part de l’aide", "part de l’assiette"),
)


class FlatBase(StrEnum):
    """What a flat rate is a share of."""

    STAFF = "staff"  # direct staff costs (2021/1060 art. 54 b)
    DIRECT = "direct"  # all direct costs (art. 54 a)


@dataclass(frozen=True, slots=True, kw_only=True)
class FlatRate:
    """« 15 % des frais de personnel »: a fraction of what is kept of a base.

    `covers_all`: it stands for every other cost (art. 56), so that none is claimed beside it.
    """

    rate: Decimal
    base: FlatBase
    covers_all: bool = False


_FLAT = re.compile(r"^\s*(?P<rate>\d+(?:[.,]\d+)?)\s*%\s*(?P<base>.*)$")
_STAFF = ("personnel", "salaire", "salaires", "salariaux")
_DIRECT = ("direct", "directs", "directe", "directes")
_ALL = ("tous les autres couts", "toutes les autres depenses", "tous autres couts")
_NO_RULE = frozenset({"sans objet", "aucun", "aucune", "neant", "non"})
_EVERYBODY = ("tous", "toutes", "tous partenaires")
_BRACKETS = re.compile(r"\([^)]*\)")
_PERCENT = re.compile(r"(?P<rate>\d+(?:[.,]\d+)?)\s*%?")


def read_rule(text: str | None) -> GrantRule | None:
    """The rule that a line names, by its usual words; None for a name nobody knows."""
    return _NAMES.get(fold(text or ""))


def has_no_rule(text: str | None) -> bool:
    """Whether a value says that the convention holds no such rule: that is known, not missing."""
    return fold(text or "") in _NO_RULE


def names_everybody(text: str | None) -> bool:
    """« tous (annexe 3) »: whether a list of partners leaves nobody out."""
    said = fold(text or "")
    return any(said == word or said.startswith(f"{word} ") for word in _EVERYBODY)


def names_nobody(text: str | None) -> bool:
    """« aucun », « reversement interdit »: whether the convention lets no money be passed on."""
    said = f"{fold(text or '')} "
    return any(
        said.startswith(f"{word} ") or f" {word} " in said
        for word in ("aucun", "aucune", "interdit", "non autorise", "pas de reversement")
    )


@lru_cache(maxsize=256)
def read_commencement(text: str | None) -> Said[Commencement]:
    """How far an early start reaches."""
    return COMMENCEMENT.read(text)


@lru_cache(maxsize=64)
def read_key_means(text: str | None) -> Said[KeyMeans]:
    """What the funding key shares."""
    return KEY_MEANS.read(text)


def read_flat_rate(text: str | None) -> FlatRate | None:
    """The rate and its base, or None when either cannot be read."""
    found = _FLAT.match(text or "")
    if found is None:
        return None
    said = fold(found["base"])
    words = said.split()
    staff, direct = (any(each in words for each in names) for names in (_STAFF, _DIRECT))
    rate = Decimal(found["rate"].replace(",", ".")) / 100
    if not 0 < rate <= 1 or not (staff or direct):
        return None
    # « 15 % des frais directs de personnel » is of staff: the narrower word decides.
    return FlatRate(
        rate=rate,
        base=FlatBase.STAFF if staff else FlatBase.DIRECT,
        covers_all=any(each in said for each in _ALL),
    )


def read_share(text: str | None) -> Decimal | None:
    """« 80 », « 80 % au plus », « 0,8 » as a fraction; None for two numbers, or for none."""
    said = (text or "").strip()
    found = _PERCENT.fullmatch(said) or _NAMED_SHARE.fullmatch(fold(said).replace("%", ""))
    if found is None and len(_PERCENT.findall(said)) == 1 and "%" in said:
        found = _PERCENT.search(said)  # words beside one percentage: « 80 % des dépenses »
    if found is None:
        return None
    rate = Decimal(found["rate"].replace(",", "."))
    share = rate if 0 < rate < 1 and "%" not in said else rate / 100
    return share if share <= 1 else None


_NAMED_SHARE = re.compile(r"(?P<rate>\d+(?:[.,]\d+)?) (?:pour cent|pourcent)(?: .*)?")


def read_advance_share(text: str | None) -> Decimal | None:
    """« 30 (60 avec garantie) » is 30 %: what stands in brackets has its own condition."""
    return read_share(_BRACKETS.sub("", text or ""))


def read_guaranteed_share(text: str | None) -> Decimal | None:
    """« 30 (60 avec garantie) » is 60 % once a bank guarantees the advance."""
    found = (each for each in _BRACKETS.findall(text or "") if "garant" in fold(each))
    share = next((_PERCENT.search(each) for each in found), None)
    return read_share(share[0]) if share else None


_PARTS = re.compile(r"[;,\n]| et ")
_WHERE = frozenset({"siege", "bureau", "bureaux", "locaux", "local"})
_LINKS = frozenset({"de", "du", "des", "la", "le", "les", "l", "d", "frais", "charges", "depenses"})


def is_indirect(content: str | None, *texts: str | None) -> bool:
    """« loyer, énergie du siège »: whether a cost is of those that a flat rate stands for."""
    said = {_single(word) for text in texts for word in fold(text or "").split()}
    for part in _PARTS.split(content or ""):
        words = {_single(word) for word in fold(part).split()} - _LINKS
        if words - _WHERE and words - _WHERE <= said:
            return True
    return False


def is_of_the_seat(*texts: str | None) -> bool:
    """« électricité du siège », « frais de structure »: what every structure bears anyway."""
    return any(_SEAT.search(fold(text or "")) for text in texts)


_SEAT = re.compile(r"\b(?:du siege(?! social de)|frais (?:generaux|de structure|de siege))\b")


def _single(word: str) -> str:
    return word if len(word) < _LONG else word.rstrip("s")


_LONG = 4


def takes_letters(text: str | None) -> bool:
    """Whether « Preuve du temps » admits a fixed share instead of sheets; true when it is empty."""
    said = fold(text or "")
    return not said or any(word in said for word in ("lettre", "quotite", "fixe", "fiche de poste"))


_STUDIES = ("etude prealable", "etudes prealables", "etude de faisabilite", "diagnostic prealable")
_LAND = ("acquisition fonciere", "achat de terrain", "foncier")


def is_excepted(exceptions: str | None, *texts: str | None) -> bool:
    """Whether an expense is what a rule of commencement excepts: preliminary studies, land."""
    said = f" {fold(exceptions or '')} "
    studies = " etude" in said and _names_one(_STUDIES, texts)
    return studies or (" foncier" in said and _names_one(_LAND, texts))


def _names_one(words: tuple[str, ...], texts: tuple[str | None, ...]) -> bool:
    said = [f" {fold(text)} " for text in texts if text]
    return any(f" {word} " in text for word in words for text in said)
