"""Pure: the year of a payment typed without one, where the year of its column is not its own.

« courant janvier » beside an invoice of December is the January after it.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from relocalisons.core.kernel.model import Doubt, Reading, TableSchema
from relocalisons.core.kernel.words.french import format_date
from relocalisons.core.reading.cells.advice import CELL, about, ambiguous, seal
from relocalisons.core.reading.cells.readers import read_date
from relocalisons.core.reading.columns import lacks_year

Cells = Mapping[str, Reading[Any]]

_TABLE = "expenses"
_DEPOSIT = timedelta(days=62)  # paid so long before its invoice at most
_TERM = timedelta(days=180)  # an invoice is paid within that time, or nobody can tell


def with_payment_years(readings: Mapping[int, Cells], table: TableSchema) -> Mapping[int, Cells]:
    """The readings of « Dépenses », each payment that lacked its year after its own invoice."""
    if table.name != _TABLE:
        return readings
    return {row: {**cells, **_settled(cells)} for row, cells in readings.items()}


def _settled(cells: Cells) -> Cells:
    """« Payé le » read anew; empty where nothing contradicts it."""
    paid, invoiced = cells["paid_on"], cells["invoice_date"]
    if paid.value is None or invoiced.value is None:
        return {}
    first, last = invoiced.value.earliest, invoiced.value.latest
    if paid.value.latest >= first - _DEPOSIT or _lacked_year(invoiced) or not _lacked_year(paid):
        return {}
    years = range(paid.value.latest.year + 1, last.year + 2)
    fitting = (one for year in years if (one := read_date(paid.found, default_year=year).value))
    later = next((one for one in fitting if one.latest >= first - _DEPOSIT), None)
    if later is None:
        return {}
    if later.earliest > last + _TERM:
        days = f"le {format_date(paid.value.latest)} ou le {format_date(later.latest)}"
        asked = ambiguous(f"{CELL} peut être {days} : tapez l’année.", (paid.value, later))
        return {"paid_on": seal(asked, paid.found)}
    told = about(
        later,
        f"{CELL} est lu en {later.latest.year}, puisque la facture est du {format_date(last)}, "
        f"soit le {format_date(later.latest)} : tapez l’année.",
    )
    return {"paid_on": seal(told, paid.found)}


def _lacked_year(reading: Reading[Any]) -> bool:
    """Whether its year was not typed: the column gave it."""
    return reading.doubt is Doubt.ABOUT and lacks_year(read_date(reading.found))
