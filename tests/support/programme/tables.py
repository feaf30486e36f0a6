"""Tables of « Pilotage » and of partners drawn with `|`, read as the product reads them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from support.programme.build import a_partner, a_programme, rows

from relocalisons.core.kernel.model import Partner, Programme, SourcedTable, TabGrid, WorkbookGrid
from relocalisons.core.kernel.partners import index_names
from relocalisons.core.programme.entities import deliverable_of
from relocalisons.core.reading.grid import read_table
from relocalisons.core.tables import BY_NAME

PARTNERS = (
    a_partner("P01", "Ville de Grasse"),
    a_partner("P02", "Chambre d'agriculture 06"),
    a_partner("P03", "Studio Cigale"),
)
MOMENT = datetime(2026, 3, 3, 5, 30, tzinfo=UTC)


def drawn(name: str, table: str, *, partner: str | None = None, edited: date | None = None):
    """A canonical table as read; headers are canonical names, cells what people type."""
    schema = BY_NAME[name]
    lines = rows(table)
    headers = list(lines[0]) if lines else []
    grid: list[tuple[object, ...]] = [tuple(schema.column(key).header for key in headers)]
    grid += [tuple(line.get(key) or None for key in headers) for line in lines]
    tab = TabGrid(sheet_id=1, title=schema.title, rows=tuple(grid))
    at = datetime(edited.year, edited.month, edited.day, 9, tzinfo=UTC) if edited else MOMENT
    book = WorkbookGrid(
        file_id=f"file-{partner or 'pilotage'}",
        name=f"Suivi {partner}" if partner else "Pilotage",
        version="1",
        modified_time=at,
        read_at=MOMENT,
        tabs=(tab,),
    )
    return SourcedTable(
        table=schema,
        partner=partner,
        workbook=book,
        tab=tab,
        reading=read_table(grid, schema),
    )


def programme_with(
    *tables: SourcedTable, partners: tuple[Partner, ...] = PARTNERS, **given: object
) -> Programme:
    """A programme that holds these tables; deliverables are built from theirs."""
    by_name: Mapping[str, tuple[SourcedTable, ...]] = {
        name: tuple(each for each in tables if each.table.name == name)
        for name in {each.table.name for each in tables}
    }
    names = index_names(partners, synonyms={})
    deliverables = tuple(
        deliverable_of(row, names=names)
        for each in by_name.get("deliverables", ())
        for row in each.rows
    )
    programme = a_programme(partners=partners, deliverables=deliverables, **given)  # type: ignore[arg-type]
    return replace(programme, tables=by_name)
