"""Faults, quotas, counters and the clock on request, seen through the official clients."""

import socket
from urllib.parse import urlsplit

import pytest
import requests
from clients.checked_google import google_service
from googleapiclient.errors import HttpError

from vendor_sandbox.testing import seeds

DRIVE_V3 = "^/drive/v3/files"
TOKEN = {"Authorization": f"Bearer {seeds.COORDINATOR}"}


@pytest.fixture(autouse=True)
def nothing_left(sandbox):
    yield
    requests.delete(f"{sandbox.base_url}/sandbox/faults", timeout=10)
    requests.post(f"{sandbox.base_url}/sandbox/quotas", json={"enabled": False}, timeout=10)


@pytest.fixture
def drive(sandbox):
    return google_service("drive", "v3", base_url=sandbox.base_url, bearer=seeds.COORDINATOR)


def fault(sandbox, **rule):
    answer = requests.post(f"{sandbox.base_url}/sandbox/faults", json=rule, timeout=10)
    assert answer.status_code == 201, answer.text


def account(sandbox):
    return requests.get(f"{sandbox.base_url}/sandbox/faults", timeout=10).json()


def get_pdf(drive):
    return drive.files().get(fileId=seeds.PDF, supportsAllDrives=True)


def create(drive, name):
    body = {"name": name, "parents": [seeds.DRIVE_ID]}
    return drive.files().create(body=body, supportsAllDrives=True)


def names(drive):
    listed = drive.files().list(
        corpora="drive",
        driveId=seeds.DRIVE_ID,
        includeItemsFromAllDrives=True,
        supportsAllDrives=True,
    )
    return {each["name"] for each in listed.execute()["files"]}


def test_the_next_two_calls_fail_as_told_and_are_accounted_for(sandbox, drive):
    body = {"error": {"code": 503, "message": "Service Unavailable", "errors": []}}
    fault(sandbox, method="GET", path=DRIVE_V3, times=2, status=503, body=body)

    for _ in range(2):
        with pytest.raises(HttpError) as caught:
            get_pdf(drive).execute()
        assert caught.value.status_code == 503

    assert get_pdf(drive).execute()["id"] == seeds.PDF
    assert account(sandbox)["injected"] == 2


def test_the_official_client_retries_through_a_fault(sandbox, drive):
    fault(sandbox, path=DRIVE_V3, times=1, status=503)

    assert get_pdf(drive).execute(num_retries=2)["id"] == seeds.PDF


def test_headers_are_sent_and_calls_can_be_let_pass_first(sandbox):
    fault(sandbox, path=DRIVE_V3, skip=1, status=429, headers={"Retry-After": 7})
    url = f"{sandbox.base_url}/drive/v3/files"

    first, second = (requests.get(url, headers=TOKEN, timeout=10) for _ in range(2))

    assert (first.status_code, second.status_code) == (200, 429)
    assert second.headers["Retry-After"] == "7"


def post_file(sandbox, name):
    return requests.post(
        f"{sandbox.base_url}/drive/v3/files?supportsAllDrives=true",
        json={"name": name, "parents": [seeds.DRIVE_ID]},
        headers=TOKEN,
        timeout=10,
    )


def test_a_call_cut_before_acceptance_never_happened(sandbox, drive):
    fault(sandbox, method="POST", path=DRIVE_V3, cut=True)

    with pytest.raises(requests.exceptions.ConnectionError):
        post_file(sandbox, "jamais")

    assert "jamais" not in names(drive)


def test_a_call_cut_after_acceptance_happened(sandbox, drive):
    fault(sandbox, method="POST", path=DRIVE_V3, cut=True, when="after")

    with pytest.raises(requests.exceptions.ConnectionError):
        post_file(sandbox, "quand même")

    assert "quand même" in names(drive)


def test_googles_client_sends_a_cut_post_again_by_itself(sandbox, drive):
    # httplib2 repeats a request whose connection was closed, even a POST: a create without an id
    # generated in advance then makes two files. The sandbox shows it as production would.
    fault(sandbox, method="POST", path=DRIVE_V3, cut=True, when="after")

    create(drive, "doublé").execute()

    listed = drive.files().list(
        q="name = 'doublé'",
        corpora="drive",
        driveId=seeds.DRIVE_ID,
        includeItemsFromAllDrives=True,
        supportsAllDrives=True,
    )
    assert len(listed.execute()["files"]) == 2


def test_a_call_answered_503_after_acceptance_happened(sandbox, drive):
    fault(sandbox, method="POST", path=DRIVE_V3, status=503, when="after")

    with pytest.raises(HttpError):
        create(drive, "accepté").execute()

    assert "accepté" in names(drive)


