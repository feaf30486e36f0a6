"""Pure: where our columns stand in a tab that she also writes in, and what becomes of each row.

A row is known by its key. She may still sort all columns but « Clé », paste one row over another,
or insert a column while we write: then a row shows something else than its key says. Her words
belong with what she saw when she wrote them.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from relocalisons.core.kernel.model import Cell
from relocalisons.core.programme.decisions.decisions import normalised
from relocalisons.core.programme.decisions.shared_header import (
    DECISION,
    KEY,
    NOTE,
    SharedHeader,
    shown_text,
)
from relocalisons.core.views.own_tab import CellValue, Formula, OwnTab

HERS = (DECISION, NOTE)


Places = tuple[int | None, ...]
"""For each wanted column, its column in the tab as read; None where it is not there any more."""


def places_of(wanted: Sequence[object], current: Sequence[object], header: SharedHeader) -> Places:
    """Where each wanted column stands in the tab as read.

    By its header; and by its place where she only renamed it, all the others standing where we
    put them. « Décision » is never told by its place: that is `find_header`'s to say. A column
    that she took away is not brought back.
    """
    names = [name_of(cell) for cell in wanted]
    found = {name: header.columns[name] for name in names if name in header.columns}
    in_place = all(found[name] == number for number, name in enumerate(names) if name in found)
    renamed = in_place and len(current) >= len(names) and len(found) * 2 > len(names)
    return tuple(found.get(name, number if renamed else None) for number, name in enumerate(names))


def coordinator_columns(header: Sequence[object]) -> tuple[int, ...]:
    """« Décision » and « Note » among our columns, in this order."""
    names = [name_of(cell) for cell in header]
    return tuple(names.index(name) for name in HERS if name in names)


def key_column(header: Sequence[object]) -> int:
    """« Clé » among our columns."""
    return next(column for column, cell in enumerate(header) if name_of(cell) == KEY)


def name_of(cell: object) -> str:
    """A header as names are compared."""
    return _folded(shown_text(cell))


@lru_cache(maxsize=1_024)
def _folded(header: str) -> str:
    return normalised(header)


Row = Sequence[object]
_NOTHING = ("", "")  # she wrote neither « Décision » nor « Note »
_A_SENTENCE = 5  # characters: a text of ours that nobody types by chance


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The wanted tab beside the tab as read: header rows, columns, wanted rows by key."""

    wanted: OwnTab
    head: int
    top: int
    places: Places
    by_key: Mapping[str, int]

    @property
    def key_at(self) -> int | None:
        """« Clé » in the tab as read."""
        return self.places[key_column(self.wanted.rows[self.head])]

    @property
    def hers(self) -> tuple[int | None, ...]:
        """« Décision » and « Note » in the tab as read."""
        return tuple(self.places[one] for one in coordinator_columns(self.wanted.rows[self.head]))

    @property
    def refreshed(self) -> tuple[int, ...]:
        """The wanted columns that are written on a row that stays."""
        head = self.wanted.rows[self.head]
        kept = {*coordinator_columns(head), key_column(head), *self.wanted.settled}
        return tuple(one for one in range(len(head)) if one not in kept)

    def wanted_row(self, key: str) -> tuple[CellValue, ...]:
        """The wanted row of a key."""
        return self.wanted.rows[self.by_key[key]]


@dataclass(slots=True)
class SortedRows:
    """What becomes of the rows as read, by their 0-based numbers.

    `stay`: (key, row) in order, the key empty for a row of hers. `replaced`: of these, the rows
    that are made anew at their place. `words_from`: key of such a row → the row whose words are
    for it. `apart`: rows of hers that stood on a row of ours, to be given a row of their own.
    `cleared`: rows of hers on which a text of ours has landed.
    """

    deleted: set[int] = field(default_factory=set[int])
    stay: list[tuple[str, int]] = field(default_factory=list[tuple[str, int]])
    replaced: set[int] = field(default_factory=set[int])
    words_from: dict[str, int] = field(default_factory=dict[str, int])
    apart: list[Row] = field(default_factory=list[Row])
    cleared: set[int] = field(default_factory=set[int])


