"""Pure: to which account of the French chart the words of a budget line lead."""

from enum import StrEnum

from relocalisons.core.kernel.words.names import fold


class ChartAccount(StrEnum):
    """The accounts of charges in the account of a grant; the value is the number."""

    PURCHASES = "60"
    SERVICES = "61"
    OTHER_SERVICES = "62"
    STAFF = "64"
    OTHER = "65"


_WORDS = {
    ChartAccount.PURCHASES: ("achat", "equipement", "materiel", "fourniture"),
    ChartAccount.SERVICES: ("location", "assurance", "documentation"),
    ChartAccount.OTHER_SERVICES: ("prestation", "deplacement", "communication", "etude"),
    ChartAccount.STAFF: ("personnel", "salaire"),
}


def account_of_line(line: str) -> ChartAccount:
    """The first account of which the line has a word; OTHER when it has none."""
    said = fold(line)
    found = (account for account, words in _WORDS.items() if any(word in said for word in words))
    return next(found, ChartAccount.OTHER)
