"""Store: an address that somebody typed in a sentence is masked before the sentence is kept."""

import re
from collections.abc import Mapping
from typing import Any

_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
MASK = "adresse masquée"


def mask_everywhere(value: Any) -> Any:
    """The same JSON value, without addresses in any of its sentences."""
    if isinstance(value, str):
        return mask_addresses(value)
    if isinstance(value, Mapping):
        return {key: mask_everywhere(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [mask_everywhere(inner) for inner in value]
    return value


def mask_addresses(text: str) -> str:
    """The same text without addresses."""
    if "@" not in text:  # most sentences, and the expression looks at each letter of them
        return text
    return _ADDRESS.sub(MASK, text)
