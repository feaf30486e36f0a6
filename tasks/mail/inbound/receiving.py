"""Where SendGrid posts answers: proved to be its own, sealed, kept; nothing of them is read here.

SendGrid drops a mail for ever on a 3xx or 4xx and repeats for three days on a 5xx: every answer is
204 once the mail is kept, and 503 otherwise, to strangers too.
"""

import base64
import binascii
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from relocalisons.errors import ConfigurationError
from relocalisons.store.opening import Store
from relocalisons.store.replies.inbound import keep_inbound
from tasks.mail.inbound.sealing import check_seal_key, seal
from tasks.run.clock import Clock

PATH = "/sendgrid/answers"
SIGNATURE = "X-Twilio-Email-Event-Webhook-Signature"  # the same names as for events
TIMESTAMP = "X-Twilio-Email-Event-Webhook-Timestamp"
TOLERANCE = timedelta(days=4)  # a repeated post may bear the signature of the first
LARGEST = 36 * 1024 * 1024  # bytes: SendGrid posts 30 MB at most
MEMORY = 2 * LARGEST  # bytes of all the posts that are being read
MOST_A_DAY = 1024 * 1024 * 1024  # bytes kept a day: whoever has the key cannot fill the disk
_LONGEST_TYPE = 500

_log = logging.getLogger("relocalisons.webhook")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDoor:
    """Whose posts are kept, for which programme, and with which key they are sealed."""

    programme: str
    vendor_key: ec.EllipticCurvePublicKey
    seal_key: str
    clock: Clock
    kept: dict[date, int] = field(default_factory=dict[date, int])  # bytes, of this process

    def refusal(self, body: bytes, headers: Mapping[str, str]) -> str:
        """Why a post is not SendGrid's; empty when it is. The body is taken as bytes."""
        signature, stamp = headers.get(SIGNATURE, ""), headers.get(TIMESTAMP, "")
        if not signature or not (stamp.isascii() and stamp.isdigit() and len(stamp) <= 12):
            return "it is not signed"
        try:
            proof = base64.b64decode(signature, validate=True)
            self.vendor_key.verify(proof, stamp.encode() + body, ec.ECDSA(SHA256()))
        except (InvalidSignature, binascii.Error, ValueError):
            return "its signature is wrong"
        age = abs(self.clock().timestamp() - int(stamp))
        return f"it is dated {age:.0f} s from our clock" if age > TOLERANCE.total_seconds() else ""


def door_of(*, programme: str, vendor_key: str, seal_key: str, clock: Clock) -> AnswerDoor:
    """The door of a programme. Raises ConfigurationError when a key is none."""
    check_seal_key(seal_key)
    try:
        key = load_der_public_key(base64.b64decode(vendor_key.strip(), validate=True))
    except (ValueError, binascii.Error) as error:
        raise _no_key() from error
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise _no_key()
    return AnswerDoor(programme=programme, vendor_key=key, seal_key=seal_key, clock=clock)


def _no_key() -> ConfigurationError:
    return ConfigurationError(
        "answers.inbound_public_key is not a public key: copy the one of the security policy that "
        "is attached to « Inbound Parse » in SendGrid."
    )


class Receiver:
    """The endpoint, with the bytes that it holds at the moment."""

    def __init__(self, store: Store, door: AnswerDoor) -> None:
        self.store, self.door, self.held = store, door, 0

    async def receive(self, request: Request) -> Response:
        """204 once a mail is kept, else 503: SendGrid comes again."""
        body = bytearray()
        try:
            why = await self._read(request, body)
            why = why or self.door.refusal(bytes(body), request.headers)
            if why:
                return _later(why)
            content_type = request.headers.get("content-type", "")[:_LONGEST_TYPE]
            new = await run_in_threadpool(self._keep, content_type, bytes(body))
        except SQLAlchemyError as error:
            return _later(f"it could not be kept ({type(error).__name__})")
        finally:
            self.held -= len(body)
        _log.info("an answer was received, %s", "new" if new else "known already")
        return Response(status_code=204)

    async def _read(self, request: Request, body: bytearray) -> str:
        """Fill `body`; why it is not read to its end."""
        try:
            async for chunk in request.stream():
                body += chunk
                self.held += len(chunk)
                if len(body) > LARGEST:
                    return "it is too large"
                if self.held > MEMORY:
                    return "too many large posts at once"
        except ClientDisconnect:
            return "its sender went away"
        now = self.door.clock().date()
        return "too much was kept today" if self._kept(now) + len(body) > MOST_A_DAY else ""

    def _keep(self, content_type: str, body: bytes) -> bool:
        now = self.door.clock()
        sealed = seal(
            content_type.encode("latin-1", "replace") + b"\n" + body,
            public_key=self.door.seal_key,
            programme=self.door.programme,
        )
        new = keep_inbound(self.store, self.door.programme, body=body, sealed=sealed, at=now)
        if new:
            self.door.kept[now.date()] = self._kept(now.date()) + len(body)
        return new

    def _kept(self, day: date) -> int:
        for other in [each for each in self.door.kept if each != day]:
            del self.door.kept[other]
        return self.door.kept.get(day, 0)


def _later(why: str) -> Response:
    _log.warning("an answer was not kept: %s", why)
    return Response(status_code=503, headers={"Retry-After": "300"})
