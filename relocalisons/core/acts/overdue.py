"""Pure: since when each matter of « aujourd’hui » waits, and whether that has been too long.

A day is kept for each finding, not for its act: an act of the same key may hold other matters.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from relocalisons.core.acts.acts import Act, Acts, is_call
from relocalisons.core.acts.at_stake import Nearness
from relocalisons.core.acts.awake import is_awake
from relocalisons.core.acts.shelves import When, is_by_mail, place
from relocalisons.core.kernel.model import Programme, TrackedFinding
from relocalisons.core.reminders.contacts import last_contacts
from relocalisons.core.reminders.rules.answers import told_as


def shown_since(
    acts: Acts,
    tracked: Iterable[TrackedFinding],
    before: Mapping[str, date],
    *,
    programme: Programme,
    as_of: date,
) -> Mapping[str, date]:
    """What a finding is about (`told_as`) → the day since which it waits for her « aujourd’hui ».

    `before`: the same as of the night before. It goes on where graver acts took its place, and
    where nobody can read tonight whether it is settled. It ends with what is done or answered: she
    said a word, a mail asks it, an answer is to be read; a call begins anew with a talk. Nothing
    waits whose day is far, as one that a funder has put off.
    """
    today = {act.key for act in place(acts, programme=programme, as_of=as_of)[When.TODAY]}
    talked = {code: last.on for code, last in last_contacts(programme).items()}
    found: dict[str, date] = {}
    for act in acts.acts:
        if act.offers or is_by_mail(act) or act.nearness is Nearness.AHEAD:
            continue
        for one in act.told:
            known = before.get(told_as(one.finding.key))
            first = as_of if known is None and act.key in today else known
            if first is not None and _waits(one, as_of=as_of):
                found[told_as(one.finding.key)] = max(first, _talk(act, talked, as_of=as_of))
    unseen = {told_as(one.finding.key) for one in tracked if one.unseen_since is not None}
    return {key: day for key, day in before.items() if key in unseen} | found


def _waits(one: TrackedFinding, *, as_of: date) -> bool:
    return not one.is_open or is_awake(one, as_of=as_of)  # a doubt leaves it standing


def _talk(act: Act, talked: Mapping[str, date], *, as_of: date) -> date:
    day = talked.get(act.key.counterpart) if is_call(act) else None
    return min(day, as_of) if day is not None else date.min