def test_half_an_answer_is_half_an_answer(sandbox):
    fault(sandbox, path="^/drive/v3/about", half=True)
    where = urlsplit(sandbox.base_url)

    with socket.create_connection((where.hostname, where.port), timeout=10) as connection:
        request = f"GET /drive/v3/about?fields=kind HTTP/1.1\r\nHost: {where.netloc}\r\n"
        request += f"Authorization: {TOKEN['Authorization']}\r\n\r\n"
        connection.sendall(request.encode())
        received = b""
        while piece := connection.recv(4096):
            received += piece

    head, _, body = received.partition(b"\r\n\r\n")
    promised = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
    assert 0 < len(body) < promised


def test_a_slow_answer_runs_into_the_clients_timeout(sandbox):
    fault(sandbox, path=DRIVE_V3, delay=1)

    with pytest.raises(requests.exceptions.ReadTimeout):
        requests.get(f"{sandbox.base_url}/drive/v3/files", timeout=0.2)


def test_a_rule_with_a_mistake_is_refused(sandbox):
    for rule in ({"chemin": "x"}, {"path": "("}, {"when": "during"}, {"times": "beaucoup"}):
        answer = requests.post(f"{sandbox.base_url}/sandbox/faults", json=rule, timeout=10)
        assert answer.status_code == 400


def test_requests_are_counted_by_family_and_route(sandbox, drive):
    requests.delete(f"{sandbox.base_url}/sandbox/requests", timeout=10)
    get_pdf(drive).execute()
    names(drive)
    create(drive, "compté").execute()

    counts = requests.get(f"{sandbox.base_url}/sandbox/requests", timeout=10).json()

    assert counts["by_family"] == {"drive.read": 2, "drive.write": 1}
    assert counts["by_route"]["GET /drive/v3/files/{id}"] == 1


def test_an_empty_bucket_is_a_403_of_usage_limits_and_fills_again_with_the_clock(sandbox, drive):
    quotas = {"enabled": True, "limits": {"drive.user": 2}}
    requests.post(f"{sandbox.base_url}/sandbox/quotas", json=quotas, timeout=10)
    get_pdf(drive).execute()
    get_pdf(drive).execute()

    with pytest.raises(HttpError) as caught:
        get_pdf(drive).execute()
    requests.post(f"{sandbox.base_url}/sandbox/clock", json={"advance": 60}, timeout=10)

    assert caught.value.status_code == 403
    assert caught.value.error_details[0]["reason"] == "userRateLimitExceeded"
    assert caught.value.error_details[0]["domain"] == "usageLimits"
    assert get_pdf(drive).execute()["id"] == seeds.PDF
    refused = requests.get(f"{sandbox.base_url}/sandbox/quotas", timeout=10).json()["refused"]
    assert refused == {"drive.user": 1}


def test_the_clock_dates_new_files_and_can_be_set(sandbox, drive):
    moment = {"now": "2031-05-06T07:08:09Z", "frozen": True}
    requests.post(f"{sandbox.base_url}/sandbox/clock", json=moment, timeout=10)

    body = {"name": "futur", "parents": [seeds.DRIVE_ID]}
    made = drive.files().create(body=body, supportsAllDrives=True, fields="createdTime").execute()

    assert made == {"createdTime": "2031-05-06T07:08:09.000Z"}
    reset = {"reset": True, "frozen": False}
    requests.post(f"{sandbox.base_url}/sandbox/clock", json=reset, timeout=10)


def test_the_sixty_first_read_of_a_minute_is_a_429_of_sheets(sandbox):
    requests.post(f"{sandbox.base_url}/sandbox/quotas", json={"enabled": True}, timeout=10)
    stopped = requests.post(
        f"{sandbox.base_url}/sandbox/clock", json={"advance": 0, "frozen": True}, timeout=10
    ).json()
    assert stopped["frozen"], "else a read that takes a second gives one more"
    url = f"{sandbox.base_url}/v4/spreadsheets/{seeds.SHEET}/values/A1"

    with requests.Session() as session:
        session.headers.update(TOKEN)
        answers = [session.get(url, timeout=10) for _ in range(61)]
        written = session.put(
            url, params={"valueInputOption": "RAW"}, json={"values": [["x"]]}, timeout=10
        )

    assert [answer.status_code for answer in answers] == [200] * 60 + [429]
    assert written.status_code == 200, "writes have a bucket of their own"
    error = answers[-1].json()["error"]
    assert error["status"] == "RESOURCE_EXHAUSTED" and "Read requests" in error["message"]
    assert error["details"][0]["reason"] == "RATE_LIMIT_EXCEEDED"
    reset = {"reset": True, "frozen": False}
    requests.post(f"{sandbox.base_url}/sandbox/clock", json=reset, timeout=10)
