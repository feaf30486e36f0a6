"""Store: instants and dates as text, the same on both databases."""

from datetime import UTC, datetime


def to_text(at: datetime) -> str:
    """An aware instant as UTC ISO 8601 with microseconds: text order is time order."""
    if at.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def from_text(text: str) -> datetime:
    """The aware instant that `to_text` wrote."""
    return datetime.fromisoformat(text)
