"""Pure: everything the coordinator should know of a programme on one day."""

from collections.abc import Mapping
from datetime import date

from relocalisons.core.calendar import WorkCalendar, french_calendar
from relocalisons.core.findings.data import find_unusable_addresses
from relocalisons.core.findings.deliverables import find_deliverables
from relocalisons.core.findings.schedule import find_schedule
from relocalisons.core.findings.volumes import find_volumes
from relocalisons.core.model import Finding, Programme


def assess(
    programme: Programme,
    *,
    as_of: date,
    baseline: Mapping[str, date],
    calendar: WorkCalendar | None = None,
) -> tuple[Finding, ...]:
    """List the findings of every subject, what reading found first; one finding a key.

    `baseline`: action number → frozen end of the baseline in force; an action that it lacks is
    compared with the planned end of its sheet. `calendar`: France's by default.
    """
    found = (
        *programme.findings,
        *find_unusable_addresses(programme),
        *find_schedule(
            programme, as_of=as_of, baseline=baseline, calendar=calendar or french_calendar()
        ),
        *find_deliverables(programme, as_of=as_of),
        *find_volumes(programme, as_of=as_of),
    )
    kept: dict[str, Finding] = {}
    for finding in found:
        kept.setdefault(finding.key, finding)
    return tuple(kept.values())
