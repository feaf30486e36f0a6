"""Pure: the words people use for a supply chain, a family of food, an origin, a number of days."""

import re
from enum import StrEnum

from relocalisons.core.kernel.words.names import fold, member_named


class SupplyChain(StrEnum):
    """A « Filière » of which something is known; the value is what people type, folded."""

    FRUIT = "fruits"
    VEGETABLES = "legumes"
    PULSES = "legumineuses"
    MEAT = "viande"
    MILK = "lait"
    DAIRY = "produits laitiers"
    EGGS = "oeufs"


class FoodFamily(StrEnum):
    """The families of « ma cantine »; the value is the platform's code."""

    FRUIT_AND_VEGETABLES = "FRUITS_ET_LEGUMES"
    MEAT = "VIANDES_VOLAILLES"
    FISH = "PRODUITS_DE_LA_MER"
    DAIRY = "PRODUITS_LAITIERS"
    CURED_MEAT = "CHARCUTERIE"
    BAKERY = "BOULANGERIE"
    DRINKS = "BOISSONS"
    OTHER = "AUTRES"


class Origin(StrEnum):
    """Where food comes from; the value is the platform's code."""

    FRANCE = "FRANCE"
    EUROPE = "EUROPE"


# How people write the families of the platform; anything else is left for the canteen to say.
_FAMILIES = {
    FoodFamily.FRUIT_AND_VEGETABLES: ("fruits et legumes", "legumes", "fruits", "fruits legumes"),
    FoodFamily.MEAT: ("viandes", "viandes et volailles", "volailles"),
    FoodFamily.FISH: ("poissons", "produits de la mer"),
    FoodFamily.DAIRY: ("produits laitiers", "bof", "lait", "fromages", "oeufs"),
    FoodFamily.CURED_MEAT: ("charcuterie",),
    FoodFamily.BAKERY: ("boulangerie", "pain"),
    FoodFamily.DRINKS: ("boissons",),
    FoodFamily.OTHER: ("autres", "epicerie", "legumes secs", "legumineuses"),
}
_SAID = {
    FoodFamily.FRUIT_AND_VEGETABLES.value: "fruits et légumes",
    FoodFamily.MEAT.value: "viandes et volailles",
    FoodFamily.FISH.value: "produits de la mer",
    FoodFamily.DAIRY.value: "produits laitiers et œufs",
    FoodFamily.CURED_MEAT.value: "charcuterie",
    FoodFamily.BAKERY.value: "boulangerie",
    FoodFamily.DRINKS.value: "boissons",
    FoodFamily.OTHER.value: "autres produits alimentaires",
}
_AUTHORITY = re.compile(
    r"\b(?:collectivites?|communes?|intercommunalites?|departements?|regions?|syndicats?|"
    r"etablissements? publics?)\b"
)
# Names that only a public body bears, and those that a private one may bear too.
_PUBLIC_NAME = re.compile(
    r"^(?:le |la )?(?:sivu|sivom|sivos|syndicat (?:intercommunal|mixte)|ccas|centre communal|"
    r"caisse des ecoles|eplefpa)\b"
)
_SCHOOL_NAME = re.compile(r"^(?:le )?(?:lycee|college)\b")
_PRIVATE_SCHOOL = re.compile(
    r"\b(?:prives?|privee|ogec|catholiques?|mfr|association|sous contrat)\b"
)
_HOSPITAL = re.compile(
    r"\b(?:hopita(?:l|ux)|hospitalier\w*|chu|chr|etablissements? publics? de sante)\b"
)
_CARE_HOME = re.compile(
    r"\b(?:ehpad|ephad|maisons? de retraite|residences? autonomie|"
    r"foyers? (?:logement|de vie|d'accueil medicalise)|usld)\b"
)
_GEOGRAPHIC = re.compile(
    r"\b(?:loca(?:l|le|les|ux)|origine|departement\w*|region\w*|territoire|proximite|kilometres?|"
    r"km|distance|francais\w*|france|provenance|voisin\w*|terroirs?|alentours?|environs|du coin|"
    r"du pays|village|canton|provence|provenca\w+|paca|var|vaucluse|alpes|mediterrane\w+)\b"
)
_STATE = re.compile(
    r"\b(?:etat|prefecture|ministere|etablissement public de l etat|operateur de l etat|"
    r"entreprise publique nationale|administration centrale|armee|universite|crous)\b"
)
_PRIVATE = re.compile(r"\b(?:privee?s?|entreprise|association|ogec|societe)\b")
_OVERSEAS = re.compile(
    r"\boutre mer\b|\b(?:guadeloupe|martinique|guyane|reunion|mayotte|drom|dom)\b"
)
_EUROPE = ("europe", "ue", "union europeenne")
_DAYS = re.compile(r"\s*(\d{1,4})\s*(?:j|jours?)?\s*", re.IGNORECASE)


def read_supply_chain(text: str | None) -> SupplyChain | None:
    """The supply chain that a cell names; None when nothing is known of it."""
    return member_named(SupplyChain, text)


def read_family(text: str | None) -> FoodFamily | None:
    """The platform's family, in people's words or by its code; None when it names none."""
    said = fold(text or "")
    for family, words in _FAMILIES.items():
        if said == fold(family.value) or said in words:
            return family
    return None


def is_local_authority(profile: str) -> bool:
    """Whether a « Type » of partner is a local authority or another public body."""
    return _AUTHORITY.search(fold(profile)) is not None


def bears_public_name(name: str) -> bool:
    """Whether the name is one that only a public body bears: « SIVU », « CCAS »."""
    return _PUBLIC_NAME.search(fold(name)) is not None


def may_be_public_school(said: str) -> bool:
    """Whether a lycée or a collège is named and nothing says that it is private."""
    return _SCHOOL_NAME.search(fold(said)) is not None and not _PRIVATE_SCHOOL.search(fold(said))


def is_public_hospital(said: str) -> bool:
    """Whether the name or « Type » of a public buyer is that of a public hospital."""
    return _HOSPITAL.search(fold(said)) is not None


def serves_all_year(said: str) -> bool:
    """Whether a canteen cooks in school holidays too: a hospital, a nursing home."""
    return is_public_hospital(said) or _CARE_HOME.search(fold(said)) is not None


def is_geographic(text: str | None) -> bool:
    """Whether an award criterion names a place: « produits locaux », « à moins de 50 km »."""
    return _GEOGRAPHIC.search(fold(text or "")) is not None


def say_family(code: str) -> str:
    """A family of the platform in French; a filière of its own as it is."""
    return _SAID.get(code, code or "famille non précisée")


def is_state(text: str | None) -> bool:
    """Whether « Type d'acheteur » is the State or one of its bodies: 100 % of meat and fish."""
    return _STATE.search(fold(text or "")) is not None


def is_private(text: str | None) -> bool:
    """Whether « Type d'acheteur » is a private canteen: bound since 2024."""
    return not is_state(text) and _PRIVATE.search(fold(text or "")) is not None


def is_overseas(text: str | None) -> bool:
    """Whether « Territoire » is overseas, whose shares come later."""
    return _OVERSEAS.search(fold(text or "")) is not None


def read_origin(text: str | None) -> Origin | None:
    """« France, Var », « UE »; None when it is neither, or not said."""
    said = fold(text or "")
    if said.startswith("france"):
        return Origin.FRANCE
    return Origin.EUROPE if said in _EUROPE else None


def read_days(text: str | None) -> int | None:
    """« 60 », « 60 jours »; None when it is no number of days."""
    found = _DAYS.fullmatch(text or "")
    return int(found[1]) if found else None
