"""A small shared drive for tests of the sandbox: two folders, a PDF, a workbook, a document."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import docx
import openpyxl

from vendor_sandbox.storage.items import DOCUMENT, FOLDER, SPREADSHEET
from vendor_sandbox.storage.seeding import Member, SeedItem, seed_shared_drive

DRIVE_ID = "0AsharedDriveUk9PVA"
COORDINATOR = "user:anne@localizz.example"
CONTRIBUTOR = "user:partenaire@ferme.example"
READER = "user:copil@region.example"
STRANGER = "user:inconnu@ailleurs.example"
SERVICE_ACCOUNT = "service@projet.iam.gserviceaccount.com"
_SEEDED = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)


def xlsx_bytes(rows: Sequence[Sequence[object]], *, title: str = "Plan d’action") -> bytes:
    """The bytes of a workbook of one tab."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def docx_bytes(*paragraphs: str) -> bytes:
    """The bytes of a Word file of plain paragraphs."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def seed_item(file_id: str, name: str, parent_id: str, mime_type: str, content: bytes | None):
    """A file or folder of January 2026; see `SeedItem`."""
    return SeedItem(
        file_id=file_id,
        name=name,
        parent_id=parent_id,
        mime_type=mime_type,
        content=content,
        created_time=_SEEDED,
        modified_time=_SEEDED,
        last_modifying_user="anne@localizz.example",
    )


def seed_small_drive(root: Path) -> None:
    """Write the drive; `folderActions00000000000000001` and the like are its ids."""
    rows = [["Action", "Échéance"], ["Semer", "31/03/2026"]]
    items = [
        seed_item(ACTIONS, "Plan d'actions", DRIVE_ID, FOLDER, None),
        seed_item(PROOFS, "Justificatifs", ACTIONS, FOLDER, None),
        seed_item(PDF, "Facture n° 1.pdf", PROOFS, "application/pdf", b"%PDF-1.4 facture"),
        seed_item(SHEET, "Suivi 2026", ACTIONS, SPREADSHEET, xlsx_bytes(rows)),
        seed_item(NOTE, "Note du COPIL", DRIVE_ID, DOCUMENT, docx_bytes("Bonjour à tous", "Fin")),
    ]
    members = [
        Member(email="anne@localizz.example", role="organizer"),
        Member(email=SERVICE_ACCOUNT, role="fileOrganizer"),
        Member(email="partenaire@ferme.example", role="writer"),
        Member(email="copil@region.example", role="reader"),
    ]
    seed_shared_drive(root, drive_id=DRIVE_ID, drive_name="Projet", items=items, members=members)


ACTIONS = "1folderActions00000000000000000001"
PROOFS = "1folderProofs000000000000000000001"
PDF = "1filePdf00000000000000000000000001"
SHEET = "1fileSheet000000000000000000000001"
NOTE = "1fileNote0000000000000000000000001"
