"""Pure: families of words of a contract: whose it is, on what land, under which label."""

from relocalisons.core.producers.contract_text.words.lexicon.family import pattern
from relocalisons.core.producers.quality.words.labels import LabelKind

# Words that many names hold: they name nobody.
ANY_NAME = frozenset(
    """
    acheteur action agricole association ateliers centre centrale civile collectif collectivite
    college commune communaute compagnie communes cooperative creche cuisine cantine departement
    earl ecole ehpad entreprise etablissement exploitation ferme foyer gaec groupement hopital
    jardin jardins lycee magasin mairie maison metropole plateforme producteur region restaurant
    resto sarl scea scic scop scolaire services societe syndicat territoire union verger vergers
    ville
    """.split()  # noqa: SIM905 - a list of words reads as one
)
SURFACE = pattern(
    r"""
    \b(?P<hectares>\d+(?:[.,]\d+)?)_?(?:ha|hectares?)\b|
    \b(?P<ares>\d+(?:[.,]\d+)?)_?ares?\b|
    \b(?P<metres>\d{1,3}(?:_\d{3})+|\d+)_?(?:m2|m²|metres?_carres?)
    """
)
# Labels that a contract may ask for, and that its text must then name.
ASKED_LABELS = frozenset(
    (LabelKind.BIO, LabelKind.LABEL_ROUGE, LabelKind.AOC_AOP, LabelKind.IGP, LabelKind.HVE)
)
SHOWN_LABELS = {
    LabelKind.BIO: "bio",
    LabelKind.LABEL_ROUGE: "label rouge",
    LabelKind.AOC_AOP: "AOC ou AOP",
    LabelKind.IGP: "IGP",
    LabelKind.HVE: "HVE",
}
