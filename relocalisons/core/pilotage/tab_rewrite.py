"""Pure: how a tab that she also writes in is brought up to date without touching her words.

Each shared tab (« Anomalies », « À faire », « Relances ») has « Décision » and « Note » cells that
are hers. Rewriting whole rows from what was read a moment ago could wipe what she typed meanwhile,
or put it beside another row. So rows are deleted and inserted as rows and her cells travel with
them. On the rows that stay neither « Clé », nor her columns, nor what says which row it is
(`OwnTab.settled`) is ever written: whatever she sorts meanwhile, her words stay beside their key.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from relocalisons.core.kernel.model import Cell, TabGrid
from relocalisons.core.pilotage.tab_layout import (
    Layout,
    Places,
    coordinator_columns,
    key_column,
    places_of,
    text_at,
)
from relocalisons.core.pilotage.tab_rows import sort_out
from relocalisons.core.pilotage.tab_shows import our_texts_in
from relocalisons.core.programme.decisions.shared_header import KEY, find_header
from relocalisons.core.views.own_tab import CellValue, OwnTab

NO_LOOK = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class RowWrite:
    """The cells to write in one row of the finished tab; None leaves the cell as it is."""

    row: int  # 0-based, after deletions and insertions
    cells: tuple[CellValue | Cell, ...]
    wanted_row: int  # the row of the wanted tab whose look it takes, or NO_LOOK


@dataclass(frozen=True, slots=True, kw_only=True)
class TabRewrite:
    """Steps in order: delete rows (bottom first), insert blank rows, write cells.

    `deleted` are 0-based rows of the tab as read, in descending order; those of them that are
    `replaced` get a blank row at the same place at once. `inserted_at` is the row before which
    `inserted` blank rows come. `kept` maps a key to the row where it ends; `anew` are the keys
    that get a row of their own in this write, `given` her words on these. `columns` gives, for
    each column of the tab as read, the wanted column that it shows, or None.
    """

    deleted: tuple[int, ...]
    inserted_at: int
    inserted: int
    writes: tuple[RowWrite, ...]
    kept: Mapping[str, int]
    columns: tuple[int | None, ...]
    last_row: int  # one past the last row that the service knows of
    replaced: frozenset[int] = frozenset()
    anew: frozenset[str] = frozenset()
    given: Mapping[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """What stood in a tab and that a write of ours has lost: her words by key, her own rows."""

    words: Mapping[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])
    rows: tuple[tuple[object, ...], ...] = ()


def plan_rewrite(
    current: TabGrid | None, wanted: OwnTab, *, lost: Lost | None = None
) -> TabRewrite:
    """The steps from the tab as read to the tab as wanted.

    Rows that stay keep the order she gave them; new ones come first, right under the header. A row
    without « Clé » is hers: it stays. A row whose settled columns show something else is made anew
    at its place, with her words. A tab that is missing, or whose header cannot be recognised, is
    written whole; what stood there moves down, nothing is lost. What was `lost` comes back: her
    words on the new rows of their keys, her own rows below these.
    """
    lost = lost or Lost()
    head_row = find_header(wanted.rows)
    if head_row is None:
        raise ValueError(f"{wanted.title}: a shared tab needs a header with « Clé »")
    head = head_row.row
    rows = current.rows if current is not None else ()
    header = find_header(rows)
    if header is None:
        return _written_whole(wanted, head=head, below=len(rows))

    top = header.row
    places = places_of(wanted.rows[head], rows[top], header)
    key_at, hers = key_column(wanted.rows[head]), coordinator_columns(wanted.rows[head])
    by_key = {
        str(row[key_at]): number
        for number, row in enumerate(wanted.rows[head + 1 :], start=head + 1)
    }
    layout = Layout(wanted=wanted, head=head, top=top, places=places, by_key=by_key)
    sorted_out = sort_out(rows, layout, lost=lost.words)
    here = {key for key, _ in sorted_out.stay}
    new = [key for key in by_key if key not in here]
    own_rows = (*lost.rows, *sorted_out.apart)
    inserted = len(new) + len(own_rows)
    top -= sum(number < top for number in sorted_out.deleted)
    # Title and help lines are ours only where she has moved nothing, and only where we have words
    # there. The header is left as she has it: it says the same.
    unmoved = top == head and places == tuple(range(len(places)))
    writes = [
        RowWrite(
            row=number,
            cells=tuple(None if cell == "" else cell for cell in wanted.rows[number]),
            wanted_row=number,
        )
        for number in range(head if unmoved else 0)
    ]
    writes += [
        RowWrite(
            row=top + 1 + place,
            cells=_placed(_with_words(wanted.rows[by_key[key]], lost.words.get(key), hers), places),
            wanted_row=by_key[key],
        )
        for place, key in enumerate(new)
    ]
    writes += [
        RowWrite(row=top + 1 + place, cells=tuple(map(_as_typed, row)), wanted_row=NO_LOOK)
        for place, row in enumerate(own_rows, start=len(new))
    ]
    kept: dict[str, int] = {}
    anew, refreshed = set(new), frozenset(layout.refreshed)
    for place, (key, number) in enumerate(sorted_out.stay):
        row = top + 1 + inserted + place
        if number in sorted_out.cleared:
            writes.append(_cleared(row, our_texts_in(rows[number], layout)))
        if not key:
            continue
        kept[key] = row
        if number in sorted_out.replaced:
            anew.add(key)
            source = sorted_out.words_from.get(key)
            there = rows[source] if source is not None else ()
            cells = _with_words(wanted.rows[by_key[key]], lost.words.get(key), hers)
            placed = _made_anew(there, cells, places, hers=() if key in lost.words else hers)
        else:
            cells = wanted.rows[by_key[key]]
            placed = _placed(
                tuple(cell if at in refreshed else None for at, cell in enumerate(cells)),
                places,
            )
        writes.append(RowWrite(row=row, cells=placed, wanted_row=by_key[key]))
    return TabRewrite(
        deleted=tuple(sorted(sorted_out.deleted | sorted_out.replaced, reverse=True)),
        replaced=frozenset(sorted_out.replaced),
        inserted_at=top + 1,
        inserted=inserted,
        writes=tuple(writes),
        kept=kept,
        anew=frozenset(anew),
        given=_given(writes, anew, layout),
        columns=_shown(places),
        last_row=top + 1 + inserted + len(sorted_out.stay),
    )


def keys_of(wanted: OwnTab) -> frozenset[str]:
    """The keys of the rows of a shared tab."""
    header = find_header(wanted.rows)
    if header is None:
        return frozenset()
    return frozenset(str(row[header.columns[KEY]]) for row in wanted.rows[header.row + 1 :])


def rows_by_key(current: TabGrid | None, wanted: OwnTab) -> Mapping[str, int]:
    """Key → the 0-based row where it stands once the tab is written."""
    header = find_header(wanted.rows)
    if header is None:
        return {}
    key_at = header.columns[KEY]
    return {
        str(wanted.rows[write.wanted_row][key_at]): write.row
        for write in plan_rewrite(current, wanted).writes
        if write.wanted_row > header.row
    }


def _given(
    writes: Sequence[RowWrite], anew: set[str], layout: Layout
) -> Mapping[str, tuple[str, str]]:
    given: dict[str, tuple[str, str]] = {}
    for write in writes:
        key = text_at(write.cells, layout.key_at)
        if key in anew:
            decision, note = (text_at(write.cells, place) for place in layout.hers)
            given[key] = (decision, note)
    return given


def _cleared(row: int, places: Sequence[int]) -> RowWrite:
    """A text of ours that landed on a row of hers is taken away."""
    return RowWrite(
        row=row,
        cells=tuple("" if place in places else None for place in range(max(places) + 1)),
        wanted_row=NO_LOOK,
    )


def _with_words(
    cells: tuple[CellValue, ...],
    words: tuple[CellValue, CellValue] | None,
    hers: tuple[int, ...],
) -> tuple[CellValue, ...]:
    """A wanted row, with the words that she had on it."""
    said = dict(zip(hers, words or (), strict=False))
    return tuple(said.get(column, cell) for column, cell in enumerate(cells))


def _made_anew(
    there: Sequence[object],
    cells: tuple[CellValue, ...],
    places: Places,
    *,
    hers: tuple[int, ...],
) -> tuple[CellValue | Cell, ...]:
    """The row as wanted, with all that she had written on it, in columns of her own too."""
    placed = _placed(cells, places)
    width = max(len(there), len(placed))
    row: list[CellValue | Cell] = [
        _as_typed(there[column]) if column < len(there) else None for column in range(width)
    ]
    for column, place in enumerate(places):
        if place is not None and column not in hers:
            row[place] = cells[column]
    return tuple(row)


def _as_typed(cell: object) -> CellValue | Cell:
    if isinstance(cell, Cell | str | int | float):
        return cell
    return None if cell is None else str(cell)


def _written_whole(wanted: OwnTab, *, head: int, below: int) -> TabRewrite:
    """Everything from the top; what stood there (`below` rows) moves down."""
    key_at = key_column(wanted.rows[head])
    return TabRewrite(
        deleted=(),
        inserted_at=0,
        inserted=len(wanted.rows) if below else 0,
        writes=tuple(
            RowWrite(row=number, cells=cells, wanted_row=number)
            for number, cells in enumerate(wanted.rows)
        ),
        kept={},
        anew=frozenset(str(row[key_at]) for row in wanted.rows[head + 1 :]),
        columns=tuple(range(len(wanted.widths))),
        last_row=len(wanted.rows) + below,
    )


def _placed(cells: tuple[CellValue, ...], places: Places) -> tuple[CellValue, ...]:
    """The cells in the columns of the tab as read; columns that are not ours stay as they are."""
    row: list[CellValue] = [None] * _width(places)
    for cell, place in zip(cells, places, strict=True):
        if place is not None:
            row[place] = cell
    return tuple(row)


def _shown(places: Places) -> tuple[int | None, ...]:
    columns: list[int | None] = [None] * _width(places)
    for wanted, place in enumerate(places):
        if place is not None:
            columns[place] = wanted
    return tuple(columns)


def _width(places: Places) -> int:
    return max(place for place in places if place is not None) + 1
