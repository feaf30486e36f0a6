"""Pure: what becomes of each row of a tab that she also writes in.

A row is known by its key. She may still sort all columns but « Clé », paste one row over another,
or insert a column while we write: then a row shows something else than its key says. Her words
belong with what she saw when she wrote them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from relocalisons.core.pilotage.tab_layout import Layout, Row, says_the_same, text_at
from relocalisons.core.pilotage.tab_shows import is_hers, our_texts_in, shown_keys, wanted_texts
from relocalisons.core.programme.decisions.shared_header import shown_text

Words = Mapping[str, tuple[str, str]]
_NOTHING = ("", "")  # she wrote neither « Décision » nor « Note »
_A_SENTENCE = 5  # characters: a text of ours that nobody types by chance


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


def sort_out(rows: Sequence[Row], layout: Layout, *, lost: Words) -> SortedRows:
    """A row of ours that is no longer wanted goes, unless she wrote in a column of her own.

    A row without « Clé », even blank, is where she put it. A copy of a row with other words of
    hers stays: reading says that they contradict each other, and only she may remove one.
    `lost`: her words by key, which a write of ours has lost or written over: they come back.
    """
    body = range(layout.top + 1, len(rows))
    keys = {number: text_at(rows[number], layout.key_at) for number in body}
    texts = wanted_texts(layout)
    shows = {
        number: _still_shown(shown_keys(rows[number], layout, texts, key=key), key, keys, layout)
        for number, key in keys.items()
    }
    homes = _homes(rows, layout, keys)
    home_of = {number: key for key, number in homes.items()}
    # A text of ours stands in her columns of these.
    spoilt = {
        number
        for number, key in keys.items()
        if key in lost and any(word and word in texts.ours for word in _said(rows[number], layout))
    }
    result = SortedRows()
    # A row of ours above the header: she inserted one there while we were writing.
    result.deleted |= {number for number in range(layout.top) if _is_stray(rows[number], layout)}
    for number in body:
        key, row = keys[number], rows[number]
        if number in home_of:
            home = home_of[number]
            result.stay.append((home, number))
            sound = home == key and says_the_same(row, layout.wanted_row(home), layout)
            if home in lost or not sound:
                result.replaced.add(number)
        elif not key and (_is_stray(row, layout) or _is_left_behind(row, layout)):
            result.deleted.add(number)
        elif (
            not key
            or _is_about_another(key, shows[number], said=_said(row, layout))
            or _says_more(row, key, homes, rows, layout, spoilt=number in spoilt)
        ):
            result.stay.append(("", number))
        else:
            result.deleted.add(number)
    covered = {
        number
        for number in keys
        if any(text and text in texts.ours for text in _settled(rows[number], layout))
    }
    _give_words(rows, layout, keys, result, shows=shows, spoilt=spoilt, covered=covered, lost=lost)
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


def _still_shown(
    shown: tuple[str, ...], key: str, keys: Mapping[int, str], layout: Layout
) -> tuple[str, ...]:
    """The keys of what a row shows; under a key that is gone, only of what has a row already.

    A mail of last week says the same as the one of this week: her « envoyer » was for that one.
    """
    if not key or key in layout.by_key:
        return shown
    there = frozenset(keys.values())
    return tuple(each for each in shown if each in there)


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
    row: Row,
    key: str,
    homes: Mapping[str, int],
    rows: Sequence[Row],
    layout: Layout,
    *,
    spoilt: bool,
) -> bool:
    """Whether a row that has no place any more holds something of hers."""
    places = {place for place in layout.places if place is not None}
    if any(shown_text(cell) for column, cell in enumerate(row) if column not in places):
        return True
    said = _said(row, layout)
    return not spoilt and key in homes and any(said) and said != _said(rows[homes[key]], layout)


def _is_stray(row: Row, layout: Layout) -> bool:
    """Whether a key of ours stands on it, in another column or above the header: ours, astray."""
    if not any(shown_text(cell) in layout.by_key for cell in row):
        return False
    return not any(text_at(row, place) for place in layout.hers) or not text_at(row, layout.key_at)


def _is_left_behind(row: Row, layout: Layout) -> bool:
    """Whether an older version left it there, and she has written nothing beside it."""
    said, first = layout.wanted.left_behind, min(layout.wanted.settled, default=0)
    if said is None or not said.fullmatch(text_at(row, layout.places[first])):
        return False
    theirs = {place for one in layout.wanted.settled if (place := layout.places[one]) is not None}
    return not any(shown_text(cell) for at, cell in enumerate(row) if at not in theirs)


def _give_words(
    rows: Sequence[Row],
    layout: Layout,
    keys: Mapping[int, str],
    result: SortedRows,
    *,
    shows: Mapping[int, tuple[str, ...]],
    spoilt: set[int],
    covered: set[int],
    lost: Words,
) -> None:
    """Which row's words go on each row that is made anew: beside what she saw, else as they stand.

    Of two rows that show the same mail with other words, the second becomes a row of hers. What
    stands in her columns of a `spoilt` row is ours.
    """
    loose = sorted(
        (result.replaced - spoilt)
        | {
            number
            for key, number in result.stay
            if not key and (not keys[number] or keys[number] not in shows[number])
        }
    )
    showing: dict[str, list[int]] = {}
    for number in loose:
        if len(shows[number]) == 1:
            showing.setdefault(shows[number][0], []).append(number)
    elsewhere = {
        shown[0]
        for number, shown in shows.items()
        if len(shown) == 1 and says_the_same(rows[number], layout.wanted_row(shown[0]), layout)
    }
    by_key = {key: number for key, number in result.stay if key}
    by_number = {number: key for key, number in by_key.items()}
    taken: set[int] = set()
    for number in sorted(result.replaced):
        key = by_number[number]
        alike = showing.get(key, []) if key not in lost else []
        if number in covered and keys[number] == key:
            # Our own texts hide what it shows, for she moved a column while we wrote: its words
            # are of its key, and a copy beside it stays a row of hers.
            alike = [other for other in alike if keys[other]]
        wanted = layout.wanted_row(key)
        found = [other for other in alike if says_the_same(rows[other], wanted, layout)] or alike
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
        astray = _is_about_another(key, shows[number], said=said)
        # Where another row, maybe of a key that is gone, says what its key is about, this one is
        # not: what it shows is unknown.
        unknown = not shows[number] and not (number in covered and keys[number] == key)
        astray |= unknown and key in elsewhere and said != _NOTHING
        if key not in result.words_from and number not in taken and not astray:
            result.words_from[key] = number
        given = result.words_from.get(key)
        homes = [by_key[one] for one in shows[number] if one in by_key]
        there = {one for one in homes if one not in result.replaced}
        there |= {given} if given is not None and not astray else set()
        has_a_row = number in taken or number == given or said == _NOTHING
        has_a_row |= number in spoilt or said in [lost.get(one) for one in shows[number]]
        if not has_a_row and said not in {_said(rows[one], layout) for one in there}:
            result.apart.append(_without_key(row, layout, with_words=True))
        elif not shows[number] and is_hers(row, layout.wanted_row(key), layout):
            result.apart.append(_without_key(row, layout))
    moved = taken - result.replaced  # the text of ours without its key: its words have a row again
    result.stay = [(key, number) for key, number in result.stay if number not in moved]
    result.deleted |= moved
    result.apart += [
        _without_key(rows[number], layout)
        for number in sorted(result.deleted)
        if keys.get(number)
        and not shows[number]
        and is_hers(rows[number], layout.wanted_row_of(keys[number]), layout)
    ]


def _settled(row: Row, layout: Layout) -> tuple[str, ...]:
    return tuple(text_at(row, layout.places[one]).lstrip("'") for one in layout.wanted.settled)


def _said(row: Row, layout: Layout) -> tuple[str, ...]:
    return tuple(text_at(row, place) for place in layout.hers)


def _is_about_another(key: str, shown: tuple[str, ...], *, said: tuple[str, ...]) -> bool:
    """Whether she wrote on it beside what another row than that of its key is about."""
    return bool(shown) and key not in shown and said != _NOTHING


def _without_key(row: Row, layout: Layout, *, with_words: bool = False) -> Row:
    ours = {layout.key_at, *our_texts_in(row, layout), *(() if with_words else layout.hers)}
    return tuple(None if column in ours else cell for column, cell in enumerate(row))
