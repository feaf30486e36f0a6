"""Pure: yes and no, as people type them in a yes/no column and beside a parameter."""

from relocalisons.core.kernel.words.names import fold

_YES = ("oui", "yes", "vrai", "true")
_NO = ("non", "no", "faux", "false")
_ON = (*_YES, "actif")
_OFF = (*_NO, "inactif")


def is_yes(text: str) -> bool:
    """Whether a cell of a yes/no column says yes."""
    return fold(text) in _YES


def is_no(text: str) -> bool:
    """Whether a cell of a yes/no column says no."""
    return fold(text) in _NO


def is_on(text: str | None) -> bool:
    """Whether a parameter is turned on."""
    return fold(text or "") in _ON


def is_off(text: str | None) -> bool:
    """Whether a parameter is turned off."""
    return fold(text or "") in _OFF
