"""Sample: what must be found about deliverables whose file is not in the drive."""

from collections.abc import Iterator
from datetime import date
from fnmatch import fnmatchcase

from relocalisons.sample.engine.cells import Doubt, Row
from relocalisons.sample.engine.entries import (
    SOON,
    TruthEntry,
    date_of,
    first_of_each,
    in_force,
    partner_of,
)
from relocalisons.sample.engine.workspace import DOCUMENT, SPREADSHEET, File, Workspace


def deliverable_entries(workspace: Workspace, on: date) -> Iterator[TruthEntry]:
    """Deliverables that are missing or due soon."""
    for row, due in _not_there(workspace):
        days = (on - due).days
        if days > 0:
            kind = "deliverable_missing"
        elif -days <= SOON:
            kind, days = "deliverable_due_soon", -days
        else:
            continue
        yield TruthEntry(
            kind=kind,
            subject=str(row.cell("number").meaning),
            partner=partner_of(row.cell("owner")),
            days=days,
        )


def awaited_deliverables(
    workspace: Workspace,
) -> Iterator[tuple[str, tuple[str | None, date, date]]]:
    """Deliverables still to come: whose each is, its first date and its date in force."""
    for row, due in _not_there(workspace):
        planned = date_of(row.cell("due"))
        if planned is not None:
            owner = partner_of(row.cell("owner"))
            yield str(row.cell("number").meaning), (owner, planned, due)


def _not_there(workspace: Workspace) -> Iterator[tuple[Row, date]]:
    """Deliverables that are expected on a known day and whose file is not in the drive."""
    inside = _subfolders(workspace.files)
    for tab in workspace.tables("deliverables"):
        for row in first_of_each(tab):
            due = in_force(row, planned="due", revised="revised_due")
            status = row.cell("status")
            refused = status.meaning in ("refusé", "abandonné", "annulé")
            refused = refused or status.doubt is Doubt.AMBIGUOUS  # « Abandonné ? »: asked about
            nothing_to_check = not (row.cell("naming_rule").is_set or row.cell("file_link").is_set)
            if due is None or row.struck or refused or nothing_to_check:
                continue
            if not _is_present(row, workspace.files, inside):
                yield row, due


def _subfolders(files: tuple[File, ...]) -> dict[str, frozenset[str]]:
    """Of each folder, itself and all the folders below it."""
    parents = {each.file_id: each.parent_id for each in files if each.is_folder}
    below: dict[str, set[str]] = {folder: {folder} for folder in parents}
    for folder in parents:
        above = parents[folder]
        while above in parents:
            below[above].add(folder)
            above = parents[above]
    return {folder: frozenset(inner) for folder, inner in below.items()}


def _is_present(row: Row, files: tuple[File, ...], inside: dict[str, frozenset[str]]) -> bool:
    link = str(row.cell("file_link").meaning or "")
    rule = str(row.cell("naming_rule").meaning or "").lower()
    folder = str(row.cell("folder").meaning or "").rpartition("/")[2]
    for file in files:
        if file.is_folder or not (file.content or file.mime_type in (DOCUMENT, SPREADSHEET)):
            continue
        if link and f"/{file.file_id}/" in link:
            return True
        here = not folder or file.parent_id in inside.get(folder, frozenset())
        if rule and here and fnmatchcase(file.name.lower(), rule):
            return True
    return False
