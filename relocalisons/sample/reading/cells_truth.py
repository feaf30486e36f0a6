"""Sample: what must be found about the cells of any table, its numbers and its names."""

from collections.abc import Iterator

from relocalisons.sample.engine.cells import Row
from relocalisons.sample.engine.entries import IDENTITY, TruthEntry, first_of_each, partner_of
from relocalisons.sample.engine.events import PILOTAGE
from relocalisons.sample.engine.workspace import Tab, Workspace
from relocalisons.sample.tables import TABLES

# Every table that people fill; neither the registry, nor the parameters, nor the comments.
_READ = (
    *("partners", "actions", "deliverables", "contracts", "commitments", "deliveries"),
    *("funders", "report_schedule", "budget", "expenses", "timesheets", "indicators", "advances"),
    *("receipts", "payouts"),
    *(
        "attestations",
        "certificates",
        "visits",
        "canteen_purchases",
        "canteen_needs",
        "meetings",
        "attendance",
    ),
    *("decisions", "communication", "risks", "contacts", "contact_roles", "committees"),
    "contributions",
)


def cell_entries(workspace: Workspace) -> Iterator[TruthEntry]:
    """Cells that cannot be read, by their doubt, and required ones that are empty.

    Several of one column are one line: nobody is told cell by cell what is one gesture. The cells
    of a partner that left are nobody's business any more.
    """
    gone = {
        str(row.cell("code").meaning)
        for row in first_of_each(workspace.tab(PILOTAGE, "partners"))
        if row.cell("active").meaning == "non"
    }
    for table in _READ:
        for tab in workspace.tables(table):
            columns: dict[str, list[TruthEntry]] = {}
            for name, entry in _cells_of(workspace, tab, table):
                if entry.partner not in gone:
                    columns.setdefault(name, []).append(entry)
            for name, cells in columns.items():
                yield (
                    cells[0] if len(cells) == 1 else _together(cells, f"{tab.owner}/{table}/{name}")
                )


def _together(cells: list[TruthEntry], subject: str) -> TruthEntry:
    empty = all(cell.kind == "cell_missing" for cell in cells)
    partners = {cell.partner for cell in cells}
    return TruthEntry(
        kind="cells_missing" if empty else "cells_doubtful",
        subject=subject,
        partner=partners.pop() if len(partners) == 1 else None,
    )


def _cells_of(workspace: Workspace, tab: Tab, table: str) -> Iterator[tuple[str, TruthEntry]]:
    required = TABLES[table].required
    for row in first_of_each(tab):
        if row.struck or (table == "actions" and row.cell("status").meaning == "dropped"):
            continue
        for name in TABLES[table].headers:
            typed = row.cell(name)
            if table == "partners" and name == "email":
                continue
            if typed.is_doubtful:
                kind = f"cell_{typed.doubt.value}"
            elif typed.value is None or typed.meaning is None:
                is_gap = name in required and typed.doubt.value == "absent"
                kind = "cell_missing" if is_gap else ""
            else:
                kind = ""
            if kind:
                entry = TruthEntry(
                    kind=kind,
                    subject=_subject(tab, row, name),
                    partner=_owner_of(workspace, tab, row),
                )
                yield name, entry


def _row_id(tab: Tab, row: Row) -> str:
    column = IDENTITY.get(tab.table or "")
    identity = row.cell(column).meaning if column else None
    return str(identity) if identity else f"ligne {tab.row_number(row.uid)}"


def _subject(tab: Tab, row: Row, column: str) -> str:
    return f"{tab.owner}/{tab.table}/{_row_id(tab, row)}/{column}"


def _owner_of(workspace: Workspace, tab: Tab, row: Row) -> str | None:
    """Whose line it is: the owner of the workbook, or in « Pilotage » the partner it is about."""
    if tab.owner != PILOTAGE:
        return tab.owner
    if tab.table == "partners":
        return str(row.cell("code").meaning)
    if tab.table in _NAMED:
        return partner_of(row.cell(_NAMED[tab.table]))
    number = row.cell("contract").meaning
    if number is None:
        return None
    for contract in workspace.tab(PILOTAGE, "contracts").rows:
        if contract.cell("number").meaning == number:
            return partner_of(contract.cell("producer"))
    return None


_NAMED = {
    "actions": "owner",
    "deliverables": "owner",
    "contracts": "producer",
    "deliveries": "producer",
    "certificates": "producer",
    "visits": "producer",
    "indicators": "owner",
    "decisions": "owner",
    "risks": "owner",
    "budget": "partner",
    "expenses": "partner",
    "timesheets": "partner",
    "advances": "partner",
    "payouts": "partner",
    "attestations": "partner",
    "attendance": "partner",
    "contacts": "partner",
    "contact_roles": "partner",
    "committees": "partner",
}


def identity_entries(workspace: Workspace) -> Iterator[TruthEntry]:
    """Partners that nobody knows, and numbers that stand on several lines."""
    for table in _READ:
        for tab in workspace.tables(table):
            partner = None if tab.owner == PILOTAGE else tab.owner
            column = _NAMED.get(table)
            for row in first_of_each(tab):
                if column is None or row.struck or row.cell(column).value is None:
                    continue
                if row.cell(column).meaning is None:
                    yield TruthEntry(
                        kind="partner_unknown",
                        subject=_subject(tab, row, column),
                        partner=partner,
                    )
            for identity, first in _doubles(tab):
                yield TruthEntry(
                    kind="duplicate_id",
                    subject=f"{tab.owner}/{table}/{identity}",
                    partner=_owner_of(workspace, tab, first),
                )


def _doubles(tab: Tab) -> list[tuple[str, Row]]:
    """The numbers that stand on several lines, each with its first line."""
    column = IDENTITY.get(tab.table or "")
    if column is None:
        return []
    seen = [str(row.cell(column).meaning) for row in tab.rows if row.is_data]
    firsts = ((str(row.cell(column).meaning), row) for row in first_of_each(tab))
    return [(identity, row) for identity, row in firsts if seen.count(identity) > 1]


def address_entries(workspace: Workspace) -> Iterator[TruthEntry]:
    """Partners who take part and whose address cannot be used; one line for several."""
    found: list[TruthEntry] = []
    for row in first_of_each(workspace.tab(PILOTAGE, "partners")):
        is_active = row.cell("active").meaning != "non"
        if is_active and not row.cell("email").is_set:
            code = str(row.cell("code").meaning)
            found.append(TruthEntry(kind="address_unusable", subject=code, partner=code))
    if len(found) < 2:
        yield from found
    else:
        yield TruthEntry(
            kind="addresses_unusable", subject=f"{PILOTAGE}/partners/email", partner=None
        )
