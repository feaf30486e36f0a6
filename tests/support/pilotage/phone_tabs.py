"""« Tableau de bord », « État complet », « Contacts », « Partenaires » of a Tuesday on a telephone.

`PYTHONPATH=tests python -m support.pilotage.phone_tabs FOLDER` draws them from their real widths.
"""

import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from support.chromium import open_chromium
from support.pilotage.phone import TUESDAY, WIDTH, draw
from support.sample.night import night_of

from relocalisons.core.kernel.definition import ColumnKind, TableSchema
from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.kernel.model import Programme
from relocalisons.core.kernel.rows import Row
from relocalisons.core.kernel.words.french import format_date
from relocalisons.core.pilotage.dashboard.dashboard import Dashboard, build_dashboard
from relocalisons.core.pilotage.dashboard.today import CoordinatorInbox
from relocalisons.core.tables import CONTACTS, PARTNERS
from relocalisons.core.views.own_tab import Look, OwnTab, same_width
from relocalisons.core.workspace.tabs import look_of

READ_AT = datetime(2026, 3, 17, 6, tzinfo=UTC)


def dashboard_of(day=TUESDAY, before=None) -> Dashboard:
    programme, acts = night_of(day)
    tracked = tuple({one.finding.key: one for act in acts.acts for one in act.members}.values())
    return build_dashboard(
        tracked, programme=programme, links=CellLinks(), as_of=day, read_at=READ_AT, acts=acts,
        before=before,
        inbox=CoordinatorInbox(rows={str(act.key): "https://x/#range=A5" for act in acts.acts}),
    )  # fmt: skip


def input_tab(programme: Programme, table: TableSchema) -> OwnTab:
    """A tab of the workspace with the rows that its programme has."""
    look = look_of(table, partners=[one.code for one in programme.partners])
    by_header = {column.header: column.name for column in table.columns}
    rows = tuple(
        tuple(_shown(row, by_header[column.header]) for column in look.columns)
        for row in programme.rows(table.name)
    )
    widths = tuple(column.width for column in look.columns)
    head = tuple(column.header for column in look.columns)
    wrapped = tuple(
        Look(first_row=0, last_row=1 + len(rows) if column.wraps else 1,
             first_column=at, last_column=at + 1, wrap=True)
        for at, column in enumerate(look.columns)
    )  # fmt: skip
    return OwnTab(
        title=look.title, rows=same_width((head, *rows), len(widths)), widths=widths,
        frozen_rows=1, frozen_columns=look.frozen_columns, looks=wrapped,
    )  # fmt: skip


def _shown(row: Row, name: str) -> str:
    day = row.last_day(name) if row.table.column(name).kind is ColumnKind.DATE else None
    return format_date(day) if day is not None else row.typed(name)


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    programme, _ = night_of(TUESDAY)
    monday = dashboard_of(TUESDAY - timedelta(days=1))
    tuesday = dashboard_of(before=monday.told)
    tabs = {
        "tableau-de-bord-lundi": monday.page,
        "tableau-de-bord": tuesday.page,
        "etat-complet": tuesday.whole,
        "contacts": input_tab(programme, CONTACTS),
        "partenaires": input_tab(programme, PARTNERS),
    }
    with tempfile.TemporaryDirectory() as profile, open_chromium(Path(profile)) as page:
        for name, tab in tabs.items():
            draw(page, tab, folder / f"{name}-telephone.png")
            frozen = sum(tab.widths[: tab.frozen_columns])
            print(f"{tab.title}: {frozen} px frozen of {WIDTH}, {sum(tab.widths)} px wide")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
