"""Sample: what goes wrong in the plan as a whole: chains, circles, dates typed over."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from relocalisons.sample.engine.cells import (
    Doubt,
    Form,
    Row,
    Typed,
    day,
    meant,
    said_elsewhere,
    text,
)
from relocalisons.sample.engine.events import CellsTyped, Event
from relocalisons.sample.engine.structures import WITHDRAWN
from relocalisons.sample.engine.tabs import LEAN_PLANS
from relocalisons.sample.plan.schedule import Course, PlannedAction

Rows = Mapping[str, tuple[Row, ...]]

_WAITING = 4  # actions that a late one of another partner holds up
_CIRCLES = 3
_LOST = 3  # actions that wait for one which is in no plan
_POSTPONED = 6
_OVERWRITTEN = 4
_REVERSED = 3
_UNDATED = 3
_EARLY = 3
_SAID = 2  # ends that only the status says


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleMess:
    """The plans after planting, what her « Dépendances » adds, and what happens afterwards."""

    rows: dict[str, tuple[Row, ...]]
    added: tuple[tuple[str, str, str], ...]
    sequel: tuple[Event, ...]


@dataclass(slots=True)
class _Hand:
    """Actions of each course that nobody else uses, dealt one by one."""

    piles: Mapping[Course, list[PlannedAction]]
    changes: dict[str, dict[str, Typed]] = field(default_factory=dict)

    def deal(self, course: Course, *, unlike: str = "") -> PlannedAction:
        """The next action of a course, owned by somebody else than `unlike`."""
        pile = self.piles[course]
        place = next(at for at, each in enumerate(pile) if each.title.owner != unlike)
        return pile.pop(place)

    def type(self, action: PlannedAction, **cells: Typed) -> None:
        """Type over cells of an action on the eve of the story."""
        self.changes.setdefault(action.number, {}).update(cells)


def plant_schedule(
    rows: Rows, planned: tuple[PlannedAction, ...], *, used: frozenset[str], seed: int
) -> ScheduleMess:
    """Plant what a look at the whole plan must find; `used` actions are left alone."""
    rng = Random(f"{seed}:schedule_mess")
    free = [action for action in planned if action.number not in used]
    rng.shuffle(free)
    piles: dict[Course, list[PlannedAction]] = {course: [] for course in Course}
    for action in free:
        if action.title.owner != WITHDRAWN:  # nothing is found of a partner who left
            piles[action.course].append(action)
    # Lean sheets have no column « Jalon »: chains that end in a milestone start elsewhere.
    piles[Course.FUTURE].sort(key=lambda each: each.title.owner in LEAN_PLANS)
    hand = _Hand(piles=piles)
    late = sorted(piles[Course.LATE], key=lambda each: (each.end, each.number))
    added = list(_hold_up(hand, late))
    _tie_circles(hand)
    _lose_predecessors(hand)
    _reverse_dates(hand)
    _forget_ends(hand)
    _finish_early(hand, late)
    sequel = (*_put_off(hand), *_type_over(hand))
    _say_ends(hand)
    return ScheduleMess(
        rows={
            owner: tuple(
                row.with_cells(hand.changes[row.uid]) if row.uid in hand.changes else row
                for row in lines
            )
            for owner, lines in rows.items()
        },
        added=tuple(added),
        sequel=sequel,
    )


def _hold_up(hand: _Hand, late: list[PlannedAction]) -> Iterator[tuple[str, str, str]]:
    """Milestones that should have begun, held up by late actions; one link is hers alone."""
    for place in range(_WAITING):
        before = late[place % len(late)]
        waiting = hand.deal(Course.FUTURE, unlike=before.title.owner)
        start = before.end + timedelta(days=3)
        cells = {
            "planned_start": day(start),
            "planned_end": day(start + timedelta(days=190)),
            "milestone": text("Jalon financeur"),
            "predecessors": text(before.number if place else None),
        }
        hand.type(waiting, **cells)
        if not place:
            yield before.number, waiting.number, "dit au COTECH de décembre"
    yield "A9.99", late[0].number, "à préciser"


def _tie_circles(hand: _Hand) -> None:
    for _ in range(_CIRCLES):
        first = hand.deal(Course.FUTURE)
        second = hand.deal(Course.FUTURE, unlike=first.title.owner)
        hand.type(first, predecessors=text(second.number))
        hand.type(second, predecessors=text(first.number))


def _lose_predecessors(hand: _Hand) -> None:
    for place in range(_LOST):
        action = hand.deal(Course.QUIET if len(hand.piles[Course.QUIET]) else Course.FUTURE)
        hand.type(action, predecessors=text(f"A8.{place + 41}"))


def _reverse_dates(hand: _Hand) -> None:
    for _ in range(_REVERSED):
        action = hand.deal(Course.DONE)
        if action.actual_end is not None:
            hand.type(action, actual_start=day(action.actual_end + timedelta(days=9)))


def _forget_ends(hand: _Hand) -> None:
    for _ in range(_UNDATED):
        hand.type(hand.deal(Course.DONE), actual_end=text(None))


def _say_ends(hand: _Hand) -> None:
    """« Fait le 12/02/2026 » in the status; once, with another day in « Fin réelle »."""
    for place in range(_SAID + 1):
        action = hand.deal(Course.DONE)
        end = action.actual_end or action.end
        status = meant(f"Fait le {end:%d/%m/%Y}", "done")
        other = Typed(end + timedelta(days=6), doubt=Doubt.AMBIGUOUS, form=Form.DATE, messy=True)
        hand.type(action, status=status, actual_end=said_elsewhere(end) if place else other)


def _finish_early(hand: _Hand, late: list[PlannedAction]) -> None:
    for place in range(_EARLY):
        before = late[(place + 1) % len(late)]
        hand.type(hand.deal(Course.DONE), predecessors=text(before.number))


def _put_off(hand: _Hand) -> Iterator[Event]:
    """Three new dates each; of one of them, two in March, under the eyes of the service."""
    days = (date(2026, 1, 14), date(2026, 2, 4), date(2026, 2, 23))
    for place in range(_POSTPONED):
        action = hand.deal(Course.FUTURE)
        seen = (days[0], date(2026, 3, 4), date(2026, 3, 9))
        for step, on in enumerate(seen if place == _POSTPONED - 1 else days, start=1):
            until = action.end + timedelta(days=20 * step + place)
            yield _typed(action, on, revised_end=day(until))


def _type_over(hand: _Hand) -> Iterator[Event]:
    """The planned end itself is replaced, which no plan forgets once it is frozen."""
    days = (date(2026, 1, 20), date(2026, 2, 5), date(2026, 2, 19), date(2026, 3, 4))
    for place in range(_OVERWRITTEN):
        action = hand.deal(Course.FUTURE)
        until = action.end + timedelta(days=25 + 10 * place)
        yield _typed(action, days[place], planned_end=day(until))


def _typed(action: PlannedAction, on: date, **cells: Typed) -> CellsTyped:
    return CellsTyped(
        on=on, owner=action.title.owner, table="actions", uid=action.number, cells=cells
    )
