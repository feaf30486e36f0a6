"""Pure: what the acts of a night say of the mails of the week: weights, and calls."""

from collections.abc import Iterable, Mapping
from datetime import date

from relocalisons.core.acts.acts import Act, Acts, is_call
from relocalisons.core.reminders.choosing import Weight
from relocalisons.core.reminders.digests import CallEntry


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
