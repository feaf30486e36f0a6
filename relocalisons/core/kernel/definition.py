"""Pure: what a canonical table is, and the small notation in which tables are written."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class ColumnKind(StrEnum):
    """How a column's cells are read; `core.reading.cells.readers` has one reader a kind."""

    ID = "id"
    IDS = "ids"  # several ids in a cell: « A1.2; A2.1 »
    TEXT = "text"
    CHOICE = "choice"  # one of a list; kept as text, compared without case or accents
    PARTNER = "partner"  # a code, a name or a synonym
    DATE = "date"
    NUMBER = "number"
    MONEY = "money"  # euros
    PERCENT = "percent"  # fraction 0–1
    PROGRESS = "progress"  # fraction 0–1
    QUANTITY = "quantity"
    STATUS = "status"  # ActionStatus
    EMAIL = "email"
    URL = "url"
    YESNO = "yesno"


class Audience(StrEnum):
    """Who may see a column, a finding or a figure, from the narrowest to the widest."""

    COORDINATION = "coordination"
    PARTNER = "partner"  # the partner concerned
    FUNDER = "funder"
    COPIL = "copil"
    PUBLIC = "public"


class Subject(StrEnum):
    """What a programme may follow beside its plan and its partners.

    Each is on when it is used (`core.programme.subjects`); the value is its word in « Paramètres ».
    """

    DELIVERABLES = "livrables"
    OBJECTIVES = "objectifs"  # indicators and risks
    MEETINGS = "réunions"
    COMMUNICATION = "communication"
    MONEY = "argent"
    PRODUCERS = "producteurs"
    AGREEMENTS = "conventions"  # agreements of partners, and what they must keep valid
    REPAYMENTS = "reversements"  # the lead receives the grants and repays its partners


class SubjectOn(StrEnum):
    """Why a subject is on."""

    ASKED = "asked"  # « Paramètres », or a box of « Créer l'espace de travail »
    USED = "used"  # one of its tables has a row
    ADOPTED = "adopted"  # a line of « Sources » names a file for one of its tables
    KEPT = "kept"  # the programme ran before subjects could be off


ALL_SUBJECTS = frozenset(Subject)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: canonical name, French header, kind and the other headers people use."""

    name: str
    header: str
    kind: ColumnKind
    needed: bool = False  # the table cannot be read without it
    either: bool = False  # the table cannot be read without one of those marked so
    asked: bool = False  # an empty cell of a line is a question
    naming: bool = False  # part of what names a line without number
    group: bool = False  # merged downwards by people: the value of the top cell fills the merge
    aliases: tuple[str, ...] = ()
    audience: Audience = Audience.COPIL
    rare: bool = False  # understood where somebody adds it, not offered in new workbooks
    kept: bool = False  # for people: shown or filled in, and nothing is concluded from it
    positive: bool = False  # « (1 200) » and « -5 » are a slip there, not a value
    counts: str = ""  # "days" or "workdays" where a number is a duration; else empty
    subject: Subject | None = None  # offered in new tabs while that subject is on; None: always


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSchema:
    """One table: where it usually lives and the columns it has, in their usual order."""

    name: str
    title: str  # usual title of its tab
    identity: str | None  # the column whose value names a row, if any
    columns: tuple[Column, ...]
    title_aliases: tuple[str, ...] = ()
    label: str | None = None  # the column that says what a row is called, if any
    subjects: frozenset[Subject] = frozenset()  # of which it is a part; empty: of every programme

    def serves(self, on: Collection[Subject]) -> bool:
        """Whether a programme that follows these subjects has a use for the table."""
        return not self.subjects or not self.subjects.isdisjoint(on)

    def has(self, name: str) -> bool:
        """Whether it has a column of that canonical name."""
        return any(column.name == name for column in self.columns)

    def column(self, name: str) -> Column:
        """The column of that canonical name; KeyError when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        known = ", ".join(column.name for column in self.columns)
        raise KeyError(f"table {self.name!r} has no column {name!r}; it has {known}")

    @property
    def needed(self) -> tuple[Column, ...]:
        """The columns without which the table cannot be read."""
        return tuple(column for column in self.columns if column.needed)

    @property
    def either(self) -> tuple[Column, ...]:
        """The columns of which one at least must be there; empty when that is no matter."""
        return tuple(column for column in self.columns if column.either)

    @property
    def naming(self) -> tuple[Column, ...]:
        """The columns that name a line best when it has no number."""
        return tuple(column for column in self.columns if column.naming)

    def offered(self, on: Collection[Subject] = ALL_SUBJECTS) -> tuple[Column, ...]:
        """The columns of a new tab for these subjects; rare ones are understood where added."""
        return tuple(
            column
            for column in self.columns
            if not column.rare and (column.subject is None or column.subject in on)
        )


_COUNTS = ("days", "workdays")
_SIGNS = frozenset("!/?=+")


def table(
    name: str,
    title: str,
    notation: str,
    *,
    identity: str | None = None,
    label: str | None = None,
    aliases: tuple[str, ...] = (),
    subjects: Collection[Subject] = (),
) -> TableSchema:
    """Build a table from lines `name | header | kind | flags | alias; alias`.

    Flags: signs that may be written together (`!` needed, `/` one of these is needed, `?` asked,
    `=` naming, `+` never negative); `g` group, `r` rare, `k` kept for people, `days` or `workdays`
    for a number that is a duration, and an audience (`coordination`, `partner`, …); default COPIL.
    `@argent`: offered while that subject is on.
    """
    columns = tuple(_column(line) for line in notation.splitlines() if line.strip())
    schema = TableSchema(
        name=name,
        title=title,
        identity=identity,
        columns=columns,
        title_aliases=aliases,
        label=label,
        subjects=frozenset(subjects),
    )
    for column in filter(None, (identity, label)):
        if not schema.has(column):
            raise ValueError(f"table {name}: no column {column}")
    return schema


def _column(line: str) -> Column:
    name, header, kind, flags, aliases = ([*map(str.strip, line.split("|")), "", ""])[:5]
    words = [word for word in flags.split() if not _SIGNS.issuperset(word)]
    signs = {sign for word in flags.split() if _SIGNS.issuperset(word) for sign in word}
    subject = next((word.removeprefix("@") for word in words if word.startswith("@")), None)
    audiences = [word for word in words if word[0] != "@" and word not in ("g", "r", "k", *_COUNTS)]
    return Column(
        name=name,
        header=header,
        kind=ColumnKind(kind),
        needed="!" in signs,
        either="/" in signs,
        asked="?" in signs,
        naming="=" in signs,
        group="g" in words,
        aliases=tuple(alias.strip() for alias in aliases.split(";") if alias.strip()),
        audience=Audience(audiences[0]) if audiences else Audience.COPIL,
        rare="r" in words,
        kept="k" in words,
        positive="+" in signs,
        counts=next((word for word in words if word in _COUNTS), ""),
        subject=Subject(subject) if subject else None,
    )
