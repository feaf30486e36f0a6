"""What people do between nights, done as they do it: each with their own account, in the browser.

Partners type in their sheets and drop files through the same APIs as Google's pages; the
coordinator types her decisions in « Anomalies » and « Relances » once the service has filled them.
"""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import quote

import requests

from relocalisons.core.kernel.sheets import column_letter
from relocalisons.sample.decisions import FINDINGS, REMINDERS, CoordinatorDay, answers
from relocalisons.sample.engine.people import COORDINATOR_EMAIL
from relocalisons.sample.story import EditKind, PartnerEdit

TIMEOUT = 30  # seconds
_BOUNDARY = "relocalisons-story"


class Storyteller:
    """Acts in a sandbox at `base_url`, as whoever the story says."""

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url
        self._session = requests.Session()

    def __enter__(self) -> "Storyteller":
        """The teller itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Give the connections back."""
        self._session.close()

    def show_files(self) -> None:
        """Have every .xlsx of the folder brought up to date."""
        self._call("POST", "/sandbox/folder")

    def set_clock(self, moment: datetime) -> None:
        """Move the sandbox's clock; files are stamped with it."""
        self._call("POST", "/sandbox/clock", json={"now": moment.isoformat()})

    def count_requests(self) -> int:
        """Google read requests (token included) since the last call; then counts from zero."""
        families = self.counted()
        return sum(families.get(name, 0) for name in ("sheets.read", "drive.read", "oauth.token"))

    def counted(self) -> dict[str, int]:
        """Requests by quota family since the last call; then counts from zero."""
        return self._call("DELETE", "/sandbox/requests")["by_family"]

    def play(self, edits: Iterable[PartnerEdit]) -> int:
        """Do the edits in order; how many there were."""
        count = 0
        for edit in edits:
            count += 1
            match edit.kind:
                case EditKind.TYPE:
                    self._type(edit.file_id, edit.tab, edit.cell, edit.values, by=edit.editor)
                case EditKind.STRIKE:
                    self._batch(edit, _strike(edit))
                case EditKind.DELETE_ROW:
                    self._batch(edit, _delete_row(edit))
                case EditKind.UPLOAD:
                    self._upload(edit)
                case EditKind.REPLACE:
                    self._replace(edit)
        return count

    def decide(self, day: CoordinatorDay, *, pilotage_id: str) -> int:
        """Type the coordinator's decisions of a day; how many cells she filled."""
        typed = 0
        for tab in (FINDINGS, REMINDERS):
            if not any(rule.tab == tab for rule in day.rules) and tab != REMINDERS:
                continue
            rows = self._rows(pilotage_id, tab)
            typed += self._answer(day, pilotage_id, tab, rows)
            if tab == REMINDERS and day.send_all:
                typed += self._send_all(day, pilotage_id, rows)
        return typed

    def _answer(
        self, day: CoordinatorDay, pilotage_id: str, tab: str, rows: list[list[Any]]
    ) -> int:
        top = next((n for n, row in enumerate(rows) if "Décision" in row and "Clé" in row), None)
        if top is None:
            return 0
        header = [str(cell) for cell in rows[top]]
        lines = [
            {name: str(cell) for name, cell in zip(header, row, strict=False)}
            for row in rows[top + 1 :]
        ]
        found = answers(day, tab=tab, lines=lines)
        for answer in found:
            row = top + 2 + answer.index
            for name, words in (("Décision", answer.decision), ("Note", answer.note)):
                if words:
                    cell = f"{column_letter(header.index(name))}{row}"
                    self._type(pilotage_id, tab, cell, (words,), by=COORDINATOR_EMAIL)
        return len(found)

    def _send_all(self, day: CoordinatorDay, pilotage_id: str, rows: list[list[Any]]) -> int:
        for number, row in enumerate(rows, start=1):
            if row and str(row[0]).startswith("Décision pour tous les messages"):
                cell = f"B{number}"
                self._type(pilotage_id, REMINDERS, cell, (day.send_all,), by=COORDINATOR_EMAIL)
                return 1
        return 0

    def _rows(self, file_id: str, tab: str) -> list[list[Any]]:
        answer = self._call(
            "GET",
            f"/v4/spreadsheets/{file_id}/values/{quote(_range(tab, ''), safe='')}",
            by=COORDINATOR_EMAIL,
        )
        return answer.get("values", [])

    def _type(
        self, file_id: str, tab: str, cell: str, values: tuple[object, ...], *, by: str
    ) -> None:
        where = _range(tab, cell)
        self._call(
            "POST",
            f"/v4/spreadsheets/{file_id}/values:batchUpdate",
            by=by,
            json={
                "valueInputOption": "USER_ENTERED",
                "data": [{"range": where, "values": [list(values)]}],
            },
        )

    def _batch(self, edit: PartnerEdit, request: dict[str, Any]) -> None:
        self._call(
            "POST",
            f"/v4/spreadsheets/{edit.file_id}:batchUpdate",
            by=edit.editor,
            json={"requests": [request]},
        )

    def _upload(self, edit: PartnerEdit) -> None:
        metadata = {"name": edit.name, "parents": [edit.folder_id], "mimeType": edit.mime_type}
        body = b"".join(
            [
                f"--{_BOUNDARY}\r\nContent-Type: application/json\r\n\r\n".encode(),
                json.dumps(metadata).encode(),
                f"\r\n--{_BOUNDARY}\r\nContent-Type: {edit.mime_type}\r\n\r\n".encode(),
                edit.content,
                f"\r\n--{_BOUNDARY}--\r\n".encode(),
            ]
        )
        self._call(
            "POST",
            "/upload/drive/v3/files?uploadType=multipart&supportsAllDrives=true",
            by=edit.editor,
            data=body,
            headers={"Content-Type": f"multipart/related; boundary={_BOUNDARY}"},
        )

    def _replace(self, edit: PartnerEdit) -> None:
        self._call(
            "PATCH",
            f"/upload/drive/v3/files/{edit.file_id}?uploadType=media&supportsAllDrives=true",
            by=edit.editor,
            data=edit.content,
            headers={"Content-Type": edit.mime_type},
        )

    def _call(
        self, method: str, path: str, *, by: str = "", headers: dict[str, str] | None = None,
        **content: Any,
    ) -> dict[str, Any]:  # fmt: skip
        all_headers = dict(headers or {})
        if by:
            all_headers["Authorization"] = f"Bearer user:{by}"
        answer = self._session.request(
            method, self._base_url + path, headers=all_headers, timeout=TIMEOUT, **content
        )
        answer.raise_for_status()
        return answer.json() if answer.content else {}


def _range(tab: str, cell: str) -> str:
    name = tab.replace("'", "''")
    return f"'{name}'!{cell}" if cell else f"'{name}'"


def _strike(edit: PartnerEdit) -> dict[str, Any]:
    return {
        "repeatCell": {
            "range": {
                "sheetId": edit.sheet_id,
                "startRowIndex": edit.row - 1,
                "endRowIndex": edit.row,
                "startColumnIndex": 0,
                "endColumnIndex": edit.width,
            },
            "cell": {"userEnteredFormat": {"textFormat": {"strikethrough": True}}},
            "fields": "userEnteredFormat.textFormat.strikethrough",
        }
    }


def _delete_row(edit: PartnerEdit) -> dict[str, Any]:
    return {
        "deleteDimension": {
            "range": {
                "sheetId": edit.sheet_id,
                "dimension": "ROWS",
                "startIndex": edit.row - 1,
                "endIndex": edit.row,
            }
        }
    }
