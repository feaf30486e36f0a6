"""SendGrid's scheduled-send batches: name one, pause it, resume it, cancel it.

Naming, pausing, resuming and cancelling give the same result when they are done again: an answer
that did not come is simply asked for again, a few times at once, and by the next pass otherwise.
"""

import http.client
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Protocol

from python_http_client.exceptions import HTTPError
from sendgrid import SendGridAPIClient

from relocalisons.errors import ConfigurationError
from tasks.mail.mail import PATIENCE, posix_of, within

TRIES = 4
PAUSE = 0.5  # seconds before the second try, then twice as long each time


class ControlOutcome(StrEnum):
    """What a control call came to."""

    DONE = "done"
    GONE = "gone"  # SendGrid knows no pause or cancel of this batch
    REFUSED = "refused"
    UNKNOWN = "unknown"  # no usable answer after all tries: to be asked again


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlAnswer:
    """An answer. `server_time` is SendGrid's own clock, None when it said none or it is made up.

    `batch_id` is set by naming, `status` (`pause`, `cancel`, or empty for none) by looking.
    """

    outcome: ControlOutcome
    http_status: int | None = None
    server_time: datetime | None = None
    batch_id: str = ""
    status: str = ""

    @property
    def done(self) -> bool:
        """Whether it is known to be done."""
        return self.outcome is ControlOutcome.DONE


class BatchControl(Protocol):
    """What the two-phase policy needs of a vendor."""

    def name(self) -> ControlAnswer:
        """A new batch; naming one twice leaves an unused name, which costs nothing."""
        ...

    def pause(self, batch_id: str) -> ControlAnswer:
        """Keep what is, or will be, in the batch from leaving."""
        ...

    def resume(self, batch_id: str) -> ControlAnswer:
        """Take the pause or the cancel away; GONE when there was none."""
        ...

    def cancel(self, batch_id: str) -> ControlAnswer:
        """Turn the pause into a cancel; GONE when the batch has none."""
        ...

    def cancel_unpaused(self, batch_id: str) -> ControlAnswer:
        """Cancel a batch whose pause is gone; only ten minutes or more before its time."""
        ...

    def look(self, batch_id: str) -> ControlAnswer:
        """The status of a batch as SendGrid has it."""
        ...


class ScheduledSends:
    """The vendor's own calls, through its own client.

    Raises ConfigurationError on 401 and 403: the key may not schedule.
    """

    def __init__(
        self,
        client: SendGridAPIClient,
        *,
        trust_its_clock: bool,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._client: Any = client.client
        self._trust = trust_its_clock
        self._sleep = sleep

    def name(self) -> ControlAnswer:
        """See `BatchControl`."""
        return self._call(lambda: self._client.mail.batch.post(), read=_named)

    def pause(self, batch_id: str) -> ControlAnswer:
        """See `BatchControl`; a pause that is there already is one."""
        return self._put(batch_id, "pause")

    def resume(self, batch_id: str) -> ControlAnswer:
        """See `BatchControl`."""
        return self._call(lambda: self._one(batch_id).delete())

    def cancel(self, batch_id: str) -> ControlAnswer:
        """See `BatchControl`."""
        return self._call(lambda: self._one(batch_id).patch(request_body={"status": "cancel"}))

    def cancel_unpaused(self, batch_id: str) -> ControlAnswer:
        """See `BatchControl`."""
        return self._put(batch_id, "cancel")

    def look(self, batch_id: str) -> ControlAnswer:
        """See `BatchControl`."""
        return self._call(lambda: self._one(batch_id).get(), read=_seen)

    def _put(self, batch_id: str, status: str) -> ControlAnswer:
        body = {"batch_id": batch_id, "status": status}
        answer = self._call(lambda: self._client.user.scheduled_sends.post(request_body=body))
        if answer.outcome is not ControlOutcome.REFUSED:
            return answer
        # Perhaps an earlier try was done and its answer lost: SendGrid refuses a second one.
        seen = self.look(batch_id)
        return seen if seen.done and seen.status == status else answer

    def _one(self, batch_id: str) -> Any:
        return self._client.user.scheduled_sends._(batch_id)

    def _call(
        self, call: Callable[[], Any], *, read: Callable[[bytes], Mapping[str, str]] | None = None
    ) -> ControlAnswer:
        answer = ControlAnswer(outcome=ControlOutcome.UNKNOWN)
        for number in range(TRIES):
            if number:
                self._sleep(PAUSE * 2 ** (number - 1))
            answer = self._once(call, read)
            if answer.outcome is not ControlOutcome.UNKNOWN:
                break
        return answer

    def _once(
        self, call: Callable[[], Any], read: Callable[[bytes], Mapping[str, str]] | None
    ) -> ControlAnswer:
        try:
            response = within(PATIENCE, call)
            found = read(response.body) if read else {}
        except HTTPError as error:
            return self._refused(error)
        except (OSError, http.client.HTTPException, ValueError):
            return ControlAnswer(outcome=ControlOutcome.UNKNOWN)
        done = 200 <= response.status_code < 300
        return ControlAnswer(
            outcome=ControlOutcome.DONE if done else ControlOutcome.UNKNOWN,
            http_status=response.status_code,
            server_time=self._clock_of(response.headers),
            **found,
        )

    def _refused(self, error: HTTPError) -> ControlAnswer:
        status = int(error.status_code)
        if status in (401, 403):
            raise ConfigurationError(
                f"SendGrid refused the key ({status}) for scheduled sends: policy « two_phase » "
                "needs the scopes mail.batch and user.scheduled_sends besides mail.send."
            ) from error
        outcome = ControlOutcome.REFUSED if 400 <= status < 500 else ControlOutcome.UNKNOWN
        if status == 404:
            outcome = ControlOutcome.GONE
        if status in (408, 429):
            outcome = ControlOutcome.UNKNOWN
        return ControlAnswer(
            outcome=outcome, http_status=status, server_time=self._clock_of(error.headers)
        )

    def _clock_of(self, headers: Any) -> datetime | None:
        at = posix_of(headers.get("Date")) if self._trust and headers is not None else None
        return datetime.fromtimestamp(at, UTC) if at is not None else None


def _named(body: bytes) -> Mapping[str, str]:
    """Raises ValueError when the answer is not SendGrid's."""
    found = json.loads(body)
    if not isinstance(found, dict) or not isinstance(found.get("batch_id"), str):
        raise ValueError("no batch_id")
    return {"batch_id": found["batch_id"]}


def _seen(body: bytes) -> Mapping[str, str]:
    """Raises ValueError when the answer is not SendGrid's."""
    found = json.loads(body)
    if not isinstance(found, list):
        raise ValueError("no list of statuses")
    return {"status": str(found[0].get("status", "")) if found else ""}
