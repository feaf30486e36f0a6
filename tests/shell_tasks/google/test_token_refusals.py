"""A token that is refused is refreshed once; then one error says what the operator must do."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
import requests
from google.auth import _helpers
from support.forks import start_sandbox
from support.google.accounts import robot_key, sandbox_settings

from relocalisons.errors import ConfigurationError, VendorUnavailableError
from tasks.google.drive import Drive
from tasks.google.sheets import edit_workbook, open_sheets
from tasks.google.sign_in import sign_in
from vendor_sandbox.server import RunningSandbox
from vendor_sandbox.testing import seeds

ROBOT = seeds.SERVICE_ACCOUNT


@pytest.fixture(scope="module")
def one_sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSandbox]:
    root = tmp_path_factory.mktemp("bac")
    seeds.seed_small_drive(root)
    with start_sandbox(root) as running:
        yield running


@pytest.fixture
def sandbox(one_sandbox: RunningSandbox) -> RunningSandbox:
    for what in ("faults", "requests"):
        requests.delete(f"{one_sandbox.base_url}/sandbox/{what}", timeout=10)
    control(one_sandbox, "accounts", enable=ROBOT)
    return one_sandbox


class Slept(list):
    """The waits that were asked for; nobody waits in a test."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


@pytest.fixture
def slept() -> Slept:
    return Slept()


@pytest.fixture(params=["drive", "sheets"])
def ask(request: pytest.FixtureRequest, sandbox: RunningSandbox, slept: Slept):
    """One read by either client, on credentials of its own."""
    credentials = sign_in(sandbox_settings(sandbox.base_url, key=robot_key(ROBOT)))
    if request.param == "drive":
        drive = Drive(credentials, drive_id=seeds.DRIVE_ID, base_url=sandbox.base_url, sleep=slept)
        yield lambda: drive.item(seeds.SHEET)
        drive.close()
    else:
        sheets = open_sheets(credentials, base_url=sandbox.base_url, sleep=slept)
        nothing = {"findReplace": {"find": "rien", "replacement": "x", "allSheets": True}}
        yield lambda: edit_workbook(sheets, seeds.SHEET, [nothing], name="Suivi")
        sheets.http_client.session.close()


def control(sandbox: RunningSandbox, what: str, **body: object) -> None:
    answer = requests.post(f"{sandbox.base_url}/sandbox/{what}", json=body, timeout=10)
    answer.raise_for_status()


def counts(sandbox: RunningSandbox) -> dict[str, int]:
    return requests.get(f"{sandbox.base_url}/sandbox/requests", timeout=10).json()["by_family"]


def test_a_token_that_was_withdrawn_is_asked_again_once_and_the_call_goes_on(sandbox, ask):
    ask()
    control(sandbox, "accounts", revoke=ROBOT)

    ask()

    assert counts(sandbox)["oauth.token"] == 2


def test_a_401_that_stays_is_one_error_after_one_refresh(sandbox, ask, slept):
    control(sandbox, "faults", path="^/(v4|drive)/", times=99, status=401, body={"error": {}})

    with pytest.raises(ConfigurationError, match=r"refused the token \(401\) after a refresh"):
        ask()

    families = counts(sandbox)
    assert families.pop("oauth.token") == 2, "the first token, and one refresh"
    assert list(families.values()) == [2], "the call, and once more with the new token"
    assert slept == []


def test_a_disabled_account_is_told_apart(sandbox, ask):
    control(sandbox, "accounts", disable=ROBOT)

    with pytest.raises(ConfigurationError, match="deleted or disabled"):
        ask()

    assert counts(sandbox) == {"oauth.token": 1}


def test_a_wrong_clock_is_told_apart_from_a_revoked_key(sandbox, ask, monkeypatch):
    # given a machine that is more than an hour late
    now = _helpers.utcnow
    monkeypatch.setattr(_helpers, "utcnow", lambda: now() - timedelta(minutes=70))

    with pytest.raises(ConfigurationError, match=r"clock is wrong.*NTP"):
        ask()


def test_a_deleted_key_is_told_apart(sandbox, ask):
    # The sandbox holds no keys, so that it cannot check a signature: Google's answer is played.
    answer = {"error": "invalid_grant", "error_description": "Invalid JWT Signature."}
    control(sandbox, "faults", path="^/token", times=9, status=400, body=answer)

    with pytest.raises(ConfigurationError, match="key of the service account was deleted"):
        ask()


def test_a_token_service_that_is_down_is_no_fault_of_the_key(sandbox, ask):
    control(sandbox, "faults", path="^/token", times=99, status=503, body={"error": "down"})

    with pytest.raises(VendorUnavailableError, match="ne délivre pas d’accès"):
        ask()


def test_a_withdrawn_consent_says_to_sign_in_again(sandbox):
    key = json.dumps({"client_id": "x", "client_secret": "y", "refresh_token": "1//sandbox-perdu"})
    settings = sandbox_settings(sandbox.base_url, key=key, sign_in="oauth")
    drive = Drive(sign_in(settings), drive_id=seeds.DRIVE_ID, base_url=sandbox.base_url)

    with pytest.raises(ConfigurationError, match="run `relocalisons login` again"):
        drive.item(seeds.SHEET)
    drive.close()


def test_half_an_answer_is_asked_again(sandbox, slept):
    credentials = sign_in(sandbox_settings(sandbox.base_url, key=robot_key(ROBOT)))
    drive = Drive(credentials, drive_id=seeds.DRIVE_ID, base_url=sandbox.base_url, sleep=slept)
    control(sandbox, "faults", path="^/drive/", times=2, half=True)

    assert drive.item(seeds.SHEET).name == "Suivi 2026"
    assert len(slept) == 2
    drive.close()


@pytest.mark.parametrize("body", ["<html>Bad Gateway</html>", {"error": "proxy"}, {"error": {}}])
def test_a_refusal_that_is_not_googles_is_still_one_of_our_errors(sandbox, ask, slept, body):
    control(sandbox, "faults", path="^/(v4|drive)/", times=99, status=502, body=body)

    with pytest.raises(VendorUnavailableError, match="502"):
        ask()
