"""Sandbox: the one clock of Drive times and scheduled mails, which tests can set and advance."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


def format_time(moment: datetime) -> str:
    """Return Google's RFC 3339 form: UTC, milliseconds, `Z`. It sorts as text."""
    in_utc = moment.astimezone(UTC)
    return in_utc.strftime("%Y-%m-%dT%H:%M:%S.") + f"{in_utc.microsecond // 1000:03d}Z"


def parse_time(text: str) -> datetime:
    """Return an aware moment from RFC 3339 text; without an offset it is UTC, as Drive reads it.

    Raises ValueError when the text is no time.
    """
    moment = datetime.fromisoformat(text.strip())
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@dataclass(slots=True)
class Clock:
    """Real time plus an offset, or a frozen moment.

    Tokens do not follow it: clients sign them with real time.
    """

    offset_seconds: float = 0.0
    frozen_at: float | None = None
    real_time: Callable[[], float] = time.time

    def timestamp(self) -> float:
        """Return seconds since 1970."""
        if self.frozen_at is not None:
            return self.frozen_at
        return self.real_time() + self.offset_seconds

    def now(self) -> datetime:
        """Return the current moment, in UTC."""
        return datetime.fromtimestamp(self.timestamp(), UTC)

    def text(self) -> str:
        """Return the current moment as Google writes it."""
        return format_time(self.now())

    def set_to(self, moment: datetime, *, frozen: bool = False) -> None:
        """Make `moment` the present; time goes on from there unless frozen."""
        self.frozen_at = moment.timestamp() if frozen else None
        self.offset_seconds = moment.timestamp() - self.real_time()

    def advance(self, seconds: float, *, frozen: bool | None = None) -> None:
        """Move forward (or back, when negative); unless `frozen` is said, it stands as before."""
        stands = self.frozen_at is not None if frozen is None else frozen
        self.set_to(self.now() + timedelta(seconds=seconds), frozen=stands)

    def reset(self) -> None:
        """Return to real time."""
        self.offset_seconds, self.frozen_at = 0.0, None
