"""Pure: the words people use for the stage of a growing contract, its clauses and its renewal."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from relocalisons.core.kernel.words.names import bare_letters, fold
from relocalisons.core.reading.cells.said import PART_OF_IT, Said, Vocabulary


class Stage(StrEnum):
    """The stages in their order; the value is how a coordinator writes it."""

    PROSPECT = "prospect"
    INTENTION = "intention"
    DRAFT = "projet"
    SIGNING = "en signature"
    SIGNED = "signé"
    GROWING = "en culture"
    DELIVERING = "en livraison"
    CLOSED = "clos"
    BROKEN = "rompu"


BEFORE_SIGNATURE = (Stage.PROSPECT, Stage.INTENTION, Stage.DRAFT, Stage.SIGNING)
RUNNING = (Stage.SIGNED, Stage.GROWING, Stage.DELIVERING)


class Clause(StrEnum):
    """What a clause column says."""

    PRESENT = "present"
    ABSENT = "absent"
    TO_REVIEW = "to_review"


class PriceType(StrEnum):
    """How the price of a contract is set."""

    FIRM = "firm"
    DETERMINABLE = "determinable"


class Renewal(StrEnum):
    """How a contract goes on after its end; the value is how a coordinator writes it."""

    TACIT = "tacite"
    EXPRESS = "expresse"


_ONE = "producteur,productrice,acheteur,acheteuse,agriculteur,agricultrice,vendeur,client"

STAGE = Vocabulary(
    meanings={
        Stage.PROSPECT: "prospect+|prospecte+|a contacter|a demarcher|contact|premier contact|"
        "1 er contact|premier rdv|rdv pris",
        Stage.INTENTION: "intention|lettre d intention|lettre d engagement|"
        "lettre d engagement signee|accord de principe|accord oral",
        Stage.DRAFT: "projet|brouillon|en redaction|a rediger|en relecture|projet de contrat",
        Stage.SIGNING: "en signature|signature|a signer|pour signature|pas encore signe+|"
        f"signe+ {_ONE}|signe+ par le,la,l {_ONE}|signature sur|en cours de signature|"
        f"signe+ par {_ONE}|signe+ seulement par le,la,l {_ONE}",
        Stage.SIGNED: "signe+|contresigne+|signe+ des deux,2 cotes|signe+ par les 2,deux parties",
        Stage.GROWING: "en culture|culture en cours|seme+|plante+|en place|repique+",
        Stage.DELIVERING: "en livraison+|livraison+|livraison+ en cours|en cours de livraison|"
        f"livre+ a {PART_OF_IT}|livre+ en partie|partiellement livre+",
        Stage.CLOSED: "clos+|cloture+|termine+|solde+|echu+|arrive+ a echeance|"
        "arrive+ a son terme|fini+|campagne finie|tout livre",
        Stage.BROKEN: "rompu+|rupture|resilie+|resiliation|denonce+",
    },
    unclear={
        (Stage.SIGNING, Stage.GROWING): "en cours|en attente|ok|renouvele+",
        (Stage.PROSPECT, Stage.INTENTION): "interesse+",
        (Stage.INTENTION, Stage.DRAFT): "en nego,negociation",
        (Stage.BROKEN, Stage.PROSPECT): "annule+|abandonne+|supprime+|refus|refuse+",
        (Stage.SIGNED, Stage.BROKEN): "suspendu+",
        (Stage.DELIVERING, Stage.CLOSED): "livre+|recolte+",
    },
    stages=(Stage.PROSPECT, Stage.INTENTION, Stage.DRAFT, Stage.SIGNING, Stage.SIGNED,
            Stage.GROWING, Stage.DELIVERING, Stage.CLOSED),
    offered=tuple(stage.value for stage in Stage),
)  # fmt: skip
CLAUSE = Vocabulary(
    meanings={
        Clause.PRESENT: "oui|o|ok|x|fait+|present+|vrai",
        Clause.ABSENT: "non|absent+|faux|manque|manquant+",
        Clause.TO_REVIEW: "a revoir|a verifier|a completer|a preciser",
    },
    offered=("oui", "non", "à revoir"),
    whole=True,
)
PRICE_TYPE = Vocabulary(
    meanings={
        PriceType.FIRM: "ferme+|fixe+",
        PriceType.DETERMINABLE: "determinable+|indexe+|revisable+|variable+",
    },
    offered=("ferme", "déterminable", "indexé"),
)
RENEWAL = Vocabulary(
    meanings={
        Renewal.TACIT: "tacite|reconduction tacite|tacite reconduction",
        Renewal.EXPRESS: "expresse|express|reconduction expresse",
    },
    offered=("tacite", "expresse"),
)


@lru_cache(maxsize=4096)
def read_stage(text: str | None) -> Said[Stage]:
    """The stage of a contract, by its « Étape »."""
    return STAGE.read(text)


@lru_cache(maxsize=1024)
def read_clause(text: str | None) -> Said[Clause]:
    """Whether a clause is in a contract."""
    return CLAUSE.read(text)


@lru_cache(maxsize=1024)
def read_price_type(text: str | None) -> Said[PriceType]:
    """How the price of a contract is set, by its « Type de prix »."""
    return PRICE_TYPE.read(text)


@lru_cache(maxsize=1024)
def read_renewal(text: str | None) -> Said[Renewal]:
    """How a contract is renewed, by its « Reconduction »."""
    return RENEWAL.read(text)


_INDICATOR = re.compile(
    r"(?:indice|indicateur|cotation) (?P<indicator>\S.*?) (?:au|du|le) "
    r"(?P<day>\d{1,2}/\d{1,2}/\d{4})",
    re.IGNORECASE,
)
_WEIGHT = re.compile(r"(\d+(?:[.,]\d+)?) ?([%x×*])[^%x×*\d]*$")
_INITIALS = frozenset(("aop", "ipampa", "ippap", "rnm"))
_BEHIND = 30  # characters between a weight and the indicator that it weighs


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedIndicator:
    """What the name of a line « Indice IPPAP légumes au 01/03/2026 » says."""

    indicator: str
    day: str


def indicator_named(name: str) -> NamedIndicator | None:
    """The indicator and the day that a line of « Paramètres » names; None for another line."""
    found = _INDICATOR.fullmatch(" ".join(name.split()))
    return NamedIndicator(indicator=found["indicator"], day=found["day"]) if found else None


def say_indicator(name: str) -> str:
    """« IPAMPA », « Itavi »: a public indicator as its readers write it."""
    return name.upper() if name in _INITIALS else name.capitalize()


def weights_of(formula: str, known: Collection[str]) -> Mapping[str, Decimal]:
    """« 40 % IPAMPA + 60 % RNM »: the share of each known indicator, 1 for one alone.

    Empty where one of several has no share, or where the shares are more than the whole.
    """
    said = " ".join(bare_letters(formula).split())
    named = [name for name in sorted(known) if fold(name) in fold(formula)]
    # « IPPAP » is not named again by « IPPAP légumes ».
    named = [name for name in named if not any(fold(name) in fold(o) for o in named if o != name)]
    shares: dict[str, Decimal] = {}
    for name in named:
        place = said.find(bare_letters(name).split()[0])
        found = _WEIGHT.search(said[max(place - _BEHIND, 0) : place])
        if found:
            share = Decimal(found[1].replace(",", "."))
            shares[name] = share / 100 if found[2] == "%" else share
    if len(named) == 1 and not shares:
        return {named[0]: Decimal(1)}
    return shares if len(shares) == len(named) and sum(shares.values()) <= 1 else {}


def says_tax(price: str) -> bool:
    """Whether a price says that it is before or after tax."""
    return bool({"ht", "ttc"} & set(fold(price).replace("/", " ").split()))
