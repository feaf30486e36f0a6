"""Sample: a partner who gives no sign any more, and one who is called and types nothing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from relocalisons.sample.engine.cells import Row, text
from relocalisons.sample.engine.events import PILOTAGE, Event, RowAdded

SILENT = "P16"  # neither edits its sheet, nor answers, nor comes to meetings since December
UNTOUCHED = "P19"  # prefers the telephone, and its sheet shows it
_FIRST_MISSED = ("R-04", "R-05", "R-06", "R-07")
_AWAY = {"presence": text("absent"), "answer": text(None)}

Tables = Mapping[str, Mapping[str, tuple[Row, ...]]]


def miss_meetings(tables: Tables) -> dict[str, dict[str, tuple[Row, ...]]]:
    """The same tables; the silent partner was already absent from the last meeting of the year."""
    changed = {table: dict(owners) for table, owners in tables.items()}
    changed["attendance"][PILOTAGE] = tuple(map(_absent, changed["attendance"][PILOTAGE]))
    return changed


def fall_silent(events: Iterable[Event]) -> Iterator[Event]:
    """The same events without what these two would have typed; one of them misses every meeting."""
    for event in events:
        if event.owner in (SILENT, UNTOUCHED):
            continue
        if isinstance(event, RowAdded) and event.table == "attendance":
            event = replace(event, row=_absent(event.row))
        yield event


def _absent(row: Row) -> Row:
    meeting, _, partner = row.uid.partition("/")
    return row.with_cells(_AWAY) if partner == SILENT and meeting in _FIRST_MISSED else row
