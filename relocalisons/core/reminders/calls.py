"""Pure: who is telephoned, on which day, to say what; and when a deputy is written to after it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from relocalisons.core.kernel.calendar.calendar import WorkCalendar
from relocalisons.core.kernel.findings.gestures import Verb
from relocalisons.core.kernel.model import Partner
from relocalisons.core.kernel.words.french import NBSP, shorten
from relocalisons.core.kernel.words.names import natural_order
from relocalisons.core.reminders.choosing import Weight, is_quality, order_of
from relocalisons.core.reminders.digests import CallEntry, DigestGroup, DigestLine
from relocalisons.core.reminders.lines import group_of
from relocalisons.core.reminders.people import GENERAL, Addressee, deputy_of
from relocalisons.core.reminders.reasons import WeekFacts
from relocalisons.core.reminders.rules.promises import is_promise

_TALKING_POINTS = 3
_LONGEST_POINT = 70  # characters: three of them are read in one breath
_NOT_AGAIN_FOR = timedelta(weeks=4)
_PRESSING = (DigestGroup.LATE, DigestGroup.THIS_WEEK, DigestGroup.UPCOMING)

Lines = tuple[DigestLine, ...]


def is_worth_a_call(lines: Lines, *, weights: Mapping[str, Weight], as_of: date) -> bool:
    """Whether something has a date that has come, is lost, or is asked best by voice.

    Nobody is telephoned for a cell, nor for a paper that presses nobody.
    """
    return any(
        not is_quality(line)
        and (
            line.kind.gesture.verb is Verb.CALL
            or group_of(line, as_of=as_of) in _PRESSING
            or weights.get(line.finding_key, Weight()).band > 0
        )
        for line in lines
    )


def call_of(
    addressee: Addressee, partner: Partner, lines: Lines, *, reason: str, facts: WeekFacts
) -> CallEntry:
    """The call, with the three most pressing things to say; its day comes with `spread_calls`."""
    own = sorted(
        (line for line in lines if not line.names_partner),
        key=lambda line: order_of(line, weights=facts.weights, as_of=facts.as_of),
    )
    talked = facts.contacts.get(partner.code)
    deputy = deputy_of(partner)
    return CallEntry(
        partner=partner.code,
        partner_name=partner.name,
        person=addressee.person,
        phone=addressee.phone,
        reason=reason,
        points=tuple(_point(line) for line in own[:_TALKING_POINTS]),
        asked=tuple((line.finding_key, _point(line)) for line in own),
        written=facts.history.last_sent.get(addressee.key),
        others=tuple(
            other.person
            for other in facts.people.everybody(partner)
            if other.person and other.person != addressee.person
        ),
        lines=len(own),
        role="" if addressee.role == GENERAL else addressee.role,
        last_contact=talked.sentence if talked else "",
        promise=talked.promise(as_of=facts.as_of) if talked and is_promise(talked) else "",
        deputy=deputy.person if deputy and deputy.role != addressee.role else "",
    )


def _point(line: DigestLine) -> str:
    return f"{shorten(line.label, limit=_LONGEST_POINT)}{NBSP}: {line.status}"


def spread_calls(
    calls: Iterable[tuple[CallEntry, Lines]],
    *,
    a_day: int,
    weights: Mapping[str, Weight],
    calendar: WorkCalendar,
    as_of: date,
) -> tuple[CallEntry, ...]:
    """The calls in the order of what presses, `a_day` on each working day from `as_of` on."""

    def first_of(one: tuple[CallEntry, Lines]) -> tuple[object, ...]:
        entry, lines = one
        return (
            min(order_of(line, weights=weights, as_of=as_of) for line in lines),
            natural_order(entry.partner),
            entry.role,
        )

    first = calendar.index_of(as_of)
    return tuple(
        replace(entry, on=calendar.day_at(first + number // a_day))
        for number, (entry, _) in enumerate(sorted(calls, key=first_of))
    )


def escalation_to(
    addressee: Addressee, partner: Partner, lines: Lines, *, facts: WeekFacts
) -> Addressee | None:
    """The deputy to write to, or None.

    Only when the general contact left its digests unanswered, has been on the call list for long
    enough since, nothing is noted in « Contacts » (that would be an answer), something that was
    asked is late, and the deputy was not written to for four weeks.
    """
    history, policy = facts.history, facts.policy
    last = history.last_sent.get(addressee.key)
    unanswered = len(history.unanswered.get(addressee.key, ())) >= policy.call_after
    late = any(
        line.level > 1 and group_of(line, as_of=facts.as_of) is DigestGroup.LATE for line in lines
    )
    if addressee.role != GENERAL or not unanswered or last is None or not late:
        return None
    if facts.as_of - last < timedelta(days=policy.escalate_after):
        return None
    deputy = deputy_of(partner)
    if deputy is None or deputy.key in history.bounced or deputy.key in history.unsubscribed:
        return None
    recent = {_week(facts, weeks) for weeks in range(_NOT_AGAIN_FOR.days // 7)} & history.weeks.get(
        deputy.key, frozenset()
    )
    return None if recent else deputy


def _week(facts: WeekFacts, ago: int) -> str:
    year, week, _ = (facts.as_of - timedelta(weeks=ago)).isocalendar()
    return f"{year}-W{week:02d}"
