"""Pure: the fixed names by which any cell is read, one function a kind of column.

Each takes a raw value (text, number, bool, None, date) or a `Cell`, never raises, and judges the
cell alone; only `grid.read_table` may settle a doubt from the rest of a column.
"""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, cast

from relocalisons.core.kernel.model import (
    ActionStatus,
    Cell,
    ColumnKind,
    DateInterval,
    Doubt,
    Quantity,
    QuantityRange,
    Reading,
)
from relocalisons.core.reading.cells.advice import seal
from relocalisons.core.reading.cells.dates.dates import parse_date
from relocalisons.core.reading.cells.emails import parse_emails
from relocalisons.core.reading.cells.numbers.numbers import parse_money, parse_number
from relocalisons.core.reading.cells.numbers.quantities import parse_quantity
from relocalisons.core.reading.cells.progress import parse_percent, parse_progress
from relocalisons.core.reading.cells.statuses import parse_status
from relocalisons.core.reading.cells.texts import (
    parse_id,
    parse_ids,
    parse_partner,
    parse_text,
    parse_url,
    parse_yesno,
)

# A programme has a few thousand distinct cells; the bounds only protect a long-lived process.
MOST_CELLS = 100_000
LONGEST_KEPT = 200

Parse = Callable[[object, Any], Reading[Any]]
_PLAIN = frozenset((str, int, float, type(None)))


class CellReader:
    """Reads raw values and `Cell`s of one kind, remembering what it has read.

    `parse(raw value, extra)` judges a cell alone; `extra` is its display format, or its link for
    the kinds where the link counts (`by_link`).
    """

    __slots__ = ("_by_link", "_cells", "_parse", "_plain")

    def __init__(self, parse: Parse, *, by_link: bool = False) -> None:
        self._parse = parse
        self._by_link = by_link
        self._plain = _PlainMemo(parse)
        self._cells: dict[tuple[type, object, str | None], Reading[Any]] = {}

    def read(self, value: object) -> Reading[Any]:
        """The reading of one cell."""
        if type(value) in _PLAIN:
            return self._plain[value]
        if isinstance(value, Cell):
            return self._read_cell(value)
        if value is True or value is False:
            return self._remember(bool, value, None)
        return self._parse_anew(value, None)

    def read_column(self, values: Sequence[object]) -> list[Reading[Any]]:
        """The readings of a whole column, in order."""
        if _PLAIN.issuperset(map(type, values)):
            return list(map(self._plain.__getitem__, values))
        memo, read = self._plain, self.read
        return [memo[value] if type(value) in _PLAIN else read(value) for value in values]

    def _read_cell(self, cell: Cell) -> Reading[Any]:
        value = cell.value
        kind = type(value)
        extra = cell.hyperlink if self._by_link else cell.format
        if not isinstance(extra, str) or (kind is str and not self._by_link):
            extra = None  # a format says nothing of a text
        if kind in _PLAIN and extra is None:
            return self._plain[value]
        if kind not in _PLAIN and kind is not bool:
            return self._parse_anew(value, extra)
        return self._remember(kind, value, extra)

    def _remember(self, kind: type, value: object, extra: str | None) -> Reading[Any]:
        key = (kind, value, extra)
        reading = self._cells.get(key)
        if reading is None:
            reading = self._parse_anew(value, extra)
            if len(self._cells) < MOST_CELLS and _is_short(value):
                self._cells[key] = reading
        return reading

    def _parse_anew(self, value: object, extra: str | None) -> Reading[Any]:
        return seal(self._parse(_unboxed(value), extra), value)


def _unboxed(value: object) -> object:
    # Of which Python type a number of numpy's is, its own value tells; numpy itself is not asked.
    return cast("Any", value).item() if type(value).__module__ == "numpy" else value


class _PlainMemo(dict[Any, Reading[Any]]):
    """Readings of plain values; True would be found under 1, so booleans stay out."""

    __slots__ = ("_parse",)

    def __init__(self, parse: Parse) -> None:
        super().__init__()
        self._parse = parse

    def __missing__(self, value: object) -> Reading[Any]:
        reading = seal(self._parse(value, None), value)
        if len(self) < MOST_CELLS and _is_short(value):
            self[value] = reading
        return reading


