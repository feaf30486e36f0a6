"""Pure: to which account of the French chart the words of a budget line lead."""

from enum import StrEnum

from relocalisons.core.kernel.words.names import fold


class ChartAccount(StrEnum):
    """The accounts of charges in the account of a grant (Cerfa 15059); the value is the number.

    INDIRECT has no number: the share of the structure's own charges.
    """

    PURCHASES = "60"
    SERVICES = "61"
    OTHER_SERVICES = "62"
    TAXES = "63"
    STAFF = "64"
    OTHER = "65"
    FINANCIAL = "66"
    EXCEPTIONAL = "67"
    DEPRECIATION = "68"
    INDIRECT = "indirectes"
    IN_KIND = "86"


# The first account of which the line has a word, in this order: « frais généraux de location » are
# indirect, « taxe sur les salaires » a tax.
_WORDS = {
    ChartAccount.IN_KIND: ("benevolat", "en nature", "mise a disposition", "contributions volonta"),
    ChartAccount.INDIRECT: (
        *("frais de structure", "charges indirectes", "frais indirects", "frais generaux"),
        *("frais de fonctionnement", "couts indirects"),
    ),
    ChartAccount.DEPRECIATION: ("amortissement", "dotation", "provision"),
    ChartAccount.EXCEPTIONAL: ("exceptionnel",),
    ChartAccount.FINANCIAL: ("frais bancaire", "interet", "charges financieres", "emprunt"),
    ChartAccount.TAXES: ("impot", "taxe", "versement mobilite", "formation professionnelle"),
    ChartAccount.STAFF: ("personnel", "salaire", "remuneration", "cotisations sociales"),
    ChartAccount.PURCHASES: ("achat", "equipement", "materiel", "fourniture"),
    ChartAccount.SERVICES: ("location", "assurance", "documentation", "entretien", "loyer"),
    ChartAccount.OTHER_SERVICES: (
        *("prestation", "deplacement", "communication", "etude", "honoraire", "sous traitance"),
        *("publicite", "mission", "affranchissement"),
    ),
}


def account_of_line(line: str) -> ChartAccount:
    """The first account of which the line has a word; OTHER when it has none."""
    said = fold(line)
    found = (account for account, words in _WORDS.items() if any(word in said for word in words))
    return next(found, ChartAccount.OTHER)
