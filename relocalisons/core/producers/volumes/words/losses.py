"""Pure: the words people use for a harvest that is lost: how much of it, and since when."""

import itertools
import re
from dataclasses import dataclass
from decimal import Decimal

from relocalisons.core.kernel.words.names import bare_letters, fold

# What strikes in a day is a loss by its name alone; a pest is one only where something is lost.
_STROKE = (
    r"gel(?:e|ee|es|ees)?|gelivures?|grel(?:e|ee|ees|es|ons?)|tempetes?|inond\w+|crue|noye\w*|"
    r"canicule|coup de chaud|brule\w*|ravage\w*|incendies?"
)
_HAZARD = (
    rf"{_STROKE}|secheresse|mildiou|oidium|sangliers?|mouches?|punaises?|pucerons?|virus|orages?|"
    r"limaces?|campagnols?"
)
_LOST = (
    r"pertes?|perd(?:ue?s?|ons|ent)?|detrui\w+|aneanti\w*|devast\w+|sinistre\w*|ruine\w*|"
    r"saccage\w*|fichue?s?|foutue?s?|morte?s?|plus rien|rien (?:a |ne )?(?:recolter|recolte)|"
    r"degats?|abim\w+|arrache\w*"
)
_TOLD = re.compile(rf"\b(?:{_STROKE}|{_LOST})\b")
_IS_LOST = re.compile(rf"\b(?:{_LOST})\b")
# « pas de perte », « sans dégât », « rien de perdu », « gel annoncé », « risque de grêle ».
_DENIED = re.compile(
    rf"\b(?:pas|aucune?s?|sans|ni|rien|zero|nulle?|peu)\b(?: \w+){{0,2}} (?:{_HAZARD}|{_LOST})\b|"
    r"\b(?:0|zero) (?:%|pour cent)|\b(?:pertes?|degats?) (?:nulle?s?|neant|0)\b|"
    r"\b(?:indemnes?|epargne\w*|intacte?s?)\b"
)
_ONLY_A_RISK = re.compile(
    rf"\b(?:risques?|craintes?|menaces?|peur|alertes?|attention|surveill\w+|annonc\w+|"
    rf"protegee?s?|assur\w+|si|contre(?: le| la| les)?|anti)\b(?: \w+){{0,3}} "
    rf"(?:{_HAZARD}|{_LOST})\b|"
    rf"\b(?:{_HAZARD}) (?:annonce\w*|prevue?s?|possibles?|a craindre|redoute\w*)\b"
)
_NO = re.compile(r"(?:non|aucune?|neant|ras|nulle?|0|0 %|-|/|rien|pas de perte)")
_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d+)?) ?(?:%|pour ?cent)")
_RANGE = re.compile(
    r"\d ?(?:%|t|kg|ha)? ?(?:a|ou|-|/|et) ?\d+(?:[.,]\d+)? ?(?:%|pour ?cent|t\b|kg|ha)"
)
_KEPT = re.compile(
    r"\b(?:reste\w*|sauve\w*|recolt\w+ (?:a|de)|garde\w*|conserve\w*|tenu\w*|subsiste\w*)\b"
)
_PARTS: tuple[tuple[re.Pattern[str], Decimal], ...] = (
    (re.compile(r"\b(?:trois quarts|3 ?/ ?4)\b"), Decimal("0.75")),
    (re.compile(r"\b(?:deux tiers|2 ?/ ?3)\b"), Decimal(2) / 3),
    (re.compile(r"\b(?:moitie|1 ?/ ?2|un sur deux|demi\w*)\b"), Decimal("0.5")),
    (re.compile(r"\b(?:un |le )?(?:tiers|1 ?/ ?3)\b"), Decimal(1) / 3),
    (re.compile(r"\b(?:un |le )?(?:quart|1 ?/ ?4)\b"), Decimal("0.25")),
    (re.compile(r"\b(?:un |le )?(?:dixieme|1 ?/ ?10)\b"), Decimal("0.1")),
)
# « tout est perdu », « perte totale », « plus rien » ; « la parcelle », and no one of several.
_WHOLE = re.compile(
    r"\b(?:tout|toute|toutes|tous|totale?s?|totalement|totalite|entiere?|entierement|integral\w*|"
    r"complete?s?|completement|plus rien|rien (?:a |ne )?recolt\w+|"
    r"(?:recolte|culture|saison|production) (?:\w+ ){0,3}"
    r"(?:perdue|detruite|aneantie|fichue|morte))\b"
)
_FIELD = re.compile(
    r"(?:\b(?:la|le|ma|mon|notre)|^) ?(?:parcelle|champ|serre|tunnel|planche|verger|plantation)\b"
    r"(?! ?\d| (?:nord|sud|ouest|du|de|des|haute?|basse?|n)\b)"
)
_AREA = re.compile(r"(\d+(?:[.,]\d+)?) ?(ha|hectares?|ares?|m2|m²)\b")
_MASS = re.compile(r"(\d+(?:[ .,]\d+)*) ?(t|tonnes?|kg|kilos?|kilogrammes?)\b")
_HECTARES = {"h": Decimal(1), "a": Decimal("0.01"), "m": Decimal("0.0001")}
_DAY = re.compile(
    r"\b(?:\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?|"
    r"\d{1,2}(?:er)? (?:janvier|fevrier|mars|avril|mai|juin|"
    r"juillet|aout|septembre|octobre|novembre|decembre)(?: \d{4})?)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LossSaid:
    """A loss as noted: the share of what was still to come, None when nobody can tell it.

    `day`: the words of its day, empty when none is said.
    """

    share: Decimal | None
    day: str = ""


def read_loss(
    text: str | None,
    *,
    hectares: Decimal | None = None,
    kilograms: Decimal | None = None,
    asked: bool = False,
    of_risk: bool = False,
) -> LossSaid | None:
    """What a note says is lost; None when it tells of no loss.

    `hectares`, `kilograms`: of the whole contract. `asked`: the cell is there to say a loss, so
    that « 40 % » alone is one, and words that say nothing are a doubt. `of_risk`: it is there to
    say a risk: « fort (30 %), gel du 14 » is one, and only what is said to be lost is a loss.
    """
    said = " ".join(bare_letters(text or "").replace("’", "'").replace("'", " ").split())
    if not said or (asked and _NO.fullmatch(said)):
        return None
    told = _IS_LOST if of_risk else _TOLD
    if _DENIED.search(said) or (not asked and not told.search(said)):
        return None
    if _ONLY_A_RISK.search(said) and not _IS_LOST.search(_ONLY_A_RISK.sub(" ", said)):
        return None
    day = _DAY.search(said)
    rest = _DAY.sub(" ", said)
    return LossSaid(
        share=_share(rest, hectares=hectares, kilograms=kilograms), day=day[0] if day else ""
    )


def names_crop(text: str | None, crop: str | None) -> bool:
    """Whether a note names a crop, by its first word: « courgettes : gel » of « Courgette »."""
    word = next(iter(fold(crop or "").split()), "").rstrip("s")
    return bool(word) and re.search(rf"\b{re.escape(word)}s?\b", fold(text or "")) is not None


def _share(said: str, *, hectares: Decimal | None, kilograms: Decimal | None) -> Decimal | None:
    """The part that is lost; None for a range, two figures, or more than the whole."""
    if _RANGE.search(said):
        return None
    found = {*_percents(said), *_parts(said), *_measured(said, hectares, kilograms)}
    found |= {None} if _unmeasured(said, hectares, kilograms) else set()
    if not found:
        return Decimal(1) if _WHOLE.search(said) or _FIELD.search(said) else None
    if len(found) > 1:
        return None
    (share,) = found
    if share is None or not 0 <= share <= 1:
        return None
    return 1 - share if _KEPT.search(said) else share


def _percents(said: str) -> set[Decimal]:
    return {Decimal(one.replace(",", ".")) / 100 for one in _PERCENT.findall(said)}


def _parts(said: str) -> set[Decimal]:
    """The first part that is named: « deux tiers » is no « tiers » too."""
    return set(itertools.islice((share for words, share in _PARTS if words.search(said)), 1))


def _measured(said: str, hectares: Decimal | None, kilograms: Decimal | None) -> set[Decimal]:
    areas = {
        Decimal(one.replace(",", ".")) * _HECTARES[unit[0]] for one, unit in _AREA.findall(said)
    }
    masses = {
        Decimal(one.replace(" ", "").replace(",", ".")) * (1000 if unit[0] == "t" else 1)
        for one, unit in _MASS.findall(said)
        if one.replace(" ", "").count(".") + one.count(",") <= 1
    }
    return {each / hectares for each in areas if hectares} | {
        each / kilograms for each in masses if kilograms
    }


def _unmeasured(said: str, hectares: Decimal | None, kilograms: Decimal | None) -> bool:
    """Whether an area or a mass is lost of a contract whose own is not known."""
    return bool((_AREA.search(said) and not hectares) or (_MASS.search(said) and not kilograms))
