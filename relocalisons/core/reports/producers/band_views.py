"""Pure: what a picture of committed and delivered volumes is made of, tolerance band included."""

from dataclasses import dataclass
from datetime import date

from relocalisons.core.views.rag import Rag
from relocalisons.core.views.view import PictureWords


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """One contract over its season, in cumulated volumes; `unit` is `t` or `kg`.

    `committed` begins at zero on the first day. `delivered` stops on the last delivery or today.
    `projected` is (day, low, central, high) at the end of the season, or None.
    """

    label: str
    text: str
    level: Rag
    unit: str
    tolerance: float
    committed: tuple[tuple[date, float], ...]
    delivered: tuple[tuple[date, float], ...]
    projected: tuple[date, float, float, float] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bands:
    """The contracts of one producer side by side, three at most in a row."""

    words: PictureWords
    as_of: date
    as_of_text: str
    bands: tuple[Band, ...]
