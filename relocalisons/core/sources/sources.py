"""Pure: the registry « Sources » of « Pilotage », validated line by line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from relocalisons.core.kernel.drive_files import drive_id
from relocalisons.core.kernel.model import (
    CellRef,
    Doubt,
    Finding,
    Row,
    RowPlace,
    SourcedTable,
    TabGrid,
    TableSchema,
    WorkbookGrid,
)
from relocalisons.core.kernel.rows import PILOTAGE
from relocalisons.core.kernel.words.french import THIN, quote, typo
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.reading.grid import read_table
from relocalisons.core.sources.correspondence import Correspondence, parse_mapping
from relocalisons.core.sources.structure import source_invalid
from relocalisons.core.sources.words import (
    has_no_tabs,
    is_as_it_stands,
    is_offered,
    is_own_book,
)
from relocalisons.core.tables import BY_NAME, SOURCES, TABLES

# Cells of « Sources » that may be left empty: what they must be, and what is done meanwhile.
_CHECKED = (
    ("header_row", "un numéro de ligne", "la ligne d’en-tête est cherchée"),
    ("active", "«\u00a0oui\u00a0» ou «\u00a0non\u00a0»", "la source est lue"),
    ("confirmed", "«\u00a0oui\u00a0» ou «\u00a0non\u00a0»", "la correspondance n’est pas suivie"),
)
_MOSTLY = 3  # of the four cells that make a source: table, partner, workbook, tab
_WRITTEN_BY_US = frozenset({"anomalies", "reminders", "sources", "settings"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceEntry:
    """One line of « Sources »: where a table of one partner, or of the coordinator, is kept."""

    table: str  # canonical name
    partner: str | None  # as typed; None for the coordinator's own tables
    file_id: str
    tab: str
    tab_said: bool = True  # False: the cell « Onglet » is empty, `tab` is the table's own title
    header_row: int | None = None  # 1-based, only when the coordinator had to say it
    place: RowPlace | None = None  # its line in « Sources »; None when implied
    columns: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict[str, tuple[str, ...]]
    )  # confirmed by her
    # What she refused: canonical column → titles that it must not be given, « * » for all.
    refused: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    apart: frozenset[int] = frozenset()  # rows of titles, in that tab, of other sources
    key: str = ""  # how finding keys call its line
    absorbed: str | None = None  # whose it was, in finding keys, before that partner merged


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedLine:
    """What can be told of a line of « Sources » that cannot be obeyed; None where it says nothing.

    `finding` is the key of the finding that says why.
    """

    finding: str
    table: str | None  # canonical
    partner: str | None
    file_id: str | None
    tab: str | None

    def resembles(self, entry: SourceEntry) -> bool:
        """Whether it is most likely the line of that source with one cell typed wrong."""
        same = (
            self.table == entry.table,
            self.partner is not None and fold(self.partner) == fold(entry.partner or ""),
            self.file_id == entry.file_id,
            self.tab is not None and fold(self.tab) == fold(entry.tab),
        )
        return sum(same) >= _MOSTLY


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """The sources to read tonight and what is wrong with the registry itself."""

    entries: tuple[SourceEntry, ...]
    findings: tuple[Finding, ...] = ()
    refused: tuple[RefusedLine, ...] = ()


def find_tab(workbook: WorkbookGrid, *, title: str, table: TableSchema) -> TabGrid | None:
    """The tab of that title, else of a spelling of it, else of a usual title of the table.

    A hidden tab or « Copie de … » is never taken for a usual title: two tabs that fit are none.
    """
    exact = workbook.tab(title)
    if exact is not None:
        return exact
    for wanted in ({fold(title)}, {fold(name) for name in (table.title, *table.title_aliases)}):
        found = [tab for tab in workbook.tabs if fold(tab.title) in wanted and not tab.hidden]
        if len(found) == 1:
            return found[0]
    return None


def tab_of_source(workbook: WorkbookGrid, entry: SourceEntry) -> TabGrid | None:
    """The tab of a line of « Sources ».

    Where she names none, or the file is of a kind without tabs, the only one that is filled.
    """
    found = find_tab(workbook, title=entry.tab, table=BY_NAME[entry.table])
    if found is not None or entry.place is None:
        return found
    filled = [tab for tab in workbook.tabs if tab.rows and not tab.hidden]
    nameless = not entry.tab_said or has_no_tabs(workbook.name)
    return filled[0] if nameless and len(filled) == 1 else None


def find_table(title: str) -> TableSchema | None:
    """The canonical table that a coordinator calls `title`."""
    wanted = fold(title)
    for table in TABLES:
        if wanted in {fold(name) for name in (table.title, table.name, *table.title_aliases)}:
            return table
    return None


def read_sources(pilotage: WorkbookGrid) -> Registry:
    """Read the registry; the coordinator's own tabs need no line of their own.

    A line that cannot be obeyed (unknown table, no link, a double) becomes a finding and the
    others go on. Lines with « Actif » = non are left out, and so is the tab they name.
    """
    own = read_own(pilotage, SOURCES)
    entries: list[SourceEntry] = []
    findings: list[Finding] = []
    refused: list[RefusedLine] = []
    asleep: set[tuple[str, str]] = set()
    lines: dict[tuple[str, str, str], int] = {}
    if own is None:
        findings.append(_tab_gone(pilotage, SOURCES))
    for row in own.rows if own else ():
        entry, problem = _entry(row, pilotage=pilotage)
        if problem:
            findings.append(invalid_line(row, problem))
            refused.append(_refused(row, finding=findings[-1].key, pilotage=pilotage))
        elif entry is not None and (row.says_no("active") or _awaits_her_word(row)):
            asleep.add((entry.file_id, fold(entry.tab)))
        elif entry is not None:
            first = lines.setdefault(place_of_source(entry), row.number)
            if first != row.number:
                findings.append(invalid_line(row, f"même source que la ligne {first}"))
            else:
                entries.append(entry)
        if not problem and not row.struck:
            findings += [invalid_line(row, doubt)] if (doubt := _doubt(row)) else []
    implied = tuple(_implied(pilotage, entries=entries, asleep=asleep))
    return Registry(
        entries=tuple(_parted((*implied, *entries))),
        findings=tuple(findings),
        refused=tuple(refused),
    )


def _parted(entries: tuple[SourceEntry, ...]) -> Iterator[SourceEntry]:
    """Each source, with the rows of titles that others name in its tab: those are not its own."""
    named: dict[tuple[str, str], list[SourceEntry]] = {}
    for entry in entries:
        if entry.header_row is not None:
            named.setdefault((entry.file_id, fold(entry.tab)), []).append(entry)
    for entry in entries:
        others = named.get((entry.file_id, fold(entry.tab)), ())
        rows = {each.header_row for each in others if each is not entry and each.header_row}
        yield replace(entry, apart=frozenset(rows)) if rows else entry


def files_named(pilotage: WorkbookGrid) -> frozenset[str]:
    """Every file or folder that a line of « Sources » names, whether it is followed or not."""
    own = read_own(pilotage, SOURCES)
    links = (row.text("workbook") for row in (own.rows if own else ()))
    return frozenset(found for link in links if (found := drive_id(link)) is not None)


def read_own(pilotage: WorkbookGrid, table: TableSchema) -> SourcedTable | None:
    """One of her own tabs as a table; None when « Pilotage » has no such tab."""
    tab = find_tab(pilotage, title=table.title, table=table)
    if tab is None:
        return None
    return SourcedTable(table=table, workbook=pilotage, tab=tab, reading=read_table(tab, table))


def _entry(row: Row, *, pilotage: WorkbookGrid) -> tuple[SourceEntry | None, str]:
    title, tab = row.text("table"), row.text("tab")
    table = find_table(title or "")
    link = row.text("workbook")
    file_id = pilotage.file_id if is_own_book(link) else drive_id(link)
    if row.struck:
        return None, ""
    if table is None:
        known = f"«\u00a0{title}\u00a0»" if title else "la colonne «\u00a0Table\u00a0» est vide"
        return None, f"table inconnue ({known})" if title else known
    if file_id is None:
        return None, "la colonne «\u00a0Classeur\u00a0» ne contient pas de lien Google Drive"
    header_row = row.reading("header_row").value
    said = _correspondence(row, table)
    entry = SourceEntry(
        table=table.name,
        partner=row.text("partner"),
        file_id=file_id,
        tab=tab or table.title,
        tab_said=bool(tab),
        header_row=int(header_row) if header_row is not None and header_row >= 1 else None,
        place=row.place,
        columns=said.columns,
        refused=said.refused,
        key=row.lasting_key,
    )
    return entry, ""


def _refused(row: Row, *, finding: str, pilotage: WorkbookGrid) -> RefusedLine:
    table, link = find_table(row.text("table") or ""), row.text("workbook")
    return RefusedLine(
        finding=finding,
        table=table.name if table else None,
        partner=row.text("partner"),
        file_id=pilotage.file_id if is_own_book(link) else drive_id(link),
        tab=row.text("tab") or (table.title if table else None),
    )


def _awaits_her_word(row: Row) -> bool:
    """Whether the service added the line and she has not said « oui » to it."""
    return is_offered(row.typed("active")) and not row.says_yes("confirmed")


def _doubt(row: Row) -> str | None:
    """What a line that is obeyed says beside, and that nobody can tell for sure."""
    for column, wanted, meanwhile in _CHECKED:
        reading = row.reading(column)
        if column == "active" and is_offered(row.typed("active")):
            continue
        unclear = reading.doubt in (Doubt.AMBIGUOUS, Doubt.UNREADABLE)
        if column == "header_row" and reading.value is not None:
            unclear = unclear or reading.value < 1 or reading.value != int(reading.value)
        elif reading.value is not None:
            unclear = unclear or not (row.says_yes(column) or row.says_no(column))
        if unclear:
            header = row.table.column(column).header
            return f"{quote(typo(header))} doit être {wanted}{THIN}; en attendant, {meanwhile}"
    table = find_table(row.text("table") or "")
    said = _correspondence(row, table) if table is not None else Correspondence()
    return " ; ".join(said.problems).replace(" ;", f"{THIN};") or None


def _correspondence(row: Row, table: TableSchema) -> Correspondence:
    """The columns that she confirmed or refused; a proposal she said nothing of changes nothing."""
    text = row.text("mapping")
    if not text or is_as_it_stands(text):
        return Correspondence()
    said = parse_mapping(text, table=table)
    if row.says_yes("confirmed"):
        return said
    return said.as_refused() if row.says_no("confirmed") else Correspondence()


def place_of_source(entry: SourceEntry) -> tuple[str, str, str]:
    """Where a source stands, whoever its partner is: file, tab (folded), table."""
    return entry.file_id, fold(entry.tab), entry.table


def _implied(
    pilotage: WorkbookGrid, *, entries: list[SourceEntry], asleep: set[tuple[str, str]]
) -> Iterator[SourceEntry]:
    """The coordinator's own tabs that « Sources » does not mention."""
    said = asleep | {(entry.file_id, fold(entry.tab)) for entry in entries}
    for table in BY_NAME.values():
        tab = find_tab(pilotage, title=table.title, table=table)
        if table.name in _WRITTEN_BY_US or tab is None:
            continue
        if (pilotage.file_id, fold(tab.title)) not in said:
            yield SourceEntry(
                table=table.name, partner=None, file_id=pilotage.file_id, tab=tab.title
            )


def invalid_line(row: Row, problem: str) -> Finding:
    """A line of one of her own tabs that cannot be obeyed, and why."""
    return source_invalid(
        subject=f"{PILOTAGE}/{row.table.name}/{row.lasting_key}",
        tab=row.table.title,
        row=row.number,
        problem=problem,
        evidence=row.place.cell(row.table.columns[0].name),
    )


def _tab_gone(pilotage: WorkbookGrid, table: TableSchema) -> Finding:
    return source_invalid(
        subject=f"{PILOTAGE}/{table.name}",
        tab=table.title,
        row=None,
        problem=f"l’onglet n’existe pas dans «\u00a0{pilotage.name}\u00a0»",
        evidence=CellRef(
            file_id=pilotage.file_id, workbook=pilotage.name, tab=table.title, sheet_id=0
        ),
    )
