"""Google Sheets through gspread: one request reads a workbook, one writes our own tabs.

Why a subclass: gspread has no timeout, its own back-off never gives up (6.2.1), and its URLs are
constants; `HTTPClient.request` is the one public place through which all its traffic passes.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

import gspread
import requests
from google.auth.credentials import Credentials
from google.auth.exceptions import RefreshError, TransportError
from gspread.exceptions import APIError
from gspread.http_client import HTTPClient
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from relocalisons.core.model import Cell, Merge, TabGrid, WorkbookGrid
from relocalisons.errors import (
    ConfigurationError,
    VendorUnavailableError,
    WorkbookUnreachableError,
)
from tasks.retrying import ATTEMPTS, LONGEST_WAIT, repeat

TIMEOUT = (5, 60)  # seconds to connect, to answer
GOOGLE_ORIGINS = ("https://sheets.googleapis.com", "https://www.googleapis.com")

# Everything that reading needs and nothing else: values, number formats, strikethrough, links,
# merges, hidden rows, sheet ids. `userEnteredFormat` leaves are absent when unset.
READ_MASK = (
    "spreadsheetId,properties(title,locale,timeZone),"
    "sheets(properties(sheetId,title,index,hidden,gridProperties(rowCount,columnCount)),merges,"
    "data(rowMetadata(hiddenByUser,hiddenByFilter),"
    "rowData(values(userEnteredValue,effectiveValue,formattedValue,hyperlink,"
    "userEnteredFormat(numberFormat,textFormat(strikethrough))))))"
)


class SheetsClient(HTTPClient):
    """gspread's HTTP client with timeouts, bounded retries of safe verbs, and one base URL."""

    base_url = ""

    def __init__(self, auth: Any, session: Any = None) -> None:
        super().__init__(auth, session)
        self.set_timeout(TIMEOUT)
        # POST is left out: batchUpdate and append are not idempotent.
        retry = Retry(
            total=ATTEMPTS,
            connect=2,
            read=2,
            status=ATTEMPTS,
            backoff_factor=1,
            backoff_jitter=1,
            backoff_max=LONGEST_WAIT,
            retry_after_max=int(LONGEST_WAIT),
            status_forcelist=(429, 500, 502, 503, 504),
            allowed_methods=frozenset({"GET", "PUT", "DELETE"}),
            respect_retry_after_header=True,
            raise_on_status=False,
        )
        for prefix in ("http://", "https://"):
            self.session.mount(prefix, HTTPAdapter(max_retries=retry))

    def request(self, method: str, endpoint: str, *args: Any, **kwargs: Any) -> Any:
        """gspread's only door to the network."""
        if self.base_url:
            for origin in GOOGLE_ORIGINS:
                if endpoint.startswith(origin):
                    endpoint = self.base_url + endpoint.removeprefix(origin)
        return super().request(method, endpoint, *args, **kwargs)


def open_sheets(credentials: Credentials, *, base_url: str = "") -> gspread.Client:
    """A gspread client; `base_url` is a sandbox's origin, or empty for Google."""
    client = type("BoundSheetsClient", (SheetsClient,), {"base_url": base_url})
    return gspread.authorize(credentials, http_client=client)


def read_workbook(
    client: gspread.Client,
    file_id: str,
    *,
    name: str,
    version: str,
    modified_time: datetime,
    clock: Callable[[], datetime],
) -> WorkbookGrid:
    """Every tab of a workbook, in one request.

    Raises WorkbookUnreachableError (French) when it is gone or not shared any more, and
    VendorUnavailableError when Google did not answer within the bounded retries.
    """
    body = _call(
        lambda: client.http_client.fetch_sheet_metadata(file_id, params={"fields": READ_MASK}),
        workbook=name,
    )
    return WorkbookGrid(
        file_id=file_id,
        name=name,
        version=version,
        modified_time=modified_time,
        read_at=clock(),
        tabs=tuple(_tab(sheet) for sheet in body.get("sheets", ())),
        locale=body.get("properties", {}).get("locale", "fr_FR"),
    )


def edit_workbook(
    client: gspread.Client,
    file_id: str,
    requests_: Iterable[Mapping[str, Any]],
    *,
    name: str,
    read_back: Iterable[str] = (),
) -> dict[str, Any]:
    """Apply one atomic batchUpdate; with `read_back` tabs the answer holds them as written."""
    body: dict[str, Any] = {"requests": list(requests_)}
    tabs = list(read_back)
    if tabs:
        body |= {
            "includeSpreadsheetInResponse": True,
            "responseRanges": [gspread.utils.absolute_range_name(tab) for tab in tabs],
            "responseIncludeGridData": True,
        }
    return _call(
        lambda: repeat(
            lambda: client.http_client.batch_update(file_id, body), wait_for=_refused_for_now
        ),
        workbook=name,
    )


