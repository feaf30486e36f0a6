"""Pure: whether a finding asks something of her today, or sleeps by a word of hers."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from relocalisons.core.kernel.decisions import Meaning, Understood
from relocalisons.core.kernel.findings.finding import PAPER_WAKES
from relocalisons.core.kernel.model import FindingState, TrackedFinding
from relocalisons.core.reminders.contacts import Promise


def is_awake(one: TrackedFinding, *, as_of: date) -> bool:
    """Whether a finding asks something of her today; the one rule of what is asleep.

    Set aside or seen, it sleeps; put off, until its day. One that got worse wakes for that day,
    whatever she had decided; one that she had seen, on the last day on which a gesture helps, and
    a paper due to a funder a week before that day already.
    """
    if not one.is_open:
        return False
    if one.state is FindingState.WORSE or has_come(one, as_of=as_of):
        return True
    return not is_asleep(one.word, as_of=as_of)


def has_come(one: TrackedFinding, *, as_of: date) -> bool:
    """Whether its last useful day has come since her « vu », which did not speak of it.

    A paper is not made on its last day: its day comes a week before too.
    """
    seen_on, last = one.word.seen_on, one.last_useful
    if seen_on is None or last is None:
        return False
    days = (last - PAPER_WAKES, last) if one.finding.kind.is_paper_due else (last,)
    return any(seen_on < day <= as_of for day in days)


def with_last_days(
    tracked: Iterable[TrackedFinding], last_useful: Mapping[str, date | None]
) -> tuple[TrackedFinding, ...]:
    """Each with the last day on which its gesture helps, by key of finding."""
    return tuple(
        replace(one, last_useful=day) if (day := last_useful.get(one.finding.key)) else one
        for one in tracked
    )


def with_promise(one: TrackedFinding, promise: Promise | None) -> TrackedFinding:
    """A matter of a call, asleep until the day after the one that was promised for it.

    What she decided for longer stands. Whatever got worse since is what was promised to end.
    """
    until = one.word.until
    if promise is None or promise.broken or one.word.meaning is Meaning.VOID:
        return one
    if until is not None and until >= promise.back:
        return one
    state = FindingState.OPEN if one.state is FindingState.WORSE else one.state
    return replace(one, state=state, word=replace(one.word, until=promise.back, seen_on=None))


def promise_awaited(
    members: Iterable[TrackedFinding], promised: Mapping[str, Promise]
) -> Promise | None:
    """The first promise that a call of these waits for."""
    waits = [one for each in members if (one := promised.get(each.finding.key)) and not one.broken]
    return min(waits, key=lambda one: one.back, default=None)


def presses(one: TrackedFinding, *, as_of: date) -> bool:
    """The same of what a doubt leaves standing."""
    doubted = one.state is FindingState.OUT_OF_SIGHT
    return not is_asleep(one.word, as_of=as_of) if doubted else is_awake(one, as_of=as_of)


def is_asleep(word: Understood, *, as_of: date) -> bool:
    """Whether what she decided is enough for today."""
    if word.meaning is Meaning.VOID:
        return True
    if word.until is not None:
        return word.until > as_of
    return word.meaning not in (Meaning.NOTHING, Meaning.UNCLEAR, Meaning.ASKED, Meaning.TO_DO)
