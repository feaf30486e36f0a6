"""A GET whose address is too long is sent as a POST by Google's client, and stays a GET."""

import pytest
import requests
from clients.checked_google import google_service

from vendor_sandbox.testing import seeds

# Beyond 2,048 characters googleapiclient sends `X-HTTP-Method-Override: GET` and a form.
MANY = 120


@pytest.fixture
def methods_on_the_wire(monkeypatch):
    """What the client really sends, in order."""
    import httplib2

    seen = []
    send = httplib2.Http.request

    def watched(self, uri, method="GET", **kwargs):
        seen.append(method)
        return send(self, uri, method, **kwargs)

    monkeypatch.setattr(httplib2.Http, "request", watched)
    return seen


def counted(sandbox):
    return requests.delete(f"{sandbox.base_url}/sandbox/requests", timeout=10).json()


def test_a_list_with_a_very_long_query_finds_the_same_files(sandbox, methods_on_the_wire):
    drive = google_service("drive", "v3", base_url=sandbox.base_url, bearer=seeds.COORDINATOR)
    everywhere = {"includeItemsFromAllDrives": True, "supportsAllDrives": True}
    short = f"'{seeds.PROOFS}' in parents"
    long = " or ".join([short] * MANY)

    found = [
        drive.files().list(q=q, fields="files(id,name)", **everywhere).execute()
        for q in (short, long)
    ]

    assert found[0] == found[1] and found[0]["files"][0]["id"] == seeds.PDF
    assert methods_on_the_wire == ["GET", "POST"]


def test_a_long_read_of_a_workbook_counts_as_a_read(sandbox, methods_on_the_wire):
    sheets = google_service("sheets", "v4", base_url=sandbox.base_url, bearer=seeds.COORDINATOR)
    ranges = [f"'Plan d’action'!A{row}:B{row}" for row in range(1, MANY)]
    counted(sandbox)

    answer = sheets.spreadsheets().values().batchGet(spreadsheetId=seeds.SHEET, ranges=ranges)

    assert len(answer.execute()["valueRanges"]) == MANY - 1
    assert methods_on_the_wire == ["POST"]
    assert counted(sandbox)["by_family"] == {"sheets.read": 1}


def test_a_reader_may_read_by_a_long_address(sandbox):
    # What decides is the method meant, not the method sent: a reader's scopes allow no POST.
    answer = requests.post(
        f"{sandbox.base_url}/drive/v3/files/{seeds.PDF}",
        data={"supportsAllDrives": "true", "fields": "id"},
        headers={"X-HTTP-Method-Override": "GET", "Authorization": f"Bearer {seeds.READER}"},
        timeout=10,
    )

    assert (answer.status_code, answer.json()) == (200, {"id": seeds.PDF})


def test_another_method_may_be_meant_too(sandbox):
    def rename(name):
        return requests.post(
            f"{sandbox.base_url}/drive/v3/files/{seeds.PDF}?supportsAllDrives=true&fields=name",
            json={"name": name},
            headers={
                "X-HTTP-Method-Override": "PATCH",
                "Authorization": f"Bearer {seeds.COORDINATOR}",
            },
            timeout=10,
        )

    assert rename("Facture n° 2.pdf").json() == {"name": "Facture n° 2.pdf"}
    assert rename("Facture n° 1.pdf").status_code == 200


def test_a_post_that_means_nothing_else_stays_a_post(sandbox):
    answer = requests.post(
        f"{sandbox.base_url}/drive/v3/files/{seeds.PDF}",
        headers={"X-HTTP-Method-Override": "BREW", "Authorization": f"Bearer {seeds.READER}"},
        timeout=10,
    )

    assert answer.status_code in {404, 405}
