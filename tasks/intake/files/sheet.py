"""The cells of one sheet as any reader of files finds them: by their place, counted, under caps.

Only what holds something is kept: a million blank rows, a false dimension or a cell far away cost
nothing.
"""

from dataclasses import dataclass, field
from datetime import datetime

from relocalisons.core.kernel.model import Cell, Merge

MOST_ROWS = 50_000
MOST_COLUMNS = 256
_MOST_MERGED = 200_000  # rows of all merges together: a table has a few for each group of lines

# How a cell beyond the caps, or a formula that nothing computed, reads: unreadable, never empty.
REFUSED_CELL = "#VALEUR!"
OUT_OF_CALENDAR = "#VALUE!"  # what Excel shows for a number that is no date: ####

GENERAL = "General"
USUAL_DATE = "dd/mm/yyyy"
_LONGEST_FORMAT = 255  # characters, Excel's own limit
_LAST_DAY = 2_958_466  # 31/12/9999
_FROM_1904 = 1462  # days between the two epochs


@dataclass(frozen=True, slots=True, kw_only=True)
class CellLook:
    """What a style says of the value; `pattern` is None for « General »."""

    pattern: str | None = None
    is_date: bool = False
    is_span: bool = False  # a length of time, which has no epoch
    struck: bool = False

    def shown(self, value: object) -> object:
        """The value as a grid holds it: wrapped when its look says something."""
        if value is None or value == "" or not (self.pattern or self.struck):
            return value
        return Cell(value, self.pattern, self.struck, None)


PLAIN = CellLook()


@dataclass(slots=True, kw_only=True)
class Sheet:
    """What one pass brings home, at most `left` cells of it. Rows and columns are 1-based.

    `full`: the file holds more cells than are read, from that row on nothing is.
    """

    left: int
    rows: dict[int, dict[int, object]] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)  # 0-based
    cells: int = 0
    has_more_rows: bool = False
    has_more_columns: bool = False
    has_more_merges: bool = False
    full: bool = False
    _merged: int = 0

    def put(self, row: int, column: int, value: object) -> None:
        """Keep a value that holds something, or note that it is beyond a cap."""
        if value is None or value == "":
            return
        if row > MOST_ROWS:
            self.has_more_rows = True
        elif column > MOST_COLUMNS:
            self.has_more_columns = True
        elif not self.full:
            self._keep(row, column, value)

    def hide(self, row: int) -> None:
        """The row is not shown."""
        if row <= MOST_ROWS:
            self.hidden.add(row - 1)

    def merge(self, merge: Merge) -> None:
        """A merged block; whole columns are nothing that a table is made of."""
        if not 0 <= merge.first_row < merge.last_row <= MOST_ROWS:
            return
        self._merged += merge.last_row - merge.first_row
        if self._merged > _MOST_MERGED:
            self.has_more_merges = True
            return
        self.merges.append(merge)

    def _keep(self, row: int, column: int, value: object) -> None:
        self.cells += 1
        if self.cells > self.left:
            self.full = True
            self.rows.pop(row, None)  # half a row would be read as a whole one
            return
        cells = self.rows.setdefault(row, {})
        # Two cells at one place: nobody can say which of them Excel would keep.
        cells[column] = REFUSED_CELL if column in cells else value


@dataclass(frozen=True, slots=True, kw_only=True)
class TitledSheet:
    """A sheet with what its book says of it."""

    title: str
    hidden: bool
    sheet: Sheet


def dated(value: float, look: CellLook, *, from_1904: bool = False) -> object:
    """A number as its format means it: a date is its serial number (epoch 1899-12-30)."""
    if not look.is_date:
        return value
    if from_1904 and not look.is_span and value >= 1:
        value += _FROM_1904
    if not look.is_span and not 0 <= value < _LAST_DAY:
        return OUT_OF_CALENDAR
    return int(value) if float(value).is_integer() else value


def serial_of(moment: str) -> object:
    """The serial number of an ISO date or moment; an unreadable cell when it is none."""
    from openpyxl.utils.datetime import to_excel  # for dropped files only

    try:
        serial = float(to_excel(datetime.fromisoformat(moment.strip())))
    except ValueError:
        return REFUSED_CELL
    return int(serial) if serial.is_integer() else serial


def look_of(pattern: str, *, struck: bool) -> CellLook:
    """What a display format and a font say of a value."""
    if pattern.casefold() == GENERAL.casefold() or len(pattern) > _LONGEST_FORMAT:
        return CellLook(struck=struck)
    from openpyxl.styles.numbers import is_date_format, is_timedelta_format

    return CellLook(
        pattern=pattern,
        is_date=bool(is_date_format(pattern)),
        is_span=bool(is_timedelta_format(pattern)),
        struck=struck,
    )


def whole_of(text: str | None, otherwise: int) -> int:
    """A small whole number, or what stands in for one that is missing or absurd."""
    return int(text) if text and len(text) <= 9 and text.isdecimal() else otherwise