def _refused_for_now(error: Exception) -> tuple[bool, str | None]:
    """A 429 was refused before anything was done, so even a POST may be repeated."""
    if isinstance(error, APIError) and error.response.status_code == 429:
        return True, error.response.headers.get("Retry-After")
    return False, None


def tabs_of(body: Mapping[str, Any]) -> tuple[TabGrid, ...]:
    """The tabs of a spreadsheet resource."""
    return tuple(_tab(sheet) for sheet in body.get("sheets", ()))


def _call(call: Callable[[], Any], *, workbook: str) -> Any:
    try:
        return call()
    except APIError as error:
        raise _translate(error, workbook=workbook) from error
    except RefreshError as error:
        raise ConfigurationError(
            "Google refused the credentials (RELOCALISONS_GOOGLE_KEY): the key was revoked, or "
            "the machine's clock is wrong."
        ) from error
    except (requests.RequestException, TransportError) as error:
        raise VendorUnavailableError(
            f"Google Sheets ne répond pas (classeur « {workbook} ») : "
            f"{type(error).__name__}. La lecture sera reprise au prochain passage."
        ) from error


def _translate(error: APIError, *, workbook: str) -> Exception:
    code = error.response.status_code
    if code in (403, 404):
        return WorkbookUnreachableError(
            f"Le classeur « {workbook} » n’est plus accessible : il a été supprimé ou n’est plus "
            "partagé avec le service. Vérifiez dans le Drive qu’il existe et que le compte du "
            "service en est « Éditeur »."
        )
    if code == 401:
        return ConfigurationError(
            "Google refused the token (401) after a refresh: check RELOCALISONS_GOOGLE_KEY."
        )
    return VendorUnavailableError(
        f"Google Sheets répond {code} pour le classeur « {workbook} » malgré plusieurs essais. "
        "La lecture sera reprise au prochain passage."
    )


def _tab(sheet: Mapping[str, Any]) -> TabGrid:
    properties = sheet["properties"]
    data = (sheet.get("data") or [{}])[0]
    hidden = frozenset(
        number
        for number, row in enumerate(data.get("rowMetadata", ()))
        if row.get("hiddenByUser") or row.get("hiddenByFilter")
    )
    return TabGrid(
        sheet_id=properties.get("sheetId", 0),
        title=properties["title"],
        rows=_rows(data.get("rowData", ())),
        merges=tuple(_merge(block) for block in sheet.get("merges", ())),
        hidden_rows=hidden,
        hidden=bool(properties.get("hidden")),
    )


def _rows(row_data: Iterable[Mapping[str, Any]]) -> tuple[tuple[object, ...], ...]:
    rows = [tuple(_cell(value) for value in row.get("values", ())) for row in row_data]
    while rows and all(cell is None for cell in rows[-1]):
        rows.pop()
    return tuple(rows)


def _merge(block: Mapping[str, int]) -> Merge:
    return Merge(
        first_row=block.get("startRowIndex", 0),
        last_row=block.get("endRowIndex", 0),
        first_column=block.get("startColumnIndex", 0),
        last_column=block.get("endColumnIndex", 0),
    )


def _cell(data: Mapping[str, Any]) -> object:
    """The raw value, or a `Cell` when a format, a strike or a link says more."""
    value = _value(data)
    style = data.get("userEnteredFormat", {})
    number_format = style.get("numberFormat")
    pattern = number_format and (number_format.get("pattern") or number_format.get("type"))
    struck = bool(style.get("textFormat", {}).get("strikethrough"))
    link = data.get("hyperlink")
    if pattern is None and not struck and link is None:
        return value
    return Cell(value, pattern, struck, link)


def _value(data: Mapping[str, Any]) -> object:
    effective = data.get("effectiveValue")
    if effective is None:
        return None
    if "errorValue" in effective:  # its text as people see it: `#REF!`, `#N/A`
        return data.get("formattedValue") or "#ERREUR!"
    kinds = ("numberValue", "stringValue", "boolValue")
    return next((effective[kind] for kind in kinds if kind in effective), None)
