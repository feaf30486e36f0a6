"""One night of the demo, as its summary tells it."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(slots=True)
class Night:
    """What one night came to: what people did before, what each flow said."""

    day: date
    edits: int = 0
    decisions: int = 0
    reads: int = 0
    said: list[tuple[str, str]] = field(default_factory=list)
