"""How far a long step is, on Prefect's pages: nothing for the first five seconds.

A quiet night asks Prefect for nothing; a long one shows « Lecture des classeurs : 12 sur 24 ».
"""

import logging
import sys
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol, TypeVar, cast
from uuid import UUID

from relocalisons.core.kernel.words.names import fold

T = TypeVar("T")

PATIENCE = 5.0  # seconds before a step is long enough to be shown
PACE = 2.0  # seconds between two looks of whoever waits
logger = logging.getLogger("relocalisons.progress")


class Board(Protocol):
    """Where progress is shown."""

    def put_up(self, key: str, said: str, percent: float) -> UUID:
        """Show a step for the first time."""
        ...

    def change(self, shown: UUID, said: str, percent: float) -> None:
        """Show how far it is now."""
        ...


class PrefectBoard:
    """An artifact of the run that goes on."""

    def put_up(self, key: str, said: str, percent: float) -> UUID:
        """Show a step for the first time."""
        from prefect.artifacts import create_progress_artifact

        # Async where a loop runs; a step of ours never is in one.
        return cast("UUID", create_progress_artifact(percent, key=key, description=said))

    def change(self, shown: UUID, said: str, percent: float) -> None:
        """Show how far it is now."""
        from prefect.artifacts import update_progress_artifact

        update_progress_artifact(shown, percent, description=said)


def in_sight(
    items: Collection[T],
    said: str,
    *,
    board: Board | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[T]:
    """The same items, one after the other, while people see how many are done.

    `said` (French) is what the step does. What cannot be shown is logged and stops nothing.
    """
    sign = _Sign(board or _board_of_this_run(), said, len(items), clock)
    for number, item in enumerate(items, start=1):
        yield item
        sign.reached(number)
    sign.close()


@contextmanager
def counted_in_sight(
    said: str,
    total: int,
    *,
    board: Board | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Callable[[int], None]]:
    """The same for what is not done one after the other: what is yielded hears how many are."""
    sign = _Sign(board or _board_of_this_run(), said, total, clock)
    yield sign.reached
    sign.close()


def _board_of_this_run() -> Board | None:
    if "prefect" not in sys.modules:
        return None  # no run goes on in a process that never imported it
    from prefect.runtime import flow_run

    return PrefectBoard() if flow_run.id else None


@dataclass(slots=True)
class _Sign:
    board: Board | None
    said: str
    total: int
    clock: Callable[[], float]
    done: int = 0
    shown: UUID | None = None
    due: float = 0.0

    def __post_init__(self) -> None:
        self.due = self.clock() + PATIENCE

    def reached(self, done: int) -> None:
        self.done = done
        if self.board is not None and self.done < self.total and self.clock() >= self.due:
            self._show()

    def close(self) -> None:
        if self.shown is not None:
            self._show()

    def _show(self) -> None:
        assert self.board is not None
        words = f"{self.said} : {self.done} sur {self.total}"
        percent = 100.0 * self.done / self.total
        try:
            if self.shown is None:
                key = f"avancement-{fold(self.said).replace(' ', '-')}"
                self.shown = self.board.put_up(key, words, percent)
            else:
                self.board.change(self.shown, words, percent)
        except Exception:
            logger.exception("the progress of « %s » is not shown", self.said)
            self.board = None
            self.shown = None
        self.due = self.clock() + PACE
