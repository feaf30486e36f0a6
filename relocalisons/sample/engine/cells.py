"""Sample: what somebody typed in a cell, with what was meant by it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Doubt(StrEnum):
    """How a careful reader would take the cell (design §4)."""

    CERTAIN = "certain"
    ABOUT = "about"
    AMBIGUOUS = "ambiguous"
    ABSENT = "absent"
    UNREADABLE = "unreadable"


class Form(StrEnum):
    """How the cell is written and shown."""

    PLAIN = "plain"
    DATE = "date"
    DAY = "day"  # a date whose year the sheet completed and does not show
    PERCENT = "percent"
    MONEY = "money"
    ERROR = "error"  # a broken formula: the value is its error text
    FORMULA = "formula"  # the value is the formula, `meaning` its result


Value = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Typed:
    """A cell: `value` is what stands in the sheet, `meaning` what its author meant.

    `meaning` is a date (the last day of an interval), a Decimal (kilograms, euros, a fraction), a
    status word, a partner code or text; None where nothing can be concluded.
    """

    value: Value
    meaning: object = None
    doubt: Doubt = Doubt.CERTAIN
    form: Form = Form.PLAIN
    messy: bool = False

    @property
    def is_set(self) -> bool:
        """Whether there is something to compute with."""
        return self.doubt in (Doubt.CERTAIN, Doubt.ABOUT) and self.meaning is not None

    @property
    def is_doubtful(self) -> bool:
        """Whether something stands there that cannot be used."""
        return self.doubt in (Doubt.AMBIGUOUS, Doubt.UNREADABLE)


EMPTY = Typed(None, doubt=Doubt.ABSENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of a tab. `uid` names it in the story, whatever its place; notes have one text."""

    uid: str
    cells: Mapping[str, Typed] = field(default_factory=dict)
    struck: bool = False
    hidden: bool = False
    note: str | None = None  # a remark or a total between the lines: no data
    total_of: str | None = None  # the column summed by a total line

    @property
    def is_data(self) -> bool:
        """Whether the line says something about its table."""
        return self.note is None

    def cell(self, column: str) -> Typed:
        """The cell of a column; empty when nobody filled it."""
        return self.cells.get(column, EMPTY)

    def with_cells(self, cells: Mapping[str, Typed]) -> "Row":
        """The same line with other cells typed over."""
        return replace(self, cells={**self.cells, **cells})


def text(value: str | None) -> Typed:
    """Plain words; None is an empty cell."""
    return EMPTY if not value else Typed(value, value)


def day(value: date | None) -> Typed:
    """A genuine date cell."""
    return EMPTY if value is None else Typed(value, value, form=Form.DATE)


def day_without_year(value: date) -> Typed:
    """« 15/11 » as a sheet keeps it, with a year that nobody typed; far away, it may be another."""
    return Typed(value, doubt=Doubt.AMBIGUOUS, form=Form.DAY, messy=True)


def said_elsewhere(value: date) -> Typed:
    """An empty cell whose date another cell of the line says (« fait le 12/02/2026 »)."""
    return Typed(None, value, messy=True)


def number(value: int | float) -> Typed:
    """A plain number."""
    return Typed(value, Decimal(str(value)))


def money(value: int | float) -> Typed:
    """Euros, in a cell formatted as such."""
    return Typed(value, Decimal(str(value)), form=Form.MONEY)


def percent(fraction: float) -> Typed:
    """A fraction shown as a percentage."""
    return Typed(fraction, Decimal(str(fraction)), form=Form.PERCENT)


def yes(value: bool) -> Typed:  # noqa: FBT001  what the cell says
    """« oui » or « non »."""
    return text("oui" if value else "non")


def meant(value: str, meaning: object, *, doubt: Doubt = Doubt.CERTAIN) -> Typed:
    """Words that mean something else than themselves (« fin mars 2026 », « 12 t »)."""
    return Typed(value, meaning, doubt, messy=True)


def broken(value: str = "#REF!") -> Typed:
    """A formula that lost what it pointed at."""
    return Typed(value, doubt=Doubt.UNREADABLE, form=Form.ERROR, messy=True)


def unreadable(value: str) -> Typed:
    """Words or digits that are no value of the column."""
    return Typed(value, doubt=Doubt.UNREADABLE, messy=True)


def ambiguous(value: str) -> Typed:
    """Two readings fit."""
    return Typed(value, doubt=Doubt.AMBIGUOUS, messy=True)


def nothing(value: str | None = None) -> Typed:
    """An empty cell, or a word for nothing (« à définir »)."""
    return Typed(value, doubt=Doubt.ABSENT, messy=True)
