"""Sample: the mails that came back before and during the story, as the mail service told them."""

from collections.abc import Mapping
from datetime import date

# partner code → day on which its address refused a message
_REFUSED = {"P05": date(2026, 2, 24), "P17": date(2026, 3, 10)}


def bounces_until(on: date) -> Mapping[str, date]:
    """Partner code → day of the last refusal known on that evening."""
    return {partner: day for partner, day in _REFUSED.items() if day <= on}
