"""Pure: the rows of a tab that hold titles of columns, one or two; each begins a table."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from relocalisons.core.kernel.model import Merge, TableSchema, raw
from relocalisons.core.reading.cells.readers import read_date, read_status
from relocalisons.core.reading.cells.words import is_void, tidy
from relocalisons.core.reading.headers import DEEPEST_HEADER, header_words, spread_labels
from relocalisons.core.reading.labels import header_key
from relocalisons.core.reading.recognition.lexicon import DECOY, SURE, Lexicon

Rows = Sequence[Sequence[object]]

# What makes a row of titles: a meaning, a decoy, a label of its own, against figures.
_DECOY, _LABEL, _FIGURE = 0.5, 0.2, 0.6
_TWO_ROWS = 0.5  # two rows must say more than one: a title above a header adds nothing
_SHARE_OF_BEST = 0.5
_FEWEST_LABELS = 3
_SAME = 0.6  # of the titles of a table, those that stand above the next one too
# What a tool writes in a line, and nobody in a title.
_SAID = re.compile(r"https?://|\d{4}-\d\d-\d\dT\d\d:")
_YEARS = range(2000, 2061)
_SHORT = 60  # signs of a title far down, where the same titles may come again


@dataclass(frozen=True, slots=True, kw_only=True)
class TitlesRow:
    """A row of titles, 0-based; `labels` is column → title, of both rows where there are two."""

    first_row: int
    last_row: int
    labels: Mapping[int, str]
    score: float

    @property
    def signature(self) -> tuple[tuple[int, str], ...]:
        """The same for the same titles at the same places."""
        return tuple((column, header_key(label)) for column, label in sorted(self.labels.items()))


def titles_rows(
    rows: Rows,
    table: TableSchema,
    lexicon: Lexicon,
    *,
    merges: Sequence[Merge] = (),
    header_row: int | None = None,
) -> tuple[TitlesRow, ...]:
    """Every row that is one, from top to bottom; those that name far less than the best are none.

    `header_row` (1-based) limits the search to that row.
    """
    lasts = range(len(rows))
    if header_row is not None:
        lasts = range(max(header_row - 1, 0), min(header_row, len(rows)))
    found: list[TitlesRow] = []
    for last in lasts:
        if last >= DEEPEST_HEADER and not found and header_row is None:
            break
        if last >= DEEPEST_HEADER and header_row is None and not _may_be_titles(rows[last]):
            continue
        one = _titles(rows, table, lexicon, merges, first=last, last=last)
        two = None
        if last and (last < DEEPEST_HEADER or one is not None):
            two = _titles(rows, table, lexicon, merges, first=last - 1, last=last)
        if two is not None and (one is None or two.score > one.score + _TWO_ROWS):
            one = two
        if one is None:
            continue
        if found and found[-1].last_row >= one.first_row:
            if one.score > found[-1].score + (_TWO_ROWS if one.first_row < one.last_row else 0):
                found[-1] = one
            continue
        found.append(one)
    best = max((each.score for each in found), default=0.0)
    return tuple(each for each in found if each.score >= _SHARE_OF_BEST * best)


def likely_titles_row(
    rows: Rows, lexicon: Lexicon, *, header_row: int | None = None
) -> TitlesRow | None:
    """The row of most different labels that is followed by data, whatever they say."""
    lasts = range(min(len(rows) - 1, DEEPEST_HEADER))
    if header_row is not None:
        lasts = range(max(header_row - 1, 0), min(header_row, len(rows)))
    best: TitlesRow | None = None
    for at in lasts:
        labels = {n: label for n, cell in enumerate(rows[at]) if (label := header_words(cell))}
        different = len({header_key(label) for label in labels.values()} - {""})
        if different < _FEWEST_LABELS or _figures(rows[at]):
            continue
        if any(_is_said(label) and not lexicon.known(label) for label in labels.values()):
            continue
        if best is None or different > best.score:
            best = TitlesRow(first_row=at, last_row=at, labels=labels, score=different)
    return best


def same_titles(rows: Rows, place: TitlesRow) -> tuple[TitlesRow, ...]:
    """The rows further down that hold the same titles again, in any order, whatever they mean."""
    keys = {header_key(label) for label in place.labels.values()} - {""}
    found: list[TitlesRow] = []
    for at in range(place.last_row + 1, len(rows)):
        if not _may_be_titles(rows[at]):
            continue
        labels = {n: label for n, cell in enumerate(rows[at]) if (label := header_words(cell))}
        own = {header_key(label) for label in labels.values()}
        if len(own & keys) >= max(_FEWEST_LABELS, _SAME * max(len(own), len(keys))):
            found.append(TitlesRow(first_row=at, last_row=at, labels=labels, score=place.score))
    return tuple(found)


def _is_said(label: str) -> bool:
    """Whether a text is what a line says: a status, a date."""
    return read_status(label).value is not None or read_date(label).value is not None


def _titles(
    rows: Rows,
    table: TableSchema,
    lexicon: Lexicon,
    merges: Sequence[Merge],
    *,
    first: int,
    last: int,
) -> TitlesRow | None:
    lower = [header_words(cell) for cell in rows[last]]
    if first == last:
        labels = {column: label for column, label in enumerate(lower) if label}
    else:
        labels = _joined(rows, lower, lexicon, merges, first=first)
    if len(labels) < 2:
        return None
    meanings: set[str] = set()
    possible: set[str] = set()
    decoys = 0
    for label in labels.values():
        hers = lexicon.hers(label)
        names = [fit.meaning for fit in lexicon.known(label) if fit.likeness >= SURE]
        possible.update(names)
        if hers is not None:
            meanings.add(hers)
        elif names and names[0] == DECOY:
            decoys += 1
        elif names:
            meanings.update(names[:1])
    needed = {column.name for column in table.needed}
    if len(meanings) < 2 or (needed and not needed & (meanings | possible)):
        return None
    different = len({header_key(label) for label in labels.values()} - {""})
    score = len(meanings) + _DECOY * decoys + _LABEL * different - _figures(rows[last])
    if score <= 0:
        return None
    return TitlesRow(first_row=first, last_row=last, labels=labels, score=score)


def _may_be_titles(row: Sequence[object]) -> bool:
    """Whether a row far down holds short texts only."""
    values = [value for cell in row if not is_void(value := raw(cell))]
    return len(values) >= _FEWEST_LABELS and all(
        isinstance(value, str) and len(value) <= _SHORT for value in values
    )


def _figures(row: Sequence[object]) -> float:
    values = [raw(cell) for cell in row]
    years = [value for value in values if isinstance(value, int) and value in _YEARS]
    if len(years) >= _FEWEST_LABELS and years == list(range(years[0], years[0] + len(years))):
        values = [value for value in values if value not in years]  # a calendar of years
    return _FIGURE * sum(
        _SAID.match(value) is not None if isinstance(value, str) else not is_void(value)
        for value in values
    )


def _joined(
    rows: Rows, lower: Sequence[str], lexicon: Lexicon, merges: Sequence[Merge], *, first: int
) -> dict[int, str]:
    """The titles of two rows; the upper one counts where the lower means nothing by itself."""
    upper = spread_labels(rows[first], lower, merges, row=first)
    if not any(upper) or sum(map(bool, lower)) < 2:
        return {}
    again = [header_key(label) for label in lower]
    labels: dict[int, str] = {}
    for column, above in enumerate(upper):
        below = lower[column] if column < len(lower) else ""
        if not above or not below or above == below:
            label = below or above
        else:
            joined = next(
                (
                    form
                    for form in (tidy(f"{below} {above}"), tidy(f"{above} {below}"))
                    if lexicon.known(form)
                ),
                "",
            )
            # « Fin » under two different headings means nothing by itself.
            alone = "" if again.count(header_key(below)) > 1 else below
            label = joined or alone or tidy(f"{above} {below}")
        if label:
            labels[column] = label
    return labels
