"""Pure: what the lines of « Paramètres » add up to, one line at a time.

Each function adds what a line says to what the lines above it said, and gives back what is wrong
with it in French, or None.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from relocalisons.core.kernel.calendar.working_time import REGIONS, read_rest
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.kernel.working_time import RestRule
from relocalisons.core.reading.sheet_rows import Row


def add_value(values: dict[str, str], *, name: str, value: str) -> str | None:
    """What is wrong with a line, or None: the first of two contrary lines stays in force."""
    known = {fold(other): other for other in values}.get(fold(name), name)
    if values.setdefault(known, value) != value:
        return f"«\u00a0{name}\u00a0» est déjà défini plus haut avec une autre valeur"
    return None


def add_synonym(
    synonyms: dict[str, str], spellings: dict[str, str], *, value: str, scope: str | None
) -> str | None:
    """Another spelling of a partner; `spellings` folds the same, so that no case is forgotten."""
    if scope is None:
        return "un synonyme doit donner le code du partenaire dans «\u00a0Portée\u00a0»"
    known = spellings.setdefault(fold(value), scope)
    if fold(known) != fold(scope):
        return f"«\u00a0{value}\u00a0» est déjà le synonyme de {known}"
    synonyms[value] = scope
    return None


def add_closure(closures: set[date], day: date | None) -> str | None:
    """A day on which the programme does not work."""
    if day is None:
        return "une fermeture doit donner un jour, par exemple 15/05/2026"
    closures.add(day)
    return None


def add_rest(rests: list[RestRule], *, name: str, value: str, scope: str | None) -> str | None:
    """When a type of partner does not work."""
    try:
        rests.append(read_rest(name, value=value, scope=scope))
    except ValueError as error:
        return str(error)
    return None


def read_region(value: str) -> tuple[str | None, str | None]:
    """The subdivision, or why it is not one."""
    code = value.strip().upper()
    if code in REGIONS:
        return code, None
    return None, "le calendrier régional est un code, par exemple 57 (Moselle) ou 974 (La Réunion)"


def lines_in_force(rows: Iterable[Row], as_of: date) -> Iterator[Row]:
    """The lines that are neither struck through nor past their end."""
    for row in rows:
        until = row.reading("until").value
        if not row.struck and (until is None or until.latest >= as_of):
            yield row
