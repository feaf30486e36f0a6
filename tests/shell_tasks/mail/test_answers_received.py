"""Where answers are posted: SendGrid's alone are kept, sealed, once; none is dropped for ever."""

import asyncio
import base64
from datetime import timedelta

import httpx
import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import select
from support.mails.build import PROGRAMME, after

from relocalisons.errors import ConfigurationError
from relocalisons.store.opening import Store
from relocalisons.store.replies.inbound import waiting_inbound
from relocalisons.store.replies.tables import inbound_mail
from relocalisons.store.retention import apply_retention, forget
from tasks.mail.inbound import receiving
from tasks.mail.inbound.mime import read_mail
from tasks.mail.inbound.posted import SEEN_BY, posted_mail
from tasks.mail.inbound.receiving import PATH, SIGNATURE, TIMESTAMP, door_of
from tasks.mail.inbound.sealing import NotOpenedError, new_seal_keys, open_seal, seal
from tasks.mail.inbound.senders import Sender, sender_of
from tasks.mail.inbound.ties import key_of
from tasks.mail.webhook import create_webhook, verifier_of

VENDOR = ec.generate_private_key(ec.SECP256R1())
PUBLIC_SEAL, PRIVATE_SEAL = new_seal_keys()
NOW = after(hours=5)
KEY = "abcdefghijklmnop"
TYPE = "multipart/form-data; boundary=xYzZY"
MIME = (
    "From: Luc Blanc <luc@ferme.example>\r\nTo: Claire <claire@pat.example>\r\n"
    "Subject: Re: votre point\r\nMessage-ID: <one@ferme.example>\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n\r\nC’est semé depuis lundi, été ✅\r\n"
).encode()


def public(key) -> str:
    data = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return base64.b64encode(data).decode()


def form(**fields: bytes) -> bytes:
    parts = [
        b'--xYzZY\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
        % (name.encode(), value)
        for name, value in fields.items()
    ]
    return b"".join(parts) + b"--xYzZY--\r\n"


BODY = form(
    email=MIME,
    envelope=b'{"to":["r.%s@reponses.example"],"from":"luc@ferme.example"}' % KEY.encode(),
    dkim=b"{@ferme.example : pass}",
    SPF=b"pass",
)


def signed(body: bytes, *, at=NOW, key=VENDOR) -> dict[str, str]:
    stamp = str(int(at.timestamp()))
    proof = key.sign(stamp.encode() + body, ec.ECDSA(hashes.SHA256()))
    return {
        SIGNATURE: base64.b64encode(proof).decode(),
        TIMESTAMP: stamp,
        "Content-Type": TYPE,
    }


@pytest.fixture
def door(store: Store):
    at = door_of(
        programme=PROGRAMME, vendor_key=public(VENDOR), seal_key=PUBLIC_SEAL, clock=lambda: NOW
    )
    app = create_webhook(store, verifier=verifier_of(public(VENDOR), clock=lambda: NOW), door=at)

    def post(body: bytes = BODY, headers: dict | None = None, *, method: str = "POST") -> int:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(app=app)
            async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
                told = signed(body) if headers is None else headers
                return await client.request(method, PATH, content=body, headers=told)

        return asyncio.run(ask()).status_code

    return post


def kept(store: Store):
    return waiting_inbound(store, PROGRAMME, most=10)


def test_a_signed_post_is_kept_sealed_and_once(door, store: Store):
    assert [door(), door()] == [204, 204]

    (mail,) = kept(store)
    assert b"Luc" not in mail.sealed
    assert b"ferme" not in mail.sealed
    opened = open_seal(mail.sealed, private_key=PRIVATE_SEAL, programme=PROGRAMME)
    assert opened == TYPE.encode() + b"\n" + BODY
    assert mail.received_at == NOW


def test_bytes_that_are_no_utf_8_are_proved_as_they_came(door, store: Store):
    assert door(form(email=b"From: a@b.example\r\n\r\n\xe9t\xe9 \x00\xff")) == 204
    assert len(kept(store)) == 1


STRANGERS = {
    "unsigned": {},
    "signed by another": signed(BODY, key=ec.generate_private_key(ec.SECP256R1())),
    "signed for another body": signed(b"other"),
    "older than SendGrid repeats": signed(BODY, at=NOW - timedelta(days=5)),
    "no base64": {SIGNATURE: "é", TIMESTAMP: "1"} | {SIGNATURE: "%%%"},
    "no time": {SIGNATURE: "AAAA", TIMESTAMP: "9" * 40},
}


