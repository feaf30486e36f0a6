"""Pure: which findings still stand in a document: neither resolved, nor set aside, nor granted."""

from datetime import date

from relocalisons.core.decisions import Meaning, Understood, understand_finding
from relocalisons.core.model import FindingState, TrackedFinding


def in_force(tracked: tuple[TrackedFinding, ...], *, as_of: date) -> tuple[TrackedFinding, ...]:
    """The findings that still stand: neither resolved nor set aside by « sans objet »."""
    return tuple(
        entry
        for entry in tracked
        if entry.state is not FindingState.RESOLVED and not is_set_aside(entry, as_of=as_of)
    )


def is_set_aside(entry: TrackedFinding, *, as_of: date) -> bool:
    """Whether the coordinator wrote « sans objet »: reports obey her decisions."""
    return _understood(entry, as_of=as_of).meaning is Meaning.VOID


def granted_until(entry: TrackedFinding, *, as_of: date) -> date | None:
    """The day she granted (« date accordée au … ») if it is still to come, else None."""
    understood = _understood(entry, as_of=as_of)
    if understood.meaning is not Meaning.GRANTED or understood.until is None:
        return None
    return understood.until if understood.until >= as_of else None


def _understood(entry: TrackedFinding, *, as_of: date) -> Understood:
    return understand_finding(entry.decision, since=entry.first_seen, as_of=as_of)
