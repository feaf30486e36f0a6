"""Pure: how a tab that she also writes in is brought up to date without touching her words.

« Anomalies » and « Relances » hold « Décision » and « Note » cells that are hers. Rewriting whole
rows from what was read a few seconds ago could wipe what she typed meanwhile, or put it beside
another row. So rows are deleted and inserted as rows, her cells travel with them, and on the rows
that stay only our own columns are written.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from relocalisons.core.decisions import normalised
from relocalisons.core.model import Cell, TabGrid
from relocalisons.core.reports.own_tab import CellValue, OwnTab

HERS = ("decision", "note")
KEY = "cle"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowWrite:
    """The cells to write in one row of the finished tab; None leaves the cell as it is."""

    row: int  # 0-based, after deletions and insertions
    cells: tuple[CellValue, ...]
    wanted_row: int  # the row of the wanted tab whose look it takes


@dataclass(frozen=True, slots=True, kw_only=True)
class TabRewrite:
    """Steps in order: delete rows (bottom first), insert blank rows, write cells.

    `deleted` are 0-based rows of the tab as read, in descending order. `inserted_at` is the row
    before which `inserted` blank rows come. `kept` maps a key to the row where it ends. `columns`
    gives, for each column of the tab as read, the wanted column that it shows, or None.
    """

    deleted: tuple[int, ...]
    inserted_at: int
    inserted: int
    writes: tuple[RowWrite, ...]
    kept: Mapping[str, int]
    columns: tuple[int | None, ...]
    last_row: int  # one past the last row that the service knows of


def plan_rewrite(current: TabGrid | None, wanted: OwnTab) -> TabRewrite:
    """The steps from the tab as read to the tab as wanted.

    Rows that stay keep the order she gave them; new ones come first, right under the header. A row
    without « Clé » in which somebody wrote is hers: it stays. A tab that is missing, or whose
    header cannot be recognised, is written whole below what is already there only when it is
    empty; otherwise its content moves down, nothing is lost.
    """
    head = header_row(wanted.rows)
    if head is None:
        raise ValueError(f"{wanted.title}: a shared tab needs a header with « Clé »")
    rows = current.rows if current is not None else ()
    top = header_row(rows)
    places = _places(wanted.rows[head], rows[top]) if top is not None else None
    if top is None or places is None:
        return _written_whole(wanted, below=len(rows))

    wanted_hers = _her_columns(wanted.rows[head])
    key_column = places[_column(wanted.rows[head], KEY)]
    by_key = {
        str(row[_column(wanted.rows[head], KEY)]): number
        for number, row in enumerate(wanted.rows[head + 1 :], start=head + 1)
    }
    ours = frozenset(places[one] for one in range(len(places)) if one not in wanted_hers)
    deleted, stay = _sorted_out(
        rows,
        top=top,
        key_column=key_column,
        ours=ours,
        hers=frozenset(places[one] for one in wanted_hers),
        wanted=by_key,
    )
    new = [key for key in by_key if key not in {key for key, _ in stay}]
    # Title and help lines are ours only where she has moved nothing.
    unmoved = top == head and places == tuple(range(len(places)))
    writes = [
        RowWrite(row=number, cells=wanted.rows[number], wanted_row=number)
        for number in range(head + 1 if unmoved else 0)
    ]
    writes += [
        RowWrite(
            row=top + 1 + place,
            cells=_placed(wanted.rows[by_key[key]], places),
            wanted_row=by_key[key],
        )
        for place, key in enumerate(new)
    ]
    kept: dict[str, int] = {}
    for place, (key, _) in enumerate(stay):
        if not key:
            continue
        row = top + 1 + len(new) + place
        kept[key] = row
        cells = _placed(_ours(wanted.rows[by_key[key]], wanted_hers), places)
        writes.append(RowWrite(row=row, cells=cells, wanted_row=by_key[key]))
    return TabRewrite(
        deleted=tuple(sorted(deleted, reverse=True)),
        inserted_at=top + 1,
        inserted=len(new),
        writes=tuple(writes),
        kept=kept,
        columns=_shown(places),
        last_row=top + 1 + len(new) + len(stay),
    )


def keys_by_row(rows: tuple[tuple[object, ...], ...]) -> tuple[str, ...]:
    """The key of each row below the header, in order: equal means that no row has moved."""
    top = header_row(rows)
    if top is None:
        return ()
    column = _column(rows[top], KEY)
    keys = [_text(row[column]) if column < len(row) else "" for row in rows[top + 1 :]]
    while keys and not keys[-1]:
        keys.pop()
    return tuple(keys)


def header_row(rows: tuple[tuple[object, ...], ...]) -> int | None:
    """The 0-based row that has both « Décision » and « Clé », or None."""
    for number, row in enumerate(rows):
        names = {_name(cell) for cell in row}
        if KEY in names and HERS[0] in names:
            return number
    return None


def _sorted_out(
    rows: tuple[tuple[object, ...], ...],
    *,
    top: int,
    key_column: int,
    ours: frozenset[int],
    hers: frozenset[int],
    wanted: Mapping[str, int],
) -> tuple[list[int], list[tuple[str, int]]]:
    """Rows to delete, and (key, row) of those that stay; key is empty for a row of hers.

    A row that is no longer wanted goes, unless she wrote in a column of her own. A copy of a row
    in which she wrote other words stays: reading says that they contradict each other, and only
    she may remove one.
    """
    deleted: list[int] = []
    stay: list[tuple[str, int]] = []
    seen: set[str] = set()
    for number, row in enumerate(rows[top + 1 :], start=top + 1):
        key = _text(row[key_column]) if key_column < len(row) else ""
        if key in wanted and key not in seen:
            seen.add(key)
            stay.append((key, number))
        elif _has_text(row, besides=_without_hers(key, wanted, ours=ours, hers=hers)):
            stay.append(("", number))
        else:
            deleted.append(number)
    return deleted, stay


def _written_whole(wanted: OwnTab, *, below: int) -> TabRewrite:
    """Everything from the top; what stood there (`below` rows) moves down."""
    return TabRewrite(
        deleted=(),
        inserted_at=0,
        inserted=len(wanted.rows) if below else 0,
        writes=tuple(
            RowWrite(row=number, cells=cells, wanted_row=number)
            for number, cells in enumerate(wanted.rows)
        ),
        kept={},
        columns=tuple(range(len(wanted.widths))),
        last_row=len(wanted.rows) + below,
    )


def _without_hers(
    key: str, wanted: Mapping[str, int], *, ours: frozenset[int], hers: frozenset[int]
) -> frozenset[int]:
    """The columns whose text does not make a row hers."""
    if not key:
        return frozenset()
    return ours if key in wanted else ours | hers


def _has_text(row: tuple[object, ...], *, besides: frozenset[int]) -> bool:
    return any(_text(cell) for column, cell in enumerate(row) if column not in besides)


def _places(wanted: tuple[object, ...], current: tuple[object, ...]) -> tuple[int, ...] | None:
    """Where each wanted column stands in the tab as read, by its header; None when one is gone."""
    names = [_name(cell) for cell in current]
    places = [names.index(_name(cell)) for cell in wanted if _name(cell) in names]
    return tuple(places) if len(places) == len(wanted) else None


def _placed(cells: tuple[CellValue, ...], places: tuple[int, ...]) -> tuple[CellValue, ...]:
    """The cells in the columns of the tab as read; columns that are not ours stay as they are."""
    row: list[CellValue] = [None] * (max(places) + 1)
    for cell, place in zip(cells, places, strict=True):
        row[place] = cell
    return tuple(row)


def _shown(places: tuple[int, ...]) -> tuple[int | None, ...]:
    columns: list[int | None] = [None] * (max(places) + 1)
    for wanted, place in enumerate(places):
        columns[place] = wanted
    return tuple(columns)


def _ours(cells: tuple[CellValue, ...], hers: tuple[int, ...]) -> tuple[CellValue, ...]:
    return tuple(None if column in hers else cell for column, cell in enumerate(cells))


def _her_columns(header: tuple[object, ...]) -> tuple[int, ...]:
    return tuple(column for column, cell in enumerate(header) if _name(cell) in HERS)


def _column(header: tuple[object, ...], name: str) -> int:
    return next(column for column, cell in enumerate(header) if _name(cell) == name)


def _name(cell: object) -> str:
    return normalised(_text(cell))


def _text(cell: object) -> str:
    value = cell.value if isinstance(cell, Cell) else cell
    return "" if value is None else str(value).strip()
