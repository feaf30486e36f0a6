"""Pure: a date granted beside a chain holds for the action or deliverable that the chain delays.

She grants it where she reads the effect; whoever is delayed is then reminded of that date.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from relocalisons.core.kernel.decisions import Meaning, Understood
from relocalisons.core.kernel.model import FindingState, TrackedFinding, Trait
from relocalisons.core.programme.decisions.shared_delays import delayed_by
from relocalisons.core.programme.plan_kinds import PlanKind


def pass_grants_on(tracked: Iterable[TrackedFinding]) -> tuple[TrackedFinding, ...]:
    """The findings, where a dated one without a decision takes the date granted to its chain.

    What she decided about the delayed line itself counts before what she wrote beside a chain; of
    two chains that delay it, the later date holds.
    """
    tracked = tuple(tracked)
    granted: dict[str, date] = {}
    for one in tracked:
        if one.finding.kind is PlanKind.RIPPLE and one.state is not FindingState.RESOLVED:
            until, target = one.word.until, delayed_by(one)
            if one.word.meaning is Meaning.GRANTED and until is not None:
                granted[target] = max(until, granted.get(target, until))
    if not granted:
        return tracked
    return tuple(
        replace(one, word=Understood(meaning=Meaning.GRANTED, until=granted[one.finding.subject]))
        if one.finding.kind.has(Trait.DATED)
        and one.word.meaning is Meaning.NOTHING
        and one.finding.subject in granted
        else one
        for one in tracked
    )
