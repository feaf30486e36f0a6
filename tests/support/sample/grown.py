"""The sample with several times its rows, or its partners, links between them included.

With more rows, « Partenaires », « Financeurs », « Sources » and « Paramètres » stay as they are;
with more partners, those that name nobody do.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from relocalisons.sample.engine.cells import Row
from relocalisons.sample.engine.ids import workbook_id
from relocalisons.sample.engine.workspace import Tab, Workbook, Workspace

_KEPT = ("partners", "funders", "sources", "settings")
_NAMES = frozenset(
    {
        *("number", "code", "contract", "meeting", "action", "deliverable"),
        *("predecessors", "predecessor", "successor"),
    }
)

_AMOUNTS = frozenset({"amount", "amount_with_vat"})


def grown(workspace: Workspace, times: int) -> Workspace:
    """The same workspace with each line copied under other numbers, links between them included."""
    books = {
        owner: replace(book, tabs=tuple(_grown(tab, times) for tab in book.tabs))
        for owner, book in workspace.workbooks.items()
    }
    return replace(workspace, workbooks=books)


def with_partners(workspace: Workspace, times: int) -> Workspace:
    """The same workspace, each partner with `times - 1` others like it: books, rows, addresses."""
    own = workspace.workbooks["pilotage"]
    partners = {owner: book for owner, book in workspace.workbooks.items() if book is not own}
    books = dict(workspace.workbooks)
    shared = own
    for step in range(1, times):
        renamed = _renaming(partners, own.tab_of("partners"), step)
        for owner, book in partners.items():
            code = renamed(owner)
            tabs = tuple(replace(_translated(tab, renamed, step), owner=code) for tab in book.tabs)
            books[code] = replace(
                book, owner=code, file_id=workbook_id(code), name=renamed(book.name), tabs=tabs
            )
        tabs = zip(shared.tabs, own.tabs, strict=True)
        shared = replace(
            shared,
            tabs=tuple(
                replace(tab, rows=(*tab.rows, *_of_others(before, renamed, step)))
                for tab, before in tabs
            ),
        )
    return replace(workspace, workbooks=books | {"pilotage": shared})


def _renaming(partners: dict[str, Workbook], named: Tab, step: int) -> Callable[[str], str]:
    """Codes, names, addresses of workbooks and of people, as they are called in that copy."""
    codes = {owner: f"P{int(owner[1:]) + step * len(partners):02d}" for owner in partners}
    files = {book.file_id: workbook_id(codes[owner]) for owner, book in partners.items()}
    names = {
        str(row.cells["name"].value): f"{row.cells['name'].value} {step}" for row in named.rows
    }
    known = codes | files | names
    any_of_them = re.compile("|".join(rf"\b{re.escape(one)}\b" for one in known))

    def renamed(text: str) -> str:
        text = any_of_them.sub(lambda found: known[found[0]], text)
        return text.replace("@", f".{step}@")

    return renamed


def _of_others(tab: Tab, renamed: Callable[[str], str], step: int) -> list[Row]:
    """The rows of a shared tab that name a partner, for those of a copy."""
    translated = _translated(tab, renamed, step)
    return [
        row
        for before, row in zip(tab.rows, translated.rows, strict=True)
        if before.is_data and any(
            isinstance(cell.value, str) and re.fullmatch(r"P\d\d", cell.value)
            for cell in before.cells.values()
        )
    ]  # fmt: skip


def _translated(tab: Tab, renamed: Callable[[str], str], step: int) -> Tab:
    kept = tab.table in _KEPT
    rows = tuple(row if kept or not row.is_data else _copy(row, step) for row in tab.rows)
    return replace(
        tab,
        rows=tuple(
            replace(
                row,
                cells={
                    name: replace(cell, value=renamed(cell.value))
                    if isinstance(cell.value, str) else cell
                    for name, cell in row.cells.items()
                },
            )
            for row in rows
        ),
    )  # fmt: skip


def _grown(tab: Tab, times: int) -> Tab:
    if tab.table is None or tab.table in _KEPT or not tab.rows:
        return tab
    copies = (_copy(row, step) for step in range(1, times) for row in tab.rows if row.is_data)
    return replace(tab, rows=(*tab.rows, *copies), merged_group=None)


def _copy(row: Row, step: int) -> Row:
    cells = dict(row.cells)
    for name in _NAMES & set(cells):
        value = cells[name].value
        if isinstance(value, str):
            named = " ; ".join(f"{part.strip()}.{step}" for part in value.split(";"))
            cells[name] = replace(cells[name], value=named)
    for name in _AMOUNTS & set(cells):
        # A hundred invoices of one amount would be as many doubles of each other.
        if isinstance(value := cells[name].value, int | float):
            cells[name] = replace(cells[name], value=value + step)
    return replace(row, uid=f"{row.uid}*{step}", cells=cells)
