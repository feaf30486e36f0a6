"""What an answer, a cut or a silence proves about a mail (reliability: NO, YES, UNKNOWN)."""

import gc
import logging
import socket
import ssl
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from support.mails.build import a_mail, mail_settings

import tasks.mail.vendors.sendgrid
from relocalisons.errors import ConfigurationError
from relocalisons.store.mails.notices import SendOutcome
from tasks.mail.mail import Answer, OutgoingMail, open_mail, send
from vendor_sandbox.testing.scripted_sendgrid import (
    Script,
    accept,
    answer,
    drip,
    half_an_answer,
    no_http_at_all,
    reset_after_body,
    reset_after_headers,
    reset_before_body,
    silence,
)


def send_to(base_url: str, mail: OutgoingMail | None = None, *, timeout: float = 5) -> Answer:
    settings = mail_settings(base_url)
    client = open_mail(settings)
    client.client.timeout = timeout
    return send(client, mail or a_mail())


def test_202_with_its_message_id_is_accepted(sendgrid: Script):
    found = send_to(sendgrid.url)

    assert (found.outcome, found.http_status) == (SendOutcome.ACCEPTED, 202)
    assert found.message_id == "message-1"


@pytest.mark.parametrize("status", [400, 404, 405, 413, 415, 422])
def test_a_4xx_is_refused_for_good(sendgrid: Script, status: int):
    sendgrid.next(answer(status))

    found = send_to(sendgrid.url)

    assert (found.outcome, found.http_status) == (SendOutcome.REFUSED, status)
    assert str(status) in found.reason


@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_key_stops_everything_and_tells_the_operator(sendgrid: Script, status: int):
    sendgrid.next(answer(status))

    with pytest.raises(ConfigurationError, match="RELOCALISONS_SENDGRID_API_KEY") as caught:
        send_to(sendgrid.url)

    assert "secret-key" not in str(caught.value)


@pytest.mark.parametrize("accepted", [True, False])
@pytest.mark.parametrize("status", [408, 500, 502, 503, 504, 307])
def test_a_5xx_proves_nothing_whether_the_mail_was_taken_or_not(sendgrid, status, accepted):
    sendgrid.next(answer(status, accepted=accepted))

    found = send_to(sendgrid.url)

    assert (found.outcome, found.http_status) == (SendOutcome.UNKNOWN, status)


def test_a_202_without_message_id_does_not_come_from_sendgrid(sendgrid: Script):
    sendgrid.next(answer(202))

    assert send_to(sendgrid.url).outcome is SendOutcome.UNKNOWN


def test_a_redirection_followed_to_some_page_is_no_acceptance(sendgrid: Script):
    sendgrid.next(answer(302, {"Location": f"{sendgrid.url}/welcome"}), answer(200))

    assert send_to(sendgrid.url).outcome is SendOutcome.UNKNOWN


@pytest.mark.parametrize(
    "step",
    [
        reset_after_body(accepted=True),
        reset_after_body(accepted=False),
        half_an_answer,
        reset_after_headers,
        no_http_at_all,
    ],
)
# The vendor's client leaves the cut connection to the garbage collector, which says so.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_cut_after_the_request_was_written_proves_nothing(sendgrid: Script, step):
    sendgrid.next(step)

    found = send_to(sendgrid.url)

    gc.collect()
    assert found.outcome is SendOutcome.UNKNOWN


def test_an_upload_cut_half_way_cannot_be_a_mail(sendgrid: Script):
    sendgrid.next(reset_before_body)
    heavy = a_mail(html="<p>" + "x" * 16_000_000 + "</p>")

    found = send_to(sendgrid.url, heavy)

    assert found.outcome is SendOutcome.NOT_REACHED
    assert sendgrid.accepted == []


def test_nobody_at_the_address_means_that_nothing_left():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    assert send_to(f"http://127.0.0.1:{port}").outcome is SendOutcome.NOT_REACHED


def test_a_name_that_nobody_knows_means_that_nothing_left():
    assert send_to("http://sendgrid.invalid").outcome is SendOutcome.NOT_REACHED


def test_an_expired_certificate_means_that_nothing_left(tmp_path: Path):
    with _https_with_expired_certificate(tmp_path) as url:
        assert send_to(url).outcome is SendOutcome.NOT_REACHED


def test_a_silence_ends_in_doubt_and_in_bounded_time(sendgrid: Script):
    sendgrid.next(silence)

    assert send_to(sendgrid.url, timeout=0.3).outcome is SendOutcome.UNKNOWN


def test_an_answer_that_trickles_for_ever_ends_in_doubt_too(sendgrid, monkeypatch):
    sendgrid.next(drip)
    monkeypatch.setattr(tasks.mail.vendors.sendgrid, "PATIENCE", 0.5)

    assert send_to(sendgrid.url, timeout=5).outcome is SendOutcome.UNKNOWN


def test_the_client_never_waits_for_ever():
    vendor = open_mail(mail_settings("http://127.0.0.1:9"))

    assert vendor.client.timeout == tasks.mail.vendors.sendgrid.TIMEOUT


NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)


def http_date(moment: datetime) -> str:
    return moment.strftime("%a, %d %b %Y %H:%M:%S GMT")


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"Retry-After": "42"}, 42),
        ({"Retry-After": http_date(NOW + timedelta(minutes=2))}, 120),
        ({"Retry-After": http_date(NOW - timedelta(minutes=2))}, 0),
        ({"X-RateLimit-Reset": str(int(NOW.timestamp()) + 90)}, 90),
        ({"Retry-After": "5", "X-RateLimit-Reset": str(int(NOW.timestamp()) + 90)}, 5),
        ({"Retry-After": "soon"}, None),
        ({}, None),
    ],
)
def test_429_is_refused_for_now_with_the_wait_that_it_asks_for(sendgrid, headers, wait):
    sendgrid.next(answer(429, {"Date": http_date(NOW)} | headers))

    found = send_to(sendgrid.url)

    assert found.outcome is SendOutcome.RATE_LIMITED
    assert found.retry_after == wait


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_neither_key_nor_address_nor_words_reach_the_logs(sendgrid: Script, caplog):
    caplog.set_level(logging.DEBUG)
    sendgrid.next(accept, answer(400), answer(503), half_an_answer)

    for _ in range(4):
        send_to(sendgrid.url)

    gc.collect()
    assert len(sendgrid.headers) == 4
    for secret in ("secret-key", "jeanne.brun", "Bonjour", "points cette semaine"):
        assert secret not in caplog.text


class _https_with_expired_certificate:
    """A TLS listener whose certificate ended long ago."""

    def __init__(self, folder: Path) -> None:
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(_expired_certificate(folder))
        self._listener = socket.create_server(("127.0.0.1", 0))

    def __enter__(self) -> str:
        threading.Thread(target=self._serve, daemon=True).start()
        return f"https://127.0.0.1:{self._listener.getsockname()[1]}"

    def __exit__(self, *_: object) -> None:
        self._listener.close()

    def _serve(self) -> None:
        try:
            connection, _ = self._listener.accept()
            with connection:
                self._context.wrap_socket(connection, server_side=True)
        except OSError:
            return  # the client refuses the certificate, as it should


def _expired_certificate(folder: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2020, 2, 1, tzinfo=UTC))
        .sign(key, hashes.SHA256())
    )
    path = folder / "expired.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return path
