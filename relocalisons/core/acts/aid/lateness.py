"""Pure: what a report that leaves late may cost: as « Paramètres » says, else a guess of ours.

No sheet tells what a convention takes back but where she types it: the guess ranks, and is never
told as euros.
"""

from collections.abc import Mapping
from decimal import Decimal

from relocalisons.core.kernel.model import Finding
from relocalisons.core.money.words.reports import ReportType, read_report_type
from relocalisons.core.sources.thresholds import (
    LOST_BY_LATE_NOTE,
    LOST_BY_LATE_REPORT,
    Threshold,
    find_parameter,
    read_threshold,
    value_in_force,
)


def late_share(finding: Finding, parameters: Mapping[str, str]) -> Decimal:
    """The share of the convention that weighs, typed or guessed."""
    return value_in_force(parameters, _threshold(finding))


def is_late_share_typed(finding: Finding, parameters: Mapping[str, str]) -> bool:
    """Whether « Paramètres » says it."""
    threshold = _threshold(finding)
    words = find_parameter(parameters, threshold.name)
    return words is not None and read_threshold(words, threshold) is not None


def _threshold(finding: Finding) -> Threshold:
    """A monthly note costs less than a report: `FRA/note mensuelle/2026-02-28`."""
    kind = read_report_type(finding.subject.partition("/")[2].partition("/")[0] or None).value
    return LOST_BY_LATE_NOTE if kind is ReportType.MONTHLY else LOST_BY_LATE_REPORT
