"""Sandbox, Sheets: what a cell holds. Cells are immutable: a change is another cell."""

from collections.abc import Mapping
from typing import Any, NamedTuple


class CellError(NamedTuple):
    """The value of a formula that failed, or of an error typed in a workbook."""

    type: str
    message: str

    @property
    def text(self) -> str:
        """Return what the cell displays."""
        return _TEXTS[self.type]


# ErrorType of the API to what is displayed.
_TEXTS = {
    "ERROR": "#ERROR!",
    "NULL_VALUE": "#NULL!",
    "DIVIDE_BY_ZERO": "#DIV/0!",
    "VALUE": "#VALUE!",
    "REF": "#REF!",
    "NAME": "#NAME?",
    "NUM": "#NUM!",
    "N_A": "#N/A",
    "LOADING": "Loading...",
}
_TYPES = {text: kind for kind, text in _TEXTS.items()}

_MESSAGES = {
    "ERROR": "Formula parse error.",
    "NULL_VALUE": "Null value.",
    "DIVIDE_BY_ZERO": "Function DIVIDE parameter 2 cannot be zero.",
    "VALUE": "A value has the wrong type.",
    "REF": "Reference does not exist.",
    "NAME": "Unknown range name or function.",
    "NUM": "The result is not a valid number.",
    "N_A": "No value is available.",
    "LOADING": "Loading data...",
}


def error(kind: str, message: str | None = None) -> CellError:
    """Return an error value by its ErrorType."""
    return CellError(kind, _MESSAGES[kind] if message is None else message)


def error_from_text(text: str) -> CellError | None:
    """Return the error that is displayed as `text`, or None."""
    kind = _TYPES.get(text.strip())
    return error(kind) if kind and kind != "LOADING" else None


Value = None | bool | int | float | str | CellError


class Cell(NamedTuple):
    """One cell.

    `value` is the effective value: for a formula, its last result. `formula` is in the canonical
    form (English names, `,` between arguments), with its `=`. `format` is the userEnteredFormat,
    shared between cells and never changed in place. `runs` are textFormatRuns. `brought` is the
    number format of a date that the formula brings along where none was set.
    """

    value: Value = None
    formula: str | None = None
    format: Mapping[str, Any] | None = None
    link: str | None = None
    note: str | None = None
    validation: Mapping[str, Any] | None = None
    runs: tuple[Mapping[str, Any], ...] | None = None
    brought: Mapping[str, Any] | None = None

    @property
    def has_content(self) -> bool:
        """Tell whether there is a value or a formula; a format alone is no content."""
        return self.value is not None or self.formula is not None

    @property
    def set_format(self) -> Mapping[str, Any] | None:
        """Return the number format that was set, or None."""
        return self.format.get("numberFormat") if self.format else None

    @property
    def number_format(self) -> Mapping[str, Any] | None:
        """Return the number format by which the value is shown, or None."""
        return self.set_format or (self.brought if self.formula is not None else None)

    def emptied(self) -> "Cell":
        """Return the cell without what was entered: format, note and validation stay."""
        return self._replace(value=None, formula=None, link=None, runs=None, brought=None)


EMPTY = Cell()


def extended_value(value: Value) -> dict[str, Any] | None:
    """Return an effective value as an ExtendedValue; None for an empty cell."""
    if value is None:
        return None
    if value is True or value is False:
        return {"boolValue": value}
    if isinstance(value, str):
        return {"stringValue": value}
    if isinstance(value, CellError):
        return {"errorValue": {"type": value.type, "message": value.message}}
    return {"numberValue": value}
