"""What people break in a shared drive, done as they do it: each with their own account."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import requests

from relocalisons.sample.engine.people import COORDINATOR_EMAIL

TIMEOUT = 30  # seconds


@dataclass(frozen=True)
class Hands:
    """Somebody at work in the pages of Google; the coordinator unless said otherwise."""

    base_url: str
    email: str = COORDINATOR_EMAIL

    def rename_tab(self, file_id: str, tab: str, title: str) -> None:
        self._edit(file_id, updateSheetProperties={
            "properties": {"sheetId": self.tabs(file_id)[tab], "title": title},
            "fields": "title",
        })  # fmt: skip

    def delete_tab(self, file_id: str, tab: str) -> None:
        self._edit(file_id, deleteSheet={"sheetId": self.tabs(file_id)[tab]})

    def add_tab(self, file_id: str, title: str, *rows: list[object]) -> None:
        """A tab of theirs, with what they write in it from A1 on."""
        self._edit(file_id, addSheet={"properties": {"title": title}})
        for number, row in enumerate(rows, start=1):
            self.type(file_id, title, f"A{number}", *row)

    def move_tab(self, file_id: str, tab: str, *, to: int) -> None:
        """Drawn along the bar; `to` counts as Google does, before the move."""
        properties = {"sheetId": self.tabs(file_id)[tab], "index": to}
        self._edit(file_id, updateSheetProperties={"properties": properties, "fields": "index"})

    def copy_tab(self, file_id: str, tab: str, title: str) -> None:
        """« Dupliquer », and the name that they give to the copy."""
        copy = {"sourceSheetId": self.tabs(file_id)[tab], "newSheetName": title}
        self._edit(file_id, duplicateSheet=copy)

    def empty_tab(self, file_id: str, tab: str, cells: str = "A1:Z1000") -> None:
        where = quote(_range(tab, cells), safe="")
        self._call("POST", f"/v4/spreadsheets/{file_id}/values/{where}:clear", json={})

    def empty_workbook(self, file_id: str) -> None:
        for tab in self.tabs(file_id):
            self.empty_tab(file_id, tab)

    def sheet(self, file_id: str, tab: str) -> dict[str, Any]:
        """A tab with all that is shown of it: values, formats, widths."""
        where = f"/v4/spreadsheets/{file_id}?includeGridData=true&ranges={quote(tab, safe='')}"
        return self._call("GET", where)["sheets"][0]

    def type(self, file_id: str, tab: str, cell: str, *values: object) -> None:
        body = {
            "valueInputOption": "USER_ENTERED",
            "data": [{"range": _range(tab, cell), "values": [list(values)]}],
        }
        self._call("POST", f"/v4/spreadsheets/{file_id}/values:batchUpdate", json=body)

    def paste_blank_rows(self, file_id: str, tab: str, count: int) -> None:
        """Blank lines with a format, as a paste from another sheet leaves them."""
        sheet_id = self.tabs(file_id)[tab]
        self._edit(
            file_id,
            appendDimension={"sheetId": sheet_id, "dimension": "ROWS", "length": count},
        )
        self._edit(file_id, repeatCell={
            "range": {"sheetId": sheet_id, "startRowIndex": 30, "endRowIndex": 30 + count,
                      "startColumnIndex": 0, "endColumnIndex": 6},
            "cell": {"userEnteredValue": {"stringValue": " "},
                     "userEnteredFormat": {"textFormat": {"bold": True}}},
            "fields": "userEnteredValue,userEnteredFormat.textFormat.bold",
        })  # fmt: skip

    def delete_line(self, file_id: str, tab: str, row: int) -> None:
        """Delete a whole row, by its number as people see it."""
        lines = {"sheetId": self.tabs(file_id)[tab], "dimension": "ROWS"}
        lines |= {"startIndex": row - 1, "endIndex": row}
        self._edit(file_id, deleteDimension={"range": lines})

    def sort(self, file_id: str, tab: str, *, header: str) -> None:
        """Sort the lines below a header row by one of its columns."""
        rows = self.rows(file_id, tab)
        top = next(number for number, row in enumerate(rows) if header in row)
        area = {"sheetId": self.tabs(file_id)[tab], "startRowIndex": top + 1}
        by = {"dimensionIndex": rows[top].index(header), "sortOrder": "ASCENDING"}
        area |= {"endRowIndex": len(rows), "startColumnIndex": 0, "endColumnIndex": len(rows[top])}
        self._edit(file_id, sortRange={"range": area, "sortSpecs": [by]})

    def delete_file(self, file_id: str) -> None:
        self._call("DELETE", f"/drive/v3/files/{file_id}?supportsAllDrives=true")

    def rename_file(self, file_id: str, name: str) -> None:
        self._call(
            "PATCH", f"/drive/v3/files/{file_id}?supportsAllDrives=true", json={"name": name}
        )

    def replace_content(self, file_id: str, data: bytes, *, media_type: str = "") -> None:
        """A new version of an uploaded file, dropped over the old one.

        A document of Google's takes a file of a `media_type` that becomes one.
        """
        self._call(
            "PATCH",
            f"/upload/drive/v3/files/{file_id}?uploadType=media&supportsAllDrives=true",
            data=data,
            headers={"Content-Type": media_type} if media_type else {},
        )

    def put_in_bin(self, file_id: str, *, trashed: bool = True) -> None:
        self._call(
            "PATCH", f"/drive/v3/files/{file_id}?supportsAllDrives=true", json={"trashed": trashed}
        )

    def rows(self, file_id: str, tab: str) -> list[list[Any]]:
        where = quote(_range(tab), safe="")
        answer = self._call("GET", f"/v4/spreadsheets/{file_id}/values/{where}")
        return answer.get("values", [])

    def tabs(self, file_id: str) -> dict[str, int]:
        """Title → sheet id."""
        answer = self._call(
            "GET", f"/v4/spreadsheets/{file_id}?fields=sheets.properties(sheetId,title)"
        )
        each = [sheet["properties"] for sheet in answer["sheets"]]
        return {properties["title"]: properties["sheetId"] for properties in each}

    def _edit(self, file_id: str, **request: Any) -> None:
        self._call("POST", f"/v4/spreadsheets/{file_id}:batchUpdate", json={"requests": [request]})

    def _call(self, method: str, path: str, **content: Any) -> dict[str, Any]:
        answer = requests.request(
            method,
            self.base_url + path,
            headers={"Authorization": f"Bearer user:{self.email}", **content.pop("headers", {})},
            timeout=TIMEOUT,
            **content,
        )
        assert answer.ok, answer.text
        return answer.json() if answer.content else {}


def _range(tab: str, cells: str = "") -> str:
    name = "'" + tab.replace("'", "''") + "'"
    return f"{name}!{cells}" if cells else name
