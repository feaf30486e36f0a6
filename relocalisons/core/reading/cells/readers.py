"""Pure: the fixed names by which any cell is read, one function a kind of column.

Each takes a raw value (text, number, bool, None, date) or a `Cell`, never raises, and judges the
cell alone; only `grid.read_table` may settle a doubt from the rest of a column.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from relocalisons.core.kernel.definition import ColumnKind
from relocalisons.core.kernel.model import (
    ActionStatus,
    DateInterval,
    Quantity,
    QuantityRange,
    Reading,
)
from relocalisons.core.reading.cells.dates.dates import parse_date
from relocalisons.core.reading.cells.emails import parse_emails
from relocalisons.core.reading.cells.memo import CellReader, Parse
from relocalisons.core.reading.cells.numbers.numbers import parse_money, parse_number
from relocalisons.core.reading.cells.numbers.quantities import parse_quantity
from relocalisons.core.reading.cells.progress import parse_percent, parse_progress
from relocalisons.core.reading.cells.statuses import parse_status
from relocalisons.core.reading.cells.texts import (
    parse_id,
    parse_ids,
    parse_text,
    parse_url,
    parse_yesno,
)

_PARSERS: dict[ColumnKind, Parse] = {
    ColumnKind.ID: parse_id,
    ColumnKind.IDS: parse_ids,
    ColumnKind.TEXT: parse_text,
    ColumnKind.CHOICE: parse_text,
    ColumnKind.PARTNER: parse_text,
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
    """A status; « en retard » is only « en cours », because lateness is computed."""
    return _READERS[ColumnKind.STATUS].read(value)


def read_emails(value: object) -> Reading[tuple[str, ...]]:
    """Addresses, each of them clean; otherwise a doubt and no address."""
    return _READERS[ColumnKind.EMAIL].read(value)


def read_text(value: object) -> Reading[str]:
    """A text, tidied; « TBD » and dashes are ABSENT."""
    return _READERS[ColumnKind.TEXT].read(value)


def read_choice(value: object) -> Reading[str]:
    """One of a list, kept as typed; compare with `words.fold`."""
    return _READERS[ColumnKind.CHOICE].read(value)


def read_id(value: object) -> Reading[str]:
    """One identifier, such as `A2.3`."""
    return _READERS[ColumnKind.ID].read(value)


def read_ids(value: object) -> Reading[tuple[str, ...]]:
    """Several identifiers: « A1.2; A2.1 »."""
    return _READERS[ColumnKind.IDS].read(value)


def read_yesno(value: object) -> Reading[bool]:
    """Yes or no."""
    return _READERS[ColumnKind.YESNO].read(value)


def read_url(value: object) -> Reading[str]:
    """The link of the cell, else its text as typed (ABOUT when it is no link)."""
    return _READERS[ColumnKind.URL].read(value)


def read_cell(value: object, *, kind: ColumnKind, default_year: int | None = None) -> Reading[Any]:
    """The reading of a cell of any kind of column."""
    return reader_of(kind, default_year=default_year).read(value)


def read_column(
    values: Sequence[object], *, kind: ColumnKind, default_year: int | None = None
) -> list[Reading[Any]]:
    """The readings of a column, each cell judged alone, in order."""
    return reader_of(kind, default_year=default_year).read_column(values)
