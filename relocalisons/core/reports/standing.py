"""Pure: which findings still stand in a document: neither resolved, nor set aside, nor granted."""

from datetime import date

from relocalisons.core.model import FindingState, TrackedFinding
from relocalisons.core.values.decisions import Meaning


def in_force(tracked: tuple[TrackedFinding, ...]) -> tuple[TrackedFinding, ...]:
    """The findings that still stand: neither resolved nor set aside by « sans objet »."""
    return tuple(
        entry
        for entry in tracked
        if entry.state is not FindingState.RESOLVED and not is_set_aside(entry)
    )


def is_set_aside(entry: TrackedFinding) -> bool:
    """Whether the coordinator wrote « sans objet »: reports obey her decisions."""
    return entry.word.meaning is Meaning.VOID


def granted_until(entry: TrackedFinding, *, as_of: date) -> date | None:
    """The day she granted (« date accordée au … ») if it is still to come, else None."""
    word = entry.word
    if word.meaning is not Meaning.GRANTED or word.until is None:
        return None
    return word.until if word.until >= as_of else None
