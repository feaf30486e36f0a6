"""Bounded repeats of a vendor call: the only place where a call is tried again.

Repeating is for calls that are safe to repeat. `Retry-After` is honoured up to 64 s; without it
the wait doubles with jitter. The total time is bounded, slow answers included, then the error is
told as `VendorUnavailableError`: a night that cannot read is reported, not stretched for hours.
"""

import random
import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from typing import TypeVar

T = TypeVar("T")

ATTEMPTS = 5
LONGEST_WAIT = 64.0  # seconds; Google documents a truncated exponential of 32–64 s
TOTAL_WAIT = 180.0  # seconds from the first attempt after which none is started


def doubling(attempt: int) -> float:
    """Seconds that double with each attempt (0 is the first), with jitter."""
    return 2.0**attempt + random.random()


def backoff(
    attempt: int,
    retry_after: str | None,
    *,
    now: float,
    pause: Callable[[int], float] = doubling,
) -> float:
    """Seconds to wait before the attempt after `attempt` (0 is the first).

    `retry_after` is the header as received: seconds, an HTTP date, or nothing; an unreadable
    one counts as nothing. `now` is a POSIX time, needed for the HTTP date only.
    """
    asked = _seconds(retry_after, now=now)
    return min(pause(attempt) if asked is None else max(asked, 0.0), LONGEST_WAIT)


def repeat(
    call: Callable[[], T],
    *,
    wait_for: Callable[[Exception], tuple[bool, str | None]],
    pause: Callable[[int], float] = doubling,
    sleep: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
    attempts: int = ATTEMPTS,
) -> T:
    """The result of `call`, tried again while `wait_for(error)` says that it may pass.

    `wait_for` answers (may pass, Retry-After header); `pause`: seconds after an attempt when there
    is no such header. The last error is raised as it is. `clock` is monotonic, in seconds; what
    `sleep` was asked for counts even when that clock stands still.
    """
    started, waited = clock(), 0.0
    for attempt in range(attempts):
        try:
            return call()
        except Exception as error:
            may_pass, retry_after = wait_for(error)
            wait = backoff(attempt, retry_after, now=_posix_time(), pause=pause)
            spent = max(waited, clock() - started)
            if not may_pass or attempt + 1 == attempts or spent + wait > TOTAL_WAIT:
                raise
            waited += wait
            sleep(wait)
    raise AssertionError("attempts must be at least 1")


def _posix_time() -> float:
    return time.time()  # noqa: TID251 - compared with an HTTP date, never with a programme date


def _seconds(header: str | None, *, now: float) -> float | None:
    try:
        return float(header) if header else None
    except ValueError:
        until = posix_of(header)
        return until - now if until is not None else None


def posix_of(text: str | None) -> float | None:
    """An HTTP date as seconds since 1970; None when it is none."""
    try:
        return parsedate_to_datetime(text).timestamp() if text else None
    except (TypeError, ValueError):
        return None
