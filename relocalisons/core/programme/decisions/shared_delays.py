"""Pure: which chains she lets committee and funders know of, and the end that may be told.

A delay that travels from one partner to another is for the coordination alone. Beside that finding
she writes « à partager » (the forecast of the day is told) or « date accordée au … » (that date is
told); until then documents know nothing but the dates that partners gave themselves.
"""

from datetime import date, timedelta

from relocalisons.core.kernel.model import Meaning, TrackedFinding
from relocalisons.core.programme.plan_kinds import PlanKind


def is_told(one: TrackedFinding) -> bool:
    """Whether she lets a chain be known; its words still name partners and stay with her."""
    if one.finding.kind is not PlanKind.RIPPLE or not one.is_open:
        return False
    return one.word.meaning in (Meaning.SHARED, Meaning.GRANTED)


def told_end(one: TrackedFinding, *, as_of: date) -> date | None:
    """The end of the delayed action or deliverable that may be told; None when nothing may."""
    if not is_told(one):
        return None
    word = one.word
    if word.meaning is Meaning.GRANTED:
        # A granted day that went by is no forecast any more.
        return word.until if word.until and word.until >= as_of else None
    due, days = one.finding.due, one.finding.days
    if word.meaning is not Meaning.SHARED or due is None or days is None:
        return None
    return due + timedelta(days=days)


def delayed_by(one: TrackedFinding) -> str:
    """The number of the action or deliverable that a chain delays."""
    return one.finding.subject.rpartition("/")[2]
