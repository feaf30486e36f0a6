"""SendGrid's signed Event Webhook: one address, a signature on the raw body, each event once.

A small process of its own, behind a TLS proxy. It answers 204 once the events are committed, so
that SendGrid repeats what was not kept; they move their mails after the answer, or at the next
settlement where its account may only insert. No address and no word of an event is kept or logged.
"""

import base64
import binascii
import hashlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
from sendgrid.helpers.eventwebhook import EventWebhook
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from relocalisons.errors import ConfigurationError
from relocalisons.store.mails.events import EventType, MailEvent, join_events, keep_events
from relocalisons.store.opening import Store, answers
from tasks.mail.inbound.receiving import PATH as ANSWERS
from tasks.mail.inbound.receiving import AnswerDoor, Receiver
from tasks.run.clock import Clock

PATH = "/sendgrid/events"
SIGNATURE = "X-Twilio-Email-Event-Webhook-Signature"
TIMESTAMP = "X-Twilio-Email-Event-Webhook-Timestamp"
TOLERANCE = timedelta(minutes=10)  # an older post is a replay, or one of our clocks is wrong
HEALTH = "/health"
LARGEST = 12 * 1024 * 1024  # bytes: 20,000 events; SendGrid's usual posts stay below one megabyte
MEMORY = 4 * LARGEST  # bytes of all the posts that are being read, signed or not
_LONGEST_ID = 120
_OLDEST = timedelta(days=90)

_DROP_REASONS: Mapping[str, str] = {
    "bounced address": "bounced",
    "unsubscribed address": "unsubscribed",
    "spam reporting address": "spam",
    "invalid": "invalid",
}

_log = logging.getLogger("relocalisons.webhook")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verifier:
    """Who may tell us something: SendGrid's public key, and how old a post may be."""

    check: Callable[[str, str, str], bool]
    clock: Clock

    def refusal(self, body: bytes, headers: Mapping[str, str]) -> str:
        """Why a post is not SendGrid's; empty when it is."""
        signature, timestamp = headers.get(SIGNATURE, ""), headers.get(TIMESTAMP, "")
        if not signature or not (timestamp.isascii() and timestamp.isdigit()):
            return "it is not signed"
        if len(timestamp) > 12:
            return "its timestamp is no time"
        age = abs(self.clock().timestamp() - int(timestamp))
        try:
            base64.b64decode(signature, validate=True)
            is_signed = self.check(body.decode(), signature, timestamp)
        except (UnicodeDecodeError, binascii.Error, ValueError):
            is_signed = False
        if not is_signed:
            return "its signature is wrong"
        if age > TOLERANCE.total_seconds():
            return f"it is dated {age:.0f} s from our clock"
        return ""


def verifier_of(public_key: str, *, clock: Clock) -> Verifier:
    """The verifier of a base64 public key. Raises ConfigurationError when it is none."""
    try:
        check = EventWebhook(public_key.strip()).verify_signature
        if not public_key.strip():
            raise ValueError("empty")
    except ValueError as error:
        raise ConfigurationError(
            "mail.webhook_public_key is not a public key: copy the verification key of "
            "« Signed Event Webhook » from SendGrid's mail settings."
        ) from error
    return Verifier(check=check, clock=clock)


