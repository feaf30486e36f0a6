"""Pure: the name of a committee inside a sentence, with its article: « au comité », « à l'équipe ».

People name their groups as they like; a name whose gender is not known is said between quotes.
"""

from dataclasses import dataclass

from relocalisons.core.kernel.words.french import is_elided, quote
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.meetings.words.committees import Gender, read_gender


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
    name, gender = full_name[:1].lower() + full_name[1:], read_gender(full_name)
    if gender is None:
        meeting = f"la réunion {quote(full_name)}"
        return CommitteeName(the=meeting, to_the=f"à {meeting}", feminine=True)
    if is_elided(fold(full_name)):
        feminine = gender is Gender.FEMININE
        return CommitteeName(the=f"l’{name}", to_the=f"à l’{name}", feminine=feminine)
    if gender is Gender.MASCULINE:
        return CommitteeName(the=f"le {name}", to_the=f"au {name}", feminine=False)
    return CommitteeName(the=f"la {name}", to_the=f"à la {name}", feminine=True)
