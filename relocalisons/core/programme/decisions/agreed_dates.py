"""Pure: the dates that she granted to actions: forecasts and what hangs on them obey."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from relocalisons.core.kernel.calendar.forecast import is_open
from relocalisons.core.kernel.model import Meaning, Programme, TrackedFinding, Trait, Understood
from relocalisons.core.kernel.words.names import fold
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


def makers_of(programme: Programme) -> Mapping[str, frozenset[str]]:
    """Deliverable → the open actions that make it, by key."""
    makers: dict[str, set[str]] = {}
    for action in programme.actions:
        if is_open(action):
            for number in action.deliverables:
                makers.setdefault(fold(number), set()).add(action.key)
    return {
        each.key: frozenset(makers[fold(each.number)])
        for each in programme.deliverables
        if fold(each.number) in makers
    }


def outputs_granted(
    granted: Mapping[str, date], makers: Mapping[str, frozenset[str]]
) -> Mapping[str, date]:
    """Deliverable → the latest date granted to what makes it, where all of these have one."""
    return {
        key: max(granted[each] for each in actions)
        for key, actions in makers.items()
        if all(each in granted for each in actions)
    }


def with_obeyed(
    tracked: Iterable[TrackedFinding],
    granted: Mapping[str, date],
    *,
    makers: Mapping[str, frozenset[str]] | None = None,
) -> tuple[TrackedFinding, ...]:
    """The findings, where what a date that she granted to an action covers is no new matter.

    A line that its sheet puts off to that date, or to one before it; what holds it up until then,
    which she had at most seen; the file that it makes (`makers`), due before: none of them is
    asked before that day. What she decided of one of them herself stands.
    """
    found = outputs_granted(granted, makers or {})
    return tuple(_obeyed(one, granted=granted, of_outputs=found) for one in tracked)


def _obeyed(
    one: TrackedFinding, *, granted: Mapping[str, date], of_outputs: Mapping[str, date]
) -> TrackedFinding:
    finding, word = one.finding, one.word
    untouched = word.meaning is Meaning.NOTHING
    seen = word.meaning is Meaning.SEEN and word.until is None
    day = granted.get(finding.subject)
    if finding.kind is PlanKind.ACTION_HALTED:
        covered = untouched or seen
    elif finding.kind is PlanKind.ACTION_SLIPPING:
        covered = untouched and _is_before(finding.due, day)
    else:
        day = of_outputs.get(finding.subject) if finding.kind.has(Trait.BY_DATE) else None
        covered = untouched and _is_before(finding.due, day)
    if day is None or not covered:
        return one
    return replace(one, word=Understood(meaning=Meaning.GRANTED, until=day))


def _is_before(due: date | None, day: date | None) -> bool:
    return due is not None and day is not None and due <= day
