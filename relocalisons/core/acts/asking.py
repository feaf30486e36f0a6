"""Pure: what the acts of a night say of the lines of a mail: how much each weighs."""

from collections.abc import Mapping

from relocalisons.core.acts.acts import Acts
from relocalisons.core.reminders.choosing import Weight


def weights_of(acts: Acts) -> Mapping[str, Weight]:
    """Key of a finding → its own weight, by the rule that ranks acts."""
    if acts.weigher is None:
        return {}
    return {
        key: Weight(band=acts.weigher.band_of((stake,)), last_useful=stake.last_useful)
        for key, stake in acts.stakes.items()
    }
