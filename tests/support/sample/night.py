"""One night of the sample as its acts: read, assessed, every finding open since that night."""

from datetime import date
from functools import cache

from support.sample.generated import sample_of
from support.sample.history import history_until
from support.sample.morning import sample_programme

from relocalisons.core.acts.acts import Acts, derive_acts
from relocalisons.core.assessment.assessment import assess
from relocalisons.core.kernel.model import FindingState, Programme, TrackedFinding
from relocalisons.sample.plan.past_truth import frozen_ends


@cache
def night_of(day: date) -> tuple[Programme, Acts]:
    """The programme and the acts of that night."""
    programme = sample_programme(day)
    found = assess(
        programme,
        as_of=day,
        baseline=frozen_ends(sample_of()),
        history=history_until(sample_of(), day),
    )
    tracked = tuple(
        TrackedFinding(finding=one, state=FindingState.OPEN, first_seen=day) for one in found
    )
    return programme, derive_acts(tracked, programme=programme, as_of=day)
