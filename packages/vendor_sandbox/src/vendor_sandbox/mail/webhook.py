"""Sandbox, SendGrid: posts events to a webhook, signed, doubled and shuffled on request."""

import asyncio
import base64
import random
import urllib.error
import urllib.request
from typing import Any

import orjson

from vendor_sandbox.mail.events import EventLog
from vendor_sandbox.storage.workspace import Workspace

SIGNATURE_HEADER = "X-Twilio-Email-Event-Webhook-Signature"
TIMESTAMP_HEADER = "X-Twilio-Email-Event-Webhook-Timestamp"
# "Retried for 24 hours until a 2xx."
_RETRY_SECONDS = 24 * 3600
_TIMEOUT_SECONDS = 10
_LARGEST_POST = 500

_DEFAULTS: dict[str, Any] = {
    "enabled": False,
    "url": "",
    "signed": False,
    "duplicates": 0,
    "shuffle": False,
    "retry_seconds": 1.0,
    "seed": 0,
    "stale_seconds": 0,
}


class WebhookSender:
    """The event webhook: settings, key, and what waits to be told.

    `duplicates` posts each event so many more times; `shuffle` mixes their order; `stale_seconds`
    dates the signature back, as a replay would be; `retry_seconds` is the pause after a refusal.
    """

    def __init__(self, workspace: Workspace, events: EventLog) -> None:
        self.workspace = workspace
        self.events = events
        self.posts = 0
        self.refusals = 0
        self._not_before = 0.0

    @property
    def settings(self) -> dict[str, Any]:
        """Return all settings."""
        return {**_DEFAULTS, **(self.workspace.tables.get("webhook", "settings") or {})}

    def configure(self, changes: dict[str, Any]) -> dict[str, Any]:
        """Change settings and return all of them."""
        known = {key: value for key, value in changes.items() if key in _DEFAULTS}
        self.workspace.commit([("webhook", "settings", {**self.settings, **known})])
        self._not_before = 0.0
        return self.settings

    def public_key(self) -> str:
        """Return the key that verifies signatures: base64 of a DER SubjectPublicKeyInfo."""
        from cryptography.hazmat.primitives import serialization

        public = self._private_key().public_key()
        der = public.public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        return base64.b64encode(der).decode()

    def _private_key(self) -> Any:
        from cryptography.hazmat.primitives import serialization
        from cryptography.hazmat.primitives.asymmetric import ec

        stored = self.workspace.tables.get("webhook", "private_key")
        if stored is None:
            key = ec.generate_private_key(ec.SECP256R1())
            pem = key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
            self.workspace.commit([("webhook", "private_key", pem.decode())])
            return key
        return serialization.load_pem_private_key(stored.encode(), password=None)

    def signature(self, timestamp: str, payload: bytes) -> str:
        """Return the ECDSA P-256 signature over timestamp and raw body, in base64."""
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import ec

        signed = self._private_key().sign(timestamp.encode() + payload, ec.ECDSA(hashes.SHA256()))
        return base64.b64encode(signed).decode()

    async def send_waiting(self) -> None:
        """Post what waits; a refusal leaves it waiting, for 24 hours at most."""
        settings = self.settings
        waiting = self.events.waiting()
        if not settings["enabled"] or not settings["url"] or not waiting:
            return
        loop = asyncio.get_running_loop()
        if loop.time() < self._not_before:
            return
        batch = waiting[:_LARGEST_POST]
        post = self._post_of(self._arranged(batch, settings), settings)
        self.posts += 1
        if await asyncio.to_thread(_is_accepted, post):
            self._confirm(batch)
        else:
            self.refusals += 1
            self._not_before = loop.time() + float(settings["retry_seconds"])
            self._forget_old()

    def _arranged(self, batch: list[str], settings: dict[str, Any]) -> list[dict[str, Any]]:
        rows = self.workspace.tables.rows("mail_events")
        events = [rows[key] for key in batch if key in rows]
        events = events * (1 + int(settings["duplicates"]))
        if settings["shuffle"]:
            random.Random(f"{settings['seed']}:{self.posts}").shuffle(events)
        return events

    def _post_of(
        self, events: list[dict[str, Any]], settings: dict[str, Any]
    ) -> urllib.request.Request:
        payload = orjson.dumps(events)
        headers = {"Content-Type": "application/json", "User-Agent": "SendGrid Event API"}
        if settings["signed"]:
            moment = self.workspace.clock.timestamp() - float(settings["stale_seconds"])
            timestamp = str(int(moment))
            headers[TIMESTAMP_HEADER] = timestamp
            headers[SIGNATURE_HEADER] = self.signature(timestamp, payload)
        return urllib.request.Request(settings["url"], data=payload, method="POST", headers=headers)

    def _confirm(self, batch: list[str]) -> None:
        done = set(batch)
        left = [key for key in self.events.waiting() if key not in done]
        self.workspace.commit([("webhook", "waiting", left)])

    def _forget_old(self) -> None:
        oldest = self.workspace.clock.timestamp() - _RETRY_SECONDS
        rows = self.workspace.tables.rows("mail_events")
        waiting = self.events.waiting()
        left = [key for key in waiting if key in rows and rows[key]["timestamp"] > oldest]
        if len(left) != len(waiting):
            self.workspace.commit([("webhook", "waiting", left)])

    def post_again(self, event_ids: list[str]) -> None:
        """Put confirmed events back among those that wait, as SendGrid's duplicates come."""
        self.workspace.commit([("webhook", "waiting", [*self.events.waiting(), *event_ids])])

    def to_json(self) -> dict[str, Any]:
        """Return settings, key and account."""
        return {
            **self.settings,
            "public_key": self.public_key(),
            "posts": self.posts,
            "refusals": self.refusals,
            "waiting": len(self.events.waiting()),
        }


def _is_accepted(post: urllib.request.Request) -> bool:
    try:
        with urllib.request.urlopen(post, timeout=_TIMEOUT_SECONDS) as answer:
            return 200 <= answer.status < 300
    except (urllib.error.URLError, OSError, ValueError):
        return False
