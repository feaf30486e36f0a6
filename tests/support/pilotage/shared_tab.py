"""A tab that she and the service share, as Google would leave it after a night's writing."""

from relocalisons.core.kernel.model import Cell, TabGrid
from relocalisons.core.pilotage.tab_rewrite import TabRewrite, plan_rewrite
from relocalisons.core.views.own_tab import Formula, OwnTab


def after_writing(tab: TabGrid | None, wanted: OwnTab) -> TabGrid:
    """The steps of the rewrite, done in order."""
    rows = done(plan_rewrite(tab, wanted), tab)
    return TabGrid(sheet_id=7, title=wanted.title, rows=tuple(map(tuple, rows)))


def done(plan: TabRewrite, tab: TabGrid | None) -> list[list[object]]:
    """The rows as Google would leave them: `tab` is how it stands when the steps arrive."""
    rows = [list(row) for row in (tab.rows if tab else ())]
    for row in plan.deleted:
        del rows[row : row + 1]
        if row in plan.replaced:
            rows.insert(row, [])
    for _ in range(plan.inserted):
        rows.insert(plan.inserted_at, [])
    for write in plan.writes:
        while len(rows) <= write.row:
            rows.append([])
        row = rows[write.row]
        row += [""] * (len(write.cells) - len(row))
        for column, cell in enumerate(write.cells):
            if cell is not None:
                row[column] = cell.shown if isinstance(cell, Formula) else cell
    return rows


def lines_of(tab: TabGrid) -> list[dict[str, str]]:
    """The rows below the header, by French header."""
    top = next(number for number, row in enumerate(tab.rows) if "Clé" in row)
    header = [str(cell) for cell in tab.rows[top]]
    return [dict(zip(header, map(text_of, row), strict=False)) for row in tab.rows[top + 1 :]]


def text_of(cell: object) -> str:
    value = cell.value if isinstance(cell, Cell) else cell
    return "" if value is None else str(value)


def typed(tab: TabGrid, key: str, *, decision: str = "", note: str = "") -> TabGrid:
    """She writes beside the row of that key."""
    top = next(number for number, row in enumerate(tab.rows) if "Clé" in row)
    header = list(tab.rows[top])
    rows = [list(row) for row in tab.rows]
    for row in rows[top + 1 :]:
        if text_of(row[header.index("Clé")]) == key:
            row[header.index("Décision")] = decision
            row[header.index("Note")] = note
    return TabGrid(sheet_id=tab.sheet_id, title=tab.title, rows=tuple(map(tuple, rows)))


def reordered(tab: TabGrid, *, without: str = "") -> TabGrid:
    """She sorts the rows the other way round, and may delete one by its key."""
    top = next(number for number, row in enumerate(tab.rows) if "Clé" in row)
    place = list(tab.rows[top]).index("Clé")
    body = [row for row in tab.rows[top + 1 :] if text_of(row[place]) != without]
    rows = (*tab.rows[: top + 1], *reversed(body))
    return TabGrid(sheet_id=tab.sheet_id, title=tab.title, rows=rows)
