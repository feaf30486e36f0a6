"""Pure: what the acts of a night say of the mails of the week: weights, and calls."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from relocalisons.core.acts.acts import Act, Acts, Awaited, is_call
from relocalisons.core.acts.ranking import FIRM_BAND
from relocalisons.core.kernel.calendar.calendar import WorkCalendar
from relocalisons.core.kernel.calendar.deadlines import our_deadline
from relocalisons.core.kernel.model import TrackedFinding
from relocalisons.core.reminders.choosing import Weight
from relocalisons.core.reminders.digests import ANSWER_WITHIN, CallEntry
from relocalisons.core.reminders.rules.answers import told_as


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A finding in a digest of `day`; `left`: it left, else it waits for her word."""

    finding_key: str
    day: date
    left: bool


def answers_awaited(
    asks: Iterable[Ask],
    *,
    tracked: Iterable[TrackedFinding],
    calendar: WorkCalendar,
    call_after: int,
    as_of: date,
) -> Mapping[str, Awaited]:
    """Key of a finding that stands → the mail that asks about it, up to the day that it names.

    What was due soon when the mail left and is late now is the same thing. On that day the next
    mail asks again, unless `call_after` of them have: then the call is of that day.
    """
    asked: dict[str, Awaited] = {}
    times: Counter[str] = Counter()
    for each in sorted(asks, key=lambda one: (one.day, one.left)):
        thing = told_as(each.finding_key)
        times[thing] += each.left
        until = our_deadline(each.day + ANSWER_WITHIN, sent=each.day, calendar=calendar)
        if as_of < until or (as_of == until and times[thing] < call_after):
            asked[thing] = Awaited(until=until, held=not each.left)
    keys = (one.finding.key for one in tracked if one.is_open)
    return {key: asked[told_as(key)] for key in keys if told_as(key) in asked}


def weights_of(acts: Acts) -> Mapping[str, Weight]:
    """Key of a finding → its own weight, by the rule that ranks acts."""
    if acts.weigher is None:
        return {}
    return {
        key: Weight(band=acts.weigher.band_of((stake,)), last_useful=stake.last_useful)
        for key, stake in acts.stakes.items()
    }


def is_told_as_call(act: Act, calls: Iterable[CallEntry], *, as_of: date) -> bool:
    """Whether a list of calls tells that very call for that day, with what to say in it."""
    today = {each.partner for each in calls if each.on is None or each.on <= as_of}
    return is_call(act) and act.key.counterpart in today


def is_asked_by_mail(act: Act, partners: frozenset[str]) -> bool:
    """Whether a call of the day is what a mail to that partner asks; what weighs more is both."""
    light = not act.firm and act.band < FIRM_BAND
    return is_call(act) and light and act.key.counterpart in partners
