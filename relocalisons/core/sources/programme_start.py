"""Pure: the day on which a programme begins, for trajectories that only have an end."""

from collections.abc import Mapping
from datetime import date

from relocalisons.core.kernel.model import DateInterval, Doubt, Programme
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.reading.cells.readers import read_date
from relocalisons.core.sources.parameter_names import START


def programme_start(programme: Programme) -> date | None:
    """What « Paramètres » says under « Début du programme », else the first funder's eligibility.

    None when neither is known for sure.
    """
    said = _parameter(programme.parameters)
    if said is not None:
        return said
    starts = [
        each.eligibility_start.value.earliest
        for each in programme.funders
        if isinstance(each.eligibility_start.value, DateInterval)
    ]
    return min(starts, default=None)


def _parameter(parameters: Mapping[str, str]) -> date | None:
    for name, words in parameters.items():
        if fold(name) == fold(START):
            reading = read_date(words)
            if reading.doubt is Doubt.CERTAIN and isinstance(reading.value, DateInterval):
                return reading.value.earliest
    return None
