"""Pure: the correspondence of columns in « Sources »: « Fin prévue = Date butoir ; Statut = rien ».

A pair that cannot be read drops alone and is quoted as typed; the others are obeyed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from relocalisons.core.kernel.model import TableSchema
from relocalisons.core.kernel.words.french import quote
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.sources.words import names_no_column

NOT_EQUAL = "≠"
EVERY_TITLE = "*"

Columns = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correspondence:
    """What a text says: canonical column → titles of hers, and titles that it must not be given.

    `problems`: what cannot be read, in French, without a full stop.
    """

    columns: Columns = field(default_factory=dict[str, tuple[str, ...]])
    refused: Columns = field(default_factory=dict[str, tuple[str, ...]])
    problems: tuple[str, ...] = ()

    def as_refused(self) -> "Correspondence":
        """The same text after « non »: each of its pairs is refused, with those refused before."""
        refused = dict(self.refused)
        for name, titles in self.columns.items():
            refused[name] = (*refused.get(name, ()), *titles)
        return Correspondence(refused=refused, problems=self.problems)


def write_mapping(
    columns: Mapping[str, str], *, table: TableSchema, refused: Columns | None = None
) -> str:
    """« Fin prévue = Date butoir ; Statut = Où en est-on », in the order of the table.

    What she refused before is kept in it: « Fin prévue ≠ Fin ».
    """
    return " ; ".join(
        [
            *(
                f"{column.header} = {columns[column.name]}"
                for column in table.columns
                if column.name in columns
            ),
            *(
                f"{column.header} {NOT_EQUAL} {title}"
                for column in table.columns
                for title in (refused or {}).get(column.name, ())
                if title != EVERY_TITLE
            ),
        ]
    )


def parse_mapping(text: str, *, table: TableSchema) -> Correspondence:
    """What a correspondence says; one invalid pair drops alone."""
    columns: dict[str, tuple[str, ...]] = {}
    refused: dict[str, tuple[str, ...]] = {}
    problems: list[str] = []
    taken: set[str] = set()
    for part in _parts(text):
        sign = NOT_EQUAL if NOT_EQUAL in part else "="
        name, found, header = (piece.strip() for piece in part.partition(sign))
        column = next((each for each in table.columns if fold(each.header) == fold(name)), None)
        if column is None or not found or not header:
            problems.append(_unread(part, table))
        elif sign == NOT_EQUAL:
            refused[column.name] = (*refused.get(column.name, ()), header)
        elif names_no_column(header):
            refused[column.name] = (EVERY_TITLE,)
            columns.pop(column.name, None)
        elif header in columns.get(column.name, ()):
            continue
        elif fold(header) in taken:
            problems.append(f"la colonne {quote(header)} ne peut pas servir deux fois")
        else:
            taken.add(fold(header))
            columns[column.name] = (*columns.get(column.name, ()), header)
    return Correspondence(columns=columns, refused=refused, problems=tuple(problems))


def _parts(text: str) -> Iterator[str]:
    for part in text.replace("\n", ";").replace("!=", NOT_EQUAL).split(";"):
        if part.strip():
            yield part.strip()


def _unread(part: str, table: TableSchema) -> str:
    example = quote(f"{table.columns[0].header} = titre de la colonne")
    return f"{quote(part)} ne se lit pas dans la correspondance : écrire par exemple {example}"