def _is_short(value: object) -> bool:
    return not isinstance(value, str) or len(value) <= LONGEST_KEPT


_PARSERS: dict[ColumnKind, Parse] = {
    ColumnKind.ID: parse_id,
    ColumnKind.IDS: parse_ids,
    ColumnKind.TEXT: parse_text,
    ColumnKind.CHOICE: parse_text,
    ColumnKind.PARTNER: parse_partner,
    ColumnKind.NUMBER: parse_number,
    ColumnKind.MONEY: parse_money,
    ColumnKind.PERCENT: parse_percent,
    ColumnKind.PROGRESS: parse_progress,
    ColumnKind.QUANTITY: parse_quantity,
    ColumnKind.STATUS: parse_status,
    ColumnKind.EMAIL: parse_emails,
    ColumnKind.URL: parse_url,
    ColumnKind.YESNO: parse_yesno,
}
_BY_LINK = frozenset((ColumnKind.EMAIL, ColumnKind.URL))


def make_reader(kind: ColumnKind, *, default_year: int | None = None) -> CellReader:
    """A reader of a kind of column that remembers nothing yet."""
    if kind is ColumnKind.DATE:
        return CellReader(lambda value, pattern: parse_date(value, pattern, default_year))
    return CellReader(_PARSERS[kind], by_link=kind in _BY_LINK)


_READERS = {kind: make_reader(kind) for kind in ColumnKind}
_DATE_READERS = {
    year: make_reader(ColumnKind.DATE, default_year=year) for year in range(1990, 2061)
}


def reader_of(kind: ColumnKind, *, default_year: int | None = None) -> CellReader:
    """The reader of a kind of column; `default_year` (1990–2060, else ignored) is for dates."""
    if kind is ColumnKind.DATE and default_year is not None:
        return _DATE_READERS.get(default_year, _READERS[kind])
    return _READERS[kind]


def read_date(value: object, *, default_year: int | None = None) -> Reading[DateInterval]:
    """A day or a period, due on its last day; `default_year` completes « 15/03 » as ABOUT."""
    return reader_of(ColumnKind.DATE, default_year=default_year).read(value)


def read_single_day(value: object) -> date | None:
    """The one day that a cell of any kind holds for certain; None for anything else."""
    reading = read_date(value)
    interval = reading.value if reading.doubt is Doubt.CERTAIN else None
    return interval.latest if interval and interval.earliest == interval.latest else None


def read_number(value: object) -> Reading[Decimal]:
    """A number; « 1.234 » is AMBIGUOUS, « (300) » is negative."""
    return _READERS[ColumnKind.NUMBER].read(value)


def read_money(value: object) -> Reading[Decimal]:
    """An amount in euros; « 12,5 k€ » is 12500."""
    return _READERS[ColumnKind.MONEY].read(value)


def read_percent(value: object) -> Reading[Decimal]:
    """A rate or a tolerance as a fraction from 0 to 1."""
    return _READERS[ColumnKind.PERCENT].read(value)


def read_progress(value: object) -> Reading[Decimal]:
    """Progress as a fraction from 0 to 1; « fait » is 1, « ok? » is AMBIGUOUS."""
    return _READERS[ColumnKind.PROGRESS].read(value)


def read_quantity(value: object) -> Reading[Quantity | QuantityRange]:
    """An amount with its unit (None when none is written), surfaces in hectares."""
    return _READERS[ColumnKind.QUANTITY].read(value)


def read_status(value: object) -> Reading[ActionStatus]:
    """A status; « en retard » is only « not finished », because lateness is computed."""
    return _READERS[ColumnKind.STATUS].read(value)


def read_emails(value: object) -> Reading[tuple[str, ...]]:
    """Addresses, each of them clean; otherwise a doubt and no address."""
    return _READERS[ColumnKind.EMAIL].read(value)


def read_column(
    values: Sequence[object], *, kind: ColumnKind, default_year: int | None = None
) -> list[Reading[Any]]:
    """The readings of a column, each cell judged alone, in order."""
    return reader_of(kind, default_year=default_year).read_column(values)
