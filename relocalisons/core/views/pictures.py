"""Pure: what all charts say the same way: their limits, their origin, their alternative text."""

from collections.abc import Sequence
from datetime import date

from relocalisons.core.kernel.words.french import NBSP, SEMICOLON, format_long_date
from relocalisons.core.views.view import BulletRow

MAX_BARS = 12
MAX_LABEL = 64  # characters


def bullets_alt(what: str, rows: Sequence[BulletRow]) -> str:
    """What the bars say, for somebody who cannot see them."""
    parts = [f"{row.label}, {row.text}" for row in rows]
    return f"{what}{NBSP}: {f'{SEMICOLON} '.join(parts)}."


def stopped_on(as_of: date) -> str:
    """`Données arrêtées au 2 mars 2026.`"""
    return f"Données arrêtées au {format_long_date(as_of)}."
