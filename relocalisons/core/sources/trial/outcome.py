"""Pure: what would be followed of a table, what would be asked, and what of it is lost."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from relocalisons.core.kernel.model import (
    ActionStatus,
    ColumnKind,
    DataIssue,
    IssueKind,
    PartnerNames,
    Row,
    SourcedTable,
    Sureness,
    raw,
)
from relocalisons.core.kernel.sheets import column_letter
from relocalisons.core.kernel.words.french import (
    NBSP,
    THIN,
    count_of,
    format_date,
    join_words,
    name_some,
    plural_word,
    quote,
    shorten,
)

_MOST_TOLD = 5
# The date by which a line of each table is expected: the first of these that it has.
_DUE: Mapping[str, tuple[str, ...]] = {
    "actions": ("revised_end", "planned_end"),
    "deliverables": ("revised_due", "due"),
    "decisions": ("due",),
    "meetings": ("date",),
}
_CALLED = {"actions": "action", "deliverables": "livrable", "expenses": "dépense"}
_SETTLED = (ActionStatus.DONE, ActionStatus.DROPPED)
_CELLS = (IssueKind.CELL_AMBIGUOUS, IssueKind.CELL_UNREADABLE)
_DOUBLE = IssueKind.DUPLICATE_ID
_KNOWN_ALREADY = frozenset({IssueKind.ROW_NOTE, IssueKind.ROW_TOTAL, IssueKind.ROW_HEADER})


def followed(table: SourcedTable, rows: Sequence[Row], *, as_of: date) -> Iterator[str]:
    """How many lines, how many dates, the next one, and those that are past."""
    yield f"{count_of(len(rows), _CALLED.get(table.table.name, 'ligne'))}."
    columns = [name for name in _DUE.get(table.table.name, ()) if name in table.reading.columns]
    if columns:
        open_ones = [row for row in rows if not _is_settled(row)]
        days = sorted(day for row in open_ones if (day := _due(row, columns)) is not None)
        settled = len(rows) - len(open_ones)
        yield from _deadlines(days, as_of=as_of)
        if settled:
            yield f"{count_of(settled, 'ligne')} déjà {plural_word(settled, 'réglée')}."


def _deadlines(days: Sequence[date], *, as_of: date) -> Iterator[str]:
    if not days:
        yield "Aucune échéance ne se lit."
        return
    past = sum(day < as_of for day in days)
    coming = [day for day in days if day >= as_of]
    said = count_of(len(days), "échéance")
    if coming:
        said += f", la prochaine le {format_date(coming[0])}"
    if past:
        said += f"{NBSP}; {count_of(past, 'déjà passée', 'déjà passées')}"
    yield f"{said}."


def asked(table: SourcedTable, rows: Sequence[Row], *, names: PartnerNames | None) -> Iterator[str]:
    """What its owner would be asked, once a column where many cells lack the same thing."""
    issues = table.reading.issues
    for column in table.table.columns:
        missing = [each for each in issues if _is(each, IssueKind.CELL_MISSING, column.name)]
        yield from _missing(quote(column.header), missing)
    doubts = [each for each in issues if each.kind in _CELLS]
    for column in dict.fromkeys(each.column for each in doubts):
        yield _in_doubt([each for each in doubts if each.column == column], table)
    guessed = list(_guessed(table))
    if guessed:
        unread = "cette colonne n’est pas lue", "ces colonnes ne sont pas lues"
        yield (
            f"{join_words(guessed)}{NBSP}: à confirmer par {quote('oui')} dans {quote('Sources')}"
            f"{THIN}; d’ici là, {plural_word(len(guessed), *unread)}."
        )
    told = {IssueKind.CELL_MISSING, *_CELLS, *_KNOWN_ALREADY}
    if guessed:
        told.add(IssueKind.COLUMN_SUGGESTED)
    yield from dict.fromkeys(each.fix for each in issues if each.kind not in told and each.fix)
    yield from _owners(table, rows, names=names)


def _missing(header: str, missing: Sequence[DataIssue]) -> Iterator[str]:
    """The cells that hold nothing, then those whose words say nothing: « asap », « ? »."""
    empty = [each for each in missing if not each.found]
    if empty:
        where = _rows_named([each.row for each in empty if each.row])
        yield f"{header} est vide sur {count_of(len(empty), 'ligne')} ({where})."
    words = [each for each in missing if each.found]
    if words:
        cells = [f"{each.cell} {quote(shorten(each.found, limit=30))}" for each in words]
        count = count_of(len(words), "case ne dit", "cases ne disent")
        yield f"{header}{NBSP}: {count} rien de précis ({name_some(cells, limit=_MOST_TOLD)})."


def _guessed(table: SourcedTable) -> Iterator[str]:
    """The columns that wait for her word in a table that is read without them."""
    for each in table.reading.understood:
        name = each.meaning
        if name and each.sureness is Sureness.LIKELY and name not in table.reading.columns:
            header = quote(table.table.column(name).header)
            yield f"{column_named(each.column, each.label)} = {header}"


def lost(table: SourcedTable) -> Iterator[str]:
    """The columns that nothing reads and the rows that are no lines, with the reason."""
    for column in table.reading.understood:
        if column.sureness is Sureness.UNREAD and _is_filled(table, column.column):
            yield f"{column_named(column.column, column.label)}{NBSP}: {column.why}."
    by_reason: dict[str, list[int]] = {}
    for row in table.reading.ignored_rows:
        by_reason.setdefault(row.why, []).append(row.row)
    for why, numbers in by_reason.items():
        yield f"{_rows_named(numbers)}{NBSP}: {why}."
    yield from (_double(each) for each in table.reading.issues if each.kind is _DOUBLE)
    struck = len(table.reading.struck)
    if struck:
        yield f"{count_of(struck, 'ligne barrée', 'lignes barrées')}."


def _double(issue: DataIssue) -> str:
    return f"ligne {issue.row}{NBSP}: son numéro {quote(issue.found)} est déjà celui d’une autre."


def column_named(column: int, label: str) -> str:
    """« B « Intitulé » »."""
    letter = column_letter(column)
    return f"{letter}{NBSP}{quote(shorten(label, limit=40))}" if label else letter


def _due(row: Row, columns: Iterable[str]) -> date | None:
    return next((day for name in columns if (day := row.last_day(name)) is not None), None)


def _is_settled(row: Row) -> bool:
    """Whether it is over, as its own columns say; other tables say it in words judged elsewhere."""
    if row.table.name != "actions":
        return False
    return row.reading("status").value in _SETTLED or row.reading("actual_end").is_set


def _is(issue: DataIssue, kind: IssueKind, column: str) -> bool:
    return issue.kind is kind and issue.column == column


def _in_doubt(issues: Sequence[DataIssue], table: SourcedTable) -> str:
    """The cells of one column that do not read: one with its remedy, several with what they say."""
    first = issues[0]
    column = quote(table.table.column(first.column).header) if first.column else ""
    found = quote(shorten(first.found, limit=60))
    if len(issues) == 1:
        said = "" if first.fix.startswith(found) else f"{found}. "
        return f"{first.cell}, {column}{NBSP}: {said}{first.fix}".strip()
    cells = [f"{each.cell} {quote(shorten(each.found, limit=30))}" for each in issues]
    return (
        f"{column}{NBSP}: {count_of(len(issues), 'case ne se lit pas', 'cases ne se lisent pas')} "
        f"({name_some(cells, limit=_MOST_TOLD)}). Pour {first.cell}{NBSP}: {first.fix}"
    )


def _owners(
    table: SourcedTable, rows: Sequence[Row], *, names: PartnerNames | None
) -> Iterator[str]:
    """Who is named as responsible and is nobody of the programme."""
    column = next((c for c in table.table.columns if c.kind is ColumnKind.PARTNER), None)
    if column is None or not rows:
        return
    header = quote(column.header)
    if column.name not in table.reading.columns:
        is_guessed = any(each.meaning == column.name for each in table.reading.understood)
        if table.partner is None and not is_guessed:
            yield f"Aucune colonne {header}{NBSP}: dites de quel partenaire est ce fichier."
        return
    if names is None:
        return
    typed = dict.fromkeys(said for row in rows if (said := row.plain(column.name)))
    strange = [quote(shorten(said, limit=40)) for said in typed if names.code_of(said) is None]
    if strange:
        yield (
            f"{header}{NBSP}: {name_some(strange, limit=_MOST_TOLD)} "
            f"{'ne sont pas' if len(strange) > 1 else 'n’est pas'} dans {quote('Partenaires')}."
        )


def _is_filled(table: SourcedTable, column: int) -> bool:
    rows = (table.tab.rows[number - 1] for number in table.reading.readings)
    return any(column < len(row) and raw(row[column]) not in (None, "") for row in rows)


def _rows_named(numbers: Sequence[int]) -> str:
    if len(numbers) > _MOST_TOLD:
        first = ", ".join(map(str, numbers[:_MOST_TOLD]))
        return f"lignes{NBSP}{first}…"
    return f"{plural_word(len(numbers), 'ligne')}{NBSP}{join_words(list(map(str, numbers)))}"
