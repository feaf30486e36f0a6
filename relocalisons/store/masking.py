"""Store: an address that somebody typed in a sentence is masked before the sentence is kept."""

import re

_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
MASK = "adresse masquée"


def mask_addresses(text: str) -> str:
    """The same text without addresses."""
    return _ADDRESS.sub(MASK, text)
