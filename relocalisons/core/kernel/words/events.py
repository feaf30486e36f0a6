"""Pure: titles of what takes place on one day: it is ready on that day, and lasts no longer."""

from relocalisons.core.kernel.words.names import fold

# Not « atelier » nor « forum », which may be a place, and « journées », which are several.
_ONE_DAY = (
    "journee", "demi journee", "soiree", "matinee", "fete", "inauguration", "vernissage",
    "webinaire", "colloque", "ceremonie",
)  # fmt: skip


def takes_one_day(title: str) -> bool:
    """Whether a title is of an event of one day: « Journée « bas de parcelle » »."""
    return f"{fold(title)} ".startswith(tuple(f"{word} " for word in _ONE_DAY))
