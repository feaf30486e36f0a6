"""Pure: whether the words of an expense name a person, in full."""

from relocalisons.core.kernel.words.names import fold


def names_person(name: str | None, *texts: str | None) -> bool:
    """Whether one of the texts holds that name, in the order typed and as whole words."""
    wanted = fold(name or "")
    return bool(wanted) and any(f" {wanted} " in f" {fold(text or '')} " for text in texts)
