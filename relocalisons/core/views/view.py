"""Pure: what a document is made of; every string is finished French, nothing is left to compute."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import ClassVar, Self

from relocalisons.core.views.rag import Rag, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedText:
    """Words of a cell of the annex that lead somewhere."""

    text: str
    url: str


AnnexValue = str | Decimal | int | date | LinkedText | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One of the four figures on top of page one."""

    label: str
    value: str
    target: str  # what was expected, in words
    gap: str  # the difference, signed; empty when there is none to give
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedDecision:
    """A decision that the reader is asked to take."""

    what: str
    who: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StateLine:
    """One row of a table of actions, deliverables, contracts or risks; strings only.

    `cells` are in the order of the table's columns, and the status comes last. No row that has a
    status ever names a partner: no score or colour by named partner leaves the coordination.
    """

    cells: tuple[str, ...]
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class StateTable:
    """A table of such rows with its caption; `note` says what was left out, and where it is."""

    caption: str
    columns: tuple[str, ...]
    lines: tuple[StateLine, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainTable:
    """A table without colours.

    `reading_columns` is how many of its last columns say when cells were read.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    reading_columns: int = 0


# --- pictures -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureWords:
    """The words around a picture: message, measure and unit, origin, alternative text."""

    title: str
    subtitle: str
    source: str
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureView:
    """What becomes a picture."""

    words: PictureWords


@dataclass(frozen=True, slots=True, kw_only=True)
class GanttRow:
    """One bar: a work stream (`group`) or one of its actions."""

    label: str
    group: bool
    start: date
    baseline: date  # end of the reference
    forecast: date  # end as it stands today
    progress: float  # 0–1
    days: int  # forecast − baseline
    text: str  # « +41 j », « sans écart »
    level: Rag
    milestones: tuple[date, ...] = ()  # as they are forecast today


@dataclass(frozen=True, slots=True, kw_only=True)
class Gantt(PictureView):
    """Baseline against forecast, one row a bar."""

    as_of: date
    as_of_text: str
    rows: tuple[GanttRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletRow:
    """Done against expected: a contract's volume, a budget line."""

    label: str
    done: float
    expected: float  # the grey bar
    mark: float | None  # the black tick: what should be reached today
    text: str
    level: Rag


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets(PictureView):
    """Horizontal bars, sorted by the one who wrote the view."""

    unit: str
    rows: tuple[BulletRow, ...]
    done_word: str
    expected_word: str
    mark_word: str


# --- the XLSX annex -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexColumn:
    """A column of the annex: header, width in characters, and how its cells are typed."""

    header: str
    width: int
    kind: str = "text"  # text | number | money | percent | date | days | status
    reading: bool = False  # it says when, or in which reading, other cells were read


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexSheet:
    """A sheet of the annex, typed cells; None is an empty cell."""

    title: str
    intro: str
    columns: tuple[AnnexColumn, ...]
    rows: tuple[tuple[AnnexValue, ...], ...]


# What a report remembers for the next one: JSON values only, so that the store keeps it as it is.
Memory = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The words on top of a document and at the foot of its pages."""

    title: str
    kicker: str
    subtitle: str
    running: str  # at the head of each page
    stopped: str  # « données arrêtées au 2 mars 2026 »
    description: str  # for the document's properties
    file_stem: str  # `2026-02 Note financeur REGION`
    as_of: date  # the only date that the files bear


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperView:
    """What becomes a paper: printed, poured into Word, its annex as a workbook.

    A kind of paper names its template below `templates/`, without ending, and the Word file below
    it when that is not the house's. `other_sections` are those that somebody's own Word file may
    name although this paper does not print them. `titles_in_word`: its Word file bears the titles
    of the sections itself, for somebody to edit, and is given what stands below them.
    """

    template: ClassVar[str]
    titles_in_word: ClassVar[bool] = False
    word_template: ClassVar[str] = "office/house.docx"
    other_sections: ClassVar[tuple[str, ...]] = ()
    heading: Heading
    annex: tuple[AnnexSheet, ...] = ()
    # What the next one is compared with; not hashed, a mapping has no hash.
    memory: Memory = field(default_factory=dict[str, object], hash=False)

    @property
    def figures(self) -> Mapping[str, str]:
        """Name → value as printed, for every figure that a later edition may change."""
        return {}

    @property
    def pictures(self) -> Mapping[str, PictureView | None]:
        """What its figures show, by the names that the template gives them; None is not shown."""
        return {}

    def on_paper(self) -> Self:
        """What is printed; somebody's own Word file, whose tags choose, is given the whole."""
        return self

    def shorter(self) -> Iterator[Self]:
        """What to print instead when it must be one page and is not, the fullest first."""
        yield from ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressReport(PaperView):
    """What the funder's note and the committee's report both say; templates only place it.

    `memory` is what the next report is given as `previous`.
    """

    tiles: tuple[Tile, ...]
    essentials: tuple[str, ...]
    changes_title: str
    changes: tuple[str, ...]
    decisions: tuple[AskedDecision, ...]
    states: str
    gantt: Gantt | None
    late: StateTable
    coming: PlainTable
    deliverables: str
    missing: StateTable
    volumes: str
    volumes_picture: Bullets | None
    short: StateTable
    spending_picture: Bullets | None
    risks: StateTable
    quality: tuple[str, ...]
    holes: StateTable
    plan: tuple[StateTable, ...]
    sources: PlainTable
    workbooks: PlainTable
    # Sections of subjects that nobody follows: printed nowhere.
    sections_out: frozenset[str] = frozenset()
    remarks: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict[str, tuple[str, ...]]
    )  # her words, by section

    @property
    def pictures(self) -> Mapping[str, PictureView | None]:
        """The plan, volumes and spending."""
        return {
            "planning": self.gantt,
            "volumes": self.volumes_picture,
            "depenses": self.spending_picture,
        }
