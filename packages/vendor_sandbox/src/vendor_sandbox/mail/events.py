"""Sandbox, SendGrid: what became of each mail, as the event webhook tells it."""

import secrets
from typing import Any

from vendor_sandbox.storage.workspace import Workspace

KINDS = frozenset(
    (
        "processed",
        "dropped",
        "deferred",
        "delivered",
        "bounce",
        "blocked",
        "open",
        "click",
        "spamreport",
        "unsubscribe",
        "group_unsubscribe",
        "group_resubscribe",
    )
)
Event = dict[str, Any]


class EventLog:
    """All events, and those that wait for the webhook."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def add(
        self, mail: dict[str, Any], kind: str, *, recipients: list[str], **details: Any
    ) -> list[Event]:
        """Record one event a recipient; mails that Google sends have none."""
        if mail["kind"] != "sendgrid" or not recipients:
            return []
        events = [self._event(mail, kind, email, details) for email in recipients]
        waiting = self.waiting()
        self.workspace.commit(
            [
                *(("mail_events", event["sg_event_id"], event) for event in events),
                ("webhook", "waiting", [*waiting, *(event["sg_event_id"] for event in events)]),
            ]
        )
        return events

    def _event(self, mail: dict[str, Any], kind: str, email: str, details: Any) -> Event:
        event: Event = {
            # SendGrid flattens custom arguments into the event; its own names win.
            **mail["custom_args"],
            "email": email,
            "timestamp": int(self.workspace.clock.timestamp()),
            "smtp-id": f"<{mail['message_id']}@sandbox.test>",
            "event": "bounce" if kind == "blocked" else kind,
            "sg_event_id": secrets.token_urlsafe(16),
            "sg_message_id": f"{mail['x_message_id']}.recvd-sandbox-{mail['id']}.0",
            **details,
        }
        if kind in {"bounce", "blocked"}:
            event["type"] = kind
        if mail["categories"]:
            event["category"] = mail["categories"]
        if mail["asm_group_id"] is not None:
            event["asm_group_id"] = mail["asm_group_id"]
        return event

    def waiting(self) -> list[str]:
        """Return the ids of events that the webhook has not confirmed."""
        return list(self.workspace.tables.get("webhook", "waiting") or ())

    def of_mail(self, mail: dict[str, Any]) -> list[Event]:
        """Return the events of one mail, oldest first."""
        prefix = f"{mail['x_message_id']}.recvd-sandbox-{mail['id']}."
        return [event for event in self.all() if event["sg_message_id"].startswith(prefix)]

    def all(self) -> list[Event]:
        """Return all events, oldest first."""
        return list(self.workspace.tables.rows("mail_events").values())
