"""Pure: whether a tab that she shares still says after our write what it said before.

Rows are addressed by number, and she may sort, insert or delete in the instant between our last
look and our write. The answer to the write holds the tab, so her words are compared by key, before
and after: what differs is held, and what a write of ours has lost is put back at once.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from relocalisons.core.kernel.model import TabGrid
from relocalisons.core.pilotage.tab_layout import places_of, text_at
from relocalisons.core.pilotage.tab_rewrite import Lost, TabRewrite, keys_of
from relocalisons.core.programme.decisions.shared_header import (
    DECISION,
    KEY,
    NOTE,
    find_header,
    shown_text,
)
from relocalisons.core.views.own_tab import Formula, OwnTab

RowWords = Mapping[str, tuple[str, str]]
"""Key → « Décision » and « Note » as shown; of two rows of one key, the first with a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedWords:
    """Words that differ: those of `key` before our write, and after it; None when it is gone."""

    key: str
    before: tuple[str, str]
    after: tuple[str, str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A tab as our write should leave it; `keys` stood there before it, or come back by it.

    `given`: the keys whose rows are made anew, and her words that are written on them. `written`:
    the columns that are written on rows which stay: only there may a text of hers be written over.
    """

    tab: TabGrid
    keys: frozenset[str]
    given: RowWords = field(default_factory=dict[str, tuple[str, str]])
    written: frozenset[int] = frozenset()


def should_stand(plan: TabRewrite, current: TabGrid | None, *, lost: Lost | None) -> Standing:
    """How the steps leave the tab where nobody moves anything meanwhile; in no order of rows."""
    rows: list[list[object]] = [list(row) for row in (current.rows if current is not None else ())]
    for number in plan.deleted:
        rows[number : number + 1] = [[]] if number in plan.replaced else []
    rows[plan.inserted_at : plan.inserted_at] = [[] for _ in range(plan.inserted)]
    blank = {number for number, row in enumerate(rows) if not row}
    written: set[int] = set()
    for write in plan.writes:
        rows += [[] for _ in range(len(rows), write.row + 1)]
        row = rows[write.row]
        row += [None] * (len(write.cells) - len(row))
        for column, cell in enumerate(write.cells):
            if cell is None:
                continue
            row[column] = cell.shown if isinstance(cell, Formula) else cell
            if write.row not in blank:
                written.add(column)
    sheet_id, title = (current.sheet_id, current.title) if current is not None else (0, "")
    return Standing(
        tab=TabGrid(sheet_id=sheet_id, title=title, rows=tuple(map(tuple, rows))),
        keys=frozenset(words_by_key(current)) | frozenset(lost.words if lost else ()),
        given=plan.given,
        written=frozenset(written),
    )


def compare(
    should: Standing, now: TabGrid | None, wanted: OwnTab
) -> tuple[tuple[MovedWords, ...], Lost | None]:
    """What differs, by key, from her words as they should stand; what our write has lost."""
    words = words_by_key(should.tab)
    differ = moved_words(words, words_by_key(now), wanted=keys_of(wanted))
    moved = tuple(one for one in differ if one.key in should.keys)
    gone = {one.key: one.before for one in moved if one.after is None}
    gone |= overwritten_words(differ, landed_texts(should.tab, now, wanted, given=should.given))
    unseen = _shown_nowhere(should.tab, now, wanted)
    gone |= {one.key: one.before for one in moved if any(one.before) and one.key in unseen}
    gone |= _gone_beside_a_copy(should, unseen, wanted)
    rows = own_rows_gone(should.tab, now, written=should.written)
    return moved, Lost(words=gone, rows=rows) if gone or rows else None


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


def _gone_beside_a_copy(
    should: Standing, unseen: Mapping[str, tuple[str, str]], wanted: OwnTab
) -> RowWords:
    """Words of a row that is shown nowhere any more, while another row has its key.

    She pasted over that one: what stands beside its « Clé » is of what she saw there.
    """
    header = find_header(should.tab.rows)
    if header is None:
        return {}
    times = Counter(text_at(row, header.at(KEY)) for row in should.tab.rows[header.row + 1 :])
    keys = keys_of(wanted) & should.keys
    return {key: words for key, words in unseen.items() if key in keys and times[key] > 1}


def _shown_nowhere(should: TabGrid, now: TabGrid | None, wanted: OwnTab) -> RowWords:
    """Keys whose row is shown nowhere any more, though « Clé » may, with its words.

    She sorted all else, or our write took the row away.

    None where a column stands elsewhere: then texts of ours may have landed on what says it.
    """
    ours, then = find_header(wanted.rows), find_header(should.rows)
    header = find_header(now.rows) if now is not None else None
    if now is None or ours is None or then is None or header is None or not wanted.settled:
        return {}
    names = wanted.rows[ours.row]
    places = places_of(names, should.rows[then.row], then)
    if places != places_of(names, now.rows[header.row], header):
        return {}

    def shown(row: Sequence[object]) -> tuple[str, ...]:
        return tuple(text_at(row, places[one]).lstrip("'") for one in sorted(wanted.settled))

    left = {shown(row) for row in now.rows[header.row + 1 :]}
    return {
        text_at(row, then.at(KEY)): (text_at(row, then.at(DECISION)), text_at(row, then.at(NOTE)))
        for row in should.rows[then.row + 1 :]
        if shown(row) not in left
    }


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
    own, key_at = {ours.at(DECISION): 0, ours.at(NOTE): 1}, then.at(KEY)
    rows = wanted.values[ours.row + 1 :]
    anew = [row for row in rows if text_at(row, ours.at(KEY)) in given]

    def landed(name: str) -> frozenset[str]:
        at = now.at(name)
        if at is not None and at not in places:
            # A column of hers: rows made anew carried what stood there.
            carried = (row for row in before.rows[then.row + 1 :] if text_at(row, key_at) in given)
            return frozenset(text for row in carried if (text := text_at(row, at).lstrip("'")))
        column = places.index(at) if at is not None else None
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


def own_rows_gone(
    before: TabGrid | None, after: TabGrid | None, *, written: frozenset[int]
) -> tuple[tuple[object, ...], ...]:
    """Rows of hers (a text, and no key) that are not there any more, each as often as missing.

    One in which she wrote or wiped something meanwhile is there: what is not as it was stands in
    columns where we write nothing. None when the header of `after` cannot be told: then nobody
    knows which rows are hers.
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
    alike = [
        (shared, number, place)
        for number, row in enumerate(gone)
        for place, one in enumerate(left)
        if (shared := _as_she_changed_it(_texts(row), one, written=written))
    ]
    found: dict[int, int] = {}
    for _, number, place in sorted(alike, reverse=True):
        if number not in found and place not in found.values():
            found[number] = place
    return tuple(row for number, row in enumerate(gone) if number not in found)


def _as_she_changed_it(
    before: tuple[str, ...], after: tuple[str, ...], *, written: frozenset[int]
) -> int:
    """How many texts of a row stand as they stood; 0 where a write of ours may have changed one."""
    shared = 0
    for column, (then, now) in enumerate(zip_longest(before, after, fillvalue="")):
        if then == now:
            shared += bool(then)
        elif column in written:
            return 0
    return shared


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