@pytest.mark.parametrize("who", STRANGERS)
def test_who_is_not_sendgrid_is_told_to_come_again_and_nothing_is_kept(door, store: Store, who):
    assert door(headers=STRANGERS[who]) == 503
    assert kept(store) == ()


def test_a_post_that_comes_again_after_three_days_is_kept(door, store: Store):
    assert door(headers=signed(BODY, at=NOW - timedelta(days=3))) == 204


def test_what_is_too_much_is_put_off_and_never_dropped(door, store: Store, monkeypatch):
    monkeypatch.setattr(receiving, "LARGEST", 100)
    assert door() == 503
    monkeypatch.setattr(receiving, "LARGEST", 10_000)
    monkeypatch.setattr(receiving, "MEMORY", 100)
    assert door() == 503
    monkeypatch.setattr(receiving, "MEMORY", 10_000)
    monkeypatch.setattr(receiving, "MOST_A_DAY", len(BODY))
    assert [door(), door(form(email=b"another")), door(BODY + b" ")] == [204, 503, 503]
    assert len(kept(store)) == 1


def test_a_store_that_is_away_puts_the_mail_off(door, store: Store):
    with store.begin() as connection:
        inbound_mail.drop(connection)
    try:
        assert door() == 503
    finally:
        with store.begin() as connection:
            inbound_mail.create(connection)


def test_no_key_no_door():
    for vendor, sealing in (("", PUBLIC_SEAL), ("AAAA", PUBLIC_SEAL), (public(VENDOR), "")):
        with pytest.raises(ConfigurationError):
            door_of(programme="p", vendor_key=vendor, seal_key=sealing, clock=lambda: NOW)


def test_a_seal_opens_with_its_own_key_for_its_own_programme_only():
    sealed = seal(b"words", public_key=PUBLIC_SEAL, programme="one")

    assert open_seal(sealed, private_key=PRIVATE_SEAL, programme="one") == b"words"
    for key, programme, data in (
        (new_seal_keys()[1], "one", sealed),
        (PRIVATE_SEAL, "two", sealed),
        (PRIVATE_SEAL, "one", sealed[:-1] + b"x"),
        (PRIVATE_SEAL, "one", b""),
    ):
        with pytest.raises(NotOpenedError):
            open_seal(data, private_key=key, programme=programme)


def test_the_mail_of_a_post_is_whole_and_tells_who_saw_its_sender():
    posted = posted_mail(TYPE, BODY)
    mail = read_mail(posted.raw, received=NOW)

    assert posted.whole
    assert mail.text == "C’est semé depuis lundi, été ✅"
    assert key_of(mail) == KEY
    assert sender_of(mail, provider=SEEN_BY, reply_domain="") is Sender.VERIFIED


@pytest.mark.parametrize(
    "fields",
    [
        {"dkim": b"{@evil.example : pass}", "SPF": b"pass"},
        {"dkim": b"{@ferme.example : fail}"},
        {"dkim": b"none", "envelope": b"no json"},
    ],
)
def test_a_sender_that_sendgrid_did_not_see_is_not_verified(fields):
    own = b"Authentication-Results: inbound.sendgrid; dkim=pass header.d=ferme.example\r\n"
    mail = read_mail(posted_mail(TYPE, form(email=own + MIME, **fields)).raw, received=NOW)

    assert sender_of(mail, provider=SEEN_BY, reply_domain="") is Sender.UNVERIFIED


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        (TYPE, form(text=b"fait", From=b"Luc <luc@ferme.example>")),
        ("text/plain", b"fait"),
        ("", b"\x00\xff fait"),
        (TYPE + "\r\nX: y", b"fait"),
    ],
)
def test_a_post_that_is_not_raw_is_read_as_far_as_it_goes(content_type, body):
    posted = posted_mail(content_type, body)

    assert not posted.whole
    assert "fait" in read_mail(posted.raw, received=NOW).text


def test_an_answer_is_wiped_after_sixty_days_and_with_its_person(door, store: Store):
    door()
    assert apply_retention(store, PROGRAMME, at=NOW + timedelta(days=59)).answers == 0
    with store.begin() as connection:
        connection.execute(inbound_mail.update().values(sender_hash="luc"))
    assert forget(store, PROGRAMME, words=["luc@ferme.example"], hashes=["luc"]) == 1

    door(form(email=b"another"))
    assert apply_retention(store, PROGRAMME, at=NOW + timedelta(days=61)).answers == 1
    with store.begin() as connection:
        assert connection.execute(select(inbound_mail)).all() == []
