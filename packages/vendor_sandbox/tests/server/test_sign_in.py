"""Both ways to sign in, by Google's own libraries: service account and project account."""

from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from clients.checked_google import google_service
from google.auth.exceptions import RefreshError
from google.auth.transport.requests import Request
from google.oauth2.credentials import Credentials
from google_auth_oauthlib.flow import InstalledAppFlow
from googleapiclient.errors import HttpError

from vendor_sandbox.testing import seeds

DRIVE = "https://www.googleapis.com/auth/drive"
METADATA = "https://www.googleapis.com/auth/drive.metadata.readonly"
BACK = "http://127.0.0.1:1/retour"
ACCOUNT = "anne@localizz.example"


@pytest.fixture
def insecure_loopback(monkeypatch):
    # oauthlib refuses http, except where told; the real Google is https.
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
    monkeypatch.setenv("OAUTHLIB_RELAX_TOKEN_SCOPE", "1")


def flow_to(sandbox, scope=DRIVE):
    configuration = {
        "installed": {
            "client_id": "relocalisons.apps.test",
            "client_secret": "secret",
            "auth_uri": f"{sandbox.base_url}/o/oauth2/v2/auth",
            "token_uri": f"{sandbox.base_url}/token",
        }
    }
    return InstalledAppFlow.from_client_config(configuration, [scope], redirect_uri=BACK)


def granted_code(address, decision="oui"):
    form = {"email": ACCOUNT, "decision": decision}
    answer = requests.post(address, data=form, allow_redirects=False, timeout=10)
    return {
        key: each[0] for key, each in parse_qs(urlsplit(answer.headers["Location"]).query).items()
    }


def signed_in(sandbox, scope=DRIVE):
    flow = flow_to(sandbox, scope)
    address, _ = flow.authorization_url()
    flow.fetch_token(code=granted_code(address)["code"])
    with flow.oauth2session:
        return flow.credentials


def drive_as(sandbox, credentials):
    return google_service("drive", "v3", base_url=sandbox.base_url, credentials=credentials)


def test_the_consent_page_asks_in_french_and_a_code_becomes_a_refresh_token(
    sandbox, insecure_loopback
):
    flow = flow_to(sandbox)
    address, state = flow.authorization_url(login_hint=ACCOUNT)

    page = requests.get(address, timeout=10)
    back = granted_code(address)
    flow.fetch_token(code=back["code"])

    assert "Autoriser" in page.text and ACCOUNT in page.text and DRIVE in page.text
    assert back["state"] == state
    assert flow.credentials.refresh_token
    about = drive_as(sandbox, flow.credentials).about().get(fields="user/emailAddress").execute()
    assert about["user"]["emailAddress"] == ACCOUNT
    flow.oauth2session.close()


def test_a_refresh_token_gives_new_access_until_it_is_revoked(sandbox, insecure_loopback):
    first = signed_in(sandbox)
    kept = Credentials(
        None,
        refresh_token=first.refresh_token,
        token_uri=f"{sandbox.base_url}/token",
        client_id="relocalisons.apps.test",
        client_secret="secret",
    )

    with requests.Session() as session:
        kept.refresh(Request(session))
        assert kept.token and kept.token != first.token
        requests.post(f"{sandbox.base_url}/sandbox/accounts", json={"revoke": ACCOUNT}, timeout=10)
        with pytest.raises(RefreshError, match="expired or revoked"):
            kept.refresh(Request(session))


def test_a_refused_consent_says_so(sandbox, insecure_loopback):
    address, _ = flow_to(sandbox).authorization_url()

    assert granted_code(address, "non")["error"] == "access_denied"


def test_a_code_works_once_and_only_with_its_verifier(sandbox, insecure_loopback):
    flow = flow_to(sandbox)
    address, _ = flow.authorization_url()
    form = {
        "grant_type": "authorization_code",
        "code": granted_code(address)["code"],
        "redirect_uri": BACK,
    }

    def exchange(verifier):
        body = {**form, "code_verifier": verifier}
        return requests.post(f"{sandbox.base_url}/token", data=body, timeout=10).json()

    assert exchange("un autre")["error"] == "invalid_grant"
    assert "access_token" in exchange(flow.code_verifier)
    assert exchange(flow.code_verifier)["error"] == "invalid_grant"


def test_the_consent_page_sends_nobody_to_another_machine(sandbox):
    answer = requests.get(
        f"{sandbox.base_url}/o/oauth2/v2/auth",
        params={"response_type": "code", "client_id": "x", "redirect_uri": "https://ailleurs.test"},
        timeout=10,
    )

    assert answer.status_code == 400


def test_a_token_reaches_no_further_than_its_scopes(sandbox, insecure_loopback):
    drive = drive_as(sandbox, signed_in(sandbox, METADATA))
    target = {"fileId": seeds.PDF, "supportsAllDrives": True}

    assert drive.files().get(**target).execute()["id"] == seeds.PDF
    for call in (drive.files().get_media(**target), drive.files().update(body={}, **target)):
        with pytest.raises(HttpError) as caught:
            call.execute()
        assert caught.value.status_code == 403
        assert caught.value.error_details[0]["reason"] == "insufficientPermissions"
