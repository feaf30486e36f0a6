"""Pure: the tables of one kind in a tab: where each begins and ends, and what its columns mean."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from relocalisons.core.kernel.model import Merge, TableSchema, Verdict, column_letter, raw
from relocalisons.core.kernel.words.french import join_words, quote
from relocalisons.core.reading.cells.advice import advise
from relocalisons.core.reading.cells.legends import columns_beside
from relocalisons.core.reading.cells.numbers.measures import measure_of
from relocalisons.core.reading.cells.words import fold, is_void, tidy
from relocalisons.core.reading.headers import Header
from relocalisons.core.reading.recognition.claims import Claim, Pairs
from relocalisons.core.reading.recognition.contents import LOOKED_AT
from relocalisons.core.reading.recognition.lexicon import (
    Lexicon,
    Rank,
    key_of,
    lexicon_of,
    phrases_of,
)
from relocalisons.core.reading.recognition.months import (
    Months,
    find_months,
    has_months_below,
    is_part_of_year,
    is_year,
)
from relocalisons.core.reading.recognition.pairs import pair_columns
from relocalisons.core.reading.recognition.synonyms.nobody import SUB_LINES, SUB_TITLE
from relocalisons.core.reading.recognition.synonyms.tables import PERIOD, SYNONYMS
from relocalisons.core.reading.recognition.titles_row import (
    TitlesRow,
    likely_titles_row,
    same_titles,
    titles_rows,
)
from relocalisons.core.reading.recognition.titles_within import find_titles_within, title_row_at

Rows = Sequence[Sequence[object]]

_START, _END, _REVISED = "planned_start", "planned_end", "revised_end"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundColumns:
    """A table as found: its header, the row (0-based) before which it ends, how sure it is.

    `others`: rows in between that belong to another table. `unread`: rows of titles in that tab of
    tables that cannot be read; the first table of a tab has them.

    `pairs` tells why each column was taken; `period` is the column that gives a start and an end,
    `sub_title` the one that names a part of an action, `year` the one of the years of its months.
    What is only likely is in `header.columns` when the table is proposed.
    """

    header: Header
    end: int
    verdict: Verdict
    pairs: Pairs
    others: frozenset[int] = frozenset()
    period: int | None = None
    months: Months | None = None
    sub_title: int | None = None
    year: int | None = None
    unread: tuple[int, ...] = ()

    def why(self, table: TableSchema) -> str:
        """What she has to confirm, as a French sentence; empty when nothing is."""
        if self.verdict is not Verdict.PROPOSED:
            return ""
        guessed = [
            f"{quote(self.header.labels[claim.column])} = {quote(table.column(name).header)}"
            for name, claim in self.pairs.likely.items()
            if name in self.header.columns
        ]
        return advise(f"Ce tableau est lu en devinant {join_words(guessed)} : à confirmer.")


def is_recognised(table: TableSchema) -> bool:
    """Whether a table of that name is looked for under other titles than its own."""
    return table.name in SYNONYMS


def find_tables(
    rows: Rows,
    table: TableSchema,
    *,
    merges: Sequence[Merge] = (),
    hers: Mapping[str, Iterable[str]],
    header_row: int | None = None,
    refused: Mapping[str, Iterable[str]] | None = None,
    partners: frozenset[str] = frozenset(),
) -> tuple[FoundColumns, ...]:
    """The tables of a tab that can be read, applied or proposed, from top to bottom."""
    lexicon = lexicon_of(table, hers)
    places = titles_rows(rows, table, lexicon, merges=merges, header_row=header_row)
    found: list[FoundColumns] = []
    unread: list[int] = []
    waiting = list(_shared_out(rows, places))
    for place, own in waiting:
        columns = _columns(rows, table, lexicon, place, own, refused, partners)
        another = find_titles_within(rows, own, columns.header, table, lexicon) if columns else None
        if columns is not None and another is not None:
            kept = [at for at in own if at not in another]
            columns = _columns(rows, table, lexicon, place, kept, refused, partners)
            waiting.append((title_row_at(rows, another[0]), another[1:]))
        if columns is not None:
            found.append(columns)
        elif place.first_row >= 0:
            unread.append(place.first_row)
    if found:
        found.sort(key=lambda each: each.header.first_row)
        return (replace(found[0], unread=tuple(sorted(unread))), *found[1:])
    place = likely_titles_row(rows, lexicon, header_row=header_row)
    if place is None and header_row is None:
        width = max((len(row) for row in rows), default=0)
        labels = {column: f"colonne {column_letter(column)}" for column in range(width)}
        place = TitlesRow(first_row=-1, last_row=-1, labels=labels, score=0.0)
    if place is None:
        return ()
    again = same_titles(rows, place) if header_row is None and place.first_row >= 0 else ()
    shared = _shared_out(rows, (place, *again)) if again else ()
    if not again:
        shared = ((place, range(place.last_row + 1, len(rows))),)
    guessed = (_columns(rows, table, lexicon, each, own, refused, partners) for each, own in shared)
    return tuple(columns for columns in guessed if columns is not None)


def _shared_out(
    rows: Rows, places: Sequence[TitlesRow]
) -> Iterator[tuple[TitlesRow, Sequence[int]]]:
    """Each header with the rows (0-based) of its table.

    The same titles again go on with their table; titles further to the right begin the sub-lines
    of a line, and end where a row begins further to the left again.
    """
    tables: dict[tuple[tuple[int, str], ...], tuple[TitlesRow, list[int]]] = {}
    begins = {place.first_row: place for place in places}
    stack: list[tuple[list[int], int]] = []  # rows of a table, the column in which its lines begin
    is_part = False
    at = min(begins, default=len(rows))
    while at < len(rows):
        place = begins.get(at)
        if place is not None:
            is_known = place.signature in tables
            own = tables.setdefault(place.signature, (place, []))[1]
            indent = next(
                (first for row in rows[place.last_row + 1 :] if (first := _first(row)) is not None),
                0,
            )
            if is_known:
                own.extend(range(place.first_row, place.last_row + 1))
            if any(own is each for each, _ in stack):
                while stack.pop()[0] is not own:
                    pass
            elif stack and indent <= stack[-1][1]:
                stack.clear()
            stack.append((own, indent))
            is_part = key_of(place.labels[min(place.labels)]) in _PARTS
            at = place.last_row + 1
            continue
        first = _first(rows[at])
        while stack and first is not None and first < stack[-1][1]:
            if len(stack) == 1 and not is_part:
                break
            stack.pop()
        if stack:
            stack[-1][0].append(at)
        at += 1
    yield from tables.values()


def _first(row: Sequence[object]) -> int | None:
    """The first column of a row that says something."""
    return next(
        (
            column
            for column, cell in enumerate(row)
            if not is_void(value := raw(cell))
            and not (isinstance(value, str) and not value.strip())
        ),
        None,
    )


def _columns(
    rows: Rows,
    table: TableSchema,
    lexicon: Lexicon,
    place: TitlesRow,
    own: Sequence[int],
    refused: Mapping[str, Iterable[str]] | None,
    partners: frozenset[str],
) -> FoundColumns | None:
    if has_months_below(rows, place.last_row, place.labels) and place.last_row + 1 in own:
        place = replace(place, last_row=place.last_row + 1)
        own = [at for at in own if at > place.last_row]
    if aside := columns_beside(rows) & place.labels.keys():
        labels = {column: label for column, label in place.labels.items() if column not in aside}
        place = replace(place, labels=labels)
    lines = (rows[at] for at in own if _says_two(rows[at]))
    body = [*islice((row for row in lines if not _repeats(row, place.labels)), LOOKED_AT)]
    end = own[-1] + 1 if own else place.last_row + 1
    pairs = pair_columns(
        table, lexicon, place.labels, body, refused=refused, partners=partners, rows=rows
    )
    months = None
    if table.has(_END) and not {_START, _END, PERIOD} & pairs.known.keys():
        months = find_months(rows, place.first_row, place.last_row, end)
    verdict = _verdict(table, pairs, months, place.labels)
    if verdict is Verdict.REFUSED:
        return None
    claims = dict(pairs.known)
    if verdict is Verdict.PROPOSED:
        claims = {**pairs.likely, **claims}
    period = claims.pop(PERIOD, None)
    columns = {name: claim.column for name, claim in claims.items()}
    if period is not None:
        missing = [
            name for name in (_START, _END) if name not in columns and name not in pairs.clashes
        ]
        columns.update(dict.fromkeys(missing, period.column))
        period = period if missing else None
    if months is None and _is_only_end(claims, columns, pairs, body):
        columns[_END] = columns.pop(_REVISED)
    if months is not None:
        columns.setdefault(_START, months.columns[0])
        columns.setdefault(_END, months.columns[-1])
    return FoundColumns(
        header=_header(table, place, columns, pairs, months),
        end=end,
        others=frozenset(range(place.last_row + 1, end)) - frozenset(own),
        verdict=verdict,
        pairs=pairs,
        period=period.column if period is not None else None,
        months=months,
        sub_title=_sub_title(place.labels, frozenset(columns.values()))
        if table.has("title")
        else None,
        year=_year_beside(place.labels, columns) if table.has(_END) else None,
    )


def _is_only_end(
    claims: Mapping[str, Claim], columns: Mapping[str, int], pairs: Pairs, body: Rows
) -> bool:
    """Whether « Nouvelle échéance » is the only end of a table: nobody says what it replaces.

    Then most lines have one. Where few have, it revises a column whose title went away.
    """
    if _REVISED not in columns or claims[_REVISED].rank is Rank.HERS:
        return False
    column = columns[_REVISED]
    filled = sum(
        column < len(row) and not is_void(value := raw(row[column])) and value != "" for row in body
    )
    return filled > len(body) / 2 and _END not in columns and _END not in pairs.clashes


def _year_beside(labels: Mapping[int, str], columns: Mapping[str, int]) -> int | None:
    """The column of years beside one of months, quarters or weeks: « Mois | Année »."""
    end = columns.get(_END)
    if end is None or end not in labels or not is_part_of_year(labels[end]):
        return None
    free = [c for c, label in labels.items() if is_year(label) and c not in columns.values()]
    return free[0] if len(free) == 1 else None


def _sub_title(labels: Mapping[int, str], used: frozenset[int]) -> int | None:
    """The column that names the parts of actions: « Titre de la sous-action »."""
    for column, label in sorted(labels.items()):
        if column not in used and key_of(label) in _SUB_TITLES:
            return column
    return None


# The title of the first column of the lines of a line, where a board is exported with them.
_PARTS = frozenset(map(key_of, phrases_of(SUB_LINES)))
_SUB_TITLES = frozenset(map(key_of, phrases_of(SUB_TITLE)))


def _repeats(row: Sequence[object], labels: Mapping[int, str]) -> bool:
    """Whether a row holds the titles of a table again, at their places."""
    cells = ((raw(row[column]), label) for column, label in labels.items() if column < len(row))
    return sum(isinstance(cell, str) and tidy(cell) == label for cell, label in cells) > 1


def _says_two(row: Sequence[object]) -> bool:
    said = 0
    for cell in row:
        value = raw(cell)
        if not is_void(value) and not (isinstance(value, str) and not value.strip()):
            said += 1
            if said > 1:
                return True
    return False


def _verdict(
    table: TableSchema, pairs: Pairs, months: Months | None, labels: Mapping[int, str]
) -> Verdict:
    """Applied where what is needed is known; proposed where some of it is likely."""
    needed = [column.name for column in table.needed]
    either = [column.name for column in table.either]
    if any(name in pairs.clashes for name in needed):
        return Verdict.REFUSED

    def satisfied(*held: Mapping[str, Claim]) -> bool:
        names = {name for each in held for name in each} | pairs.clashes.keys()
        one = not either or months is not None or PERIOD in names or not names.isdisjoint(either)
        return one and all(name in names for name in needed)

    if not satisfied(pairs.known):
        return Verdict.PROPOSED if satisfied(pairs.known, pairs.likely) else Verdict.REFUSED
    return Verdict.REFUSED if _is_another(table, pairs, months, labels) else Verdict.APPLIED


def _is_another(
    table: TableSchema, pairs: Pairs, months: Months | None, labels: Mapping[int, str]
) -> bool:
    """Whether it is rather a list of something else that has titles and days: meetings, a ledger.

    « Objet » and « Date » say little where nobody is in charge and nothing has a status; money in
    most columns is a budget, unless its titles are said to be those of actions.
    """
    if not table.has("planned_end"):
        return False
    dated = [pairs.known[name] for name in _dated_names(table) if name in pairs.known]
    said = pairs.known.keys() & {"owner", "status", "progress"}
    if months is None and not said and all(each.rank is Rank.AT_WORST for each in dated):
        return True
    title = pairs.known["title"]
    figures = sum(_MONEY.search(fold(label)) is not None for label in labels.values())
    is_plan = _PLAN.search(fold(labels[title.column])) is not None
    return not is_plan and figures >= max(3, len(labels) / 2)


def _dated_names(table: TableSchema) -> Iterator[str]:
    yield from (column.name for column in table.either)
    yield PERIOD


_MONEY = re.compile(
    r"\b(?:montants?|couts?|ht|ttc|tva|budgets?|depenses?|factures?|fournisseurs?|prix|solde|paye"
    r"|subventions?|amount|cost|price|invoice|supplier|vat)\b|€"
)
_PLAN = re.compile(
    r"\b(?:actions?|projets?|taches?|operations?|mesures?|fiches?|activites?|tasks?|activity"
    r"|activities|quoi|project)\b"
)


def _header(
    table: TableSchema,
    place: TitlesRow,
    columns: Mapping[str, int],
    pairs: Pairs,
    months: Months | None,
) -> Header:
    named = dict(zip(months.columns, months.labels, strict=True)) if months is not None else {}
    labels = {**named, **place.labels}
    used = set(columns.values()) | {column for group in pairs.clashes.values() for column in group}
    used |= named.keys() | pairs.states.keys()
    return Header(
        first_row=place.first_row,
        last_row=place.last_row,
        columns=columns,
        labels=labels,
        measures={
            name: measure
            for name, column in columns.items()
            if (measure := measure_of(labels[column], table.column(name)))
        },
        clashes=pairs.clashes,
        unknown=tuple(column for column in sorted(labels) if column not in used),
    )
