"""Pure: the rows that speak of a producer or of a growing contract, and whom each of them names."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from relocalisons.core.kernel.model import (
    Doubt,
    GrowingContract,
    PartnerNames,
    Programme,
    Quantity,
    Row,
    once_a_programme,
)
from relocalisons.core.reading.cells.numbers.units import convert


@dataclass(frozen=True, slots=True, kw_only=True)
class ProducerRow:
    """A line and the producer it is about; None when it names nobody we know."""

    producer: str | None
    row: Row


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractSheet:
    """A growing contract with its line of « Contrats de culture », where the rest of it stands."""

    contract: GrowingContract
    row: Row

    @property
    def chain(self) -> str:
        """Its supply chain as typed, or « filière non précisée »."""
        return self.contract.supply_chain or "filière non précisée"


def producer_rows(programme: Programme, table: str) -> tuple[ProducerRow, ...]:
    """The lines of a table with their producers, struck ones left out.

    A line names its producer; one that leaves the cell empty in a partner's own workbook is
    about that partner. A name that nobody knows stays nobody's.
    """
    return tuple(
        ProducerRow(producer=_producer(row, names=programme.names), row=row)
        for row in programme.rows(table)
    )


@once_a_programme
def contract_sheets(programme: Programme) -> tuple[ContractSheet, ...]:
    """The growing contracts with their lines; a contract without line (none read) is left out."""
    lines = (
        (each, programme.row_at(each.place, table="contracts")) for each in programme.contracts
    )
    return tuple(ContractSheet(contract=each, row=row) for each, row in lines if row is not None)


def has_column(row: Row, column: str) -> bool:
    """Whether the sheet has that column: one that it lacks cannot be asked to be filled in."""
    return column in row.place.letters


def is_empty(row: Row, column: str) -> bool:
    """Whether the column is there and nothing is written in the cell."""
    return has_column(row, column) and row.reading(column).doubt is Doubt.ABSENT


def settled_amount(row: Row, column: str) -> Decimal | None:
    """The number of a cell that is set and finite; None otherwise."""
    reading = row.reading(column)
    value = reading.value
    if reading.is_set and isinstance(value, Decimal) and value.is_finite():
        return value
    return None


def hectares(row: Row, column: str = "area") -> Decimal | None:
    """A surface in hectares; None when it is in doubt, a range, without unit or no surface."""
    reading = row.reading(column)
    if not reading.is_set or not isinstance(reading.value, Quantity):
        return None
    converted = convert(reading.value, unit="ha")
    return converted.amount if converted is not None else None


def by_producer(rows: tuple[ProducerRow, ...]) -> Mapping[str, tuple[Row, ...]]:
    """The lines of each known producer, in their order."""
    grouped: dict[str, tuple[Row, ...]] = {}
    for each in rows:
        if each.producer is not None:
            grouped[each.producer] = (*grouped.get(each.producer, ()), each.row)
    return grouped


def _producer(row: Row, *, names: PartnerNames) -> str | None:
    typed = row.text("producer")
    if typed is None and row.reading("producer").doubt is Doubt.ABSENT:
        return row.partner
    return names.resolve(typed).code
