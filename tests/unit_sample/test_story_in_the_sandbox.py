"""The sample in the sandbox: what people type there is what the generator meant them to type."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import requests
from support.forks import start_sandbox
from support.sample.generated import sample_of

from relocalisons.sample.demo.story import Storyteller
from relocalisons.sample.engine.days import DEMO_NIGHTS
from relocalisons.sample.engine.people import COORDINATOR_EMAIL
from relocalisons.sample.layout import lay_out
from relocalisons.sample.story import EditKind, edits_between

EVE = DEMO_NIGHTS[0] - timedelta(days=1)
UNTIL = date(2026, 3, 17)
HER_TOKEN = {"Authorization": f"Bearer user:{COORDINATOR_EMAIL}"}


def grids(base_url: str, file_id: str) -> dict[str, list[list[object]]]:
    """Every tab of a workbook as the service reads it: raw values, dates as serial numbers."""
    book = requests.get(
        f"{base_url}/v4/spreadsheets/{file_id}",
        params={"fields": "sheets.properties(title)"},
        headers=HER_TOKEN,
        timeout=30,
    ).json()
    titles = [sheet["properties"]["title"] for sheet in book["sheets"]]
    answer = requests.get(
        f"{base_url}/v4/spreadsheets/{file_id}/values:batchGet",
        params={
            "ranges": [f"'{title.replace(chr(39), chr(39) * 2)}'" for title in titles],
            "valueRenderOption": "UNFORMATTED_VALUE",
            "dateTimeRenderOption": "SERIAL_NUMBER",
        },
        headers=HER_TOKEN,
        timeout=30,
    ).json()
    values = (each.get("values", []) for each in answer["valueRanges"])
    return dict(zip(titles, values, strict=True))


@pytest.fixture(scope="module")
def typed_and_written(tmp_path_factory: pytest.TempPathFactory):
    """Two folders: one where people did the edits, one laid out as they should leave it."""
    sample = sample_of()
    typed: Path = tmp_path_factory.mktemp("typed")
    written: Path = tmp_path_factory.mktemp("written")
    lay_out(sample, typed, on=EVE)
    lay_out(sample, written, on=UNTIL)
    edits = edits_between(sample, after=EVE, until=UNTIL)
    with start_sandbox(typed) as first, start_sandbox(written) as second:
        assert Storyteller(first.base_url).play(edits) == len(edits)
        yield first.base_url, second.base_url, edits


def test_two_weeks_of_edits_leave_the_values_that_were_meant(typed_and_written):
    first, second, edits = typed_and_written
    touched = sorted({edit.file_id for edit in edits if edit.sheet_id})

    for file_id in touched:
        assert grids(first, file_id) == grids(second, file_id)
    assert len(touched) >= 15


def test_files_dropped_by_people_are_in_their_folders(typed_and_written):
    first, _, edits = typed_and_written
    uploads = [edit for edit in edits if edit.kind is EditKind.UPLOAD]

    for edit in uploads:
        found = requests.get(
            f"{first}/drive/v3/files",
            params={
                "q": f"'{edit.folder_id}' in parents and name = '{edit.name}'",
                "fields": "files(name,size)",
                "supportsAllDrives": "true",
                "includeItemsFromAllDrives": "true",
                "corpora": "allDrives",
            },
            headers=HER_TOKEN,
            timeout=30,
        ).json()["files"]
        assert [(each["name"], int(each["size"])) for each in found] == [
            (edit.name, len(edit.content))
        ]
    assert uploads
