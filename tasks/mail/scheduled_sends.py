"""SendGrid's scheduled-send batches: name one, pause it, resume it, cancel it.

Naming, pausing, resuming and cancelling give the same result when they are done again: an answer
that did not come is simply asked for again, a few times at once, and by the next pass otherwise.
"""

import http.client
import json
import threading
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from python_http_client.exceptions import HTTPError

from relocalisons.errors import ConfigurationError
from tasks.google.retrying import posix_of, repeat
from tasks.mail.mail import ControlAnswer, ControlOutcome

PATIENCE = 60.0  # seconds for a whole answer: a byte every 10 s would never trip a timeout
TRIES = 4
PAUSE = 0.5  # seconds before the second try, then twice as long each time


class _UnknownAnswerError(Exception):
    def __init__(self, answer: ControlAnswer) -> None:
        super().__init__(answer.outcome)
        self.answer = answer


class ScheduledSends:
    """See `mail.BatchControl`: the vendor's own calls, through its own client.

    Raises ConfigurationError on 401 and 403: the key may not schedule.
    """

    def __init__(
        self,
        client: Any,
        *,
        trust_its_clock: bool,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._client = client
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
        def attempt() -> ControlAnswer:
            answer = self._once(call, read)
            if answer.outcome is ControlOutcome.UNKNOWN:
                raise _UnknownAnswerError(answer)
            return answer

        try:
            return repeat(
                attempt,
                wait_for=lambda error: (isinstance(error, _UnknownAnswerError), None),
                pause=lambda tried: PAUSE * 2**tried,
                sleep=self._sleep,
                clock=lambda: 0.0,  # each try is bounded by itself: only the pauses are counted
                attempts=TRIES,
            )
        except _UnknownAnswerError as error:
            return error.answer

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


def within(seconds: float, call: Callable[[], Any]) -> Any:
    """The result of `call`; TimeoutError after that long, whatever still trickles in."""
    box: list[Any] = []
    failure: list[BaseException] = []

    def run() -> None:
        try:
            box.append(call())
        except BaseException as error:  # noqa: BLE001 - carried over to the waiting thread
            failure.append(error)

    # A daemon: an answer that never ends must not keep the process from ending.
    thread = threading.Thread(target=run, name="sendgrid", daemon=True)
    thread.start()
    thread.join(seconds)
    if failure:
        raise failure[0]
    if not box:
        raise TimeoutError("no complete answer")
    return box[0]


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
