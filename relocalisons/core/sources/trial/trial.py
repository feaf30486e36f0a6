"""Pure: « Essayer ce fichier »: the page of a workbook that nobody follows yet: `trial_of`."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from relocalisons.core.kernel.model import (
    ColumnUnderstood,
    FoundTable,
    IssueKind,
    PartnerNames,
    SourcedTable,
    Sureness,
    TableReading,
    Verdict,
    WorkbookGrid,
)
from relocalisons.core.kernel.sheets import column_letter
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    join_words,
    name_some,
    plural_word,
    quote,
    shorten,
    typo,
)
from relocalisons.core.reading.recognition.understood import KNOWN_TITLE
from relocalisons.core.reading.stacked import alone
from relocalisons.core.sources.book_tables import BookTable, BookTables, tables_of_book
from relocalisons.core.sources.trial.lines import lines_read
from relocalisons.core.sources.trial.outcome import asked, column_named, followed, lost
from relocalisons.core.sources.trial.page import NOT_READ, ColumnTried, TableTried, TrialPage

_SURENESS = {
    Sureness.HERS: "dit par vous",
    Sureness.KNOWN: "sûr",
    Sureness.LIKELY: "à confirmer",
    Sureness.UNREAD: "non lue",
}
_MOST_TABS = 6
_NO_TABLE = "aucun tableau à suivre"
_ADOPT_LATER = (
    f"Pour l’adopter{NBSP}: déposez-le dans le Drive du programme, puis mettez son lien dans "
    f"{quote('Sources')}. Rien n’a été gardé."
)
_WHAT_IS_NEEDED = (
    "Un plan d’action se lit dès qu’une ligne de titres nomme l’action et une date ou un "
    "statut. "
    "Rien n’a été gardé."
)


def trial_of(
    book: WorkbookGrid,
    *,
    as_of: date,
    partner: str | None = None,
    names: PartnerNames | None = None,
    aliases: Mapping[str, Mapping[str, tuple[str, ...]]] | None = None,
    refused: Iterable[str] = (),
    closing: str = "",
) -> TrialPage:
    """The page of a workbook.

    `partner`: the code of whose it is, where nothing else says it. `names`: the spellings of the
    programme's partners, None where nobody knows them. `aliases`: canonical table → column →
    titles that she said. `refused`: what of the file was beyond the caps. `closing`: what to do to
    adopt it; the usual words when empty.
    """
    held = tables_of_book(
        book,
        read_on=as_of,
        aliases=aliases or {},
        partners=names.spellings if names else frozenset(),
    )
    tables = [
        _tried(each, book, partner=partner, names=names, as_of=as_of)
        for whole in held.tables
        for each in _apart(whole)
    ]
    adoptable = any(each.found.reading.readings for each in held.tables)
    if not adoptable:
        closing = f"Rien ne peut être suivi dans ce fichier tel qu’il est. {_WHAT_IS_NEEDED}"
    return TrialPage(
        title=_title(book, held.tables),
        tables=tuple(tables),
        lost=(*_left_out(held, book), *refused),
        closing=closing or _ADOPT_LATER,
        is_adoptable=adoptable,
    )


def closing_words(lines: Sequence[int]) -> str:
    """What to do with a file that these lines of « Sources » name; empty when none does."""
    if not lines:
        return ""
    rows = f"{plural_word(len(lines), 'ligne')}{NBSP}{join_words(list(map(str, lines)))}"
    return (
        f"Déjà dans {quote('Sources')}, {rows}{NBSP}: s’il y a des colonnes à confirmer, "
        f"{quote('oui')} dans {quote('Correspondance confirmée')}{NBSP}; {quote('non')} dans "
        f"{quote('Actif')} pour ne plus le suivre. Rien n’a été gardé."
    )


def _title(book: WorkbookGrid, tables: Sequence[BookTable]) -> str:
    found = Counter(each.table.title for each in tables)
    said = [
        quote(typo(title)) + (f" ({count_of(count, 'onglet')})" if count > 1 else "")
        for title, count in found.items()
    ]
    return f"{book.name}{NBSP}: {', '.join(said) or 'aucun tableau reconnu'}"


def _left_out(held: BookTables, book: WorkbookGrid) -> Iterator[str]:
    """The tabs that hold no table, together where the reason is the same.

    What a tab lacks is told in full where no other holds a table.
    """
    hidden = {tab.title for tab in book.tabs if tab.hidden}
    by_reason: dict[str, list[str]] = {}
    for tab in held.ignored:
        short = "onglet masqué" if tab.title in hidden else _NO_TABLE
        why = short if held.tables else _plain(tab.why)
        by_reason.setdefault(why, []).append(quote(tab.title))
    for why, titles in by_reason.items():
        named = name_some(titles, limit=_MOST_TABS)
        yield f"{plural_word(len(titles), 'Onglet')} {named}{NBSP}: {why}."


def _apart(held: BookTable) -> Iterator[BookTable]:
    """The tables of one tab that are followed together, each by itself."""
    parts = held.found.reading.parts
    for part in parts:
        found = FoundTable(tab=held.found.tab, reading=alone(held.found.reading, part))
        is_last = part is parts[-1]
        yield replace(held, found=found, beside=held.beside if is_last else ())
    if not parts:
        yield held


def _tried(
    held: BookTable,
    book: WorkbookGrid,
    *,
    partner: str | None,
    names: PartnerNames | None,
    as_of: date,
) -> TableTried:
    reading = held.found.reading
    table = SourcedTable(
        table=held.table, partner=partner, workbook=book, tab=held.found.tab, reading=reading
    )
    rows = [row for row in table.rows if not row.struck]
    return TableTried(
        heading=_heading(held, len(rows)),
        verdict=_verdict(reading),
        columns=tuple(_columns(held)),
        lines=tuple(lines_read(rows, held.table, columns=reading.columns)),
        followed=tuple(followed(table, rows, as_of=as_of)),
        asked=tuple(asked(table, rows, names=names)),
        lost=(*lost(table), *map(_beside, held.beside)),
    )


def _heading(held: BookTable, count: int) -> str:
    title = held.table.title.replace("'", "’")
    where = f"onglet {quote(held.found.tab.title)}"
    at = held.found.reading.header_row
    titles = f"titres ligne{NBSP}{at}" if at else "sans ligne de titres"
    return f"{title}, {where} ·{NBSP}{titles} ·{NBSP}{count_of(count, 'ligne')}"


def _verdict(reading: TableReading) -> str:
    if reading.verdict is Verdict.APPLIED:
        guessed = sum(
            each.sureness is Sureness.LIKELY and each.meaning not in reading.columns
            for each in reading.understood
        )
        if guessed:
            return f"Se lit, sauf {count_of(guessed, 'colonne')} à confirmer."
        doubles = sum(each.kind is IssueKind.DUPLICATE_ID for each in reading.issues)
        if doubles:
            return f"Se lit, sauf {count_of(doubles, 'ligne')} au numéro déjà pris."
        return "Se lit tel quel." if reading.rows else "Aucune ligne sous les titres."
    why = reading.why or "à confirmer"
    return f"{why[:1].upper()}{why[1:].rstrip('.')}."


def _beside(other: FoundTable) -> str:
    count = count_of(len(other.reading.readings), "ligne")
    return (
        f"Un autre tableau du même onglet, titres ligne{NBSP}{other.reading.header_row} ({count})"
        f"{NBSP}: il n’est pas sûr qu’il aille avec, donnez-lui un onglet à lui."
    )


def _columns(held: BookTable) -> Iterable[ColumnTried]:
    """Each column; months of a calendar, which are understood alike, as one."""
    understood = held.found.reading.understood
    for (meaning, sureness, why), alike in groupby(understood, key=_as_what):
        columns = list(alike)
        if meaning is None:
            labels = [column_named(each.column, each.label) for each in columns]
        else:
            labels = [_named_together(columns)]
        for label in labels:
            yield ColumnTried(
                label=label,
                meaning=held.table.column(meaning).header if meaning else NOT_READ,
                sureness=_SURENESS[sureness if meaning else Sureness.UNREAD],
                why=_short(why) if sureness is Sureness.KNOWN else why,
            )


def _short(why: str) -> str:
    """Of a title that is known, only what its cells are: « sûr » says the rest."""
    return why.removeprefix(KNOWN_TITLE).removeprefix(", ")


def _as_what(column: ColumnUnderstood) -> tuple[str | None, Sureness, str]:
    return column.meaning, column.sureness, column.why


def _named_together(columns: Sequence[ColumnUnderstood]) -> str:
    first, last = columns[0], columns[-1]
    if first is last:
        return column_named(first.column, first.label)
    letters = f"{column_letter(first.column)} à {column_letter(last.column)}"
    return f"{letters}{NBSP}{quote(shorten(f'{first.label} … {last.label}', limit=40))}"


def _plain(why: str) -> str:
    """A reason within a sentence: no capital, no full stop."""
    return (why[:1].lower() + why[1:]).rstrip(".")
