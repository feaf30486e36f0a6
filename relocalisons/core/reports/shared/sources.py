"""Pure: where every figure comes from: workbook, tab, cell, and when it was read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.kernel.model import CellRef, Programme
from relocalisons.core.kernel.words.french import NBSP, count_of, format_moment, join_words
from relocalisons.core.views.view import AnnexColumn, AnnexSheet, AnnexValue, PlainTable

MAX_CELLS_IN_TEXT = 3
READING_HEADERS = _READ_AT, _SNAPSHOT = "Lu le", "Instantané"
PARIS = ZoneInfo("Europe/Paris")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One cell that a figure was computed from, and what was read there."""

    figure: str  # « Avancement du plan d’action »
    item: str  # « A1.2 »
    value: AnnexValue  # what was understood from the cell, never what was doubtful
    cell: CellRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What is known of the reading itself."""

    snapshot_id: str = ""
    read_at: Mapping[str, datetime] | None = None  # file id → aware moment
    zone: tzinfo = PARIS
    links: CellLinks = field(default_factory=CellLinks)

    @staticmethod
    def of(programme: Programme, *, snapshot_id: str = "") -> "Provenance":
        """The moments at which the workbooks of a programme were read."""
        return Provenance(
            snapshot_id=snapshot_id,
            read_at={
                entry.workbook.file_id: entry.workbook.read_at
                for entries in programme.tables.values()
                for entry in entries
            },
        )

    def moment(self, file_id: str) -> str:
        """`03/03/2026 à 06 h 30`, or a dash when the moment was not kept."""
        moment = (self.read_at or {}).get(file_id)
        return format_moment(moment.astimezone(self.zone)) if moment else "–"


def sources_table(evidence: tuple[Evidence, ...], *, figures: Mapping[str, str]) -> PlainTable:
    """One row per printed figure: what it says, from how many cells, and where they are.

    Up to three cells are named here; the sheet « Sources » of the annex names all of them, by
    line number.
    """
    return PlainTable(
        caption="Origine des chiffres",
        columns=("Chiffre", "Valeur", "Cellules lues"),
        rows=tuple(
            (
                figure,
                value,
                _where([line for line in evidence if line.figure == figure], evidence=evidence),
            )
            for figure, value in figures.items()
        ),
    )


def workbooks_table(evidence: tuple[Evidence, ...], *, provenance: Provenance) -> PlainTable:
    """One row per workbook that a figure was read from, with its tabs."""
    tabs: dict[tuple[str, str], list[str]] = {}
    for line in evidence:
        tabs.setdefault((line.cell.workbook, line.cell.file_id), []).append(line.cell.tab)
    return PlainTable(
        caption="Classeurs lus",
        columns=("Classeur", "Onglets", "Cellules", _READ_AT),
        reading_columns=1,
        rows=tuple(
            (
                workbook,
                ", ".join(sorted(set(read))),
                count_of(len(read), "cellule"),
                provenance.moment(file_id),
            )
            for (workbook, file_id), read in sorted(tabs.items())
        ),
    )


def sources_sheet(
    evidence: tuple[Evidence, ...], *, provenance: Provenance, stopped: str
) -> AnnexSheet:
    """The sheet « Sources »: one row per cell read, in the order of the figures."""
    return AnnexSheet(
        title="Sources",
        intro=f"Chaque chiffre et la cellule où il a été lu. {stopped}.",
        columns=(
            AnnexColumn(header="N°", width=6, kind="number"),
            AnnexColumn(header="Chiffre", width=30),
            AnnexColumn(header="Élément", width=16),
            AnnexColumn(header="Valeur comprise", width=18, kind="number"),
            AnnexColumn(header="Classeur", width=42),
            AnnexColumn(header="Onglet", width=24),
            AnnexColumn(header="Cellule", width=10),
            AnnexColumn(header=_READ_AT, width=20, reading=True),
            AnnexColumn(header=_SNAPSHOT, width=28, reading=True),
        ),
        rows=tuple(
            (
                number,
                line.figure,
                line.item,
                line.value,
                line.cell.workbook,
                line.cell.tab,
                line.cell.cell,
                provenance.moment(line.cell.file_id),
                provenance.snapshot_id or "–",
            )
            for number, line in enumerate(evidence, start=1)
        ),
    )


def _where(found: list[Evidence], *, evidence: tuple[Evidence, ...]) -> str:
    if not found:
        return "aucune cellule lisible"
    if len(found) <= MAX_CELLS_IN_TEXT:
        return join_words([str(line.cell) for line in found])
    figure = found[0].figure
    numbers = [index for index, line in enumerate(evidence, start=1) if line.figure == figure]
    books = len({line.cell.file_id for line in found})
    span = f"lignes {numbers[0]} à {numbers[-1]} de la feuille «{NBSP}Sources{NBSP}»"
    return f"{count_of(len(found), 'cellule')} dans {count_of(books, 'classeur')} ({span})"
