"""Pure: whether the words of a journey say what a funder asks of it: where, how far or by what."""

import re

from relocalisons.core.kernel.words.names import fold

_SAYS = re.compile(
    r"\b(\d+ ?km|train|billets?|peages?|hotel|nuitees?|avion|bus|car|taxi|parking|repas|aller|"
    r"retour|location de vehicule)\b"
)


_KM = re.compile(r"\b(\d+) ?km\b")


def kilometres(text: str | None) -> int | None:
    """« 62 km »; None when no distance is told, or several are."""
    found = set(_KM.findall(fold(text or "")))
    return int(found.pop()) if len(found) == 1 else None


def tells_the_journey(label: str | None) -> bool:
    """Whether a label names a distance, a means of transport or a journey."""
    return _SAYS.search(fold(label or "")) is not None
