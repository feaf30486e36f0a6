"""Sample: what cannot be read in the action plans, planted line by line, and what is put right."""

from collections.abc import Iterator, Mapping
from datetime import date
from random import Random

from relocalisons.sample.engine.cells import (
    Doubt,
    Row,
    Typed,
    ambiguous,
    broken,
    day,
    day_without_year,
    meant,
    nothing,
    percent,
    text,
    unreadable,
)
from relocalisons.sample.engine.entries import OPEN
from relocalisons.sample.engine.events import CellsTyped, Event, RowDeleted, RowStruck
from relocalisons.sample.engine.tabs import MERGED_PLANS
from relocalisons.sample.plan.lines import status
from relocalisons.sample.plan.schedule import Course, PlannedAction

Rows = Mapping[str, tuple[Row, ...]]

# Cells of actions that are under way and that nobody touches otherwise.
_UNDER_WAY: tuple[dict[str, Typed], ...] = (
    {"progress": broken("#REF!")},
    {"progress": broken("#DIV/0!")},
    {"status": ambiguous("fait ?"), "progress": percent(1.0)},
    {"progress": unreadable("voir avec Paul")},
    {"revised_end": unreadable("30/02/2026")},
    # Held up or not, it is not done.
    {"status": meant("bloqué ?", OPEN, doubt=Doubt.AMBIGUOUS)},
    {"revised_end": ambiguous("15/04/2026 ou 30/04/2026")},
    {"progress": nothing()},
    {"status": nothing("-")},
    {"owner": Typed("le fournil d’à côté", None, messy=True)},
    {"owner": Typed("la cuisine du bas", None, messy=True)},
    {"status": broken("#N/A")},
)

# Cells of actions still to come.
_TO_COME: tuple[dict[str, Typed], ...] = (
    {"planned_end": day_without_year(date(2026, 11, 15))},
    {"planned_end": ambiguous("S2 2026")},
    {"planned_end": nothing("à définir")},
    {"owner": Typed("Groupe légumes", None, messy=True)},
    {"planned_start": ambiguous("15/09/2026 (lundi)")},  # a Tuesday
)


def plant(
    rows: Rows, planned: tuple[PlannedAction, ...], *, seed: int
) -> tuple[dict[str, tuple[Row, ...]], tuple[Event, ...], frozenset[str]]:
    """The same plans with unreadable, ambiguous, missing and double lines; their sequel; which."""
    rng = Random(f"{seed}:action_mess")
    under_way = _shuffled(planned, Course.QUIET, rng)
    to_come = _shuffled(planned, Course.FUTURE, rng)
    needed = len(_UNDER_WAY) + 1
    if len(under_way) < needed:
        raise ValueError(f"{needed} quiet actions are needed, {len(under_way)} were planned")
    changes: dict[str, dict[str, Typed]] = {}
    hit: list[PlannedAction] = []
    for action, cells in zip(under_way, _UNDER_WAY, strict=False):
        changes[action.number] = cells
        hit.append(action)
    for action, cells in zip(to_come, _TO_COME, strict=False):
        changes[action.number] = cells
    late_mess = under_way[len(_UNDER_WAY)]
    spared = [
        action for action in to_come[len(_TO_COME) :] if action.title.owner not in MERGED_PLANS
    ]
    struck, deleted, struck_later = spared[0], spared[1], spared[2]
    doubled = _of_different_owners(spared[3:], count=3)
    result = {
        owner: tuple(
            _changed(row, changes.get(row.uid, {}), struck=row.uid == struck.number)
            for row in lines
        )
        for owner, lines in rows.items()
    }
    for action in doubled:
        result[action.title.owner] += (_copy(result[action.title.owner], action.number),)
    gone = [action for action in spared[3:] if action not in doubled][:3]
    sequel = _sequel(hit, late_mess=late_mess, gone=gone, deleted=deleted, struck=struck_later)
    others = (late_mess, struck, deleted, *gone, struck_later, *doubled)
    touched = frozenset((*changes, *(action.number for action in others)))
    return result, tuple(sequel), touched


def _shuffled(
    planned: tuple[PlannedAction, ...], course: Course, rng: Random
) -> list[PlannedAction]:
    chosen = [action for action in planned if action.course is course]
    rng.shuffle(chosen)
    return chosen


def _of_different_owners(actions: list[PlannedAction], *, count: int) -> list[PlannedAction]:
    first_of = {action.title.owner: action for action in reversed(actions)}
    return list(first_of.values())[-count:]


def _changed(row: Row, cells: Mapping[str, Typed], *, struck: bool) -> Row:
    changed = row.with_cells(cells) if cells else row
    return Row(uid=changed.uid, cells=changed.cells, struck=struck)


def _copy(rows: tuple[Row, ...], number: str) -> Row:
    """A line copied to start a new one, whose number was forgotten."""
    original = next(row for row in rows if row.uid == number)
    return Row(
        uid=f"{number}-copie",
        cells={**original.cells, "title": text(f"{original.cell('title').value} (phase 2)")},
    )


def _sequel(
    hit: list[PlannedAction],
    *,
    late_mess: PlannedAction,
    gone: list[PlannedAction],
    deleted: PlannedAction,
    struck: PlannedAction,
) -> Iterator[Event]:
    yield _typed(hit[0], date(2026, 3, 9), progress=percent(0.65))
    yield _typed(
        hit[2], date(2026, 3, 12), status=status("done"), actual_end=day(date(2026, 3, 11))
    )
    yield _typed(late_mess, date(2026, 3, 11), progress=unreadable("bien avancé"))
    yield RowStruck(
        on=date(2026, 3, 6), owner=struck.title.owner, table="actions", uid=struck.number
    )
    days = (date(2026, 2, 24),) * len(gone) + (date(2026, 3, 9),)
    for action, on in zip((*gone, deleted), days, strict=True):
        yield RowDeleted(on=on, owner=action.title.owner, table="actions", uid=action.number)


def _typed(action: PlannedAction, on: date, **cells: Typed) -> CellsTyped:
    return CellsTyped(
        on=on, owner=action.title.owner, table="actions", uid=action.number, cells=cells
    )
