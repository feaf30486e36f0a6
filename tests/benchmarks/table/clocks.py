"""Processor time of two ways of doing the same, taken in turn: a busy moment hits both alike."""

import gc
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """The last answer, and the shortest processor time in seconds."""

    answer: Any
    seconds: float


def spent() -> float:
    """Processor seconds of this process and of the children that it has waited for."""
    return time.process_time() + sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])


def once(run: Callable[[], Any]) -> Timed:
    """One run. Garbage of before is not its affair."""
    gc.collect()
    started = spent()
    answer = run()
    return Timed(answer=answer, seconds=spent() - started)


def in_turn(*runs: Callable[[], Any], rounds: int = 5, enough: float = 2.0) -> list[Timed]:
    """The best of `rounds` of each, one after the other; who has had `enough` seconds rests."""
    best = [once(run) for run in runs]
    used = [one.seconds for one in best]
    for _ in range(rounds - 1):
        for place, run in enumerate(runs):
            if used[place] >= enough:
                continue
            found = once(run)
            used[place] += found.seconds
            best[place] = min(best[place], found, key=lambda one: one.seconds)
    return best


def peak_memory() -> float:
    """The most memory that this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
