"""Pure: whether the words for a kind of purchase are works, whose thresholds are others."""

from relocalisons.core.kernel.words.names import fold

_WORKS = ("travaux", "chantier", "construction", "gros oeuvre")


def is_works(kind: str | None) -> bool:
    """Whether a kind of purchase is works, and not supplies or services."""
    words = fold(kind or "").split()
    return any(word in words for word in _WORKS[:3]) or _WORKS[3] in fold(kind or "")
