"""Pure: the name of a committee inside a sentence, with its article: « au comité », « à l'équipe ».

People name their groups as they like; a name whose gender is not known is said between quotes.
"""

from dataclasses import dataclass

from relocalisons.core.kernel.words.french import quote
from relocalisons.core.kernel.words.names import fold

_MASCULINE = ("comite", "groupe", "conseil", "atelier", "bureau", "college", "seminaire", "cercle",
              "collectif", "reseau", "point", "club")  # fmt: skip
_FEMININE = ("commission", "assemblee", "equipe", "cellule", "reunion", "table", "rencontre",
             "journee", "visite", "instance", "coordination", "plateforme")  # fmt: skip
_VOWELS = "aeiouyh"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeName:
    """« le comité de pilotage », « au comité de pilotage », and whether what is said of it is."""

    the: str
    to_the: str
    feminine: bool

    def agreed(self, participle: str) -> str:
        """« annulé » or « annulée »."""
        return f"{participle}e" if self.feminine else participle


def name_in_sentence(full_name: str) -> CommitteeName:
    """The name as typed, with what French puts before it."""
    words = fold(full_name).split()
    name = full_name[:1].lower() + full_name[1:]
    if words and words[0] in _MASCULINE:
        if words[0][0] in _VOWELS:
            return CommitteeName(the=f"l’{name}", to_the=f"à l’{name}", feminine=False)
        return CommitteeName(the=f"le {name}", to_the=f"au {name}", feminine=False)
    if words and words[0] in _FEMININE:
        article = f"l’{name}" if words[0][0] in _VOWELS else f"la {name}"
        return CommitteeName(the=article, to_the=f"à {article}", feminine=True)
    meeting = f"la réunion {quote(full_name)}"
    return CommitteeName(the=meeting, to_the=f"à {meeting}", feminine=True)
