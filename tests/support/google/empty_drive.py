"""An empty shared drive in a sandbox, with a list of partners dropped in it, and what is in it."""

import csv
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import requests
from support.databases import new_file
from support.forks import start_sandbox
from support.theatre import NOBODY_LOOKS

from relocalisons.sample.demo.nights import put_environment
from relocalisons.sample.engine.people import COORDINATOR_EMAIL, SERVICE_ACCOUNT
from relocalisons.settings import ROOT
from vendor_sandbox.storage.seeding import Member, SeedItem, seed_shared_drive

DRIVE = "0AEmptyProgramme"
LIST_NAME = "Liste des partenaires.csv"
PARTNERS = """
    Code | Structure            | Type         | Référent  | E-mail              | Compte Google | Convention signée le
    P01  | Ville de Grasse      | collectivité | Anne Roux | anne@grasse.example | oui           | 15/01/2026
    P02  | Ferme des Restanques | agriculteur  | Luc Blanc | luc@ferme.example   | oui           | 15/01/2026
    P03  | GAEC du Loup         | agriculteur  | Léa Vidal | lea@gaec.example    | non           | 20/01/2026
"""  # noqa: E501


def as_csv(table: str) -> bytes:
    """A drawn table as the export of a French spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    for line in table.strip().splitlines():
        writer.writerow([cell.strip() for cell in line.split("|")])
    return out.getvalue().encode("cp1252")


class EmptyDrive:
    """A programme of its own on an empty drive; `run` plays one flow on one day."""

    def __init__(self, root: Path, base_url: str, config: Path) -> None:
        self.root, self.base_url, self.config = root, base_url, config
        self.before: set[str] = set()  # ids of the mails of earlier tests

    def use_pilotage(self, file_id: str) -> None:
        """What the operator does once the flow has said the id."""
        path = self.config / "vide.toml"
        text = path.read_text("utf-8")
        path.write_text(text.replace("pilotage-to-come", file_id), "utf-8")

    def set_time(self, day: date, hour: int = 6) -> None:
        moment = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
        os.environ["RELOCALISONS_STORY_TIME"] = moment.isoformat()
        self.call("POST", "/sandbox/clock", json={"now": moment.isoformat()})

    def drop(self, name: str, content: bytes, *, mime: str, parent: str = DRIVE) -> str:
        """Somebody drops a file in the Drive; its id."""
        made = self.call(
            "POST",
            "/drive/v3/files?supportsAllDrives=true",
            json={"name": name, "parents": [parent], "mimeType": mime},
        )
        self.call(
            "PATCH",
            f"/upload/drive/v3/files/{made['id']}?uploadType=media&supportsAllDrives=true",
            data=content,
            headers={"Content-Type": mime},
        )
        return made["id"]

    def files(self) -> dict[str, dict[str, Any]]:
        """Everything in the drive, by name."""
        answer = self.call(
            "GET",
            f"/drive/v3/files?corpora=drive&driveId={DRIVE}&supportsAllDrives=true"
            "&includeItemsFromAllDrives=true&pageSize=1000&fields=files(id,name,mimeType,parents)",
        )
        return {file["name"]: file for file in answer["files"]}

    def book(self, file_id: str) -> dict[str, Any]:
        """A spreadsheet with all it holds."""
        return self.call("GET", f"/v4/spreadsheets/{file_id}?includeGridData=true")

    def rights(self, file_id: str) -> dict[str, str]:
        """Address → role."""
        answer = self.call(
            "GET",
            f"/drive/v3/files/{file_id}/permissions?supportsAllDrives=true"
            "&fields=permissions(emailAddress,role)",
        )
        return {line["emailAddress"]: line["role"] for line in answer["permissions"]}

    def type(self, file_id: str, tab: str, cell: str, *rows: list[object], by: str = "") -> None:
        where = quote("'" + tab.replace("'", "''") + f"'!{cell}", safe="")
        self.call(
            "PUT",
            f"/v4/spreadsheets/{file_id}/values/{where}?valueInputOption=USER_ENTERED",
            json={"values": list(rows)},
            by=by or COORDINATOR_EMAIL,
        )

    def counted(self) -> dict[str, int]:
        """Requests by quota family since the last call; then counts from zero."""
        return self.call("DELETE", "/sandbox/requests")["by_family"]

    def call(
        self,
        method: str,
        path: str,
        *,
        by: str = COORDINATOR_EMAIL,
        headers: dict[str, str] | None = None,
        **content: Any,
    ) -> dict[str, Any]:
        sent = {"Authorization": f"Bearer user:{by}", **(headers or {})}
        answer = requests.request(method, self.base_url + path, headers=sent, timeout=30, **content)
        assert answer.ok, f"{method} {path}: {answer.status_code} {answer.text[:300]}"
        return answer.json() if answer.content else {}


@contextmanager
def empty_drive(folder: Path, *, partners: str | None = PARTNERS) -> Iterator[EmptyDrive]:
    """The drive, its sandbox and the environment of its programme « vide »."""
    root, config = folder / "workspace", folder / "config"
    config.mkdir()
    text = (ROOT / "config" / "sandbox.toml").read_text("utf-8")
    text = text.replace("0ASandboxRelocalisons", DRIVE)
    text = text.replace("pilotage-000000000000000000000000000", "pilotage-to-come")
    (config / "vide.toml").write_text(text, "utf-8")
    started = datetime(2025, 9, 1, 8, tzinfo=UTC)
    listed = SeedItem(
        file_id="liste-des-partenaires",
        name=LIST_NAME,
        parent_id=DRIVE,
        mime_type="text/csv",
        content=as_csv(partners or ""),
        created_time=started,
        modified_time=started,
        last_modifying_user=COORDINATOR_EMAIL,
    )
    seed_shared_drive(
        root,
        drive_id=DRIVE,
        drive_name="Programme vide",
        items=[listed] if partners else [],
        members=[
            Member(email=COORDINATOR_EMAIL, role="organizer"),
            Member(email=SERVICE_ACCOUNT, role="fileOrganizer"),
        ],
    )
    before = dict(os.environ)
    with start_sandbox(root, follow=NOBODY_LOOKS) as sandbox:
        for name in [name for name in os.environ if name.startswith("RELOCALISONS_")]:
            del os.environ[name]
        put_environment(root, base_url=sandbox.base_url)
        os.environ["RELOCALISONS_STORE_URL"] = new_file(root)
        os.environ["RELOCALISONS_CONFIG_DIR"] = str(config)
        try:
            yield EmptyDrive(root, sandbox.base_url, config)
        finally:
            os.environ.clear()
            os.environ.update(before)
