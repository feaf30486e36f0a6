"""Pure: what one cell says, as a value or in words, and how sure that is."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, TypeVar

T = TypeVar("T")
W = TypeVar("W", bound=StrEnum)


class Doubt(StrEnum):
    """How sure a reading is (design §4)."""

    CERTAIN = "certain"  # one reading, fully stated
    ABOUT = "about"  # one reading, less precise or completed by us
    AMBIGUOUS = "ambiguous"  # two readings fit; nothing downstream chooses
    ABSENT = "absent"  # empty, or a word for nothing
    UNREADABLE = "unreadable"  # error values, impossible dates, words that are no value


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """What one cell says.

    `value` is set only for CERTAIN and ABOUT. `found` is the raw cell value (None for NaN). `fix`
    is a French sentence for whoever typed it (empty when nothing is to be done). `candidates` holds
    the readings that fit when AMBIGUOUS.
    """

    value: T | None
    doubt: Doubt
    found: object = None
    fix: str = ""
    candidates: tuple[Any, ...] = ()

    @property
    def is_set(self) -> bool:
        """Whether there is a value to compute with."""
        return self.doubt in (Doubt.CERTAIN, Doubt.ABOUT)


class WordDoubt(StrEnum):
    """Why nobody can tell for sure what a cell says."""

    UNKNOWN = "unknown"  # no word of the subject's lists
    UNSURE = "unsure"  # « ? », « peut-être », « sera … »: whoever typed it does not know
    SEVERAL = "several"  # two meanings fit, or one that is denied and nothing else said
    UNREADABLE = "unreadable"  # the cell itself: reading has told it


@dataclass(frozen=True, slots=True, kw_only=True)
class Said(Generic[W]):
    """What a cell says: a value, or a doubt; neither when nothing is typed.

    `text` is what was typed. `candidates`: what it may mean when in doubt, and nothing downstream
    chooses among them. `name`: whom the words name (who represents a member), else empty.
    """

    value: W | None = None
    doubt: WordDoubt | None = None
    text: str = ""
    candidates: tuple[W, ...] = ()
    name: str = ""

    @property
    def doubtful(self) -> bool:
        """Whether something is typed that nobody can tell for sure."""
        return self.doubt is not None

    def may_be(self, *values: W) -> bool:
        """Whether it says one of these, or may mean it."""
        return self.value in values or any(each in values for each in self.candidates)


@dataclass(frozen=True, slots=True, order=True)
class DateInterval:
    """A date known to lie between two days, both included; due on the last one."""

    earliest: date
    latest: date


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount and its unit in canonical spelling (`kg`, `t`, `ha`, `caisse`, `h`, `jour`…)."""

    amount: Decimal
    unit: str | None


@dataclass(frozen=True, slots=True)
class QuantityRange:
    """« 8 à 10 t »: a low and a high amount in one unit."""

    low: Decimal
    high: Decimal
    unit: str | None


class ActionStatus(StrEnum):
    """What a partner says of an action; lateness is computed, never read."""

    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    BLOCKED = "blocked"
    DROPPED = "dropped"


def certain(value: T, *, found: object = None) -> Reading[T]:
    """A reading without doubt (builders and tests use it too)."""
    return Reading(value, Doubt.CERTAIN, value if found is None else found)


def absent(found: object = None) -> Reading[Any]:
    """A reading of an empty cell."""
    return Reading(None, Doubt.ABSENT, found)


def first_day(reading: Reading[DateInterval]) -> date | None:
    """The first day that a date cell may mean; None when absent or in doubt."""
    return reading.value.earliest if isinstance(reading.value, DateInterval) else None


def last_day(reading: Reading[DateInterval]) -> date | None:
    """The last day that a date cell may mean; None when absent or in doubt."""
    return reading.value.latest if isinstance(reading.value, DateInterval) else None
