"""The webhook believes SendGrid's signature only, keeps each event once, and holds no address."""

import asyncio
import base64
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
import requests
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import select, text
from support.forks import start_sandbox
from support.mails.build import after, ready, states
from support.mails.sending_process import settle_once

from relocalisons.cli.service.webhook import serve_webhook
from relocalisons.errors import ConfigurationError
from relocalisons.store.opening import Store, open_store
from relocalisons.store.schema import mail_event, metadata
from tasks.mail.webhook import (
    HEALTH,
    LARGEST,
    PATH,
    SIGNATURE,
    TIMESTAMP,
    create_webhook,
    verifier_of,
)
from vendor_sandbox.server import RunningSandbox

KEY = ec.generate_private_key(ec.SECP256R1())
OTHER = ec.generate_private_key(ec.SECP256R1())
NOW = after(hours=5)
PUBLIC = base64.b64encode(
    KEY.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
).decode()


def told(key: str, event: str = "delivered", **facts: Any) -> dict[str, Any]:
    return {
        "email": "jeanne.brun@mairie.example",
        "event": event,
        "sg_event_id": f"{event}-{key}",
        "timestamp": int(after(hours=4).timestamp()),
        "notice_id": key,
        "attempt": "1",
    } | facts


def signed(body: bytes, *, at: float | None = None, key: Any = KEY) -> dict[str, str]:
    stamp = str(int(NOW.timestamp() if at is None else at))
    signature = key.sign(stamp.encode() + body, ec.ECDSA(hashes.SHA256()))
    return {SIGNATURE: base64.b64encode(signature).decode(), TIMESTAMP: stamp}


class Door:
    """The application of the webhook, as a client over HTTP meets it."""

    def __init__(self, store: Store) -> None:
        self.app = create_webhook(store, verifier=verifier_of(PUBLIC, clock=lambda: NOW))

    def request(self, method: str, path: str, **how: Any) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
                return await client.request(method, path, **how)

        return asyncio.run(ask())

    def post(self, path: str, **how: Any) -> httpx.Response:
        return self.request("POST", path, **how)


@pytest.fixture
def webhook(store: Store) -> Door:
    return Door(store)


def post(webhook: Door, content: object, **how: Any) -> int:
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return webhook.post(PATH, content=body, headers=signed(body, **how)).status_code


def kept(store: Store) -> list[Any]:
    with store.begin() as connection:
        return list(connection.execute(select(mail_event)).all())


@pytest.fixture
def accepted(store: Store, sendgrid) -> str:
    (key,) = ready(store, "P01")
    settle_once(store, sendgrid.url)
    return key


def test_a_signed_event_is_kept_and_moves_its_mail(webhook, store: Store, accepted: str):
    assert post(webhook, [told(accepted, "processed"), told(accepted)]) == 204

    assert states(store) == {"P01": "delivered"}
    assert len(kept(store)) == 2


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"key": OTHER}, 403),
        ({"at": NOW.timestamp() - 11 * 60}, 403),
        ({"at": NOW.timestamp() + 11 * 60}, 403),
        ({"at": NOW.timestamp() - 9 * 60}, 204),
    ],
)
def test_a_foreign_key_or_an_old_post_is_refused(webhook, store, accepted, change, status):
    assert post(webhook, [told(accepted)], **change) == status
    assert len(kept(store)) == (1 if status == 204 else 0)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {TIMESTAMP: "1"},
        {SIGNATURE: "AAAA"},
        {SIGNATURE: "not base64 !", TIMESTAMP: str(int(NOW.timestamp()))},
        {SIGNATURE: "AAAA", TIMESTAMP: "1e9"},
        {SIGNATURE: "AAAA", TIMESTAMP: "9" * 400},
        {SIGNATURE: "AAAA", TIMESTAMP: "-5"},
    ],
)
def test_a_post_without_a_sound_signature_is_refused(webhook, store, accepted, headers):
    body = json.dumps([told(accepted)]).encode()

    assert webhook.post(PATH, content=body, headers=headers).status_code == 403
    assert kept(store) == []