class _RefusedPostError(Exception):
    """A post that is not read to its end: the status of the answer, and why."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status, self.why = status, why


def create_webhook(
    store: Store, *, verifier: Verifier, door: AnswerDoor | None = None
) -> Starlette:
    """The application: POST /sendgrid/events, GET /health, and nothing else.

    With a door, POST /sendgrid/answers too.
    """
    reading = _Memory()

    async def receive(request: Request) -> Response:
        body = bytearray()
        try:
            await _read(request, body, memory=reading)
            refusal = verifier.refusal(bytes(body), request.headers)
            if refusal:
                return _refuse(403, refusal)
            now = verifier.clock()
            events = await run_in_threadpool(read_events, bytes(body), now=now)
            new = await run_in_threadpool(keep_events, store, events, at=now)
        except _RefusedPostError as refused:
            return _refuse(refused.status, refused.why)
        except ValueError:
            return _refuse(400, "it is no list of events")
        except SQLAlchemyError as error:
            # SendGrid repeats for 24 h what is not answered with a 2xx.
            _log.error("events could not be kept: %s", type(error).__name__)
            return Response(status_code=503)
        finally:
            reading.used -= len(body)
        _log.info("%d events received, %d of them new", len(events), new)
        return Response(status_code=204, background=BackgroundTask(_join, store, now))

    async def health(_: Request) -> Response:
        """Whether the store answers; what supervises the process asks, nobody through the proxy."""
        return Response(status_code=200 if await run_in_threadpool(answers, store) else 503)

    return Starlette(
        routes=[
            Route(PATH, receive, methods=["POST"]),
            Route(HEALTH, health, methods=["GET"]),
            *([Route(ANSWERS, Receiver(store, door).receive, methods=["POST"])] if door else []),
        ]
    )


def read_events(body: bytes, *, now: datetime) -> tuple[MailEvent, ...]:
    """The events of a post that concern a mail of ours; the others are left out.

    Raises ValueError when the body is no JSON list of objects.
    """
    try:
        found = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise ValueError("no JSON") from error
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise ValueError("no list of objects")
    events = (_event(one, now=now) for one in found)
    return tuple(event for event in events if event is not None)


def _event(told: Mapping[str, Any], *, now: datetime) -> MailEvent | None:
    """One event; None when it is not of a kind, or not of a mail, that concerns us."""
    notice_key, event_id = told.get("notice_id"), told.get("sg_event_id")
    if not _is_id(notice_key, 64) or not _is_id(event_id, _LONGEST_ID):
        return None
    name = str(told.get("event", ""))
    if name == "bounce" and told.get("type") == "blocked":
        name = "blocked"
    try:
        kind = EventType(name)
        at = datetime.fromtimestamp(float(told.get("timestamp", "")), UTC)
    except (ValueError, TypeError, OverflowError, OSError):
        return None
    attempt = str(told.get("attempt", ""))
    return MailEvent(
        sg_event_id=str(event_id),
        notice_key=str(notice_key),
        attempt=int(attempt)
        if attempt.isascii() and attempt.isdigit() and len(attempt) < 6
        else None,
        type=kind,
        at=min(max(at, now - _OLDEST), now + TOLERANCE),
        payload_hash=hashlib.sha256(orjson.dumps(told, option=orjson.OPT_SORT_KEYS)).hexdigest(),
        detail=_detail(kind, told),
    )


def _detail(kind: EventType, told: Mapping[str, Any]) -> str:
    """Our own word for a reason: SendGrid's quotes the address and the foreign server."""
    if kind is EventType.DROPPED:
        return _DROP_REASONS.get(str(told.get("reason", "")).strip().casefold(), "")
    status = str(told.get("status", ""))
    is_code = len(status) <= 12 and status.replace(".", "").isdigit()
    return status if kind in (EventType.BOUNCE, EventType.BLOCKED) and is_code else ""


def _is_id(value: object, longest: int) -> bool:
    return isinstance(value, str) and 0 < len(value) <= longest and value.isprintable()


def _join(store: Store, now: datetime) -> None:
    """After the answer; what is not joined here is at the next settlement."""
    try:
        join_events(store, at=now)
    except SQLAlchemyError as error:
        _log.info("events wait for the next settlement: %s", type(error).__name__)


@dataclass(slots=True)
class _Memory:
    """Bytes of the posts that are being read, of all senders together."""

    used: int = 0


async def _read(request: Request, body: bytearray, *, memory: _Memory) -> None:
    """Fill `body`; raises _RefusedPostError at the first byte too many, whatever a header says."""
    said = request.headers.get("content-length", "")
    if said.isdigit() and int(said) > LARGEST:
        raise _RefusedPostError(413, "it is too large")
    try:
        async for chunk in request.stream():
            body += chunk
            memory.used += len(chunk)
            if len(body) > LARGEST:
                raise _RefusedPostError(413, "it is too large")
            if memory.used > MEMORY:
                raise _RefusedPostError(503, "too many large posts at once")
    except ClientDisconnect as error:
        raise _RefusedPostError(400, "its sender went away") from error


def _refuse(status: int, why: str) -> Response:
    _log.warning("a post was refused: %s", why)
    return Response(status_code=status)
