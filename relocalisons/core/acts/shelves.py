"""Pure: when each act is done: today, this week, later; and what sleeps.

Ten lines a day and six calls are what a person can do. Only what loses something, or whose last
useful day has come, is put before her today; the list is not filled up with the rest, nor with
what is lost in a month only (`Act.nearness`), however much it is. « Cette semaine » is what loses
something, or makes somebody wait, if nothing is done within it: its last useful day, which leaves
time for what must come before its date, is one of these days. Among acts of one weight what was
before her already stays before what is new. What presses
and cannot be done tomorrow has its place before what can, whatever their ranks. Nobody is
called while a mail asks them the same and its day has not passed: what is asked by mail stands in
« Relances », and is only counted here. But what presses and was asked in vain is a call of the week
whatever mail asks it again, and what she said she would call about stays one (`by_voice`).
A call that waits for a promise is for later; so is what is late for long, holds up nobody and
loses nothing (`Gesture.fades`): it was as well done yesterday as it will be tomorrow.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from relocalisons.core.acts.acts import Act, Acts, is_call, is_in_mails
from relocalisons.core.acts.at_stake import Nearness
from relocalisons.core.acts.ranking import FIRM_BAND, PRESSING_BAND
from relocalisons.core.kernel.model import Programme
from relocalisons.core.reminders.rules.answers import told_as
from relocalisons.core.sources.thresholds import (
    CALLS_A_DAY,
    SHOWN_TODAY,
    TODAY_WITHIN,
    WEEK_WITHIN,
    days_in_force,
)

_DAYS_AFTER_TODAY = 4  # of a working week: what does not fit in them is for later


class When(StrEnum):
    """The parts of the tab, in their order; the value is what she reads."""

    TODAY = "aujourd’hui"
    THIS_WEEK = "cette semaine"
    LATER = "plus tard"
    BY_MAIL = "par message"
    ASLEEP = "endormi"


def place(acts: Acts, *, programme: Programme, as_of: date) -> Mapping[When, tuple[Act, ...]]:
    """The acts of each part, in their rank; of one weight, those first that wait since longest."""
    lines = days_in_force(programme.parameters, SHOWN_TODAY)
    calls = days_in_force(programme.parameters, CALLS_A_DAY)
    room = {
        When.TODAY: (lines, calls),
        When.THIS_WEEK: (lines * _DAYS_AFTER_TODAY, calls * _DAYS_AFTER_TODAY),
    }
    week = as_of + timedelta(days=days_in_force(programme.parameters, WEEK_WITHIN))
    found: dict[When, list[Act]] = {when: [] for when in When}
    ordered = _in_turn(acts)
    for act in sorted(ordered, key=lambda act: not _is_of_today_alone(act, as_of=as_of)):
        if not act.awake:
            found[When.LATER if act.promised else When.ASLEEP].append(act)
            continue
        if is_by_mail(act):
            found[When.BY_MAIL].append(act)
            continue
        wanted = (When.LATER,) if _has_faded(act, acts) else _wanted(act, as_of=as_of, week=week)
        fitting = (
            when
            for when in wanted
            if when not in room or _fits(act, found[when], lines=room[when][0], calls=room[when][1])
        )
        found[next(fitting)].append(act)
    rank = {act.key: at for at, act in enumerate(ordered)}
    return {
        when: tuple(sorted(placed, key=lambda act: rank[act.key])) for when, placed in found.items()
    }


def _in_turn(acts: Acts) -> tuple[Act, ...]:
    """By urgency, as they are ranked; then who waits « aujourd’hui » the longest."""

    def turn(act: Act) -> tuple[object, ...]:
        known = (acts.shown_since.get(told_as(one.finding.key)) for one in act.told)
        return *act.urgency, min(filter(None, known), default=date.max)

    return tuple(sorted(acts.acts, key=turn))


def is_new_since(act: Act, day: date) -> bool:
    """Whether something of it was not open on that day, whatever act it would have stood in."""
    return not act.members or any(one.first_seen > day for one in act.told)


def _is_of_today_alone(act: Act, *, as_of: date) -> bool:
    """A session without quorum on the last day to ask who comes: nobody can ask tomorrow."""
    return act.band >= PRESSING_BAND and act.last_useful == as_of


def is_by_mail(act: Act) -> bool:
    """Whether « Relances » has it: a mail asks it, or will; there is nothing else to do today."""
    light = not act.firm and (act.band < FIRM_BAND or is_call(act)) and not is_aloud(act)
    return light and (act.awaited is not None or is_in_mails(act))


def is_aloud(act: Act) -> bool:
    """Whether it is a call whatever mail asks it too."""
    return act.called is not None and bool(act.called.aloud)


def calls_first(acts: Acts, *, on: date) -> frozenset[str]:
    """The partners who are called on that day, and so not written to: it cannot wait a day."""
    return frozenset(
        act.key.counterpart
        for act in acts.acts
        if is_call(act) and act.awake and _cannot_wait(act, on=on)
    )


def _cannot_wait(act: Act, *, on: date) -> bool:
    """Whether a call of the day after would come too late."""
    grave = act.firm or act.band >= FIRM_BAND
    return grave and act.last_useful is not None and (act.last_useful == on or act.firm)


def _has_faded(act: Act, acts: Acts) -> bool:
    """Whether all that it tells was to be done long ago, and is as well done another day."""
    if acts.weigher is None or act.band > 0 or act.offers or not act.told:
        return False
    long = days_in_force(acts.weigher.programme.parameters, TODAY_WITHIN)
    lasts = (acts.stakes[one.finding.key].last_useful for one in act.told)
    return all(one.finding.kind.gesture.fades for one in act.told) and all(
        last is not None and acts.weigher.late_days(last) > long for last in lasts
    )


def _wanted(act: Act, *, as_of: date, week: date) -> tuple[When, ...]:
    """The parts it may be in, the best first."""
    last = act.last_useful
    if act.called is not None and act.called.of_claim:
        return (When.TODAY, When.THIS_WEEK, When.LATER)  # whatever leaves by mail: it may be late
    if is_call(act) and act.mailed_on == as_of and not _cannot_wait(act, on=as_of):
        return (When.THIS_WEEK, When.LATER)  # the message of today is the gesture of today
    holds_up = act.blocks and act.due is not None and act.due < as_of
    if act.of_the_week and act.band == 0 and not holds_up:
        return (When.THIS_WEEK, When.LATER)
    asked_again = is_aloud(act) and act.awaited is not None and not _cannot_wait(act, on=as_of)
    ahead = act.nearness is Nearness.AHEAD and not act.offers
    presses = holds_up or (act.band > 0 and not ahead) or (last is not None and last <= as_of)
    if (presses and not asked_again) or (act.called is not None and act.called.of_today):
        return (When.TODAY, When.THIS_WEEK, When.LATER)
    if is_aloud(act) or (last is not None and last <= week):
        return (When.THIS_WEEK, When.LATER)
    return (When.LATER,)


def _fits(act: Act, placed: list[Act], *, lines: int, calls: int) -> bool:
    if len(placed) >= lines:
        return False
    return not is_call(act) or sum(map(is_call, placed)) < calls
