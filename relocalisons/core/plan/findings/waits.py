"""Pure: lines that still wait for what another one has obtained since: somebody must tell them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from relocalisons.core.kernel.calendar.forecast import is_open
from relocalisons.core.kernel.model import (
    Action,
    ActionStatus,
    Audience,
    Finding,
    Programme,
    Row,
    RowPlace,
    Severity,
)
from relocalisons.core.kernel.wording import label_of, say_contact, say_partner
from relocalisons.core.kernel.words.french import format_long_date
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.plan.words import Waited, awaited, marks_of
from relocalisons.core.programme.plan_kinds import PlanKind

_SAID_IN = ("delay_cause", "comment", "status")


def find_waits_that_are_over(programme: Programme) -> tuple[Finding, ...]:
    """What waits, by its own words, for what exactly one action names, which is done.

    Only words are compared: an open action that is named as well, or two that are done, are no
    answer.
    """
    rows = {_line(row.place): row for row in programme.rows("actions")}
    named = _Named(programme.actions)
    return tuple(
        finding
        for action in programme.actions
        if is_open(action) and action.owner is not None and _line(action.place) in rows
        for finding in _over(action, rows[_line(action.place)], named=named, programme=programme)
    )


class _Named:
    """The actions by what may name them: a number, or the words of a title."""

    def __init__(self, actions: Iterable[Action]) -> None:
        self._titles = [(action, marks_of(action.title)) for action in actions]
        self._at: defaultdict[str, set[int]] = defaultdict(set)
        for place, (action, title) in enumerate(self._titles):
            for word in (fold(action.number or ""), *title):
                self._at[word].add(place)

    def by(self, waited: Waited) -> list[Action]:
        """Those that it names, in the order of the sheets."""
        places = set(self._at.get(waited.number, ())) if waited.number else set[int]()
        if waited.marks:
            found = [self._at.get(word, set[int]()) for word in waited.marks]
            places |= found[0].intersection(*found[1:])
        return [
            action
            for action, title in (self._titles[place] for place in sorted(places))
            if waited.names(action.number) or waited.is_said_by(title)
        ]


def _line(place: RowPlace) -> tuple[str, int, int]:
    return place.file_id, place.sheet_id, place.row


def _over(
    action: Action,
    row: Row,
    *,
    named: "_Named",
    programme: Programme,
) -> Iterator[Finding]:
    told: set[str] = set()
    for column in _SAID_IN:
        # A status says so by the words typed there, whatever it is read as.
        typed = row.reading(column).found
        for waited in awaited(typed if isinstance(typed, str) else ""):
            meant = [other for other in named.by(waited) if other is not action]
            if len(meant) != 1 or meant[0].status.value is not ActionStatus.DONE:
                continue
            done = meant[0]
            if done.key not in told:
                told.add(done.key)
                yield _finding(action, done, column=column, programme=programme)


def _finding(action: Action, done: Action, *, column: str, programme: Programme) -> Finding:
    name = f"{label_of(action.number, action.title)} ({say_partner(programme, action.owner)})"
    day: date | None = done.actual_end.value.latest if done.actual_end.value else None
    since = f" depuis le {format_long_date(day)}" if day else ""
    return Finding(
        kind=PlanKind.WAIT_IS_OVER,
        subject=f"{action.key}/{done.key}",
        partner=action.owner,
        severity=Severity.WATCH,
        audience=Audience.COORDINATION,
        title=f"{name} attend encore {label_of(done.number, done.title)}, terminée{since}.",
        action=f"Prévenir {say_contact(programme, action.owner)} que c’est obtenu.",
        label=label_of(done.number, done.title),
        evidence=(action.place.cell(column), done.place.cell("status")),
    )
