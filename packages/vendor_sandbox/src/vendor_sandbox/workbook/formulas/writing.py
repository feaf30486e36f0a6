"""Sandbox, Sheets: formulas between a locale's form and the canonical one; moving references."""

import re
from collections.abc import Callable
from typing import NamedTuple

from vendor_sandbox.workbook.cells import Cell, CellError, error
from vendor_sandbox.workbook.formulas.syntax import parse_pieces
from vendor_sandbox.workbook.formulas.tokens import FormulaSyntaxError, Piece, pieces
from vendor_sandbox.workbook.notation.locales import sheet_locale
from vendor_sandbox.workbook.ranges import (
    MAX_COLUMNS,
    MAX_ROWS,
    column_index,
    column_name,
    quoted_title,
    split_title,
)

# What French users type. Answers give English names, as the API does.
_FRENCH_NAMES = {
    "SOMME": "SUM", "SOMME.SI": "SUMIF", "SOMME.SI.ENS": "SUMIFS", "SI": "IF", "ET": "AND",
    "OU": "OR", "NON": "NOT", "MOYENNE": "AVERAGE", "MOYENNE.SI": "AVERAGEIF", "NB": "COUNT",
    "NBVAL": "COUNTA", "NB.VIDE": "COUNTBLANK", "NB.SI": "COUNTIF", "NB.SI.ENS": "COUNTIFS",
    "AUJOURDHUI": "TODAY", "MAINTENANT": "NOW", "ANNEE": "YEAR", "MOIS": "MONTH", "JOUR": "DAY",
    "RECHERCHEV": "VLOOKUP", "EQUIV": "MATCH", "SIERREUR": "IFERROR", "ARRONDI": "ROUND",
    "ENT": "INT", "CONCATENER": "CONCATENATE", "GAUCHE": "LEFT", "DROITE": "RIGHT",
    "STXT": "MID", "NBCAR": "LEN", "MAJUSCULE": "UPPER", "MINUSCULE": "LOWER",
    "SUPPRESPACE": "TRIM", "TEXTE": "TEXT", "LIEN_HYPERTEXTE": "HYPERLINK",
    "ESTVIDE": "ISBLANK", "ESTNUM": "ISNUMBER", "ESTTEXTE": "ISTEXT", "ESTERREUR": "ISERROR",
    "LIGNE": "ROW", "COLONNE": "COLUMN", "VRAI": "TRUE", "FAUX": "FALSE",
}  # fmt: skip


def canonical_formula(formula: str, *, locale: str) -> tuple[str, CellError | None]:
    """Return a formula typed in a locale in its canonical form, and the error it shows if wrong.

    Where the decimal mark is a comma, arguments are separated by `;` and a `,` between them is an
    error, as on Google. A wrong formula is kept as typed, never dropped.
    """
    where = sheet_locale(locale)
    try:
        found = pieces(formula, decimal=where.decimal, separator=where.list_separator)
        ours = tuple(Piece(piece.kind, _to_canonical(piece, locale=locale)) for piece in found)
        # The pieces and not the text: `B3,1` would read as one piece once the comma is a point.
        parse_pieces(ours)
        canonical = "=" + "".join(piece.text for piece in ours)
    except FormulaSyntaxError:
        return formula, error("ERROR")
    return canonical, None


def _to_canonical(piece: Piece, *, locale: str) -> str:
    match piece.kind:
        case "separator":
            return ","
        case "number":
            return piece.text.replace(sheet_locale(locale).decimal, ".")
        case "name" if locale.startswith("fr"):
            return _FRENCH_NAMES.get(piece.text.upper(), piece.text)
        case _:
            return piece.text


def localized_formula(formula: str, *, locale: str) -> str:
    """Return a canonical formula with the separators of a locale."""
    where = sheet_locale(locale)
    if (where.decimal, where.list_separator) == (".", ","):
        return formula
    try:
        found = pieces(formula)
    except FormulaSyntaxError:
        return formula
    marks = {"separator": where.list_separator}
    return "=" + "".join(
        piece.text.replace(".", where.decimal)
        if piece.kind == "number"
        else marks.get(piece.kind, piece.text)
        for piece in found
    )


def formula_text(cell: Cell, *, locale: str) -> str:
    """Return the formula of a cell as the API gives it; a wrong one exactly as typed."""
    formula = cell.formula or ""
    if isinstance(cell.value, CellError) and cell.value.type == "ERROR":
        return formula
    return localized_formula(formula, locale=locale)


# ---- references that move -------------------------------------------------------------------


class Corner(NamedTuple):
    """One end of a reference; None where it names no row or no column."""

    row: int | None
    column: int | None
    row_fixed: bool
    column_fixed: bool

    @property
    def text(self) -> str:
        """Return it in A1 notation, `$` included."""
        letters = "" if self.column is None else column_name(self.column)
        digits = "" if self.row is None else str(self.row + 1)
        left = "$" if self.column_fixed else ""
        return f"{left}{letters}{'$' if self.row_fixed else ''}{digits}"


_CORNER = re.compile(r"(\$?)([A-Za-z]{0,3})(\$?)([0-9]*)")

# Given the tab's title (None: the formula's own) and the corners, the new corners, or None when
# what they named is gone.
Move = Callable[[str | None, tuple[Corner, ...]], tuple[Corner, ...] | None]


def with_references(
    formula: str,
    move: Move,
    *,
    retitle: Callable[[str], str | None] | None = None,
) -> str:
    """Return a canonical formula whose references went through `move`; a lost one is `#REF!`.

    `retitle` gives the new name of a tab, None when the tab is gone.
    """
    try:
        found = pieces(formula)
    except FormulaSyntaxError:
        return formula
    if not any(piece.kind == "reference" for piece in found):
        return formula
    return "=" + "".join(
        _moved(piece.text, move, retitle) if piece.kind == "reference" else piece.text
        for piece in found
    )


def _moved(text: str, move: Move, retitle: Callable[[str], str | None] | None) -> str:
    split = split_title(text)
    if split is None or split[1] is None:
        return text
    title, cells = split[0], split[1]
    if title is not None and retitle is not None:
        title = retitle(title)
        if title is None:
            return "#REF!"
    corners = move(title, tuple(_corner(part) for part in cells.split(":")))
    if corners is None:
        return "#REF!"
    prefix = "" if title is None else quoted_title(title) + "!"
    return prefix + ":".join(corner.text for corner in corners)


def _corner(text: str) -> Corner:
    found = _CORNER.fullmatch(text)
    if found is None:
        raise FormulaSyntaxError(text)
    column = column_index(found[2]) if found[2] else None
    row = int(found[4]) - 1 if found[4] else None
    # In `$5` the only `$` stands before the digits.
    only_row = column is None
    return Corner(
        row,
        column,
        bool(found[1]) if only_row else bool(found[3]),
        bool(found[1]) and not only_row,
    )


def shifted_formula(formula: str, *, rows: int, columns: int) -> str:
    """Return a formula as it reads when pasted `rows` further down and `columns` to the right."""

    def move(_: str | None, corners: tuple[Corner, ...]) -> tuple[Corner, ...] | None:
        moved = []
        for corner in corners:
            row, column = corner.row, corner.column
            if row is not None and not corner.row_fixed:
                row += rows
            if column is not None and not corner.column_fixed:
                column += columns
            if not (0 <= (row or 0) < MAX_ROWS and 0 <= (column or 0) < MAX_COLUMNS):
                return None
            moved.append(corner._replace(row=row, column=column))
        return tuple(moved)

    return with_references(formula, move)