def test_the_signature_is_of_the_raw_body(webhook, store: Store, accepted: str):
    body = json.dumps([told(accepted)]).encode()
    headers = signed(body)

    changed = body.replace(b"delivered", b"bounce!!!")
    assert webhook.post(PATH, content=changed, headers=headers).status_code == 403
    assert webhook.post(PATH, content=body + b" ", headers=headers).status_code == 403


def test_a_body_beyond_the_cap_is_refused_before_it_is_read(webhook, store: Store):
    body = b" " * (LARGEST + 1)

    assert webhook.post(PATH, content=body, headers=signed(body)).status_code == 413

    async def trickle():
        for _ in range(LARGEST // 65536 + 2):
            yield b" " * 65536

    assert webhook.post(PATH, content=trickle(), headers=signed(b"x")).status_code == 413


def test_a_post_of_thousands_of_events_keeps_each_once_and_moves_their_mails(webhook, store):
    keys = ready(store, "P01", "P02")
    settle_once(store, "http://127.0.0.1:9")  # nobody answers: they wait
    events = [
        told(keys[number % 2], "deferred", sg_event_id=f"event-{number}") for number in range(1100)
    ]

    statuses = [post(webhook, [*events, told(keys[0])]) for _ in range(2)]

    assert statuses == [204, 204]
    assert len(kept(store)) == 1101
    assert all(row.joined_at for row in kept(store))
    assert states(store)["P01"] == "delivered"


def test_posts_that_would_fill_the_memory_are_asked_for_again(webhook, monkeypatch, accepted: str):
    """Whoever they are from: a signature is known once a post is read."""
    monkeypatch.setattr("tasks.mail.webhook.MEMORY", 100)

    full = post(webhook, [told(accepted)])
    monkeypatch.setattr("tasks.mail.webhook.MEMORY", 10_000)

    assert (full, post(webhook, [told(accepted)])) == (503, 204)


@pytest.mark.parametrize("body", [b"{", b"{}", b"[1]", b"null", b'"x"', b"\xff\xfe", b"[[]]"])
def test_what_is_no_list_of_events_is_refused_whoever_signed_it(webhook, store: Store, body):
    assert post(webhook, body) in (400, 403)
    assert kept(store) == []


@pytest.mark.parametrize(
    "facts",
    [
        {"notice_id": None},
        {"notice_id": "x" * 65},
        {"notice_id": 12},
        {"sg_event_id": ""},
        {"sg_event_id": "x" * 200},
        {"event": "open"},
        {"event": "click"},
        {"event": "invented"},
        {"timestamp": "yesterday"},
        {"timestamp": 1e30},
    ],
)
def test_an_event_that_is_not_ours_is_left_out_without_harming_the_others(
    webhook, store: Store, accepted: str, facts
):
    assert post(webhook, [told(accepted, "processed") | facts, told(accepted)]) == 204

    assert [row.type for row in kept(store)] == ["delivered"]


def test_duplicates_by_dozens_and_out_of_order_change_nothing(webhook, store, accepted):
    events = [told(accepted, "bounce", status="5.1.1"), told(accepted), told(accepted, "processed")]

    for _ in range(46):
        assert post(webhook, events * 2) == 204

    assert len(kept(store)) == 3
    assert states(store) == {"P01": "bounced"}


def test_no_address_and_no_foreign_word_is_kept(webhook, store: Store, accepted: str, caplog):
    caplog.set_level("DEBUG")
    secret = "jeanne.brun@mairie.example"
    reason = f"550 5.1.1 <{secret}>: user unknown at mx.mairie.example"

    post(webhook, [told(accepted, "bounce", reason=reason, status="5.1.1", response=reason)])
    post(webhook, [told(accepted, "dropped", reason=reason)])
    post(webhook, [told(accepted, "dropped", reason=reason)], key=OTHER)

    with store.begin() as connection:
        for table in metadata.sorted_tables:
            rows = connection.execute(select(table)).all()
            assert "jeanne" not in repr(rows), table.name
            assert "unknown" not in repr(rows), table.name
    assert "jeanne" not in caplog.text


def test_a_store_that_does_not_answer_asks_for_the_events_again(webhook, store, accepted: str):
    def rename(before: str, after_: str) -> None:
        with store.begin() as connection:
            connection.execute(text(f"ALTER TABLE {before} RENAME TO {after_}"))

    rename("mail_event", "mail_event_away")
    try:
        while_away = post(webhook, [told(accepted)])
    finally:
        rename("mail_event_away", "mail_event")

    assert while_away == 503
    assert post(webhook, [told(accepted)]) == 204
    assert states(store) == {"P01": "delivered"}


def test_its_health_says_whether_the_store_answers(webhook: Door, tmp_path: Path):
    with open_store(f"sqlite:////{tmp_path}/nowhere/store.db") as away:
        assert Door(away).request("GET", HEALTH).status_code == 503

    assert webhook.request("GET", HEALTH).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", HEALTH, 405),
        ("GET", PATH, 405),
        ("GET", "/", 404),
        ("POST", "/", 404),
        ("GET", "/docs", 404),
    ],
)
def test_no_other_address_is_served(webhook: Door, method: str, path: str, status: int):
    assert webhook.request(method, path).status_code == status


