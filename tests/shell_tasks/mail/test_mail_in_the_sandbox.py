"""The same sending against the product's own sandbox, where each mail becomes a file to open."""

import email
from collections.abc import Iterator
from email import policy
from pathlib import Path

import pytest
import requests
from support.forks import start_sandbox
from support.mails.build import a_mail, mail_settings, ready, states
from support.mails.sending_process import settle_once

from relocalisons.store.mails.notices import SendOutcome
from relocalisons.store.opening import Store
from tasks.mail.mail import open_mail, send
from vendor_sandbox.server import RunningSandbox

SEND = "^/v3/mail/send"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mailbox")


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[RunningSandbox]:
    with start_sandbox(folder) as running:
        yield running


@pytest.fixture
def sandbox(server: RunningSandbox) -> Iterator[RunningSandbox]:
    yield server
    requests.delete(f"{server.base_url}/sandbox/faults", timeout=10)


def fault(sandbox: RunningSandbox, **rule) -> None:
    body = {"path": SEND, "times": 1} | rule
    answer = requests.post(f"{sandbox.base_url}/sandbox/faults", json=body, timeout=10)
    assert answer.status_code == 201, answer.text


def mails(sandbox: RunningSandbox) -> list[dict]:
    return requests.get(f"{sandbox.base_url}/sandbox/mail", timeout=10).json()["mails"]


def test_a_digest_becomes_a_mail_that_a_person_can_open(sandbox: RunningSandbox, folder: Path):
    settings = mail_settings(sandbox.base_url)
    digest = a_mail(
        to_address="helene@mairie.example",
        to_name="Hélène Brun, élue",
        subject="Relocalisons : à préciser cette semaine…",
        unsubscribe="mailto:coordination@localizz.example?subject=stop%20P01",
        facts={"notice_id": "abc", "attempt": "1"},
    )

    found = send(open_mail(settings), digest)

    assert found.outcome is SendOutcome.ACCEPTED
    (path,) = (folder / "mail").rglob("*.eml")
    opened = email.message_from_bytes(path.read_bytes(), policy=policy.default)
    assert opened["Subject"] == "Relocalisons : à préciser cette semaine…"
    assert opened["To"].addresses[0].addr_spec == "helene@mairie.example"
    assert "coordination@localizz.example" in opened["Reply-To"]
    assert "stop%20P01" in opened["List-Unsubscribe"]
    assert [part.get_content_type() for part in opened.walk() if not part.is_multipart()] == [
        "text/plain",
        "text/html",
    ]


@pytest.mark.parametrize(
    ("rule", "state", "arrived"),
    [
        ({"status": 503}, "unsettled", 0),
        ({"status": 429, "headers": {"Retry-After": "1"}}, "ready", 0),
        ({"cut": True}, "unsettled", 0),
        ({"cut": True, "when": "after"}, "unsettled", 1),
        ({"status": 503, "when": "after"}, "unsettled", 1),
    ],
)
def test_a_fault_of_the_sandbox_is_settled_as_it_deserves(
    store: Store, sandbox: RunningSandbox, rule, state, arrived
):
    before = len(mails(sandbox))
    ready(store, "P01")
    fault(sandbox, **rule)

    settle_once(store, sandbox.base_url)

    assert states(store) == {"P01": state}
    assert len(mails(sandbox)) - before == arrived
