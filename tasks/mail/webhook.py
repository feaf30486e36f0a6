"""SendGrid's signed Event Webhook: one address, a signature on the raw body, each event once.

A small process of its own, behind a TLS proxy. It answers 204 once the events are committed, so
that SendGrid repeats what was not kept. No address and no word of an event is kept or logged.
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
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from relocalisons.errors import ConfigurationError
from relocalisons.store.mails.events import EventType, MailEvent, join_events, keep_events
from relocalisons.store.opening import Store
from tasks.run.clock import Clock

PATH = "/sendgrid/events"
SIGNATURE = "X-Twilio-Email-Event-Webhook-Signature"
TIMESTAMP = "X-Twilio-Email-Event-Webhook-Timestamp"
TOLERANCE = timedelta(minutes=10)  # an older post is a replay, or one of our clocks is wrong
LARGEST = 4 * 1024 * 1024  # bytes; SendGrid's own posts stay below one megabyte
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


def create_webhook(store: Store, *, verifier: Verifier) -> Starlette:
    """The application: POST /sendgrid/events, and nothing else."""

    async def receive(request: Request) -> Response:
        body = await _body(request)
        if body is None:
            return _refuse(413, "it is too large")
        refusal = verifier.refusal(body, request.headers)
        if refusal:
            return _refuse(403, refusal)
        now = verifier.clock()
        try:
            events = read_events(body, now=now)
        except ValueError:
            return _refuse(400, "it is no list of events")
        try:
            new = await run_in_threadpool(_keep, store, events, now)
        except SQLAlchemyError as error:
            # SendGrid repeats for 24 h what is not answered with a 2xx.
            _log.error("events could not be kept: %s", type(error).__name__)
            return Response(status_code=503)
        _log.info("%d events received, %d of them new", len(events), new)
        return Response(status_code=204)

    return Starlette(routes=[Route(PATH, receive, methods=["POST"])])


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


def _keep(store: Store, events: tuple[MailEvent, ...], now: datetime) -> int:
    new = keep_events(store, events, at=now)
    if new:
        join_events(store, at=now)
    return new


async def _body(request: Request) -> bytes | None:
    """The raw body; None as soon as it is beyond the cap, whatever its header says."""
    said = request.headers.get("content-length", "")
    if said.isdigit() and int(said) > LARGEST:
        return None
    data = bytearray()
    try:
        async for chunk in request.stream():
            data += chunk
            if len(data) > LARGEST:
                return None
    except ClientDisconnect:
        return b""
    return bytes(data)


def _refuse(status: int, why: str) -> Response:
    _log.warning("a post was refused: %s", why)
    return Response(status_code=status)