@pytest.mark.parametrize("key", ["", "  ", "MFkw", "not a key"])
def test_a_key_that_is_none_is_told_at_the_start(key: str):
    with pytest.raises(ConfigurationError, match="webhook_public_key"):
        verifier_of(key, clock=lambda: NOW)


# --- the real process, told by the sandbox ----------------------------------------------------


def test_the_sandbox_tells_the_process_what_became_of_each_mail(tmp_path: Path, store: Store):
    """Signed, doubled and shuffled by the sandbox; received by `relocalisons webhook`."""
    first, second = ready(store, "P01", "P02")
    with start_sandbox(tmp_path / "workspace") as sandbox:
        key = asked(sandbox, "webhook")["public_key"]
        with webhook_process(store, key) as process:
            asked(
                sandbox, "webhook", url=process.url, signed=True, duplicates=3, shuffle=True,
                retry_seconds=0.1,
            )  # fmt: skip
            settle_once(store, sandbox.base_url)
            mail = next(
                one
                for one in asked(sandbox, "mail")["mails"]
                if one["custom_args"]["notice_id"] == second
            )
            asked(sandbox, f"mail/{mail['id']}/events", event="bounce", status="5.1.1")
            until(lambda: states(store) == {"P01": "delivered", "P02": "bounced"})
            until(lambda: asked(sandbox, "webhook")["waiting"] == 0)

            asked(sandbox, "webhook", stale_seconds=3600, again=2)
            until(lambda: asked(sandbox, "webhook")["refusals"] > 0)
    assert first != second
    assert len({row.sg_event_id for row in kept(store)}) == len(kept(store)) == 5


def asked(sandbox: RunningSandbox, path: str, **content: Any) -> dict[str, Any]:
    url = f"{sandbox.base_url}/sandbox/{path}"
    answer = (
        requests.post(url, json=content, timeout=10) if content else requests.get(url, timeout=10)
    )
    answer.raise_for_status()
    return answer.json()


@contextmanager
def webhook_process(store: Store, public_key: str) -> Iterator[SimpleNamespace]:
    environment = {
        **{
            name: value for name, value in os.environ.items() if not name.startswith("RELOCALISONS")
        },
        "RELOCALISONS_STORE_URL": store.engine.url.render_as_string(hide_password=False),
        "RELOCALISONS_BASE_URL": "http://127.0.0.1:9",
        "RELOCALISONS_WEBHOOK_KEY": public_key,
    }
    command = [sys.executable, "-m", "relocalisons", "webhook", "--programme", "sandbox"]
    process = subprocess.Popen(
        [*command, "--port", "0"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.startswith("ready "), line or process.communicate()[1]
        yield SimpleNamespace(url=line.removeprefix("ready ").strip())
    finally:
        process.terminate()
        process.communicate(timeout=20)


def until(fact, *, seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not fact():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.05)


def test_it_refuses_to_start_without_a_key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("RELOCALISONS_BASE_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("RELOCALISONS_STORE_URL", f"sqlite:///{tmp_path / 'store.db'}")

    with pytest.raises(ConfigurationError, match="Signed Event Webhook"):
        serve_webhook("sandbox", host="127.0.0.1", port=0)
