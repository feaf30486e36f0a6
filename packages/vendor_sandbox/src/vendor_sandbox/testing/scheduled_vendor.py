"""SendGrid's scheduled-send batches as its documentation describes them, on a clock that tests set.

Pause or cancel ten minutes before the time at the latest; cancelled mails are discarded at their
time, paused ones 72 h later; deleting the status resumes; ten batches paused or cancelled at once.
"""

import itertools
import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

LATEST = timedelta(minutes=10)
KEPT = timedelta(hours=72)
SLOTS = 10


@dataclass(slots=True)
class ScheduledMail:
    """A mail that was taken, and what became of it."""

    notice: str
    batch_id: str
    send_at: datetime
    state: str = "waiting"  # waiting | left | discarded


@dataclass(slots=True)
class ScheduledVendor:
    """What SendGrid holds; `left` counts the mails that left, by notice.

    A notice is what a mail has in `custom_args` under `key`.
    """

    key: str
    now: datetime = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
    mails: list[ScheduledMail] = field(default_factory=list)
    statuses: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    left: Counter[str] = field(default_factory=Counter)
    most_slots: int = 0  # the most that were held at once
    _numbers: Any = field(default_factory=lambda: itertools.count(1))
    _lock: Any = field(default_factory=threading.RLock)

    def take(self, body: Mapping[str, Any]) -> None:
        """A mail that was accepted; without a batch it leaves at once."""
        with self._lock:
            at = datetime.fromtimestamp(body.get("send_at") or 0, UTC)
            notice = body.get("custom_args", {}).get(self.key, "")
            mail = ScheduledMail(notice, body.get("batch_id", ""), at)
            self.mails.append(mail)
            self._settle(mail)

    def pass_time(self, now: datetime) -> None:
        """Let time go by: what is due leaves, is discarded, or goes on waiting."""
        with self._lock:
            self.now = now
            waiting = [mail for mail in self.mails if mail.state == "waiting"]
            for mail in waiting:
                self._settle(mail)

    def obey(self, method: str, path: str, body: Mapping[str, Any]) -> tuple[int, Any]:
        """A control call; (status, answer)."""
        with self._lock:
            if path == "/v3/mail/batch":
                return 201, {"batch_id": f"batch-{next(self._numbers)}"}
            if path == "/v3/user/scheduled_sends":
                return self._put(body)
            batch_id = path.rsplit("/", 1)[1]
            if method == "GET":
                known = self.statuses.get(batch_id)
                return 200, [{"batch_id": batch_id, "status": known[0]}] if known else []
            if batch_id not in self.statuses:
                return 404, {"errors": [{"message": "batch id not found"}]}
            self.pass_time(self.now)
            if method == "PATCH":
                self.statuses[batch_id] = (body["status"], self.statuses[batch_id][1])
            else:
                del self.statuses[batch_id]
                self.pass_time(self.now)
            return 204, None

    def _put(self, body: Mapping[str, Any]) -> tuple[int, Any]:
        if body["batch_id"] in self.statuses or len(self.statuses) >= SLOTS:
            return 400, {"errors": [{"message": "not now"}]}
        self.statuses[body["batch_id"]] = (body["status"], self.now)
        self.most_slots = max(self.most_slots, len(self.statuses))
        return 201, dict(body)

    def _settle(self, mail: ScheduledMail) -> None:
        if mail.send_at > self.now:
            return
        status, since = self.statuses.get(mail.batch_id, ("", self.now))
        if not status or since > mail.send_at - LATEST:
            mail.state = "left"
            self.left[mail.notice] += 1
        elif status == "cancel" or self.now >= mail.send_at + KEPT:
            mail.state = "discarded"
