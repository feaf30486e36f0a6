"""The sample as the product understands it on the morning of a day."""

from datetime import date
from functools import cache

from support.sample.generated import sample_of
from support.sample.snapshot import snapshot_of
from support.sample.understood import understood

from relocalisons.core.kernel.model import Programme
from relocalisons.sample.story import workspace_at


@cache
def sample_programme(on: date) -> Programme:
    """Its sheets, as they stand on that day, read."""
    return understood(snapshot_of(workspace_at(sample_of(), on), on=on), on=on)
