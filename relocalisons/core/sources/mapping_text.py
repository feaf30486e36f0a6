"""Pure: a correspondence of columns as a person reads and corrects it in « Sources »."""

from collections.abc import Mapping

from relocalisons.core.kernel.definition import TableSchema
from relocalisons.core.kernel.words.french import quote
from relocalisons.core.kernel.words.names import fold

Columns = Mapping[str, tuple[str, ...]]


def write_mapping(columns: Mapping[str, str], *, table: TableSchema) -> str:
    """« Fin prévue = Date butoir ; Statut = Où en est-on », in the order of the table."""
    return " ; ".join(
        f"{column.header} = {columns[column.name]}"
        for column in table.columns
        if column.name in columns
    )


def parse_mapping(text: str, *, table: TableSchema) -> tuple[Columns, str]:
    """(canonical column → headers, what is wrong in French, else empty).

    A part that cannot be read makes the whole correspondence void: half of one would read some
    columns under a wrong name.
    """
    columns: dict[str, tuple[str, ...]] = {}
    for part in text.replace("\n", ";").split(";"):
        if not part.strip():
            continue
        name, sign, header = (piece.strip() for piece in part.partition("="))
        column = next((each for each in table.columns if fold(each.header) == fold(name)), None)
        if column is None or not sign or not header:
            return {}, (
                f"{quote(part.strip())} ne se lit pas dans la correspondance : écrire par exemple "
                f"{quote(f'{table.columns[0].header} = titre de la colonne')}"
            )
        if header in columns.get(column.name, ()):
            continue
        columns[column.name] = (*columns.get(column.name, ()), header)
    taken = [fold(header) for headers in columns.values() for header in headers]
    double = next((header for header in taken if taken.count(header) > 1), None)
    if double is not None:
        return {}, f"la colonne {quote(double)} ne peut pas servir deux fois"
    return columns, ""
