"""Pure: what is to end today, and by the next working day: the eve of a delay, named once."""

from collections.abc import Collection, Iterator
from datetime import date

from relocalisons.core.deliverables.view import DeliverableState
from relocalisons.core.kernel.calendar.calendar import WorkCalendar
from relocalisons.core.kernel.words.french import (
    NBSP,
    THIN,
    count_of,
    format_long_date,
    join_words,
    typo,
)
from relocalisons.core.kernel.words.names import natural_order
from relocalisons.core.plan.view import ActionState
from relocalisons.core.reports.shared.measures import Measures

_EACH = 6  # partners; the rest is counted


def say_due(
    measures: Measures,
    *,
    as_of: date,
    calendar: WorkCalendar,
    granted: Collection[str] = (),
) -> str:
    """« Aujourd’hui : GOU-09 et LIV-25 (V1) ; PRO-45 (V5). Lundi 2 novembre 2026 : D-04 (V2) ».

    Actions and deliverables that are open; those with another date that she granted (`granted`:
    their keys) are not. Empty where nothing ends.
    """
    after = calendar.day_at(calendar.index_of(as_of) + 1)
    lines = [line for line in _open_lines(measures) if line[1] not in granted]
    said = (
        _of_a_day("aujourd’hui", [line for line in lines if line[0] == as_of]),
        _of_a_day(
            format_long_date(after, weekday=True),
            [line for line in lines if as_of < line[0] <= after],
        ),
    )
    return ". ".join(f"{words[0].upper()}{words[1:]}" for words in said if words)


_Line = tuple[date, str, str, str]  # its day, its key, its number, its partner


def _open_lines(measures: Measures) -> Iterator[_Line]:
    for line in measures.in_state(ActionState.ON_TIME, ActionState.SLIPPING):
        if line.due is not None:
            action = line.action
            yield line.due, action.key, action.number, action.owner or ""
    for output in measures.deliverables_in(DeliverableState.TO_COME):
        if output.due is not None:
            deliverable = output.deliverable
            yield output.due, deliverable.key, deliverable.number, deliverable.owner or ""


def _of_a_day(day: str, lines: list[_Line]) -> str:
    of_partner: dict[str, list[str]] = {}
    for _, _, number, owner in sorted(lines, key=lambda line: natural_order(line[3] + line[2])):
        of_partner.setdefault(owner, []).append(typo(number))
    named = [
        f"{join_words(numbers)} ({typo(owner)})" if owner else join_words(numbers)
        for owner, numbers in of_partner.items()
    ]
    rest = len(named) - _EACH
    others = [f"et {count_of(rest, 'autre partenaire', 'autres partenaires')}"] if rest > 0 else []
    return f"{day}{NBSP}: {f'{THIN}; '.join((*named[:_EACH], *others))}" if named else ""
