"""Pure: figures and the cells they are made of, in the few ways that a verifier can do again.

The ways (`calcul`): « cellules » (Σ of cells), « somme », « plus petit », « différence » (never
below zero), « taux » (× a share, down to the cent), « part » (× a share of the key, to the nearest
cent), « clé et taux » (the smaller of the part and the base × the rate, to the nearest cent),
« réparti » (whole cents by the parts of a sum), « donné » (stated, not made again).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.model import Row
from relocalisons.core.kernel.wording import hide_contacts
from relocalisons.core.programme.decisions.shared_header import shown_text
from relocalisons.core.reports.shared.sources import Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure in euros; `of`: ids of cells or figures, in the order that its way wants."""

    id: str
    name: str
    value: Decimal
    way: str
    of: tuple[str, ...] = ()
    rate: Decimal | None = None
    rank: int | None = None
    seen: tuple[str, ...] = ()  # cells that bear on it without being added up
    note: str = ""
    places: tuple[str, ...] = ()  # cells whose amounts are not shown

    def as_json(self) -> dict[str, object]:
        """Its line of `chiffres.json`."""
        line: dict[str, object] = {
            "id": self.id,
            "nom": self.name,
            "valeur": str(self.value.quantize(Decimal("0.01"))),
            "calcul": self.way,
            "de": list(self.of),
        }
        if self.rate is not None:
            line["taux"] = str(self.rate)
        if self.rank is not None:
            line["rang"] = self.rank
        if self.seen:
            line["vu"] = list(self.seen)
        if self.note:
            line["note"] = self.note
        if self.places:
            line["places"] = list(self.places)
        return line


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofCell:
    """A cell as it was read, and what was understood from it."""

    id: str
    workbook: str
    tab: str
    cell: str
    heading: str
    typed: str
    read: str
    read_at: str

    def as_json(self) -> dict[str, str]:
        """Its line of `cellules.json`."""
        return {
            "id": self.id,
            "classeur": self.workbook,
            "onglet": self.tab,
            "cellule": self.cell,
            "colonne": self.heading,
            "brut": self.typed,
            "lu": self.read,
            "lu_le": self.read_at,
        }


@dataclass(slots=True)
class Ledger:
    """Figures and cells as they are made; each cell stands once."""

    provenance: Provenance
    figures: dict[str, Figure] = field(default_factory=dict[str, Figure])
    cells: dict[str, ProofCell] = field(default_factory=dict[str, ProofCell])
    files: set[str] = field(default_factory=set[str])

    def cell(self, row: Row, column: str) -> str:
        """The id of a cell, kept as it was read."""
        place = row.place.cell(column)
        name = f"{place.file_id}/{place.sheet_id}/{place.cell or f'{row.number}:{column}'}"
        if name not in self.cells:
            self.files.add(place.file_id)
            self.cells[name] = ProofCell(
                id=name,
                workbook=place.workbook,
                tab=place.tab,
                cell=place.cell,
                heading=row.table.column(column).header,
                typed=hide_contacts(shown_text(row.cells.get(column))),
                read=hide_contacts(_read(row, column)),
                read_at=self.provenance.moment(place.file_id),
            )
        return name

    def add(self, figure: Figure) -> str:
        """Keep a figure; its id."""
        self.figures[figure.id] = figure
        return figure.id

    def sum_of(self, id_: str, name: str, parts: Sequence[str], *, note: str = "") -> str:
        """The sum of figures already kept."""
        value = sum((self.figures[part].value for part in parts), Decimal(0))
        figure = Figure(id=id_, name=name, value=value, way="somme", of=tuple(parts), note=note)
        return self.add(figure)

    def given(
        self,
        id_: str,
        name: str,
        value: Decimal,
        *,
        note: str,
        of: Sequence[str] = (),
        seen: Iterable[str] = (),
        places: Iterable[str] = (),
    ) -> str:
        """A figure that is stated; `of` are the cells where it was read, if any."""
        return self.add(
            Figure(
                id=id_,
                name=name,
                value=value,
                way="donné",
                of=tuple(of),
                note=note,
                seen=tuple(seen),
                places=tuple(places),
            )
        )

    def cells_sum(
        self,
        id_: str,
        name: str,
        rows: Iterable[tuple[Row, str]],
        *,
        seen: Iterable[str] = (),
    ) -> str:
        """The sum of cells of amounts; `seen` bear on it without being added up."""
        named = [(self.cell(row, column), row.decimal(column)) for row, column in rows]
        value = sum((one for _, one in named if one is not None), Decimal(0))
        of = tuple(name for name, one in named if one is not None)
        return self.add(
            Figure(id=id_, name=name, value=value, way="cellules", of=of, seen=tuple(seen))
        )


def as_lines(ledger: Ledger) -> Mapping[str, list[dict[str, object]] | list[dict[str, str]]]:
    """`chiffres.json` and `cellules.json`."""
    return {
        "chiffres.json": [figure.as_json() for figure in ledger.figures.values()],
        "cellules.json": [cell.as_json() for cell in ledger.cells.values()],
    }


def _read(row: Row, column: str) -> str:
    """What was understood: an amount as a number, a day as ISO, else the text."""
    amount, day = row.decimal(column), row.last_day(column)
    if amount is not None:
        return str(amount)
    if isinstance(day, date):
        return day.isoformat()
    return row.plain(column)
