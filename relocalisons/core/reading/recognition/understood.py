"""Pure: what each column of a tab was taken for and why, and which rows are no lines, in words."""

from collections.abc import Iterator, Mapping, Sequence

from relocalisons.core.kernel.model import (
    ColumnUnderstood,
    IgnoredRow,
    Sureness,
    TableSchema,
    raw,
)
from relocalisons.core.kernel.words import french
from relocalisons.core.reading.cells.advice import advise, shown
from relocalisons.core.reading.headers import Header
from relocalisons.core.reading.recognition.lexicon import Rank
from relocalisons.core.reading.recognition.synonyms.tables import PERIOD
from relocalisons.core.reading.recognition.tables_found import FoundColumns
from relocalisons.core.reading.rows import RowKind, is_blank

_WHY = {
    RowKind.TOTAL: "un total",
    RowKind.NOTE: "une remarque",
    RowKind.SECTION: "le titre d’une partie",
    RowKind.LEGEND: "une légende ou un exemple",
    RowKind.HEADER: "les titres des colonnes, répétés",
    RowKind.SECOND_TABLE: "les titres d’un autre tableau",
}


def columns_understood(
    header: Header, table: TableSchema, *, found: FoundColumns | None = None
) -> tuple[ColumnUnderstood, ...]:
    """Every column that has a title or is read, from left to right.

    `found`: how a recognised table was found; without it, its titles are those that we know.
    """
    meanings = {column: name for name, column in header.columns.items()}
    columns = sorted({*header.labels, *meanings})
    if found is None:
        return tuple(
            ColumnUnderstood(
                column=column,
                label=header.labels.get(column, ""),
                meaning=meanings.get(column),
                sureness=Sureness.KNOWN if column in meanings else Sureness.UNREAD,
                why=KNOWN_TITLE if column in meanings else _why_unread(column, header, table),
            )
            for column in columns
        )
    return tuple(_understood(column, found, meanings, table) for column in columns)


KNOWN_TITLE = "titre connu"
_LIKE = "titre ressemblant"


def _understood(
    column: int, found: FoundColumns, meanings: Mapping[int, str], table: TableSchema
) -> ColumnUnderstood:
    label = found.header.labels.get(column, "")
    known = {claim.column: claim for claim in found.pairs.known.values()}
    likely = {claim.column: claim for claim in found.pairs.likely.values()}
    meaning, sureness = meanings.get(column), Sureness.UNREAD
    if found.months is not None and column in found.months.columns:
        sureness, why = Sureness.KNOWN, "calendrier : la première et la dernière case cochées"
        meaning = "planned_end"
    elif column in known:
        claim = known[column]
        meaning = "planned_end" if claim.meaning == PERIOD else claim.meaning
        sureness = Sureness.HERS if claim.rank is Rank.HERS else Sureness.KNOWN
        title = "dit dans « Sources »" if claim.rank is Rank.HERS else KNOWN_TITLE
        why = f"{title}, {claim.judged.why}" if claim.is_known else claim.judged.why
        if meaning not in meanings.values():
            meaning = meanings.get(column)
        if meaning is None:
            meaning, sureness, why = (
                None,
                Sureness.UNREAD,
                f"{KNOWN_TITLE}, une autre colonne suffit",
            )
    elif column in likely:
        claim = likely[column]
        meaning, sureness = claim.meaning, Sureness.LIKELY
        meaning = "planned_end" if meaning == PERIOD else meaning
        why = f"{_LIKE}, {claim.judged.why}" if claim.likeness else claim.judged.why
    elif column in found.pairs.states:
        meaning, sureness, why = "status", Sureness.KNOWN, "un état, coché ou non"
    elif column == found.sub_title:
        meaning, sureness, why = "title", Sureness.KNOWN, "titre des sous-actions"
    elif column in found.pairs.against:
        claim = found.pairs.against[column]
        wanted = french.quote(table.column(_of(claim.meaning)).header)
        why = f"titre de {wanted}, mais {claim.judged.why}"
    elif column in found.pairs.decoys:
        why = "n’est rien de ce tableau"
    else:
        why = _why_unread(column, found.header, table)
    return ColumnUnderstood(
        column=column, label=label, meaning=meaning, sureness=sureness, why=advise(why)
    )


def _of(meaning: str) -> str:
    return "planned_end" if meaning == PERIOD else meaning


def _why_unread(column: int, header: Header, table: TableSchema) -> str:
    for name, claimants in header.clashes.items():
        if column in claimants:
            wanted = french.quote(table.column(name).header)
            return f"plusieurs colonnes veulent dire {wanted}"
    return "titre inconnu"


def rows_ignored(
    rows: Sequence[Sequence[object]], kinds: Sequence[tuple[int, RowKind]]
) -> Iterator[IgnoredRow]:
    """The rows below a header that are no lines, in order; blank ones are not worth a word."""
    for at, kind in kinds:
        if kind in _WHY:
            said = next(raw(cell) for cell in rows[at] if not is_blank(raw(cell)))
            text = french.shorten(said, limit=120) if isinstance(said, str) else shown(said)
            yield IgnoredRow(row=at + 1, text=text.strip("«»\u00a0 "), why=_WHY[kind])
