"""Sample: what must be found about the files of deliverables and what became of them."""

import re
from collections.abc import Iterator
from datetime import date
from fnmatch import fnmatchcase

from relocalisons.sample.communication.truth import uncredited
from relocalisons.sample.engine.cells import Doubt, Row
from relocalisons.sample.engine.entries import (
    TruthEntry,
    date_of,
    first_of_each,
    in_force,
    partner_of,
)
from relocalisons.sample.engine.workspace import File, Workspace

_HANDED_IN = ("déposé", "en relecture", "validé", "diffusé")
_REVIEW, _SHARING = 15, 30  # days
_CHANNELS = {
    "public": ("linkedin", "project_drive", "website"),
    "partenaires": ("project_drive",),
}


def file_entries(workspace: Workspace, on: date) -> Iterator[TruthEntry]:
    """Every finding about the files of deliverables, their review and their dissemination."""
    published = uncredited(workspace)
    for tab in workspace.tables("deliverables"):
        for row in first_of_each(tab):
            number, owner = str(row.cell("number").meaning), partner_of(row.cell("owner"))
            if row.cell("status").meaning == "refusé" and not row.struck:
                due = in_force(row, planned="due", revised="revised_due")
                late = (on - due).days if due is not None and due < on else None
                yield TruthEntry(
                    kind="deliverable_refused", subject=number, partner=owner, days=late
                )
            given_up = row.cell("status").meaning in ("refusé", "abandonné", "annulé")
            if row.struck or given_up or row.cell("status").doubt is Doubt.AMBIGUOUS:
                continue
            for kind, days in _kinds(row, workspace.files, on):
                yield TruthEntry(kind=kind, subject=number, partner=owner, days=days)
            if number in published and row.cell("funders_to_cite").is_set:
                yield TruthEntry(kind="deliverable_uncredited", subject=number, partner=owner)


def _kinds(row: Row, files: tuple[File, ...], on: date) -> Iterator[tuple[str, int | None]]:
    status = str(row.cell("status").meaning or "")
    there = _file_of(row, files)
    has_rule = row.cell("naming_rule").is_set
    if there is not None:
        yield from ((kind, None) for kind in _there(row, there, status))
        waiting = status in ("déposé", "en relecture") and row.cell("validated_on").value is None
        days = (on - there.modified_at.date()).days
        if waiting and days > _REVIEW:
            yield "deliverable_unvalidated", days
    elif has_rule or row.cell("file_link").is_set:
        wrong = _wrong(row, files) if has_rule else ""
        if wrong:
            yield wrong, None
        elif status in _HANDED_IN:
            yield "done_without_file", None
    validated = date_of(row.cell("validated_on"))
    if validated is None or status not in ("validé", "diffusé"):
        return
    owed = _CHANNELS.get(str(row.cell("confidentiality").meaning), ())
    days = (on - validated).days
    if days > _SHARING and any(not row.cell(channel).is_set for channel in owed):
        yield "deliverable_unshared", days


def _there(row: Row, file: File, status: str) -> Iterator[str]:
    if status == "à produire":
        yield "file_before_status"
    said, named = str(row.cell("version").meaning or ""), re.search(r"_(v\d+)\.", file.name)
    if said and named and said != named[1]:
        yield "deliverable_version"
    public = row.cell("confidentiality").meaning == "public"
    if public and status == "diffusé" and not file.public:
        yield "deliverable_closed"


def _own_files(row: Row, files: tuple[File, ...]) -> Iterator[File]:
    folder = str(row.cell("folder").meaning or "").rpartition("/")[2]
    return (each for each in files if not each.is_folder and folder in ("", each.parent_id))


def _file_of(row: Row, files: tuple[File, ...]) -> File | None:
    link = str(row.cell("file_link").meaning or "")
    rule = str(row.cell("naming_rule").meaning or "").lower()
    whole = [each for each in files if each.content]
    linked = next((each for each in whole if link and f"/{each.file_id}/" in link), None)
    named = (
        each
        for each in _own_files(row, files)
        if each.content and rule and fnmatchcase(each.name.lower(), rule)
    )
    return linked or next(named, None)


def _wrong(row: Row, files: tuple[File, ...]) -> str:
    """What somebody may have taken for the file: nothing in it, another format, another name."""
    rule = str(row.cell("naming_rule").meaning).lower()
    stem, _, extension = rule.rpartition(".")
    in_folder = list(_own_files(row, files))
    for each in in_folder:
        if fnmatchcase(each.name.lower(), rule) and not each.content:
            return "deliverable_empty"
    for each in in_folder:
        if fnmatchcase(each.name.lower(), f"{stem}.*") and not each.name.endswith(extension):
            return "deliverable_format"
    if row.cell("folder").is_set:
        for each in in_folder:
            if each.name.endswith(f".{extension}") and each.content:
                return "deliverable_name"
    return ""
