"""Pure: the rows that speak of a producer or of a growing contract, and whom each of them names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.model import (
    DateInterval,
    Doubt,
    GrowingContract,
    Programme,
    Quantity,
    Reading,
)
from relocalisons.core.kernel.words.names import PartnerNames, fold, index_names
from relocalisons.core.reading.cells.numbers.units import convert
from relocalisons.core.reading.sheet_rows import Row


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
    names = names_of(programme)
    return tuple(
        ProducerRow(producer=_producer(row, names=names, owner=entry.partner), row=row)
        for entry in programme.tables.get(table, ())
        for row in entry.rows
        if not row.struck
    )


def contract_sheets(programme: Programme) -> tuple[ContractSheet, ...]:
    """The growing contracts with their lines; a contract without line (none read) is left out."""
    rows: dict[tuple[str, int], Row] = {
        (row.place.file_id, row.number): row
        for entry in programme.tables.get("contracts", ())
        for row in entry.rows
    }
    found: list[ContractSheet] = []
    for contract in programme.contracts:
        row = rows.get((contract.place.file_id, contract.place.row))
        if row is not None:
            found.append(ContractSheet(contract=contract, row=row))
    return tuple(found)


def names_of(programme: Programme) -> PartnerNames:
    """Every spelling of the partners of a programme."""
    return index_names(programme.partners, synonyms=programme.synonyms)


def settled_day(row: Row, column: str) -> date | None:
    """The last day of a date cell that is certain or « environ »; None otherwise."""
    return last_day(row.reading(column))


def last_day(reading: Reading[DateInterval]) -> date | None:
    """The last day of a date that is set."""
    value = reading.value
    return value.latest if reading.is_set and isinstance(value, DateInterval) else None


def first_day(reading: Reading[DateInterval]) -> date | None:
    """The first day of a date that is set."""
    value = reading.value
    return value.earliest if reading.is_set and isinstance(value, DateInterval) else None


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


def producers_under_contract(programme: Programme) -> Iterator[str]:
    """The codes of the producers that have a contract, each once, in order."""
    seen = {each.producer for each in programme.contracts if each.producer is not None}
    yield from sorted(seen)


def _producer(row: Row, *, names: PartnerNames, owner: str | None) -> str | None:
    typed = row.text("producer")
    if typed is None and row.reading("producer").doubt is Doubt.ABSENT:
        return owner
    return names.resolve(typed).code


def same_chain(one: str | None, other: str | None) -> bool:
    """Whether two texts name one supply chain."""
    return fold(one or "") == fold(other or "")
