"""The one clock of a run: the real one, or the story's in the sandbox."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from relocalisons.settings import Settings

Clock = Callable[[], datetime]


def clock_of(settings: Settings) -> Clock:
    """An aware UTC clock.

    With a story time the clock starts there and then runs at the pace of the machine, so that
    durations stay true and instants stay ordered within a run.
    """
    if settings.story_time is None:
        return machine_time
    started = time.monotonic()
    origin = settings.story_time.astimezone(UTC)
    return lambda: origin + timedelta(seconds=time.monotonic() - started)


def machine_time() -> datetime:
    """What the machine's own clock says, whatever the story believes."""
    return datetime.now(UTC)  # noqa: TID251 - the only reading of the machine's clock
