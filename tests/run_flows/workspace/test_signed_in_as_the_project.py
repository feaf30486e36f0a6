"""A night as the project's own account: OAuth instead of a service account, nothing else."""

from pathlib import Path

import pytest
import requests
from support.theatre import MONDAY, TUESDAY

from flows.daily_follow_up import daily_follow_up
from relocalisons.sample.engine.people import COORDINATOR_EMAIL
from relocalisons.settings import ROOT, load_settings
from tasks.google.login import authorisation_address, finish, open_flow, signed_in

pytestmark = [pytest.mark.flows, pytest.mark.story]


@pytest.fixture
def as_the_project(theatre, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Somebody has typed `relocalisons login` and consented; no service account is left."""
    facts = (ROOT / "config" / "sandbox.toml").read_text("utf-8")
    (tmp_path / "sandbox.toml").write_text(
        facts.replace('sign_in = "service_account"', 'sign_in = "oauth"'), "utf-8"
    )
    monkeypatch.setenv("RELOCALISONS_CONFIG_DIR", str(tmp_path))
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
    settings = load_settings("sandbox")
    flow = open_flow(settings)
    page = authorisation_address(flow, account=COORDINATOR_EMAIL)
    answer = requests.post(
        page,
        data={"email": COORDINATOR_EMAIL, "decision": "oui"},
        allow_redirects=False,
        timeout=20,
    )
    credentials = finish(flow, pasted=answer.headers["Location"])
    kept = signed_in(credentials, settings, account=COORDINATOR_EMAIL)
    monkeypatch.setenv("RELOCALISONS_GOOGLE_KEY", kept.secret)
    return theatre


def test_two_nights_are_as_with_a_service_account(as_the_project):
    as_the_project.at(MONDAY)
    as_the_project.run(daily_follow_up, MONDAY)
    as_the_project.at(TUESDAY)
    as_the_project.teller.count_requests()
    as_the_project.run(daily_follow_up, TUESDAY)
    reads = as_the_project.teller.count_requests()

    assert reads <= 3, "our own writes are recognised"
    assert as_the_project.tab("Anomalies"), "findings are written into her workbook"
