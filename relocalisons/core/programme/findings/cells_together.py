"""Pure: the cells of a column that are to be put right: one line a column, none a cell.

One cell alone keeps its own line. Several are one gesture, and one line: it counts them, says where
each stands and what it holds, and keeps the key by which each was or would be told alone.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from relocalisons.core.kernel.model import Finding
from relocalisons.core.kernel.wording import hide_contacts, quote_cell
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    format_number,
    name_some,
    quote,
    typo,
)
from relocalisons.core.programme.findings.data import (
    DoubtfulCell,
    ReadingKind,
    about_cell,
    ask_to,
    cell_in_doubt,
)

_MOST_PLACES = 40  # places or runs of places that a line names; the others are counted
_FEWEST_RUN = 3
_MOST_LINKED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class CellToPrecise:
    """A cell to be put right: `found` and `fix` as for `cell_in_doubt`.

    `kept`: it is one of those that most lines of its column leave so, which nobody is mailed about.
    """

    kind: ReadingKind
    cell: DoubtfulCell
    found: str
    fix: str
    discreet: bool
    kept: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is typed there, or nothing that answers."""
        return self.kind is ReadingKind.CELL_MISSING

    @property
    def finding(self) -> Finding:
        """The line that it has when it stands alone."""
        return cell_in_doubt(
            self.kind, cell=self.cell, found=self.found, fix=self.fix, discreet=self.discreet
        )


def tell_column(
    cells: Sequence[CellToPrecise],
    *,
    title: DoubtfulCell,
    of: int,
    decided: Collection[str],
) -> tuple[Finding, ...]:
    """The cells of one column, in one line where they are several.

    `title` is the cell of the column's title, under whose subject the line stands; `of`, how many
    lines the table has. A cell that she decided about by itself (`decided`: its key)
    keeps its line and her words; one of a partner that left is no part of it.
    """
    told = [(each, each.finding) for each in cells]
    alone = {one.key for each, one in told if one.key in decided or _has_left(each)}
    apart = tuple(one for _, one in told if one.key in alone)
    others = [(each, one) for each, one in told if one.key not in alone]
    if len(others) < 2:
        return (*apart, *(one for _, one in others))
    return (*apart, _together(others, title=title, of=of))


def titles_alone(*, cell: DoubtfulCell, found: str, fix: str) -> Finding:
    """Titles alone of which nobody knows whether they are actions; `found`, some of them."""
    return about_cell(
        cell,
        ReadingKind.TITLES_ALONE,
        title=f"{quote(typo(cell.table.title))}{NBSP}: des lignes n’ont qu’un titre "
        f"({typo(found)}){NBSP}: actions ou titres de parties.",
        action=ask_to("mettre en majuscules celles qui sont des titres", cell=cell),
        detail=typo(hide_contacts(fix)),
    )


def _has_left(one: CellToPrecise) -> bool:
    return one.cell.partner is not None and not one.cell.partner.active


def _together(
    told: Sequence[tuple[CellToPrecise, Finding]], *, title: DoubtfulCell, of: int
) -> Finding:
    cells = [each for each, _ in told]
    asked = [each for each in cells if not each.kept]
    doubtful = sum(not each.is_empty for each in cells)
    column = f"la colonne {quote(typo(title.header))}"
    if asked:
        kind = ReadingKind.CELLS_DOUBTFUL if doubtful else ReadingKind.CELLS_MISSING
        verb = "corriger" if any(not each.is_empty for each in asked) else "remplir"
        order = f"{verb} {count_of(len(asked), 'cellule')} de {column}"
    elif doubtful:
        kind, order = ReadingKind.COLUMN_DOUBTFUL, f"corriger {column}"
    else:
        kind, order = ReadingKind.COLUMN_EMPTY, f"remplir {column}"
    whose = {each.cell.partner.code if each.cell.partner else "" for each in cells}
    title = replace(title, partner=cells[0].cell.partner if len(whose) == 1 else None)
    where = _where(asked)
    finding = about_cell(
        title,
        kind,
        title=f"{quote(typo(title.table.title))}{NBSP}: {column} {_problem(cells, of=of)}.",
        action=ask_to(order, cell=title)
        + (" Si elle ne sert pas, laissez-la vide." if kind is ReadingKind.COLUMN_EMPTY else ""),
        detail=typo(hide_contacts(where or _for_example(cells))),
    )
    return replace(
        finding,
        label=f"{typo(title.table.title)} – {typo(title.header)}",
        ask=f"Colonne {quote(typo(title.header))}{NBSP}: {where[0].lower()}{where[1:]}"
        if where
        else "",
        evidence=tuple(each.cell.place for each in asked[:_MOST_LINKED]) or finding.evidence,
        members=tuple(one.key for _, one in told),
    )


def _problem(cells: Sequence[CellToPrecise], *, of: int) -> str:
    """« est vide sur 3 lignes et ne se lit pas sur 2 lignes »; of a column kept so, of how many."""
    all_of = f" (de {format_number(of)})" if any(each.kept for each in cells) else ""
    empty = sum(each.is_empty for each in cells)
    parts = (
        ("est vide sur", empty),
        ("ne se lit pas sur", len(cells) - empty),
    )
    said = " et ".join(f"{says} {count_of(count, 'ligne')}" for says, count in parts if count)
    return said + all_of


def _for_example(cells: Sequence[CellToPrecise]) -> str:
    """Some of what stands in a column that does not read, and what to type instead."""
    shown = [each for each in cells if not each.is_empty and not each.discreet]
    found = list(dict.fromkeys(quote_cell(each.found, limit=30) for each in shown if each.found))
    advice = next((each.fix for each in shown if each.fix), "")
    return f"{name_some(found)}. {advice}".strip() if found else ""


def _where(asked: Sequence[CellToPrecise]) -> str:
    """Each cell by its place: the empty ones, then the others with what they hold."""
    empty = _places([each for each in asked if each.is_empty])
    doubtful = [each for each in asked if not each.is_empty]
    said: list[str] = []
    if empty:
        said.append(f"À remplir{NBSP}: {name_some(empty, limit=_MOST_PLACES)}.")
    if doubtful:
        named = [_quoted(each) for each in doubtful]
        said.append(f"À préciser{NBSP}: {name_some(named, limit=_MOST_PLACES)}.")
        first = next((each for each in doubtful if each.fix and not each.discreet), None)
        said += [typo(hide_contacts(first.fix))] if first else []
    return " ".join(said)


def _quoted(one: CellToPrecise) -> str:
    """« E7 « mi-juin ? » », the place alone where nothing may be repeated."""
    found = one.found.strip()
    at = one.cell.place.cell
    return f"{at} {quote_cell(found, limit=30)}" if found and not one.discreet else at


def _places(cells: Sequence[CellToPrecise]) -> list[str]:
    """« E5 », « E9 à E12 »: several neighbours of a column in one."""
    runs: list[list[tuple[str, int]]] = []
    for at in sorted(_split(each.cell.place.cell) for each in cells):
        if runs and runs[-1][-1] == (at[0], at[1] - 1):
            runs[-1].append(at)
        else:
            runs.append([at])
    named: list[str] = []
    for run in runs:
        names = [f"{letters}{row}" for letters, row in run]
        named += names if len(run) < _FEWEST_RUN else [f"{names[0]} à {names[-1]}"]
    return named


def _split(cell: str) -> tuple[str, int]:
    letters = cell.rstrip("0123456789")
    return letters, int(cell[len(letters) :] or 0)
