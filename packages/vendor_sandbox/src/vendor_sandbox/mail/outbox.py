"""Sandbox, SendGrid: mails accepted, held until their time, released, cancelled or dropped."""

import asyncio
import secrets
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson

from vendor_sandbox.mail.events import EventLog
from vendor_sandbox.mail.messages import eml_of, envelope_of, google_notice, slug
from vendor_sandbox.mail.suppressions import Suppressions
from vendor_sandbox.mail.webhook import WebhookSender
from vendor_sandbox.storage.folder import write_atomically
from vendor_sandbox.storage.tables import Put
from vendor_sandbox.storage.workspace import Workspace

# Where a mail lies in <root>/mail/ by its state; what left lies at the top.
FOLDERS = {
    "sent": "",
    "scheduled": "programmes",
    "cancelled": "annules",
    "expired": "annules",
    "dropped": "ecartes",
}
# "Pause or cancel at least 10 minutes before the scheduled time"; later, the mail leaves.
TEN_MINUTES = 600
# "A paused message is discarded 72 hours after its send_at."
PAUSE_LIMIT_SECONDS = 72 * 3600
_TICK_SECONDS = 0.3

Mail = dict[str, Any]


class Outbox:
    """All mails of a workspace, on its clock."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.suppressions = Suppressions(workspace)
        self.events = EventLog(workspace)
        self.webhook = WebhookSender(workspace, self.events)
        self._file_by_state()

    # ---- accepting ----------------------------------------------------------------------------

    def accept(self, body: Mapping[str, Any], *, origin: str) -> str:
        """Take a valid mail/send body and return its X-Message-Id.

        One mail a personalization: it is on disk before this returns, and leaves at once unless it
        has a time in the future.
        """
        self.deliver_due()
        x_message_id = secrets.token_urlsafe(16).replace("-", "A").replace("_", "B")[:22]
        puts: list[Put] = []
        for index, personalization in enumerate(body["personalizations"]):
            number = len(self._mails()) + len(puts) + 1
            mail = self._mail(body, personalization, f"{x_message_id}.{index}", number=number)
            link = f"{origin}/pages/mail/{mail['id']}/unsubscribe"
            eml = eml_of(
                body,
                personalization,
                message_id=mail["message_id"],
                at=self.workspace.clock.now(),
                unsubscribe_link=link,
            )
            self._write(mail, eml)
            puts.append(("mails", mail["id"], mail))
        self.workspace.commit(puts)
        for _, _, mail in puts:
            self.events.add(mail, "processed", recipients=_recipients(mail))
        self.deliver_due()
        return x_message_id

    def _mail(
        self, body: Mapping[str, Any], personalization: Mapping[str, Any], key: str, *, number: int
    ) -> Mail:
        envelope = envelope_of(body, personalization)
        send_at = personalization.get("send_at") or body.get("send_at") or 0
        identifier = f"{number:06d}"
        return {
            "id": identifier,
            "kind": "sendgrid",
            "message_id": key,
            "x_message_id": key.partition(".")[0],
            "name": f"{identifier}-{slug(envelope.to[0])}",
            "state": "scheduled",
            "accepted_at": self.workspace.clock.text(),
            "left_at": None,
            "send_at": send_at,
            "batch_id": body.get("batch_id"),
            "from": envelope.sender,
            "to": list(envelope.to),
            "cc": list(envelope.cc),
            "bcc": list(envelope.bcc),
            "subject": envelope.subject,
            "categories": list(body.get("categories") or ()),
            "custom_args": {
                **(body.get("custom_args") or {}),
                **(personalization.get("custom_args") or {}),
            },
            "asm_group_id": (body.get("asm") or {}).get("group_id"),
            "dropped": {},
        }

    def record_google_notice(
        self, *, recipient: str, sender: str, file_name: str, link: str, message: str
    ) -> None:
        """Keep the mail that Google would have sent about a shared file; nobody gets it."""
        identifier = f"{len(self._mails()) + 1:06d}"
        mail: Mail = {
            "id": identifier,
            "kind": "google",
            "message_id": f"google.{identifier}",
            "x_message_id": "",
            "name": f"{identifier}-google-{slug(recipient)}",
            "state": "sent",
            "accepted_at": self.workspace.clock.text(),
            "left_at": self.workspace.clock.text(),
            "send_at": 0,
            "batch_id": None,
            "from": "drive-shares-noreply@google.test",
            "to": [recipient],
            "cc": [],
            "bcc": [],
            "subject": f"Document partagé avec vous\u00a0: «\u00a0{file_name}\u00a0»",
            "categories": [],
            "custom_args": {},
            "asm_group_id": None,
            "dropped": {},
        }
        eml = google_notice(
            recipient=recipient,
            sender=sender,
            file_name=file_name,
            link=link,
            note=message,
            at=self.workspace.clock.now(),
        )
        self._write(mail, eml)
        self.workspace.commit([("mails", identifier, mail)])

    # ---- time ---------------------------------------------------------------------------------

    def deliver_due(self) -> None:
        """Release, cancel or discard every mail whose time has come."""
        now = self.workspace.clock.timestamp()
        for mail in [each for each in self._mails().values() if each["state"] == "scheduled"]:
            if mail["send_at"] <= now:
                self._settle(mail, now=now)

    def _settle(self, mail: Mail, *, now: float) -> None:
        row = self.workspace.tables.get("scheduled_sends", mail["batch_id"] or "")
        if row is None or not mail["send_at"] or row["at"] > mail["send_at"] - TEN_MINUTES:
            self._release(mail)
        elif row["status"] == "cancel":
            self._move(mail, {"state": "cancelled"})
        elif now >= mail["send_at"] + PAUSE_LIMIT_SECONDS:
            self._move(mail, {"state": "expired"})

    def _release(self, mail: Mail) -> None:
        dropped = {
            email: reason
            for email in _recipients(mail)
            if (reason := self.suppressions.reason_for(email, group=mail["asm_group_id"]))
        }
        left = [email for email in _recipients(mail) if email not in dropped]
        state = "sent" if left else "dropped"
        changes = {"state": state, "left_at": self.workspace.clock.text(), "dropped": dropped}
        moved = self._move(mail, changes)
        for email, reason in dropped.items():
            self.events.add(moved, "dropped", recipients=[email], reason=reason)
        if left:
            self.events.add(moved, "delivered", recipients=left, response="250 OK")

    async def keep_delivering(self) -> None:
        """Go on delivering what becomes due, and telling the webhook."""
        while True:
            await asyncio.sleep(_TICK_SECONDS)
            try:
                self.deliver_due()
                await self.webhook.send_waiting()
            except OSError as problem:
                print(f"mail: {problem}", file=sys.stderr, flush=True)

    # ---- files --------------------------------------------------------------------------------

    def mail(self, identifier: str) -> Mail | None:
        """Return one mail, or None."""
        return self._mails().get(identifier)

    def all(self) -> list[Mail]:
        """Return all mails, the last accepted first."""
        return list(reversed(self._mails().values()))

    def eml(self, mail: Mail) -> bytes:
        """Return the bytes of a mail."""
        return self._path(mail).read_bytes()

    def _mails(self) -> dict[str, Mail]:
        return self.workspace.tables.rows("mails")

    def _path(self, mail: Mail) -> Path:
        return self._folder(mail["state"]) / f"{mail['name']}.eml"

    def _folder(self, state: str) -> Path:
        return self.workspace.root / "mail" / FOLDERS[state]

    def _write(self, mail: Mail, eml: bytes) -> None:
        write_atomically(self._path(mail), eml, durable=True)
        self._describe(mail)

    def _describe(self, mail: Mail) -> None:
        content = orjson.dumps(mail, option=orjson.OPT_INDENT_2)
        write_atomically(self._path(mail).with_suffix(".json"), content)

    def _move(self, mail: Mail, changes: Mapping[str, Any]) -> Mail:
        after = {**mail, **changes}
        self.workspace.commit([("mails", mail["id"], after)])
        self._take_from(self._path(mail), after)
        return after

    def _take_from(self, place: Path, mail: Mail) -> None:
        target = self._path(mail)
        if place != target and place.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            place.rename(target)
            place.with_suffix(".json").unlink(missing_ok=True)
        self._describe(mail)

    def _file_by_state(self) -> None:
        """After a crash: put each mail where its state says."""
        for mail in self._mails().values():
            if self._path(mail).exists():
                continue
            for folder in set(FOLDERS.values()):
                place = self.workspace.root / "mail" / folder / f"{mail['name']}.eml"
                if place.exists():
                    self._take_from(place, mail)


def _recipients(mail: Mail) -> list[str]:
    return [*mail["to"], *mail["cc"], *mail["bcc"]]
