"""Pure: the dates that the coordinator granted to actions, which forecasts take for agreed ends."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from relocalisons.core.kernel.model import Meaning, TrackedFinding, Trait, Understood
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


def with_obeyed(
    tracked: Iterable[TrackedFinding], granted: Mapping[str, date]
) -> tuple[TrackedFinding, ...]:
    """The findings, where a line that its sheet puts off to the date she granted, or to one before
    it, is no new matter: her word about it is of this too.
    """
    return tuple(
        replace(one, word=Understood(meaning=Meaning.GRANTED, until=day))
        if one.finding.kind is PlanKind.ACTION_SLIPPING
        and one.word.meaning is Meaning.NOTHING
        and (day := granted.get(one.finding.subject)) is not None
        and one.finding.due is not None
        and one.finding.due <= day
        else one
        for one in tracked
    )
