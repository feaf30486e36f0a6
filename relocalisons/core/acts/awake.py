"""Pure: whether a finding asks something of her today, or sleeps by a word of hers."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from relocalisons.core.acts.aid.stake import Stake
from relocalisons.core.acts.keys import ActKey, is_call_key
from relocalisons.core.acts.ranking import Weigher, is_known
from relocalisons.core.kernel.calendar.calendar import Roll, WorkCalendar
from relocalisons.core.kernel.decisions import Meaning, Understood
from relocalisons.core.kernel.findings.finding import PAPER_WAKES, FirmDay
from relocalisons.core.kernel.findings.gestures import UNOWNED, Party
from relocalisons.core.kernel.model import Finding, FindingState, Programme, TrackedFinding
from relocalisons.core.reminders.rules.promises import Promise, Promises
from relocalisons.core.sources.thresholds import SEEN_FOR, days_in_force


def is_awake(one: TrackedFinding, *, as_of: date) -> bool:
    """Whether a finding asks something of her today; the one rule of what is asleep.

    Set aside, it sleeps; put off, until its day; seen, for the days of `SEEN_FOR`. One that got
    worse wakes for that day, whatever she had decided; one that she had seen, on the last day on
    which a gesture helps, and a paper due to a funder a week before that day already. A funder's
    day hides behind no word but « sans objet », « fait » and a day that was granted.
    """
    if not one.is_open:
        return False
    if is_worse(one, as_of=as_of) or has_come(one, as_of=as_of):
        return True
    word_is_over = not is_asleep(one.word, as_of=as_of) or is_seen_long_ago(one, as_of=as_of)
    return word_is_over or is_at_last(one, as_of=as_of)


def is_seen_long_ago(one: TrackedFinding, *, as_of: date) -> bool:
    """Whether her « vu », which named no day, has had its time."""
    if one.word.meaning is not Meaning.SEEN or one.word.until is not None:
        return False
    return one.seen_until is not None and one.seen_until <= as_of


def seen_until(word: Understood, programme: Programme) -> date | None:
    """The day on which a « vu » without a day is over; None of any other word."""
    if word.meaning is not Meaning.SEEN or word.until is not None or word.seen_on is None:
        return None
    return word.seen_on + timedelta(days=days_in_force(programme.parameters, SEEN_FOR))


def is_worse(one: TrackedFinding, *, as_of: date) -> bool:
    """Whether it got worse than what she decided on: no lateness does until a granted day."""
    if one.state is not FindingState.WORSE:
        return False
    until, due = one.word.until, one.finding.due
    if one.word.meaning is not Meaning.GRANTED or until is None or due is None:
        return True
    return until <= as_of or until < due


def is_at_last(one: TrackedFinding, *, as_of: date) -> bool:
    """Whether a funder's day, or its eve, has come on something that she had put aside.

    A « vu » of that day or before never speaks of it; a day to talk again later than it comes too
    late.
    """
    day, word = one.firm_day, one.word
    if day is None or word.meaning is not Meaning.SEEN or as_of < day.eve:
        return False
    if word.until is not None:
        return as_of <= day.last < word.until
    return word.seen_on is not None and word.seen_on <= day.last


def has_come(one: TrackedFinding, *, as_of: date) -> bool:
    """Whether its last useful day has come since her « vu », which did not speak of it.

    A paper is not made on its last day: its day comes a week before too.
    """
    seen_on, last = one.word.seen_on, one.last_useful
    if one.word.meaning is not Meaning.SEEN or seen_on is None or last is None:
        return False
    days = (last - PAPER_WAKES, last) if one.finding.kind.is_paper_due else (last,)
    return any(seen_on < day <= as_of for day in days)


def firm_day(finding: Finding, stake: Stake, calendar: WorkCalendar) -> FirmDay | None:
    """A funder's day: its paper's, or its milestone; None where there is none."""
    day = stake.due if stake.firm and finding.kind.is_paper_due else stake.milestone
    if day is None or not is_known(day):
        return None
    last = calendar.roll(day, to=Roll.BACKWARD)
    return FirmDay(eve=calendar.day_at(calendar.index_of(last) - 1), last=last)


def with_last_days(
    tracked: Iterable[TrackedFinding], stakes: Mapping[str, Stake], weigher: Weigher | None
) -> tuple[TrackedFinding, ...]:
    """Each with the last day on which its gesture helps, a funder's day, and that on which her
    « vu » is over (what is only to be put in order sleeps on); `stakes` by key of finding.
    """
    return tuple(
        replace(
            one,
            last_useful=stake.last_useful,
            firm_day=firm_day(one.finding, stake, weigher.calendar),
            seen_until=seen_until(one.word, weigher.programme)
            if one.finding.kind.gesture.is_act
            else None,
        )
        if weigher is not None and (stake := stakes.get(one.finding.key)) is not None
        else one
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


def untold(
    key: ActKey, members: Iterable[TrackedFinding], asleep: frozenset[str]
) -> frozenset[str]:
    """Which of the members that sleep by her word its act does not list.

    Of lines that nobody answers for it lists all of them: one answer is for all. Of a claim what
    she has only seen too: it lacks still.
    """
    if key.occasion == UNOWNED:
        return frozenset()
    if key.party is not Party.CLAIM:
        return asleep
    return asleep - {one.finding.key for one in members if is_only_seen(one)}


def is_only_seen(one: TrackedFinding) -> bool:
    """Whether her word of it settles nothing."""
    return one.word.meaning is Meaning.SEEN


def with_paper(members: Iterable[TrackedFinding], *, as_of: date) -> tuple[TrackedFinding, ...]:
    """What goes with a paper that she put off, asleep until that day too.

    A « fait » said of the claim that left without it was about that claim. What can only be done in
    time before that day comes back as ever.
    """
    members = tuple(members)
    days = [
        one.word.until
        for one in members
        if one.finding.kind.is_paper_due and one.word.meaning is Meaning.SEEN and one.word.until
    ]
    until = max(days, default=as_of)
    if until <= as_of:
        return members
    return tuple(
        replace(one, word=replace(one.word, until=until)) if _waits(one, as_of, until) else one
        for one in members
    )


def _waits(one: TrackedFinding, as_of: date, until: date) -> bool:
    last = one.last_useful
    in_time = last is None or last < as_of or last >= until
    return one.word.meaning is Meaning.DONE and in_time


def promise_awaited(
    key: ActKey,
    members: Iterable[TrackedFinding],
    promised: Promises,
    *,
    awake: bool,
    grave: bool,
) -> Promise | None:
    """The promise that a call of these waits for: that of all of them which sleep, the first one.

    One that names no line holds back the whole call, unless something of it is lost within days.
    """
    if not is_call_key(key):
        return None
    if awake:
        return None if grave else promised.holds_call(key.counterpart)
    waits = [one for each in members if (one := promised.waits_for(each.finding.key))]
    return min(waits, key=lambda one: one.back, default=None)


def presses(one: TrackedFinding, *, as_of: date) -> bool:
    """The same of what a doubt leaves standing."""
    doubted = one.state is FindingState.OUT_OF_SIGHT
    if not doubted:
        return is_awake(one, as_of=as_of)
    return not is_asleep(one.word, as_of=as_of) or is_seen_long_ago(one, as_of=as_of)


def is_asleep(word: Understood, *, as_of: date) -> bool:
    """Whether what she decided is enough for today."""
    if word.meaning is Meaning.VOID:
        return True
    if word.until is not None:
        return word.until > as_of
    return word.meaning not in (Meaning.NOTHING, Meaning.UNCLEAR, Meaning.ASKED, Meaning.TO_DO)
