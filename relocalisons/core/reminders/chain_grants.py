"""Pure: a date granted beside a chain holds for the action or deliverable that the chain delays.

She grants it where she reads the effect; whoever is delayed is then reminded of that date.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from relocalisons.core.decisions import Meaning, understand_finding
from relocalisons.core.model import FindingKind, FindingState, TrackedFinding
from relocalisons.core.reminders.lines import DATED
from relocalisons.core.told_chains import delayed_by


def pass_grants_on(tracked: Iterable[TrackedFinding], *, as_of: date) -> tuple[TrackedFinding, ...]:
    """The findings, where a dated one without a decision takes the date granted to its chain.

    What she decided about the delayed line itself counts before what she wrote beside a chain; of
    two chains that delay it, the later date holds.
    """
    tracked = tuple(tracked)
    granted: dict[str, date] = {}
    for one in tracked:
        if one.finding.kind is FindingKind.RIPPLE and one.state is not FindingState.RESOLVED:
            word = understand_finding(one.decision, since=one.first_seen, as_of=as_of)
            target = delayed_by(one)
            if word.meaning is Meaning.GRANTED and word.until is not None:
                granted[target] = max(word.until, granted.get(target, word.until))
    if not granted:
        return tracked
    return tuple(
        replace(one, decision=f"date accordée au {granted[one.finding.subject]:%d/%m/%Y}")
        if one.finding.kind in DATED and not one.decision and one.finding.subject in granted
        else one
        for one in tracked
    )
