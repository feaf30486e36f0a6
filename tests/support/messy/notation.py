"""How a messy cell and a notation are described, for the generators of messy cells."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random

NBSP, THIN = "\u00a0", "\u202f"


@dataclass(frozen=True)
class Messy:
    """A raw cell, what it means, and the notation it was written in."""

    raw: object
    doubt: str
    value: object
    notation: str


Write = Callable[[Random], tuple[object, str, object]]


@dataclass(frozen=True)
class Notation:
    """A way of writing one kind of cell; `weight` is how often people do."""

    name: str
    write: Write
    weight: int = 10


def always(name: str, doubt: str, texts: Iterable[object], weight: int = 3) -> Notation:
    pool = tuple(texts)

    def write(rng: Random) -> tuple[object, str, object]:
        return rng.choice(pool), doubt, None

    return Notation(name, write, weight)
