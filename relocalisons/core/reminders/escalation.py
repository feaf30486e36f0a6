"""Pure: when a message to somebody's deputy is proposed: unanswered, called for, still nothing."""

from datetime import timedelta

from relocalisons.core.kernel.model import Partner
from relocalisons.core.reminders.digests import DigestGroup, DigestLine
from relocalisons.core.reminders.lines import group_of
from relocalisons.core.reminders.people import GENERAL, Addressee, deputy_of
from relocalisons.core.reminders.reasons import WeekFacts

_NOT_AGAIN_FOR = timedelta(weeks=4)


def escalation_to(
    addressee: Addressee, partner: Partner, lines: tuple[DigestLine, ...], *, facts: WeekFacts
) -> Addressee | None:
    """The deputy to write to, or None.

    Only when the general contact left its digests unanswered, has been on the call list for long
    enough since, nothing is noted in « Contacts » (that would be an answer), something is late,
    and the deputy was not written to for four weeks.
    """
    history, policy = facts.history, facts.policy
    last = history.last_sent.get(addressee.key)
    unanswered = history.unanswered.get(addressee.key, 0) >= policy.call_after
    late = any(group_of(line, as_of=facts.as_of) is DigestGroup.LATE for line in lines)
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
