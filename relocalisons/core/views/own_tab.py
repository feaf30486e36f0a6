"""Pure: a tab that the service writes into « Pilotage »: plain rows, and their look as data.

Nobody's text becomes a formula: a tab holds `str`, numbers and None, which are written RAW, and
`Formula`, which only this package builds, from addresses that it made itself.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.kernel.model import CellRef, Severity

# What a spreadsheet would take for the beginning of a formula, also after blanks (OWASP).
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_LONGEST_CELL = 2_000  # characters; a cell of Sheets takes 50 000, a person reads far fewer


@dataclass(frozen=True, slots=True)
class Formula:
    """One of our own formulas, written as typed (USER_ENTERED); `shown` is what people read."""

    text: str
    shown: str


CellValue = str | int | float | Formula | None


class Tint(StrEnum):
    """The background and ink of a mark; always with a word and a symbol."""

    NONE = "none"
    TITLE = "title"
    SECTION = "section"
    HEADER = "header"
    HELP = "help"
    HERS = "hers"  # the cells in which she writes
    ALERT = "alert"
    WATCH = "watch"
    FINE = "fine"
    GREY = "grey"  # unknown is never shown as fine


# Background, ink. The contrast of each pair is at least 6.4:1 (checked by a test).
COLOURS: dict[Tint, tuple[str, str]] = {
    Tint.NONE: ("#FFFFFF", "#1A1C20"),
    Tint.TITLE: ("#FFFFFF", "#1F4E9C"),
    Tint.SECTION: ("#E8EEF8", "#1A3F80"),
    Tint.HEADER: ("#1F4E9C", "#FFFFFF"),
    Tint.HELP: ("#F4F6FB", "#3C4250"),
    Tint.HERS: ("#FFF9DB", "#1A1C20"),
    Tint.ALERT: ("#FBDADC", "#8A0010"),
    Tint.WATCH: ("#FDEAD3", "#783A00"),
    Tint.FINE: ("#DDF3E4", "#0B5130"),
    Tint.GREY: ("#E6E8EC", "#3C4250"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The look of a block: 0-based, ends excluded."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int
    tint: Tint = Tint.NONE
    bold: bool = False
    size: int | None = None  # points
    wrap: bool = False
    merge: bool = False  # one cell across the block


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """A drop-down list that also accepts other words (« date accordée au 12/04 »)."""

    first_row: int
    last_row: int
    column: int
    options: tuple[str, ...]

    @classmethod
    def of_rows(cls, rows: int, *, below: int, column: int, options: tuple[str, ...]) -> "Choices":
        """On each of the `rows` under the first `below`; an empty table keeps one for her."""
        return cls(first_row=below, last_row=below + max(rows, 1), column=column, options=options)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTab:
    """A whole tab. All rows have `len(widths)` cells; `frozen_rows` and `_columns` stay in view.

    `made_at`: its place among the tabs when it is made, or first filled; where she moves it later
    is hers. `sorted_by`: the number in that column says the order of
    the rows, which a write brings back. `formerly`: the headers of an older version, in order; a
    tab that still has exactly these is brought into today's order, by whole columns.
    """

    title: str
    rows: tuple[tuple[CellValue, ...], ...]
    widths: tuple[int, ...]  # pixels
    frozen_rows: int = 0
    frozen_columns: int = 0
    made_at: int | None = None
    sorted_by: int | None = None
    formerly: tuple[str, ...] = ()
    looks: tuple[Look, ...] = ()
    choices: tuple[Choices, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    filter_row: int | None = None  # header of the columns that she filters; hers once it is there
    # Columns that say what a row is about: never written on a row that stays. Where they differ
    # the row is made anew, so that no text of ours can ever stand beside another row's words.
    settled: frozenset[int] = frozenset()
    # What the first column of a row of an older version says, left without « Clé »: no row of hers.
    left_behind: re.Pattern[str] | None = None

    @property
    def values(self) -> tuple[tuple[str | int | float | None, ...], ...]:
        """The rows as people read them: a formula by its shown text."""
        return tuple(
            tuple(cell.shown if isinstance(cell, Formula) else cell for cell in row)
            for row in self.rows
        )


def plain(text: object) -> str:
    """Text from people, that no spreadsheet will take for a formula.

    Written RAW nothing would be evaluated; the apostrophe also protects whoever copies the cell
    elsewhere or exports the tab as CSV.
    """
    words = "" if text is None else str(text)
    words = words.replace("\x00", "")[:_LONGEST_CELL]
    return f"'{words}" if words.lstrip(" \u00a0\u202f").startswith(_FORMULA_STARTS) else words


def link(address: str, shown: str) -> Formula:
    """A link of our own. `;` separates arguments in every locale of Sheets, `,` does not."""
    address, words = (text.replace('"', '""') for text in (address, shown))
    return Formula(f'=HYPERLINK("{address}";"{words}")', shown)


def link_to_cell(place: CellRef | None, *, links: CellLinks) -> Formula | str:
    """« Ouvrir E17 », or nothing when there is no place."""
    if place is None:
        return ""
    shown = f"Ouvrir {place.cell}" if place.cell else "Ouvrir l’onglet"
    return link(links.to(place), shown)


SEVERITY_WORDS: dict[Severity, str] = {
    Severity.ALERT: "■ Alerte",
    Severity.WATCH: "▲ À surveiller",
    Severity.INFO: "• Pour information",
}

SEVERITY_TINTS: dict[Severity, Tint] = {
    Severity.ALERT: Tint.ALERT,
    Severity.WATCH: Tint.WATCH,
    Severity.INFO: Tint.NONE,
}


def row_look(row: int, *, width: int, tint: Tint = Tint.NONE, bold: bool = False) -> Look:
    """The look of a whole row, whose texts wrap."""
    return Look(
        first_row=row,
        last_row=row + 1,
        first_column=0,
        last_column=width,
        tint=tint,
        bold=bold,
        wrap=tint is Tint.NONE,
    )


def cell_look(row: int, column: int, *, tint: Tint, bold: bool = False, last: int = 0) -> Look:
    """The look of one cell, or of the cells of a row from `column` to before `last`."""
    return Look(
        first_row=row,
        last_row=row + 1,
        first_column=column,
        last_column=last or column + 1,
        tint=tint,
        bold=bold,
        wrap=True,
    )


def title_look(row: int, *, width: int) -> Look:
    """The look of a tab's title."""
    return Look(
        first_row=row,
        last_row=row + 1,
        first_column=0,
        last_column=width,
        tint=Tint.TITLE,
        bold=True,
        size=14,
    )


def head_looks(rows: int, *, width: int) -> tuple[Look, ...]:
    """The looks of a tab's head of so many rows: its title, lines of help, the header."""
    return (
        title_look(0, width=width),
        *(row_look(row, width=width, tint=Tint.HELP) for row in range(1, rows - 1)),
        row_look(rows - 1, width=width, tint=Tint.HEADER, bold=True),
    )


def same_width(
    rows: tuple[tuple[CellValue, ...], ...], width: int
) -> tuple[tuple[CellValue, ...], ...]:
    """Every row filled up with empty text, so that an older longer row is wiped."""
    return tuple(row + ("",) * (width - len(row)) for row in rows)
