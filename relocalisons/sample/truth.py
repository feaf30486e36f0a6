"""Sample: what must be found on a given evening, from what its author knows and nothing else."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date, timedelta
from decimal import Decimal
from fnmatch import fnmatchcase
from pathlib import Path

from relocalisons.sample.cells import Doubt, Row, Typed
from relocalisons.sample.days import DEMO_NIGHTS
from relocalisons.sample.events import PILOTAGE
from relocalisons.sample.headers import TABLES
from relocalisons.sample.programme import SampleProgramme
from relocalisons.sample.story import workspace_at
from relocalisons.sample.truth_money import money_entries
from relocalisons.sample.truth_objectives import administration_entries, objective_entries
from relocalisons.sample.truth_partnership import partnership_entries
from relocalisons.sample.truth_past import frozen_ends, past_of
from relocalisons.sample.truth_private import private_entries
from relocalisons.sample.truth_producers import producer_entries
from relocalisons.sample.truth_reports import report_entries
from relocalisons.sample.truth_rows import (
    IDENTITY,
    TruthEntry,
    amount_of,
    date_of,
    first_of_each,
    in_force,
    is_open,
    partner_of,
)
from relocalisons.sample.truth_schedule import schedule_entries
from relocalisons.sample.truth_sources import copy_entries
from relocalisons.sample.truth_struck import struck_entries
from relocalisons.sample.workspace import DOCUMENT, SPREADSHEET, File, Tab, Workspace

# Every table that people fill; neither the registry, nor the parameters, nor the comments.
_READ = (
    *("partners", "actions", "deliverables", "contracts", "commitments", "deliveries"),
    *("funders", "report_schedule", "budget", "expenses", "timesheets", "indicators", "advances"),
    *("attestations", "certificates", "visits", "canteen_purchases", "meetings", "attendance"),
    *("decisions", "communication", "risks", "contacts", "contact_roles", "committees"),
    "contributions",
)
_SOON = 14  # days
_SLIP = 7  # days
_DELIVERING = ("signé", "en culture", "en livraison")
_USUAL_TOLERANCE = Decimal("0.1")


def truth_at(
    sample: SampleProgramme, on: date, *, one_workbook: bool = False
) -> tuple[TruthEntry, ...]:
    """The exact set of findings of that evening, sorted; the planning was frozen on the eve.

    What earlier evenings tell (sleeping lines, postponements) supposes that each of them was read.
    `one_workbook`: everybody's tabs are in one file, and nobody can tell who edited it last.
    """
    workspace = workspace_at(sample, on)
    frozen = frozen_ends(sample)
    awaited = dict(_awaited(workspace))
    past = past_of(sample, on)
    entries = (
        *_actions(workspace, on, frozen=frozen),
        *schedule_entries(sample, workspace, on, reference=frozen, missing=awaited, past=past),
        *partnership_entries(workspace, on, changed=past[1], one_workbook=one_workbook),
        *struck_entries(workspace),
        *_deliverables(workspace, on),
        *_volumes(workspace, on),
        *producer_entries(workspace, on, frozen=frozen),
        *report_entries(workspace, on),
        *copy_entries(workspace, one_workbook=one_workbook),
        *_cells(workspace),
        *_names_and_doubles(workspace),
        *_addresses(workspace),
        *money_entries(workspace, on),
        *objective_entries(workspace, on),
        *administration_entries(workspace, on),
        *private_entries(workspace),
    )
    return tuple(sorted(entries, key=lambda each: (each.kind, each.subject)))


def write_truth(sample: SampleProgramme, path: Path) -> None:
    """Write the truth of every demo night as JSON: `{seed, nights: {date: [finding…]}}`."""
    nights = {
        night.isoformat(): [asdict(entry) for entry in truth_at(sample, night)]
        for night in DEMO_NIGHTS
    }
    words = json.dumps({"seed": sample.seed, "nights": nights}, ensure_ascii=False, indent=1)
    path.write_text(words + "\n", encoding="utf-8")


def _actions(workspace: Workspace, on: date, *, frozen: Mapping[str, date]) -> Iterator[TruthEntry]:
    for tab in workspace.tables("actions"):
        for row in first_of_each(tab):
            due = in_force(row, planned="planned_end", revised="revised_end")
            if due is None or not is_open(row):
                continue
            number, partner = str(row.cell("number").meaning), partner_of(row.cell("owner"))
            if due < on:
                days = (on - due).days
                yield TruthEntry(kind="action_late", subject=number, partner=partner, days=days)
                continue
            if (due - on).days <= _SOON:
                days = (due - on).days
                yield TruthEntry(kind="action_due_soon", subject=number, partner=partner, days=days)
            reference = frozen.get(number) or date_of(row.cell("planned_end"))
            if reference is None or date_of(row.cell("revised_end")) is None:
                continue
            if due - reference > timedelta(days=_SLIP):
                days = (due - reference).days
                yield TruthEntry(kind="action_slipping", subject=number, partner=partner, days=days)


def _deliverables(workspace: Workspace, on: date) -> Iterator[TruthEntry]:
    for row, due in _not_there(workspace):
        days = (on - due).days
        if days > 0:
            kind = "deliverable_missing"
        elif -days <= _SOON:
            kind, days = "deliverable_due_soon", -days
        else:
            continue
        yield TruthEntry(
            kind=kind,
            subject=str(row.cell("number").meaning),
            partner=partner_of(row.cell("owner")),
            days=days,
        )


def _awaited(workspace: Workspace) -> Iterator[tuple[str, tuple[str | None, date, date]]]:
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


def _volumes(workspace: Workspace, on: date) -> Iterator[TruthEntry]:
    commitments, deliveries = (
        [row for tab in workspace.tables(table) for row in first_of_each(tab)]
        for table in ("commitments", "deliveries")
    )
    for row in first_of_each(workspace.tab(PILOTAGE, "contracts")):
        if row.cell("stage").meaning not in _DELIVERING:
            continue
        number = row.cell("number").meaning
        promised = [
            each
            for each in commitments
            if each.cell("contract").meaning == number and _is_over(each, on)
        ]
        brought = [each for each in deliveries if each.cell("contract").meaning == number]
        kind = _judge(row.cell("tolerance"), promised, brought, on)
        if kind is not None:
            yield TruthEntry(
                kind=kind, subject=str(number), partner=partner_of(row.cell("producer"))
            )


def _is_over(row: Row, on: date) -> bool:
    end = date_of(row.cell("period_end"))
    return end is not None and end < on


def _judge(tolerance: Typed, promised: list[Row], brought: list[Row], on: date) -> str | None:
    if not promised:
        return None
    volumes = [amount_of(row.cell("volume")) for row in promised]
    quantities = [
        (date_of(row.cell("date")), amount_of(row.cell("quantity")), row.cell("rejected"))
        for row in brought
    ]
    doubtful = (
        tolerance.is_doubtful
        or None in volumes
        or any(day is None or quantity is None for day, quantity, _ in quantities)
        or any(rejected.is_doubtful for _, _, rejected in quantities)
    )
    committed = sum((volume for volume in volumes if volume is not None), Decimal(0))
    if doubtful:
        return "volume_unknown"
    delivered = sum(
        (
            quantity - (amount_of(rejected) or 0)
            for day, quantity, rejected in quantities
            if day is not None and quantity is not None and day <= on
        ),
        Decimal(0),
    )
    allowed = amount_of(tolerance)
    share = 1 - (_USUAL_TOLERANCE if allowed is None else allowed)
    return "volume_shortfall" if committed > 0 and delivered < committed * share else None


def _cells(workspace: Workspace) -> Iterator[TruthEntry]:
    for table in _READ:
        required = TABLES[table].required
        for tab in workspace.tables(table):
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
                        yield TruthEntry(
                            kind=kind,
                            subject=_subject(tab, row, name),
                            partner=_owner_of(workspace, tab, row),
                        )


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
    "attestations": "partner",
    "attendance": "partner",
    "contacts": "partner",
    "contact_roles": "partner",
    "committees": "partner",
}


def _names_and_doubles(workspace: Workspace) -> Iterator[TruthEntry]:
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


def _addresses(workspace: Workspace) -> Iterator[TruthEntry]:
    for row in first_of_each(workspace.tab(PILOTAGE, "partners")):
        is_active = row.cell("active").meaning != "non"
        if is_active and not row.cell("email").is_set:
            code = str(row.cell("code").meaning)
            yield TruthEntry(kind="address_unusable", subject=code, partner=code)
