"""Keeping below Google's quotas, so that a run meets no refusal of its own making.

Google allows 60 reads and 60 writes a minute and user on Sheets, and does not say whether its
minutes are counted from the clock, slide, or fill drop by drop. A window that slides satisfies
all three. It knows this process only: what another run spends in the same minute fits into the
margin, and beyond it a refusal is waited out as any other (`tasks/google/retrying.py`).
"""

import threading
import time
from collections import deque
from collections.abc import Callable

# Ten of the sixty are left to a neighbour: a settlement round, a flow started by hand.
SHEETS_PER_MINUTE = 50
# A second more than Google's minute: requests do not all travel equally long.
WINDOW = 61.0


class Pace:
    """At most `calls` calls in any `window` seconds; who comes too early waits.

    `clock` is monotonic, in seconds. May be shared by threads: they wait in turn.
    """

    def __init__(
        self,
        calls: int = SHEETS_PER_MINUTE,
        *,
        window: float = WINDOW,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._window, self._clock, self._sleep = window, clock, sleep
        self._spent: deque[float] = deque(maxlen=calls)
        self._turn = threading.Lock()

    def wait(self) -> float:
        """Wait until one more call fits, count it, and return the seconds that it took."""
        with self._turn:
            now = self._clock()
            pause = 0.0
            if len(self._spent) == self._spent.maxlen:
                pause = max(0.0, self._spent[0] + self._window - now)
            if pause:
                self._sleep(pause)
            # A sleep may end a little early; what was promised is what counts.
            self._spent.append(max(self._clock(), now + pause))
            return pause