def sort_out(rows: Sequence[Row], layout: Layout, *, overwritten: frozenset[str]) -> SortedRows:
    """A row of ours that is no longer wanted goes, unless she wrote in a column of her own.

    A row without « Clé », even blank, is where she put it. A copy of a row with other words of
    hers stays: reading says that they contradict each other, and only she may remove one.
    `overwritten`: keys of the rows on which a write of ours landed in her columns.
    """
    body = range(layout.top + 1, len(rows))
    keys = {number: text_at(rows[number], layout.key_at) for number in body}
    homes = _homes(rows, layout, keys)
    texts = _texts(layout)
    shows = {number: _shown_keys(rows[number], layout, texts, key=keys[number]) for number in keys}
    result = SortedRows()
    # A row of ours above the header: she inserted one there while we were writing.
    result.deleted |= {number for number in range(layout.top) if _is_stray(rows[number], layout)}
    for number in body:
        key, row = keys[number], rows[number]
        if homes.get(key) == number:
            result.stay.append((key, number))
            if key in overwritten or not says_the_same(row, layout.wanted_row(key), layout):
                result.replaced.add(number)
        elif not key and _is_stray(row, layout):
            result.deleted.add(number)
        elif (
            not key
            or _is_about_another(key, shows[number], layout, said=_said(row, layout))
            or _says_more(row, key, homes, rows, layout)
        ):
            result.stay.append(("", number))
        else:
            result.deleted.add(number)
    _give_words(rows, layout, keys, result, shows=shows)
    result.cleared = {
        number
        for key, number in result.stay
        if not key
        and any(
            len(text_at(rows[number], place)) >= _A_SENTENCE
            for place in our_texts_in(rows[number], layout)
        )
    }
    return result


def says_the_same(row: Row, wanted: Sequence[CellValue], layout: Layout) -> bool:
    """Whether a row shows what it is about, and leads where it should."""
    return all(
        same_text(_cell(row, layout.places[one]), wanted[one])
        for one in layout.wanted.settled
        if layout.places[one] is not None
    )


def same_text(there: object, wanted: CellValue) -> bool:
    """Whether a cell as read shows the wanted text, and leads where it should."""
    link = there.hyperlink if isinstance(there, Cell) else None
    if isinstance(wanted, Formula):
        if link and f'"{link}"' not in wanted.text:
            return False
        return shown_text(there) == wanted.shown
    # The apostrophe of `plain` is a sign for spreadsheets: some take it, some leave it.
    return shown_text(there).lstrip("'") == _wanted_text(wanted)


def text_at(row: Row, place: int | None) -> str:
    """The text of a cell as read; empty where there is none."""
    return shown_text(_cell(row, place))


def our_texts_in(row: Row, layout: Layout) -> tuple[int, ...]:
    """The columns (as read) of a row of hers in which a text of ours has landed."""
    return tuple(
        place
        for one in layout.refreshed
        if (place := layout.places[one]) is not None
        and text_at(row, place)
        and text_at(row, place) in _texts_of(layout, one)
    )


def _homes(rows: Sequence[Row], layout: Layout, keys: Mapping[int, str]) -> dict[str, int]:
    """Key → its row: the first that shows what it is about, else the first."""
    homes: dict[str, int] = {}
    sound: set[str] = set()
    for number, key in keys.items():
        if key not in layout.by_key or key in sound:
            continue
        if says_the_same(rows[number], layout.wanted_row(key), layout):
            homes[key] = number
            sound.add(key)
        else:
            homes.setdefault(key, number)
    return homes


def _says_more(
    row: Row, key: str, homes: Mapping[str, int], rows: Sequence[Row], layout: Layout
) -> bool:
    """Whether a row that has no place any more holds something of hers."""
    ours = {place for place in layout.places if place is not None}
    if any(shown_text(cell) for column, cell in enumerate(row) if column not in ours):
        return True
    said = _said(row, layout)
    return key in homes and any(said) and said != _said(rows[homes[key]], layout)


def _is_stray(row: Row, layout: Layout) -> bool:
    """Whether a key of ours stands on it, in another column or above the header: ours, astray."""
    if not any(shown_text(cell) in layout.by_key for cell in row):
        return False
    return not any(text_at(row, place) for place in layout.hers) or not text_at(row, layout.key_at)


