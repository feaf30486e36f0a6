"""gspread, the official client of the project, pointed at a sandbox; every answer is checked."""

from typing import Any

import gspread
import requests
from clients.checked_google import check_shape, discovery_document
from gspread.http_client import HTTPClient

# The methods of gspread that go to Sheets, by verb and end of path, and what they must answer.
_ANSWERS = (
    ("POST", "/values:batchUpdate", "BatchUpdateValuesResponse"),
    ("POST", "/values:batchClear", "BatchClearValuesResponse"),
    ("GET", "/values:batchGet", "BatchGetValuesResponse"),
    ("POST", ":append", "AppendValuesResponse"),
    ("POST", ":clear", "ClearValuesResponse"),
    ("POST", ":batchUpdate", "BatchUpdateSpreadsheetResponse"),
    ("POST", ":copyTo", "SheetProperties"),
    ("PUT", "", "UpdateValuesResponse"),
)
_HOSTS = ("https://sheets.googleapis.com", "https://www.googleapis.com")


def sheets_client(base_url: str, *, bearer: str = "gspread") -> gspread.Client:
    """Return a gspread client whose traffic goes to `base_url`."""
    schemas = discovery_document("sheets", "v4")["schemas"]

    class Checked(HTTPClient):
        def request(self, method: str, endpoint: str, *args: Any, **kwargs: Any) -> Any:
            for host in _HOSTS:
                endpoint = endpoint.replace(host, base_url)
            answer = super().request(method, endpoint, *args, **kwargs)
            if "/v4/spreadsheets" in endpoint and answer.status_code == 200:
                kind = _kind(method.upper(), endpoint)
                check_shape(answer.json(), {"$ref": kind}, schemas, path=kind)
            return answer

    session = requests.Session()
    session.headers["Authorization"] = f"Bearer {bearer}"
    client = gspread.Client(auth=None, session=session, http_client=Checked)
    client.http_client.set_timeout(20)
    return client


def _kind(method: str, endpoint: str) -> str:
    path = endpoint.partition("?")[0]
    for verb, end, kind in _ANSWERS:
        if method == verb and path.endswith(end):
            return kind
    return "ValueRange" if "/values/" in path else "Spreadsheet"
