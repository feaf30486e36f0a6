"""Pure: how a part stands in a tab that is wholly ours: heading, columns, lines, their looks."""

from collections.abc import Sequence
from dataclasses import replace

from relocalisons.core.pilotage.dashboard.findings import Part
from relocalisons.core.views.own_tab import (
    CellValue,
    Look,
    OwnTab,
    Tint,
    cell_look,
    row_look,
    same_width,
    title_look,
)


def tab_of_parts(
    title: str,
    intro: Sequence[str],
    parts: Sequence[Part],
    *,
    widths: tuple[int, ...],
    made_at: int | None = None,
) -> OwnTab:
    """The tab: its title, the help below it, then each part that says something."""
    width = len(widths)
    rows: list[tuple[CellValue, ...]] = [(text,) for text in intro]
    looks: list[Look] = [title_look(0, width=width)]
    looks += [row_look(at, width=width, tint=Tint.HELP) for at in range(1, len(intro))]
    for part in parts:
        if part.lines or part.note:
            _add_part(part, rows=rows, looks=looks, width=width)
    return OwnTab(
        title=title,
        rows=same_width(tuple(rows), width),
        widths=widths,
        frozen_rows=1,
        made_at=made_at,
        looks=tuple(looks),
    )


def _add_part(
    part: Part, *, rows: list[tuple[CellValue, ...]], looks: list[Look], width: int
) -> None:
    """The part below what stands in `rows` already, after an empty row; its looks to `looks`."""
    part = _in_two_columns(part)
    rows.append(("",))
    looks.append(row_look(len(rows), width=width, tint=Tint.SECTION, bold=True))
    rows.append((part.heading,))
    if part.note:
        looks.append(row_look(len(rows), width=width, tint=Tint.HELP))
        rows.append((part.note,))
    if part.columns:
        looks.append(row_look(len(rows), width=width, tint=Tint.HEADER, bold=True))
        rows.append(part.columns)
    for tint, row in part.lines:
        if part.columns:  # without columns the text runs over the empty cells on its right
            looks.append(row_look(len(rows), width=width))
        else:  # but for a phone, which shows nothing beyond the column that they begin in
            looks.append(cell_look(len(rows), 1, tint=Tint.NONE))
        looks.append(cell_look(len(rows), 0, tint=tint, bold=True))
        rows.append(row)


def _in_two_columns(part: Part) -> Part:
    """The last of four columns under the name that it is of: a phone shows it without a swipe."""
    if len(part.columns) != _NAMED_AND_TOLD:
        return part
    state, name, count, told = part.columns
    return replace(
        part,
        columns=(state, f"{name} et {told.lower()}", count),
        lines=tuple((tint, _under(row)) for tint, row in part.lines),
    )


_NAMED_AND_TOLD = 4


def _under(row: tuple[CellValue, ...]) -> tuple[CellValue, ...]:
    state, name, *others = row
    if len(others) < 2:
        return row
    count, told = others
    return state, "\n".join(str(said) for said in (name, told) if said), count
