"""Pure: which row of ours a row shows, whatever stands in « Clé » beside it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from relocalisons.core.pilotage.tab_layout import Layout, Row, text_at, wanted_text
from relocalisons.core.views.own_tab import CellValue


@dataclass(frozen=True, slots=True)
class Texts:
    """What the wanted rows are about → their keys; and all that we write on rows that stay."""

    settled: tuple[int, ...]
    whole: Mapping[tuple[str, ...], list[str]]
    by_column: Mapping[int, Mapping[str, Collection[str]]]
    ours: frozenset[str]


def wanted_texts(layout: Layout) -> Texts:
    """Those of the wanted rows."""
    settled = tuple(sorted(layout.wanted.settled))
    whole: dict[tuple[str, ...], list[str]] = {}
    by_column: dict[int, dict[str, set[str]]] = {one: {} for one in settled}
    for key in layout.by_key:
        row = layout.wanted_row(key)
        whole.setdefault(tuple(wanted_text(row[one]) for one in settled), []).append(key)
        for one in settled:
            by_column[one].setdefault(wanted_text(row[one]), set()).add(key)
    ours = frozenset[str]().union(*(_texts_of(layout, one) for one in layout.refreshed))
    return Texts(settled=settled, whole=whole, by_column=by_column, ours=ours)


def shown_keys(row: Row, layout: Layout, texts: Texts, *, key: str) -> tuple[str, ...]:
    """The keys of the wanted rows that show what this row shows.

    What is said of a row may change from night to night, and where she inserted a column while we
    wrote a text of ours stands over a part of it. So of a row of ours it is enough that more of it
    says another row than its own; of any other row, all that is no text of ours must say one.
    """
    shown = tuple(text_at(row, layout.places[one]).lstrip("'") for one in texts.settled)
    if not any(shown):
        return ()
    if shown in texts.whole:
        return tuple(texts.whole[shown])
    if not key and not any(text and text in texts.ours for text in shown):
        return ()
    found = [
        texts.by_column[one].get(text, frozenset[str]())
        for one, text in zip(texts.settled, shown, strict=True)
        if text and text not in texts.ours
    ]
    if len(found) < 2:
        return ()
    if key in layout.by_key:
        return _most_alike(found, key=key)
    fewest = min(found, key=len)
    return tuple(sorted(key for key in fewest if all(key in keys for keys in found)))


def _most_alike(found: Sequence[Collection[str]], *, key: str) -> tuple[str, ...]:
    """The keys that two columns or more say, and what few others say; its own among equals."""
    # A key that two columns say stands in another set than the largest.
    rare = sorted(found, key=len)[:-1]
    weights: dict[str, float] = {}
    for one in {key}.union(*rare):
        of_it = [1 / len(keys) for keys in found if one in keys]
        weights[one] = sum(of_it) if len(of_it) > 1 else 0.0
    most = max(weights.values())
    if not most or weights[key] == most:
        return (key,) if most else ()
    return tuple(sorted(one for one, weight in weights.items() if weight == most))


def is_hers(row: Row, wanted: Sequence[CellValue] | None, layout: Layout) -> bool:
    """Whether what stands in our columns of a row of ours is nothing of ours: a line of hers.

    Where a single column says what a row is about, or the row of its key is gone (None), its old
    text would look like hers: then most of the other columns of ours must stand empty, as on a
    line that she typed.
    """
    if not layout.wanted.settled:
        return False
    there = [text_at(row, layout.places[one]).lstrip("'") for one in layout.wanted.settled]
    if wanted is None or not any(there):
        return _is_mostly_empty(row, layout) and bool(_texts_in(row, layout))
    ours = [wanted_text(wanted[one]) for one in layout.wanted.settled]
    return (
        any(ours)
        and not any(text and text == own for text, own in zip(there, ours, strict=True))
        and (sum(map(bool, ours)) > 1 or _is_mostly_empty(row, layout))
    )


def _is_mostly_empty(row: Row, layout: Layout) -> bool:
    filled = [bool(text_at(row, layout.places[one])) for one in layout.refreshed]
    return 2 * sum(filled) < len(filled)


def _texts_in(row: Row, layout: Layout) -> tuple[str, ...]:
    """What stands on it in our columns."""
    written = (*layout.wanted.settled, *layout.refreshed)
    return tuple(text for one in written if (text := text_at(row, layout.places[one])))


def our_texts_in(row: Row, layout: Layout) -> tuple[int, ...]:
    """The columns (as read) of a row of hers in which a text of ours has landed."""
    return tuple(
        place
        for one in layout.refreshed
        if (place := layout.places[one]) is not None
        and text_at(row, place)
        and text_at(row, place) in _texts_of(layout, one)
    )


def _texts_of(layout: Layout, column: int) -> frozenset[str]:
    return frozenset(wanted_text(row[column]) for row in layout.wanted.rows[layout.head + 1 :])
