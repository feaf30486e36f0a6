"""Sample: deterministic ids that look like Google's."""

import base64
import hashlib

SHARED_DRIVE = "0ASandboxRelocalisons"
PILOTAGE = "pilotage-000000000000000000000000000"
PROGRAMME = "relocalisons"


def file_id(key: str) -> str:
    """An id of 33 characters, always the same for a key such as `file/02 Livrables/L04/guide`."""
    digest = hashlib.sha256(key.encode()).digest()
    return "1" + base64.urlsafe_b64encode(digest).decode().rstrip("=")[:32]


def workbook_id(owner: str) -> str:
    """The id of a workbook: of a partner by its code, or of « Pilotage »."""
    return PILOTAGE if owner == "pilotage" else file_id(f"workbook/{owner}") + "SuiviAz0911"


def sheet_id(workbook: str, title: str) -> int:
    """The id of a tab: positive, below 2^31."""
    digest = hashlib.sha256(f"{workbook}/{title}".encode()).digest()
    return int.from_bytes(digest[:4], "big") % 2_000_000_000 + 1


def folder_url(folder_id: str) -> str:
    """The link that people copy from their browser for a folder."""
    return f"https://drive.google.com/drive/folders/{folder_id}"


def file_url(item_id: str) -> str:
    """The link that people copy for a file."""
    return f"https://drive.google.com/file/d/{item_id}/view"


def sheet_url(item_id: str) -> str:
    """The link that people copy for a spreadsheet."""
    return f"https://docs.google.com/spreadsheets/d/{item_id}/edit"