def _give_words(
    rows: Sequence[Row],
    layout: Layout,
    keys: Mapping[int, str],
    result: SortedRows,
    *,
    shows: Mapping[int, tuple[str, ...]],
) -> None:
    """Which row's words go on each row that is made anew: beside what she saw, else as they stand.

    Of two rows that show the same mail with other words, the second becomes a row of hers.
    """
    loose = sorted(
        result.replaced
        | {
            number
            for key, number in result.stay
            if not key and (not keys[number] or keys[number] not in shows[number])
        }
    )
    by_key = {key: number for key, number in result.stay if key}
    by_number = {number: key for key, number in by_key.items()}
    taken: set[int] = set()
    for number in sorted(result.replaced):
        key = by_number[number]
        found = [other for other in loose if shows[other] == (key,)]
        taken |= set(found)
        if found:
            result.words_from[key] = found[0]
            said = _said(rows[found[0]], layout)
            result.apart += [
                _without_key(rows[other], layout, with_words=True)
                for other in found[1:]
                if _said(rows[other], layout) not in (said, _NOTHING)
            ]
    for number in sorted(result.replaced):
        key, row, said = by_number[number], rows[number], _said(rows[number], layout)
        # Pasted over it, what she wrote there is about the mail that it shows.
        astray = _is_about_another(key, shows[number], layout, said=said)
        if key not in result.words_from and number not in taken and not astray:
            result.words_from[key] = number
        given = result.words_from.get(key)
        homes = [by_key[one] for one in shows[number] if one in by_key]
        there = {one for one in homes if one not in result.replaced}
        there |= {given} if given is not None and not astray else set()
        has_a_row = number in taken or number == given or said == _NOTHING
        if not has_a_row and said not in {_said(rows[one], layout) for one in there}:
            result.apart.append(_without_key(row, layout, with_words=True))
        elif not shows[number] and _is_hers(row, layout.wanted_row(key), layout):
            result.apart.append(_without_key(row, layout))
    moved = taken - result.replaced  # the text of ours without its key: its words have a row again
    result.stay = [(key, number) for key, number in result.stay if number not in moved]
    result.deleted |= moved
    result.apart += [
        _without_key(rows[number], layout)
        for number in sorted(result.deleted)
        if keys.get(number) in layout.by_key
        and not shows[number]
        and _is_hers(rows[number], layout.wanted_row(keys[number]), layout)
    ]


def _said(row: Row, layout: Layout) -> tuple[str, ...]:
    return tuple(text_at(row, place) for place in layout.hers)


def _is_about_another(
    key: str, shown: tuple[str, ...], layout: Layout, *, said: tuple[str, ...]
) -> bool:
    """Whether she wrote on it beside what another row than that of its key is about."""
    return key in layout.by_key and bool(shown) and key not in shown and said != _NOTHING


@dataclass(frozen=True, slots=True)
class _Texts:
    """What the wanted rows are about → their keys; and all that we write on rows that stay."""

    whole: Mapping[tuple[str, ...], list[str]]
    by_column: Mapping[int, Mapping[str, Collection[str]]]
    ours: frozenset[str]


def _texts(layout: Layout) -> _Texts:
    settled = sorted(layout.wanted.settled)
    whole: dict[tuple[str, ...], list[str]] = {}
    by_column: dict[int, dict[str, set[str]]] = {one: {} for one in settled}
    for key in layout.by_key:
        row = layout.wanted_row(key)
        whole.setdefault(tuple(_wanted_text(row[one]) for one in settled), []).append(key)
        for one in settled:
            by_column[one].setdefault(_wanted_text(row[one]), set()).add(key)
    ours = frozenset[str]().union(*(_texts_of(layout, one) for one in layout.refreshed))
    return _Texts(whole=whole, by_column=by_column, ours=ours)


def _shown_keys(row: Row, layout: Layout, texts: _Texts, *, key: str) -> tuple[str, ...]:
    """The keys of the wanted rows that show what this row shows.

    Where she inserted a column while we wrote, a text of ours stands over a part of what says
    which row it is: then two other parts must say it.
    """
    settled = sorted(layout.wanted.settled)
    shown = tuple(text_at(row, layout.places[one]).lstrip("'") for one in settled)
    if not any(shown):
        return ()
    if shown in texts.whole:
        return tuple(texts.whole[shown])
    if not key and not any(text and text in texts.ours for text in shown):
        return ()
    found = [
        texts.by_column[one].get(text, frozenset[str]())
        for one, text in zip(settled, shown, strict=True)
        if text and text not in texts.ours
    ]
    if len(found) < 2:
        return ()
    fewest = min(found, key=len)
    return tuple(sorted(key for key in fewest if all(key in keys for keys in found)))


def _is_hers(row: Row, wanted: Sequence[CellValue], layout: Layout) -> bool:
    """Whether what stands in our columns of a row of ours is nothing of ours: a line of hers."""
    shown = [
        (text_at(row, layout.places[one]).lstrip("'"), _wanted_text(wanted[one]))
        for one in layout.wanted.settled
    ]
    of_ours = sum(bool(ours) for _, ours in shown)
    return (
        of_ours > 1
        and any(there for there, _ in shown)
        and not any(there and there == ours for there, ours in shown)
    )


def _without_key(row: Row, layout: Layout, *, with_words: bool = False) -> Row:
    ours = {layout.key_at, *our_texts_in(row, layout), *(() if with_words else layout.hers)}
    return tuple(None if column in ours else cell for column, cell in enumerate(row))


def _texts_of(layout: Layout, column: int) -> frozenset[str]:
    return frozenset(_wanted_text(row[column]) for row in layout.wanted.rows[layout.head + 1 :])


def _wanted_text(cell: CellValue) -> str:
    if isinstance(cell, Formula):
        return cell.shown
    return "" if cell is None else str(cell).strip().lstrip("'")


def _cell(row: Row, place: int | None) -> object:
    return row[place] if place is not None and place < len(row) else None
