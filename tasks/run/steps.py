"""A step of a flow: a Prefect task whose arguments are handed over as they are.

Prefect walks through every argument of a task in search of futures. Ours are whole snapshots of
thousands of cells and hold none: looking took longer than the work itself.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.utilities.annotations import quote

P = ParamSpec("P")
R = TypeVar("R")


def step(name: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function a task of that (French) name; never cached, never tried again."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        run: Any = task(name=name, cache_policy=NO_CACHE, retries=0)(function)

        @wraps(function)
        def call(*args: P.args, **kwargs: P.kwargs) -> R:
            quoted = {key: quote(value) for key, value in kwargs.items()}
            return run(*(quote(value) for value in args), **quoted)

        return call

    return decorate
