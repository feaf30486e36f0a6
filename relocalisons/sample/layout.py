"""Sample: writes the workspace into the folder that the sandbox serves."""

from datetime import date
from pathlib import Path

from relocalisons.sample.drive.xlsx import write_workbook
from relocalisons.sample.engine import ids
from relocalisons.sample.engine.days import STORY_EVE, at_noon
from relocalisons.sample.engine.people import COORDINATOR_EMAIL, SERVICE_ACCOUNT
from relocalisons.sample.engine.workspace import SPREADSHEET, File, Workbook
from relocalisons.sample.programme import SampleProgramme
from relocalisons.sample.story import workspace_at
from vendor_sandbox.storage.seeding import Member, SeedItem, seed_shared_drive

DRIVE_NAME = "Relocalisons"
_OPENED = date(2025, 9, 2)


def lay_out(sample: SampleProgramme, root: Path, *, on: date = STORY_EVE) -> None:
    """Write the shared drive of that evening under `root`, before any sandbox runs on it.

    The edits of later days remain to be done: `edits_between(sample, after=on, until=…)`.
    """
    workspace = workspace_at(sample, on)
    items = [_seed_file(file) for file in workspace.files]
    items.extend(_seed_workbook(book) for book in workspace.workbooks.values())
    partners = [Member(email=team.contact.email, role="writer") for team in sample.teams.values()]
    seed_shared_drive(
        root,
        drive_id=ids.SHARED_DRIVE,
        drive_name=DRIVE_NAME,
        items=items,
        members=[
            Member(email=COORDINATOR_EMAIL, role="organizer"),
            Member(email=SERVICE_ACCOUNT, role="fileOrganizer"),
            *partners,
        ],
    )


def _seed_file(file: File) -> SeedItem:
    return SeedItem(
        file_id=file.file_id,
        name=file.name,
        parent_id=file.parent_id,
        mime_type=file.mime_type,
        content=file.content,
        created_time=file.created_at,
        modified_time=file.modified_at,
        last_modifying_user=file.editor,
        anyone_reads=file.public,
    )


def _seed_workbook(book: Workbook) -> SeedItem:
    return SeedItem(
        file_id=book.file_id,
        name=book.name,
        parent_id=book.parent_id,
        mime_type=SPREADSHEET,
        content=write_workbook(book),
        created_time=at_noon(_OPENED),
        modified_time=book.modified_at,
        last_modifying_user=book.editor,
        sheet_ids=tuple(tab.sheet_id for tab in book.tabs),
    )
