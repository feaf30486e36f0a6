"""How scripts read workbooks with gspread: tab by tab, or each workbook in one request."""

from collections.abc import Sequence
from typing import Any

import gspread
from gspread.exceptions import GSpreadException
from gspread.http_client import HTTPClient
from gspread.utils import absolute_range_name

PLAIN = {"value_render_option": "UNFORMATTED_VALUE", "date_time_render_option": "SERIAL_NUMBER"}

GOOGLE = "https://sheets.googleapis.com"

Tabs = dict[tuple[str, str], list[list[Any]]]  # (workbook, tab) → rows of values


def usual_client(credentials: Any, *, base_url: str) -> gspread.Client:
    """gspread as it comes, asking `base_url`."""

    class Sandboxed(HTTPClient):
        def request(self, method: str, endpoint: str, *words: Any, **more: Any) -> Any:
            return super().request(method, endpoint.replace(GOOGLE, base_url), *words, **more)

    return gspread.Client(auth=credentials, http_client=Sandboxed)


def tab_by_tab(client: gspread.Client, file_ids: Sequence[str]) -> Tabs:
    """What most write: open, list the tabs, ask for each of them."""
    found: Tabs = {}
    for file_id in file_ids:
        for sheet in client.open_by_key(file_id).worksheets():
            try:
                found[file_id, sheet.title] = sheet.get(**PLAIN)
            except GSpreadException:
                continue
    return found


def in_one_request(client: gspread.Client, names: dict[str, Sequence[str]]) -> Tabs:
    """What the careful write: the names of the tabs are known, one values.batchGet a workbook."""
    found: Tabs = {}
    for file_id, titles in names.items():
        ranges = [absolute_range_name(title) for title in titles]
        answer = client.http_client.values_batch_get(
            file_id,
            ranges,
            {
                "valueRenderOption": PLAIN["value_render_option"],
                "dateTimeRenderOption": PLAIN["date_time_render_option"],
            },
        )
        for title, one in zip(titles, answer["valueRanges"], strict=True):
            found[file_id, title] = one.get("values", [])
    return found
