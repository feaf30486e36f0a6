"""Pure: what the name of a crop says of its season: how much of it is brought, day by day.

Curves of Provence, relative to their own peak: (month, day) → share, straight between two knots.
They come from the trade, not from deliveries: those of a contract correct them (`season`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from relocalisons.core.producers.quality.words.foods import Food, read_product

Knots = tuple[tuple[int, int, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CropCurve:
    """Shares by day of the year, and how many days early or late a season may be.

    `closed`: what a school holiday leaves of it, before anything was seen.
    """

    knots: Knots
    moves: float
    closed: float = 0.2

    def at(self, day: date, *, late: int = 0) -> float:
        """Its share on a day, of a season that is so many days late."""
        return _year_of(self.knots)[(day.timetuple().tm_yday - late) % _YEAR]


_YEAR = 365
_DAYS = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)  # before each month


@lru_cache(maxsize=64)
def _year_of(knots: Knots) -> tuple[float, ...]:
    """The share of every day of a year, straight between two knots, round the end of the year."""
    known = sorted((_DAYS[month - 1] + on, share) for month, on, share in knots)
    first, last = known[0], known[-1]
    known = [(last[0] - _YEAR, last[1]), *known, (first[0] + _YEAR, first[1])]
    return tuple(
        next(
            low + (high - low) * (place - before) / max(after - before, 1)
            for (before, low), (after, high) in pairwise(known)
            if before <= place <= after
        )
        for place in range(_YEAR)
    )


# Picked and eaten within days: a cold spring moves them by weeks.
_ASPARAGUS = ((3, 1, 0.0), (3, 20, 0.15), (4, 10, 0.7), (4, 28, 1.0), (5, 10, 0.9), (5, 25, 0.4),
              (6, 8, 0.08), (6, 30, 0.0))  # fmt: skip
_STRAWBERRY = ((3, 1, 0.05), (4, 1, 0.35), (4, 22, 0.8), (5, 12, 1.0), (6, 5, 0.8), (6, 25, 0.4),
               (7, 20, 0.2), (9, 30, 0.15), (10, 31, 0.02))  # fmt: skip
_CHERRY = ((5, 1, 0.02), (5, 12, 0.25), (5, 25, 0.8), (6, 8, 1.0), (6, 20, 0.75), (7, 5, 0.25),
           (7, 25, 0.0))  # fmt: skip
_APRICOT = ((6, 1, 0.05), (6, 18, 0.5), (7, 5, 1.0), (7, 22, 0.8), (8, 10, 0.3), (8, 31, 0.0))
_PEACH = ((6, 1, 0.05), (6, 25, 0.6), (7, 20, 1.0), (8, 20, 0.9), (9, 15, 0.4), (10, 5, 0.0))
_MELON = ((6, 1, 0.05), (6, 25, 0.6), (7, 20, 1.0), (8, 20, 0.8), (9, 15, 0.35), (10, 5, 0.0))
_GRAPE = ((8, 1, 0.05), (8, 25, 0.6), (9, 15, 1.0), (10, 10, 0.6), (11, 5, 0.1))
_SUMMER = ((5, 1, 0.05), (5, 25, 0.3), (6, 15, 0.8), (7, 5, 1.0), (8, 25, 0.95), (9, 15, 0.75),
           (10, 5, 0.35), (10, 25, 0.12), (11, 15, 0.0))  # fmt: skip
_COURGETTE = ((4, 15, 0.05), (5, 10, 0.45), (6, 5, 0.95), (7, 1, 1.0), (8, 15, 0.8),
              (9, 10, 0.65), (10, 5, 0.35), (10, 31, 0.05))  # fmt: skip
_SALAD = ((1, 1, 0.6), (2, 15, 0.7), (4, 1, 1.0), (5, 20, 1.0), (7, 1, 0.7), (8, 15, 0.55),
          (9, 20, 0.85), (10, 20, 1.0), (11, 30, 0.8), (12, 20, 0.6))  # fmt: skip
_WINTER = ((9, 1, 0.2), (10, 15, 0.8), (11, 15, 1.0), (1, 31, 1.0), (3, 10, 0.7), (4, 15, 0.2))
# Kept in a store: the canteens' rhythm, then the end of the stock.
_SQUASH = ((9, 1, 0.5), (10, 5, 1.0), (12, 1, 1.0), (1, 15, 0.8), (2, 15, 0.5), (3, 31, 0.2))
_APPLE = ((8, 20, 0.6), (9, 15, 1.0), (12, 15, 1.0), (2, 15, 0.7), (4, 1, 0.42), (5, 31, 0.2))
_ROOT = ((7, 1, 0.6), (9, 10, 1.0), (1, 15, 1.0), (3, 15, 0.85), (5, 15, 0.6), (6, 15, 0.55))
_STORED = ((1, 1, 1.0), (6, 30, 0.85), (9, 15, 1.0), (12, 31, 1.0))
_LAMB = ((1, 1, 0.7), (2, 20, 0.7), (3, 25, 1.2), (4, 15, 1.2), (5, 15, 1.0), (6, 20, 0.6),
         (7, 15, 0.2), (8, 20, 0.15), (9, 15, 0.6), (11, 15, 0.9), (12, 20, 0.8))  # fmt: skip


def _fresh(knots: Knots, closed: float = 0.3) -> CropCurve:
    return CropCurve(knots=knots, moves=9, closed=closed)


def _kept(knots: Knots) -> CropCurve:
    return CropCurve(knots=knots, moves=6, closed=0.1)


# In summer a field does not wait: other buyers and summer centres take a good half.
_CURVES: Mapping[str, CropCurve] = {
    "asperge": _fresh(_ASPARAGUS),
    "fraise": _fresh(_STRAWBERRY),
    "cerise": _fresh(_CHERRY),
    **dict.fromkeys(("abricot", "prune"), _fresh(_APRICOT, 0.5)),
    **dict.fromkeys(("peche", "nectarine", "brugnon"), _fresh(_PEACH, 0.5)),
    **dict.fromkeys(("melon", "pasteque"), _fresh(_MELON, 0.5)),
    "raisin": _fresh(_GRAPE),
    **dict.fromkeys(("tomate", "aubergine", "poivron", "concombre", "haricot vert"),
                    _fresh(_SUMMER, 0.5)),
    "courgette": _fresh(_COURGETTE, 0.5),
    **dict.fromkeys(("salade", "laitue", "batavia", "mesclun", "roquette", "scarole", "frisee"),
                    CropCurve(knots=_SALAD, moves=8, closed=0.25)),
    **dict.fromkeys(("poireau", "chou", "chou fleur", "epinard", "mache", "endive", "fenouil"),
                    CropCurve(knots=_WINTER, moves=9, closed=0.15)),
    **dict.fromkeys(("courge", "butternut", "potimarron", "potiron", "patidou"), _kept(_SQUASH)),
    **dict.fromkeys(("pomme", "poire", "kiwi"), _kept(_APPLE)),
    **dict.fromkeys(("carotte", "navet", "betterave", "panais", "celeri", "pomme de terre",
                     "pommes de terre", "oignon", "ail"), _kept(_ROOT)),
    "agneau": CropCurve(knots=_LAMB, moves=8, closed=0.4),
}  # fmt: skip
_EVEN = CropCurve(knots=_STORED, moves=6, closed=0.15)
_OF_FOOD: Mapping[Food, CropCurve] = {
    Food.VEGETABLE: CropCurve(knots=_STORED, moves=8, closed=0.25),
    Food.LAMB: _CURVES["agneau"],
}


def crop_curve(crop: str | None) -> CropCurve:
    """The curve of a crop as typed; an even one where the season of it is not known."""
    product = read_product((crop or "").partition("/")[0])
    known = _CURVES.get(product.term)
    return known or _OF_FOOD.get(product.food, _EVEN) if product.food else known or _EVEN
