"""Pure: what the name of a committee, as people call it, says of its gender."""

from enum import StrEnum

from relocalisons.core.kernel.words.names import fold


class Gender(StrEnum):
    """What agrees with a name."""

    MASCULINE = "masculine"
    FEMININE = "feminine"


_GENDERS = {
    Gender.MASCULINE: (
        "comite", "groupe", "conseil", "atelier", "bureau", "college", "seminaire", "cercle",
        "collectif", "reseau", "point", "club",
    ),
    Gender.FEMININE: (
        "commission", "assemblee", "equipe", "cellule", "reunion", "table", "rencontre", "journee",
        "visite", "instance", "coordination", "plateforme",
    ),
}  # fmt: skip
_CALLED_LE = ("copil", "cotech", "codir", "comite", "gt", "groupe", "conseil", "bureau")


def read_gender(name: str) -> Gender | None:
    """The gender of a full name, by its first word; None when nobody knows that word."""
    first = fold(name).partition(" ")[0]
    return next((gender for gender, words in _GENDERS.items() if first in words), None)


def is_called_le(name: str) -> bool:
    """Whether people say « le COPIL », « le GT »; anything else is « la réunion … »."""
    return fold(name).startswith(_CALLED_LE)


def without_group_mark(name: str) -> str | None:
    """What follows « GT » in the name of a working group; None when it does not begin so."""
    for short in ("GT ", "gt "):
        if name.startswith(short):
            return name.removeprefix(short)
    return "" if fold(name) == "gt" else None
