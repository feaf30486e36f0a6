"""Google Sheets through gspread: one request reads a workbook, one writes our own tabs.

Why a subclass: gspread has no timeout, its own back-off never gives up (6.2.1), and its URLs are
constants; `HTTPClient.request` is the one public place through which all its traffic passes.

A run keeps below Google's quotas, so that it meets no refusal of its own making: 60 reads and 60
writes a minute and user. Google does not say whether its minutes are counted from the clock, slide,
or fill drop by drop; a window that slides satisfies all three. It knows this process only: what
another run spends in the same minute fits into the margin, and beyond it a refusal is waited out as
any other (`tasks/google/retrying.py`).
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import gspread
import orjson
import requests
from google.auth.credentials import Credentials
from google.auth.transport.requests import AuthorizedSession
from gspread.http_client import HTTPClient
from gspread.urls import SPREADSHEET_BATCH_UPDATE_URL, SPREADSHEET_URL

from relocalisons.core.kernel.model import Cell, Merge, TabGrid, WorkbookGrid
from tasks.google.refusals import sheets_refusal, sheets_translated, sheets_waiting
from tasks.google.retrying import repeat

# Ten of the sixty are left to a neighbour: a settlement round, a flow started by hand.
SHEETS_PER_MINUTE = 50
# A second more than Google's minute: requests do not all travel equally long.
WINDOW = 61.0


class Pace:
    """At most `calls` calls in any `window` seconds; who comes too early waits.

    `clock` is monotonic, in seconds. May be shared by threads: they wait in turn.
    """

    def __init__(
        self,
        calls: int = SHEETS_PER_MINUTE,
        *,
        window: float = WINDOW,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._window, self._clock, self._sleep = window, clock, sleep
        self._spent: deque[float] = deque(maxlen=calls)
        self._turn = threading.Lock()

    def wait(self) -> float:
        """Wait until one more call fits, count it, and return the seconds that it took."""
        with self._turn:
            now = self._clock()
            pause = 0.0
            if len(self._spent) == self._spent.maxlen:
                pause = max(0.0, self._spent[0] + self._window - now)
            if pause:
                self._sleep(pause)
            # A sleep may end a little early; what was promised is what counts.
            self._spent.append(max(self._clock(), now + pause))
            return pause


TIMEOUT = (5, 60)  # seconds to connect, to answer
_REPEATABLE = frozenset({"GET", "PUT", "DELETE"})
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
    """gspread's HTTP client with timeouts, bounded repeats, our pace, and one base URL.

    Reads and whole overwrites are repeated after a doubt; a POST (append, batchUpdate: neither
    is idempotent) only when it was refused before anything was done.
    """

    base_url = ""

    def __init__(self, auth: Any, session: Any = None) -> None:
        super().__init__(auth, session)
        self.set_timeout(TIMEOUT)
        self.reads, self.writes = Pace(), Pace()
        self.clock: Callable[[], float] = time.monotonic
        self.sleep: Callable[[float], None] = time.sleep

    def request(self, method: str, endpoint: str, *args: Any, **kwargs: Any) -> Any:
        """gspread's only door to the network; its own methods name all that follows the address."""
        if self.base_url:
            for origin in GOOGLE_ORIGINS:
                if endpoint.startswith(origin):
                    endpoint = self.base_url + endpoint.removeprefix(origin)
        verb = method.upper()
        pace = self.reads if verb == "GET" else self.writes
        timeout: Any = self.timeout  # google-auth says int, and takes what requests takes

        def attempt() -> Any:
            pace.wait()  # a repeat costs quota like any other
            answer = self.session.request(verb, endpoint, *args, timeout=timeout, **kwargs)
            if not answer.ok:
                raise sheets_refusal(answer)
            return answer

        wait_for = sheets_waiting(safe=verb in _REPEATABLE)
        return repeat(attempt, wait_for=wait_for, sleep=self.sleep, clock=self.clock)


def open_sheets(
    credentials: Credentials,
    *,
    base_url: str = "",
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> gspread.Client:
    """A gspread client; `base_url` is a sandbox's origin, or empty for Google.

    `clock` (monotonic, seconds) and `sleep` pace the calls and wait between two attempts.
    """
    bound = type("BoundSheetsClient", (SheetsClient,), {"base_url": base_url})
    session = AuthorizedSession(credentials, max_refresh_attempts=1)
    client = gspread.authorize(credentials, http_client=bound, session=session)
    http = client.http_client
    assert isinstance(http, SheetsClient)
    http.reads, http.writes = (Pace(clock=clock, sleep=sleep) for _ in range(2))
    http.clock, http.sleep = clock, sleep
    return client


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
    body = sheets_translated(
        lambda: _content(
            client.http_client.request(
                "get", SPREADSHEET_URL % file_id, params={"fields": READ_MASK}
            )
        ),
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


def read_again(
    client: gspread.Client, book: WorkbookGrid, *, clock: Callable[[], datetime]
) -> WorkbookGrid:
    """A workbook as it stands now: what was typed since it was read is not written over."""
    return read_workbook(
        client,
        book.file_id,
        name=book.name,
        version=book.version,
        modified_time=book.modified_time,
        clock=clock,
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
    return sheets_translated(lambda: client.http_client.batch_update(file_id, body), workbook=name)


def edit_and_read(
    client: gspread.Client,
    book: WorkbookGrid,
    requests_: Iterable[Mapping[str, Any]],
    *,
    clock: Callable[[], datetime],
) -> tuple[WorkbookGrid, tuple[Mapping[str, Any], ...]]:
    """The same, and the whole workbook as it stands after it, in the same request.

    Edits that people made since `book` was read are in it. Its version is that of `book`: Drive
    gives the new one later. Second, the answers to the requests, in their order.
    """
    body = {
        "requests": list(requests_),
        "includeSpreadsheetInResponse": True,
        "responseIncludeGridData": True,
    }
    answer = sheets_translated(
        lambda: _content(
            client.http_client.request(
                "post",
                SPREADSHEET_BATCH_UPDATE_URL % book.file_id,
                params={"fields": f"replies,updatedSpreadsheet({READ_MASK})"},
                json=body,
            )
        ),
        workbook=book.name,
    )
    tabs = tabs_of(answer.get("updatedSpreadsheet", {}))
    return replace(book, tabs=tabs, read_at=clock()), tuple(answer.get("replies", ()))


def _content(answer: requests.Response) -> Any:
    """The JSON of an answer; a workbook's is hundreds of kilobytes, a tenth of a night's work."""
    return orjson.loads(answer.content)


def tabs_of(body: Mapping[str, Any]) -> tuple[TabGrid, ...]:
    """The tabs of a spreadsheet resource."""
    return tuple(_tab(sheet) for sheet in body.get("sheets", ()))


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
        height=properties.get("gridProperties", {}).get("rowCount", 0),
        typed=all(map(_is_typed, _cells_of(data))),
    )


def _cells_of(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    return (cell for row in data.get("rowData", ()) for cell in row.get("values", ()))


def _is_typed(data: Mapping[str, Any]) -> bool:
    """Whether a cell shows what was typed: no formula, nor what one of another cell spills here."""
    entered = data.get("userEnteredValue") or {}
    return "formulaValue" not in entered and (bool(entered) or "effectiveValue" not in data)


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
    if value is None and "hyperlink" not in data:
        return None  # a format alone says nothing, and new tabs have many such cells
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
