"""Pure: what « Essayer ce fichier » says, in finished French sentences."""

from dataclasses import dataclass

NOT_READ = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnTried:
    """A column as its owner calls it, what it is understood as, how surely, and why."""

    label: str  # « B « Intitulé » »
    meaning: str  # the header of ours, NOT_READ where nothing is read
    sureness: str  # « sûr », « à confirmer », « dit par vous », « non lue »
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableTried:
    """One table of the file. `lines`: some of its rows as read; the others one sentence each."""

    heading: str
    verdict: str
    columns: tuple[ColumnTried, ...]
    lines: tuple[str, ...]
    followed: tuple[str, ...]
    asked: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialPage:
    """The page. `lost`: what of the file is in none of its tables; `closing`: what to do now."""

    title: str
    tables: tuple[TableTried, ...]
    lost: tuple[str, ...]
    closing: str
    is_adoptable: bool
