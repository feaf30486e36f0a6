"""Pure: the dates that the coordinator granted to actions, which forecasts take for agreed ends."""

from collections.abc import Mapping
from datetime import date

from relocalisons.core.kernel.model import Meaning, Trait, Understood
from relocalisons.core.programme.plan_kinds import PlanKind


def agreed_dates(words: Mapping[str, Understood], *, as_of: date) -> Mapping[str, date]:
    """Action number → the end she granted, still to come; the latest when she granted several.

    `words`: finding key → what she decided, understood with the day on which it was first read.
    """
    kinds = {kind.value for kind in PlanKind if kind.has(Trait.BY_DATE)}
    granted: dict[str, date] = {}
    for key, word in words.items():
        kind, _, number = key.partition(":")
        if kind not in kinds or word.meaning is not Meaning.GRANTED or word.until is None:
            continue
        if word.until >= as_of:
            granted[number] = max(word.until, granted.get(number, word.until))
    return granted
