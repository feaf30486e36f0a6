"""Pure: whether the titles of a table name one kind of table better than any other of ours."""

from collections.abc import Collection

from relocalisons.core.kernel.model import TableSchema
from relocalisons.core.reading.recognition.lexicon import DECOY, SURE, Rank, lexicon_of
from relocalisons.core.tables import TABLES


def is_of_kind(labels: Collection[str], table: TableSchema) -> bool:
    """Whether no other table knows more of these titles, or as many and its own first one better.

    « Livrable | Responsable | Échéance » is a plan at worst and a list of deliverables first.
    """
    mine = _knows(labels, table)
    return all(_knows(labels, other) <= mine for other in TABLES if other is not table)


def _knows(labels: Collection[str], table: TableSchema) -> tuple[int, int]:
    """How many meanings of a table the titles name; how well they name what it needs."""
    words = lexicon_of(table, {})
    needed = {column.name for column in table.needed or table.naming}
    meanings: set[str] = set()
    best = Rank.LOOSE
    for label in labels:
        fits = [fit for fit in words.known(label) if fit.likeness >= SURE and fit.meaning != DECOY]
        if fits:
            meanings.add(fits[0].meaning)
        best = min([best, *(fit.rank for fit in fits if fit.meaning in needed)])
    return len(meanings), -best
