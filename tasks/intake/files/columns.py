"""The columns of a printed page: lines that stand beside each other are the rows of a table.

A page keeps places and no table: a gap of two blanks that begins at the same place in several lines
is the edge of a column. A cell goes on below where its row has no first cell, or where the first
cell itself goes on in small letters.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
_PAIR = 2  # cells of a row that is « label | value »
_NEAR = 1  # places that two lines of one column may stand apart
_WIDE = 20  # of a column in which lines are broken
_FULL = 0.7  # of its widest line: one that goes on below


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that follow each other: those of a table, in rows of cells, or of a text."""

    lines: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()


def blocks_of(lines: Sequence[str]) -> Iterator[Block]:
    """The tables of a page and what stands between them, in order."""
    kept: list[str] = []
    place = 0
    while place < len(lines):
        edges, end = _table_from(lines, place)
        if not edges:
            kept.append(lines[place])
            place += 1
            continue
        if kept:
            yield Block(tuple(kept))
            kept = []
        yield Block(tuple(lines[place:end]), tuple(_rows(lines[place:end], edges)))
        place = end
    if kept:
        yield Block(tuple(kept))


def in_words(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """« Livraison | le mardi » of two cells; under a row of titles, each cell with its own."""
    titles = rows[0] if rows else ()
    is_list = len(titles) > _PAIR and not any(letter.isdigit() for letter in "".join(titles))
    for place, cells in enumerate(rows):
        if is_list and place and len(cells) == len(titles):
            said = [f"{title} : {cell}" for title, cell in zip(titles, cells, strict=True) if cell]
            yield " ; ".join(said)
        elif not is_list or place:
            said = [cell for cell in cells if cell]
            yield (" | " if len(said) == _PAIR else " ").join(said)


def _table_from(lines: Sequence[str], start: int) -> tuple[list[int], int]:
    """The edges of the columns of a table that begins on a line, and where it ends."""
    edges = _inner(lines[start])
    if not edges:
        return [], start
    end = start + 1
    beside = 0
    for place in range(start + 1, len(lines)):
        line = lines[place]
        if not line.strip():
            continue
        own = _inner(line) or ([_indent(line)] if _indent(line) else [])
        shared = [each for each in own if any(abs(each - edge) <= _NEAR for edge in edges)]
        short = len(line.rstrip()) < edges[0] and not _inner(line)
        if not shared and not (short and end == place):
            break
        if shared:
            beside += 1
            edges = sorted({*edges, *(each for each in _inner(line) if _is_new(each, edges))})
        end = place + 1
    return (edges, end) if beside else ([], start)


def _inner(line: str) -> list[int]:
    return [found.end() for found in _GAP.finditer(line)]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _is_new(edge: int, edges: Sequence[int]) -> bool:
    return all(abs(edge - each) > _NEAR for each in edges)


def _rows(lines: Sequence[str], edges: Sequence[int]) -> Iterator[tuple[str, ...]]:
    cut = [_cells(line, edges) for line in lines]
    widest = [max(map(len, column)) for column in zip(*cut, strict=True)]
    row: list[str] = []
    for above, cells in pairwise([None, *cut]):
        if cells is None or not any(cells):
            continue
        if row and _goes_on(above, cells, widest):
            row = [f"{old} {new}".strip() for old, new in zip(row, cells, strict=True)]
        else:
            if row:
                yield tuple(row)
            row = list(cells)
    if row:
        yield tuple(row)


def _goes_on(above: Sequence[str] | None, cells: Sequence[str], widest: Sequence[int]) -> bool:
    if not cells[0]:
        return True
    if above is None or not any(above) or not cells[0][0].islower():
        return False
    if not any(cells[1:]):
        return True
    return any(
        wide >= _WIDE and len(old) >= _FULL * wide and new and not new[0].isupper()
        for old, new, wide in zip(above[1:], cells[1:], widest[1:], strict=True)
    )


def _cells(line: str, edges: Sequence[int]) -> tuple[str, ...]:
    """A line cut at the edges where a word begins there."""
    places = [0]
    for edge in edges:
        near = [at for at in range(edge - _NEAR, edge + _NEAR + 1) if _begins_word(line, at)]
        places.append(
            near[0] if near else min(edge, len(line)) if edge >= len(line) else places[-1]
        )
    ends = [*places[1:], len(line)]
    return tuple(line[a:b].strip() for a, b in zip(places, ends, strict=True))


def _begins_word(line: str, at: int) -> bool:
    return 0 < at < len(line) and line[at - 1] == " " and line[at] != " "
