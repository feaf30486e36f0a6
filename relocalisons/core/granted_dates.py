"""Pure: the dates that the coordinator granted to actions, which forecasts take for agreed ends."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from relocalisons.core.decisions import Meaning, understand_finding
from relocalisons.core.model import Decision, FindingKind

_ABOUT_AN_ACTION = (
    FindingKind.ACTION_LATE,
    FindingKind.ACTION_SLIPPING,
    FindingKind.ACTION_DUE_SOON,
)
# A year that she left out is the one nearest to the day of the run.
_HALF_A_YEAR = timedelta(days=180)


def granted_dates(decisions: Iterable[Decision], *, as_of: date) -> Mapping[str, date]:
    """Action number → the end she granted, still to come; the latest when she granted several."""
    kinds = {kind.value for kind in _ABOUT_AN_ACTION}
    granted: dict[str, date] = {}
    for one in decisions:
        kind, _, number = one.key.partition(":")
        if kind not in kinds or not one.decision:
            continue
        word = understand_finding(one.decision, since=as_of - _HALF_A_YEAR, as_of=as_of)
        if word.meaning is Meaning.GRANTED and word.until is not None and word.until >= as_of:
            granted[number] = max(word.until, granted.get(number, word.until))
    return granted
