"""Pure: how an existing workbook could be read: a proposed correspondence, never applied by us.

A workbook that people kept long before the programme has its own titles. What its columns look
like and what they contain are compared with the table; the coordinator corrects and confirms.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from relocalisons.core.kernel.model import Column, ColumnKind, Doubt, Snapshot, TableSchema, raw
from relocalisons.core.reading.cells.readers import read_column
from relocalisons.core.reading.cells.words import fold
from relocalisons.core.reading.headers import find_header, header_words
from relocalisons.core.reading.labels import header_key, stem_key
from relocalisons.core.sources.sources import SourceEntry, find_tab, write_mapping
from relocalisons.core.tables import BY_NAME

_LOOKED_AT = 30  # rows in which a header is sought
_SAMPLE = 60  # cells of a column that are tried
_LIKELY = 0.5  # below it a guess would be more often wrong than right

# Kinds whose cells prove something: a column of words may be any column of words.
_TYPED = frozenset(
    {
        ColumnKind.DATE,
        ColumnKind.NUMBER,
        ColumnKind.MONEY,
        ColumnKind.PERCENT,
        ColumnKind.PROGRESS,
        ColumnKind.QUANTITY,
        ColumnKind.STATUS,
        ColumnKind.EMAIL,
        ColumnKind.URL,
        ColumnKind.YESNO,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What could be written beside a line of « Sources ». `missing`: needed headers without."""

    entry: SourceEntry
    text: str
    missing: tuple[str, ...] = ()


def propose_mappings(snapshot: Snapshot, entries: Iterable[SourceEntry]) -> tuple[Proposal, ...]:
    """A proposal for each line of « Sources » whose table lacks a needed column.

    Lines that already have a confirmed correspondence are left alone, and so are the coordinator's
    own tabs, which have no line.
    """
    proposals: list[Proposal] = []
    for entry in entries:
        table, book = BY_NAME[entry.table], snapshot.workbook(entry.file_id)
        if entry.place is None or entry.columns or book is None:
            continue
        tab = find_tab(book, title=entry.tab, table=table)
        found = propose(tab.rows, table, header_row=entry.header_row) if tab else None
        if found is not None:
            mapping, missing = found
            proposals.append(
                Proposal(entry=entry, text=write_mapping(mapping, table=table), missing=missing)
            )
    return tuple(proposals)


def propose(
    rows: Sequence[Sequence[object]], table: TableSchema, *, header_row: int | None = None
) -> tuple[Mapping[str, str], tuple[str, ...]] | None:
    """(canonical column → header of the sheet, needed headers still without), or None.

    None when nothing is missing, or when no row looks like a header. Columns that are recognised
    already are not in it.
    """
    known = find_header(rows, table, extra_aliases={}, header_row=header_row)
    if known is not None:
        wanted = [c for c in table.columns if c.name not in known.columns]
        if not any(column.needed for column in wanted):
            return None
        labels = {at: known.labels[at] for at in known.unknown}
        below = rows[known.last_row + 1 :]
    else:
        at = _likely_header(rows)
        if at is None:
            return None
        wanted = list(table.columns)
        labels = {n: label for n, cell in enumerate(rows[at]) if (label := header_words(cell))}
        below = rows[at + 1 :]
    mapping = _assign(labels, wanted, below)
    missing = [c.header for c in wanted if c.needed and c.name not in mapping]
    return (mapping, tuple(missing)) if mapping else None


def _likely_header(rows: Sequence[Sequence[object]]) -> int | None:
    """The row of most different labels that is followed by data; the first of two equal ones."""
    best, at = 2, None
    for number, row in enumerate(rows[:_LOOKED_AT]):
        labels = {header_key(label) for cell in row if (label := header_words(cell))}
        if len(labels) > best and number + 1 < len(rows):
            best, at = len(labels), number
    return at


def _assign(
    labels: Mapping[int, str], wanted: Sequence[Column], below: Sequence[Sequence[object]]
) -> dict[str, str]:
    """The likeliest pairs first; a column and a label serve once."""
    scored = sorted(
        (
            (_likeness(label, column, _cells(below, at)), -order, -at, column, label)
            for at, label in labels.items()
            for order, column in enumerate(wanted)
        ),
        key=lambda pair: pair[:3],
        reverse=True,
    )
    mapping: dict[str, str] = {}
    used: set[int] = set()
    for score, _, minus_at, column, label in scored:
        if score < _LIKELY:
            break
        if column.name not in mapping and -minus_at not in used:
            mapping[column.name] = label
            used.add(-minus_at)
    return mapping


def _likeness(label: str, column: Column, cells: Sequence[object]) -> float:
    """0 to 1, from the words of the title and, for dates, figures and the like, the content."""
    by_name = max(_same_words(label, other) for other in (column.header, *column.aliases))
    if _HINTS.get(column.name, frozenset()) & set(_words(label)):
        by_name = max(by_name, 0.9)
    if column.kind not in _TYPED:
        return 0.9 * by_name
    if not cells:
        return 0.8 * by_name
    readings = read_column(cells, kind=column.kind, default_year=None)
    read = sum(reading.doubt in (Doubt.CERTAIN, Doubt.ABOUT) for reading in readings)
    content = read / len(readings)
    # A column of dates is no status, however it is called.
    return 0.0 if content < 0.3 else 0.6 * by_name + 0.4 * content


def _same_words(label: str, other: str) -> float:
    one, two = _words(label), _words(other)
    letters = SequenceMatcher(None, "".join(one), "".join(two)).ratio()
    shared = len(set(one) & set(two)) / min(len(one), len(two)) if one and two else 0.0
    return max(0.9 * letters, 0.85 * shared)


def _words(label: str) -> list[str]:
    """The words that say something: « Date de fin » says « fin »."""
    words = re.findall(r"[a-z0-9]+", fold(label))
    return [stem_key(word) for word in words if word not in _SMALL]


_SMALL = frozenset(
    ["de", "du", "des", "la", "le", "les", "d", "l", "en", "et", "a", "au", "aux", "ou", "date"]
)

# How people call these columns in workbooks of their own; too loose to be read as such.
_HINTS: Mapping[str, frozenset[str]] = {
    "number": frozenset(map(stem_key, ("ref", "reference", "numero", "code", "id"))),
    "title": frozenset(map(stem_key, ("tache", "quoi", "description", "designation", "objet"))),
    "owner": frozenset(map(stem_key, ("qui", "porteur", "pilote", "acteur", "structure"))),
    "producer": frozenset(map(stem_key, ("ferme", "exploitation", "fournisseur", "agriculteur"))),
    "planned_start": frozenset(map(stem_key, ("demarre", "demarrage", "commence", "lancement"))),
    "planned_end": frozenset(map(stem_key, ("butoir", "limite", "terme", "cloture", "jusque"))),
    "due": frozenset(map(stem_key, ("butoir", "limite", "terme", "remise", "rendu"))),
    "progress": frozenset(map(stem_key, ("realise", "pourcentage", "progression", "fait"))),
    "status": frozenset(map(stem_key, ("situation", "etat", "stade", "phase"))),
    "quantity": frozenset(map(stem_key, ("poids", "volume", "kg", "tonnes"))),
    "contract": frozenset(map(stem_key, ("commande", "marche", "contrat"))),
}


def _cells(rows: Sequence[Sequence[object]], at: int) -> list[object]:
    found: list[object] = []
    for row in rows:
        cell = row[at] if at < len(row) else None
        value = raw(cell)
        if value is not None and str(value).strip():
            found.append(cell)
        if len(found) == _SAMPLE:
            break
    return found
