"""Pure: who waits for whom, and what a day of a partner costs."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.calendar.forecast import action_due, is_open
from relocalisons.core.kernel.model import Action, Programme, Quantity, once_a_programme
from relocalisons.core.kernel.words.french import (
    format_long_date,
    format_short_date,
    name_some,
    plural_word,
    typo,
)
from relocalisons.core.kernel.words.names import natural_order
from relocalisons.core.money.words.time_units import most_in_a_month
from relocalisons.core.programme.references import waiting_actions

_NAMED = 3
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
    found = {
        key: frozenset(each.owner for each in waiting if each.owner and is_open(each))
        for key, waiting in held_up(programme).items()
    }
    return {key: partners for key, partners in found.items() if partners}


@once_a_programme
def held_up(programme: Programme) -> Mapping[str, tuple[Action, ...]]:
    """Key of an action → the actions of others that wait for it, the first to end first.

    One whose state cannot be read waits too: nobody has said that it is over.
    """
    owners = {action.key: action.owner for action in programme.actions}
    found = {
        key: tuple(
            sorted(
                (
                    each
                    for each in waiting
                    if each.owner not in (None, owners[key])
                    and owners[key] is not None
                    and is_open(each) is not False
                ),
                key=lambda each: (_end_of(each) or date.max, natural_order(each.number)),
            )
        )
        for key, waiting in waiting_actions(programme).items()
    }
    return {key: others for key, others in found.items() if others}


def say_held_up(keys: Iterable[str], *, programme: Programme) -> str:
    """« C1.1 (29 mai) attend »: what waits for these lines, with the day by which it must end."""
    others = held_up(programme)
    waiting = {each.key: each for key in keys for each in others.get(key, ())}
    if not waiting:
        return ""
    names = [say_with_end(each, as_of=programme.as_of) for each in waiting.values()]
    return f"{name_some(names, limit=_NAMED)} {plural_word(len(names), 'attend', 'attendent')}"


def say_with_end(action: Action, *, as_of: date) -> str:
    """« C1.1 (29 mai) »."""
    end = _end_of(action)
    if end is None:
        return typo(action.number)
    day = format_short_date(end) if end.year == as_of.year else format_long_date(end)
    return f"{typo(action.number)} ({day})"


def _end_of(action: Action) -> date | None:
    due = action_due(action)
    return due.day if due is not None else None
