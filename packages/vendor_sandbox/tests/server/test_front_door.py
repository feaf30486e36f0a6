"""What every request meets first: the host it names, the token it shows, the date it gets."""

import socket
import time
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import pytest
import requests

from vendor_sandbox.testing import seeds

TOKEN = {"Authorization": f"Bearer {seeds.COORDINATOR}"}
DRIVE = "/drive/v3/files"
SHEETS = f"/v4/spreadsheets/{seeds.SHEET}"


def asked(sandbox, path, **headers):
    return requests.get(sandbox.base_url + path, headers=headers, timeout=10)


@pytest.fixture
def open_to_anybody(sandbox):
    settings = f"{sandbox.base_url}/sandbox/settings"
    requests.post(settings, json={"strict": False}, timeout=10)
    yield
    requests.post(settings, json={"strict": True}, timeout=10)


# ---- the token ------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [DRIVE, SHEETS])
def test_a_request_without_authorization_is_a_401(sandbox, path):
    answer = asked(sandbox, path)

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="https://accounts.google.com/"'
    error = answer.json()["error"]
    assert error["message"].startswith("Request is missing required authentication credential.")
    if path == SHEETS:
        assert error["status"] == "UNAUTHENTICATED"
    else:
        assert error["errors"][0] | {"message": ""} == {
            "domain": "global",
            "reason": "required",
            "message": "",
            "locationType": "header",
            "location": "Authorization",
        }


def test_a_call_in_a_batch_without_authorization_is_a_401_too(sandbox):
    inner = "--b\r\nContent-Type: application/http\r\n\r\nGET /drive/v3/about?fields=user\r\n\r\n"

    answer = requests.post(
        f"{sandbox.base_url}/batch/drive/v3",
        data=f"{inner}--b--\r\n",
        headers={"Content-Type": "multipart/mixed; boundary=b"},
        timeout=10,
    )

    assert "HTTP/1.1 401 Unauthorized" in answer.text


def test_a_workspace_may_be_opened_to_anybody(sandbox, open_to_anybody):
    assert asked(sandbox, DRIVE).status_code == 200


# ---- the host -------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", ""])
def test_a_page_of_another_site_cannot_reach_the_sandbox_under_its_own_name(sandbox, host):
    # A name that another site points at 127.0.0.1 for a moment (DNS rebinding).
    assert asked(sandbox, DRIVE, Host=host, **TOKEN).status_code == 400
    assert asked(sandbox, "/sandbox/settings", Host=host).status_code == 400


def test_the_sandbox_answers_to_its_address_and_to_localhost(sandbox):
    port = urlsplit(sandbox.base_url).port

    for host in (f"127.0.0.1:{port}", f"localhost:{port}"):
        assert asked(sandbox, DRIVE, Host=host, **TOKEN).status_code == 200


# ---- the date -------------------------------------------------------------------------------


def test_each_answer_has_the_date_of_its_own_second(sandbox):
    # Spread over a second: a date that is kept for a second is behind in some of them.
    for _ in range(12):
        time.sleep(0.1)
        before = int(time.time())
        answer = asked(sandbox, DRIVE, **TOKEN)

        assert parsedate_to_datetime(answer.headers["Date"]).timestamp() >= before


def test_an_answer_has_one_date_also_when_a_fault_gives_another(sandbox):
    wrong = "Tue, 03 Mar 2026 09:00:00 GMT"
    rule = {"path": "^/drive/", "status": 503, "headers": {"Date": wrong}}
    requests.post(f"{sandbox.base_url}/sandbox/faults", json=rule, timeout=10)
    where = urlsplit(sandbox.base_url)

    with socket.create_connection((where.hostname, where.port), timeout=10) as connection:
        request = f"GET {DRIVE} HTTP/1.1\r\nHost: {where.netloc}\r\nConnection: close\r\n\r\n"
        connection.sendall(request.encode())
        received = b""
        while piece := connection.recv(4096):
            received += piece

    dates = [line for line in received.split(b"\r\n") if line.lower().startswith(b"date:")]
    assert dates == [b"date: " + wrong.encode()]
