"""Pure: who waits for whom, and what a day of a partner costs."""

from collections.abc import Mapping
from decimal import Decimal

from relocalisons.core.kernel.calendar.forecast import is_open
from relocalisons.core.kernel.model import Programme, Quantity
from relocalisons.core.money.words.time_units import most_in_a_month
from relocalisons.core.programme.references import action_numbers

_DAYS_IN_A_MONTH = most_in_a_month(None) or Decimal(1)


def day_costs(programme: Programme) -> Mapping[str, list[Decimal]]:
    """Partner → what a day of each of its timesheets cost; a doubtful one tells nothing."""
    found: dict[str, list[Decimal]] = {}
    for row in programme.rows("timesheets"):
        partner, cost = programme.whose(row), row.decimal("cost")
        time = row.reading("time").value
        if partner is None or cost is None or not isinstance(time, Quantity) or not time.amount:
            continue
        most = most_in_a_month(time.unit)
        if most is not None:
            found.setdefault(partner, []).append(cost / time.amount * most / _DAYS_IN_A_MONTH)
    return found


def waiters(programme: Programme) -> Mapping[str, frozenset[str]]:
    """Key of an action → the partners of others who wait for it."""
    owners = {action.key: action.owner for action in programme.actions}
    numbers = action_numbers(programme)
    found: dict[str, frozenset[str]] = {}
    for action in programme.actions:
        if action.owner is None or not is_open(action):
            continue
        for key in numbers.waited_for(action):
            if owners.get(key) not in (None, action.owner):
                found[key] = found.get(key, frozenset()) | {action.owner}
    return found
