"""Pure: whether a tab that she shares still says after our write what it said before.

Rows are addressed by number, and she may sort, insert or delete in the instant between our last
look and our write. The answer to the write holds the tab, so her words are compared by key, before
and after: what differs is held, and what a write of ours has lost is put back at once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from relocalisons.core.kernel.model import TabGrid
from relocalisons.core.pilotage.tab_rows import places_of, text_at
from relocalisons.core.programme.decisions.shared_header import (
    DECISION,
    KEY,
    NOTE,
    find_header,
    shown_text,
)
from relocalisons.core.views.own_tab import OwnTab

RowWords = Mapping[str, tuple[str, str]]
"""Key → « Décision » and « Note » as shown; of two rows of one key, the first with a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedWords:
    """Words that differ: those of `key` before our write, and after it; None when it is gone."""

    key: str
    before: tuple[str, str]
    after: tuple[str, str] | None


def words_by_key(tab: TabGrid | None) -> RowWords:
    """Her words on each row of ours; empty without a header that can be told."""
    header = find_header(tab.rows) if tab is not None else None
    if tab is None or header is None:
        return {}
    found: dict[str, tuple[str, str]] = {}
    for row in tab.rows[header.row + 1 :]:
        key, decision, note = (text_at(row, header.at(name)) for name in (KEY, DECISION, NOTE))
        if key and not any(found.get(key, ())):
            found[key] = (decision, note)
    return found


def moved_words(
    before: RowWords, after: RowWords, *, wanted: frozenset[str]
) -> tuple[MovedWords, ...]:
    """The rows that should stand there and are gone, or whose words differ."""
    return tuple(
        MovedWords(key=key, before=words, after=after.get(key))
        for key, words in before.items()
        if key in wanted and after.get(key) != words
    )


Landed = tuple[frozenset[str], frozenset[str]]
"""What our write put where « Décision », and where « Note », stands now."""


def landed_texts(
    before: TabGrid | None, after: TabGrid | None, wanted: OwnTab, *, given: RowWords
) -> Landed:
    """Nothing where her columns stand as we knew them; else what we wrote in that column.

    `given`: the keys whose rows we made anew, and her words that we wrote on them. On the other
    rows neither her columns, nor « Clé », nor the settled ones are written.
    """
    ours = find_header(wanted.rows)
    then = find_header(before.rows) if before is not None else None
    now = find_header(after.rows) if after is not None else None
    if ours is None or before is None or then is None or now is None:
        return frozenset(), frozenset()
    places = places_of(wanted.rows[ours.row], before.rows[then.row], then)
    own = {ours.at(DECISION): 0, ours.at(NOTE): 1}
    rows = wanted.values[ours.row + 1 :]
    anew = [row for row in rows if text_at(row, ours.at(KEY)) in given]

    def landed(name: str) -> frozenset[str]:
        at = now.at(name)
        column = places.index(at) if at is not None and at in places else None
        if column is None or column == ours.at(name):
            return frozenset()
        if column in own:
            return frozenset(words[own[column]] for words in given.values())
        whole = column not in wanted.settled and column != ours.at(KEY)
        return frozenset(text_at(row, column).lstrip("'") for row in (rows if whole else anew))

    return landed(DECISION), landed(NOTE)


def overwritten_words(moved: Iterable[MovedWords], landed: Landed) -> RowWords:
    """The words in whose place a text of ours stands now: she moved a column while we wrote.

    Whatever the row that it was meant for: she may have sorted the rows too.
    """
    return {
        one.key: one.before
        for one in moved
        if one.after is not None
        and any(
            now != then and now.lstrip("'") in texts
            for now, then, texts in zip(one.after, one.before, landed, strict=True)
        )
    }


def own_rows_gone(before: TabGrid | None, after: TabGrid | None) -> tuple[tuple[object, ...], ...]:
    """Rows of hers (a text, and no key) that are not there any more, each as often as missing.

    None when the header of `after` cannot be told: then nobody knows which rows are hers.
    """
    if after is None or find_header(after.rows) is None:
        return ()
    left = [_texts(row) for row in _own_rows(after)]
    gone: list[tuple[object, ...]] = []
    for row in _own_rows(before):
        texts = _texts(row)
        same = next((one for one in left if _holds(one, texts)), None)
        if same is not None:
            left.remove(same)
        else:
            gone.append(row)
    return tuple(gone)


def _holds(row: tuple[str, ...], texts: tuple[str, ...]) -> bool:
    """Whether a row has these texts, in the same order, whatever stands between them."""
    found = iter(row)
    return all(text in found for text in texts if text)


def _own_rows(tab: TabGrid | None) -> tuple[tuple[object, ...], ...]:
    header = find_header(tab.rows) if tab is not None else None
    if tab is None or header is None:
        return ()
    return tuple(
        row
        for row in tab.rows[header.row + 1 :]
        if not text_at(row, header.at(KEY)) and any(map(shown_text, row))
    )


def _texts(row: tuple[object, ...]) -> tuple[str, ...]:
    texts = [shown_text(cell) for cell in row]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)
