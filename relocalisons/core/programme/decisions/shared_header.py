"""Pure: the header of a tab that she writes in too, whatever she moved, inserted or renamed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from relocalisons.core.kernel.model import Cell, raw
from relocalisons.core.programme.decisions.decisions import normalised
from relocalisons.core.reading.cells.serials import (
    FIRST_FORMATTED,
    LAST_FORMATTED,
    day_of,
    shows_date,
)

DECISION, NOTE, KEY = "decision", "note", "cle"


@dataclass(frozen=True, slots=True)
class SharedHeader:
    """Where the header stands: its 0-based row, and the column of each normalised name."""

    row: int
    columns: Mapping[str, int]

    def at(self, name: str) -> int | None:
        """The column of that name, or None."""
        return self.columns.get(name)


def find_header(rows: Sequence[Sequence[object]]) -> SharedHeader | None:
    """The first row that has both « Clé » and « Décision »; None when there is none.

    « Ma décision » is « Décision » when no other header speaks of a decision. Another name is
    not guessed: her words must never be looked for in another column.
    """
    for number, row in enumerate(rows):
        names: dict[str, int] = {}
        for column, cell in enumerate(row):
            names.setdefault(normalised(shown_text(cell)), column)
        if KEY not in names:
            continue
        if DECISION not in names:
            like = [name for name in names if DECISION in name.split()]
            if len(like) != 1:
                continue
            names[DECISION] = names[like[0]]
        return SharedHeader(number, names)
    return None


def has_lost_its_header(rows: Sequence[Sequence[object]]) -> bool:
    """Whether rows of ours stand there under a header that cannot be told any more.

    It still names « Clé », but no longer « Décision ».
    """
    if find_header(rows) is not None:
        return False
    return any(normalised(shown_text(cell)) == KEY for row in rows for cell in row if cell)


def shown_text(cell: object) -> str:
    """A cell as she sees it; a date alone is shown as a date, so that a message makes sense."""
    value = raw(cell)
    if isinstance(value, str):
        return value.strip()
    if value is None:
        return ""
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, float | int):
        if _is_day(cell) and FIRST_FORMATTED <= value < LAST_FORMATTED + 1:
            return f"{day_of(value):%d/%m/%Y}"
        whole = isinstance(value, int) or value.is_integer()
        return str(int(value)) if whole else str(value)  # never « 6.12e+08 » for a telephone
    return str(value).strip()


def _is_day(cell: object) -> bool:
    return isinstance(cell, Cell) and shows_date(cell.format)
