"""Pure: the registry « Sources » and the « Paramètres » of « Pilotage », validated line by line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from relocalisons.core import tables as schema
from relocalisons.core.kernel.calendar.working_time import REGION, is_rest
from relocalisons.core.kernel.drive_files import drive_id
from relocalisons.core.kernel.model import CellRef, Doubt, Finding, RowPlace, TabGrid, WorkbookGrid
from relocalisons.core.kernel.words.french import THIN, quote, typo
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.kernel.working_time import RestRule, WorkingTime
from relocalisons.core.reading.grid import TableReading, read_table
from relocalisons.core.reading.sheet_rows import Row, rows_of
from relocalisons.core.sources.mapping_text import parse_mapping
from relocalisons.core.sources.parameter_lines import (
    add_closure,
    add_rest,
    add_synonym,
    add_value,
    lines_in_force,
    read_region,
)
from relocalisons.core.sources.parameter_names import (
    CLOSURE,
    COLUMN_ALIAS,
    SYNONYM,
    doubtful_end,
    is_about_reminders,
    problem_of_line,
    say_held,
)
from relocalisons.core.sources.structure import source_invalid
from relocalisons.core.tables import BY_NAME, TABLES, TableSchema

PILOTAGE = "pilotage"  # the owner, in keys, of what the coordinator keeps herself

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
    header_row: int | None = None  # 1-based, only when the coordinator had to say it
    place: RowPlace | None = None  # its line in « Sources »; None when implied
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # confirmed by her
    key: str = ""  # how finding keys call its line


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """« Paramètres » in force on one day.

    `values`: parameter name as typed → value, of lines without scope. `synonyms`: other spelling
    → partner code. `closures`: days on which the programme does not work. `aliases`: canonical
    table → canonical column → other headers. `region` and `rests`: see
    `core.kernel.calendar.working_time`.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    synonyms: Mapping[str, str] = field(default_factory=dict)
    closures: frozenset[date] = frozenset()
    aliases: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    region: str | None = None
    rests: tuple[RestRule, ...] = ()
    reminder_lines: tuple[Row, ...] = ()  # pauses, quiet periods, hours: see `reminders.rules`
    held: frozenset[str] = frozenset()  # names whose earlier value stands in for an impossible one

    @property
    def working_time(self) -> WorkingTime:
        """What these lines say of working days."""
        return WorkingTime(region=self.region, closures=self.closures, rests=self.rests)


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
    reading, tab = _read_own(pilotage, schema.SOURCES)
    entries: list[SourceEntry] = []
    findings: list[Finding] = []
    refused: list[RefusedLine] = []
    asleep: set[tuple[str, str]] = set()
    lines: dict[tuple[str, str, str], int] = {}
    if reading is None or tab is None:
        findings.append(_tab_gone(pilotage, schema.SOURCES))
    for row in rows_of(reading, workbook=pilotage, tab=tab, table=schema.SOURCES):
        entry, problem = _entry(row, pilotage=pilotage)
        if problem:
            findings.append(_invalid(row, problem))
            refused.append(_refused(row, finding=findings[-1].key, pilotage=pilotage))
        elif entry is not None and row.says_no("active"):
            asleep.add((entry.file_id, fold(entry.tab)))
        elif entry is not None:
            first = lines.setdefault(place_of_source(entry), row.number)
            if first != row.number:
                findings.append(_invalid(row, f"même source que la ligne {first}"))
            else:
                entries.append(entry)
        if not problem and not row.struck:
            findings += [_invalid(row, doubt)] if (doubt := _doubt(row)) else []
    implied = tuple(_implied(pilotage, entries=entries, asleep=asleep))
    return Registry(entries=(*implied, *entries), findings=tuple(findings), refused=tuple(refused))


def read_parameters(
    pilotage: WorkbookGrid, *, as_of: date, before: Mapping[str, str] | None = None
) -> Parameters:
    """Read « Paramètres » as in force on `as_of`: a line past its « Jusqu'au » counts no more.

    A line that cannot be obeyed becomes a finding, and the value of `before` (name → value of the
    last sound reading) stays in force; the first of two contrary lines stays.
    """
    reading, tab = _read_own(pilotage, schema.SETTINGS)
    values: dict[str, str] = {}
    synonyms: dict[str, str] = {}
    spellings: dict[str, str] = {}
    closures: set[date] = set()
    aliases: dict[str, dict[str, tuple[str, ...]]] = {}
    findings: list[Finding] = []
    rests: list[RestRule] = []
    reminder_lines: list[Row] = []
    region: str | None = None
    held: set[str] = set()
    rows = rows_of(reading, workbook=pilotage, tab=tab, table=schema.SETTINGS)
    for row in lines_in_force(rows, as_of):
        name, value, scope = row.text("name") or "", row.text("value") or "", row.text("scope")
        problem = problem_of_line(row)
        if problem or not name or not value:
            earlier = find_parameter(before or {}, name)
            if problem and earlier is not None and not is_about_reminders(name):
                values.setdefault(name, earlier)
                held.add(name)
                problem = say_held(problem, earlier)
            findings += [_invalid(row, problem)] if problem else []
            continue
        match fold(name):
            case _ if is_about_reminders(name):
                reminder_lines.append(row)
                if scope is None:
                    values.setdefault(name, value)  # several lines of one name are usual
            case _ if is_rest(name):
                problem = add_rest(rests, name=name, value=value, scope=scope)
            case known if known == fold(SYNONYM):
                problem = add_synonym(synonyms, spellings, value=value, scope=scope)
            case known if known == fold(CLOSURE):
                problem = add_closure(closures, row.date_value("value"))
            case known if known == fold(COLUMN_ALIAS):
                problem = _add_alias(aliases, value=value, scope=scope)
            case known if known == fold(REGION):
                region, problem = read_region(value)
            case _:
                problem = add_value(values, name=name, value=value)
        problem = problem or doubtful_end(row)
        findings += [_invalid(row, problem)] if problem else []
    return Parameters(
        values=values,
        synonyms=synonyms,
        closures=frozenset(closures),
        aliases=aliases,
        findings=tuple(findings),
        region=region,
        rests=tuple(rests),
        reminder_lines=tuple(reminder_lines),
        held=frozenset(held),
    )


def find_parameter(parameters: Mapping[str, str], name: str) -> str | None:
    """The value of a parameter, whatever the case, accents or punctuation of its name."""
    wanted = fold(name)
    return next((value for known, value in parameters.items() if fold(known) == wanted), None)


def _read_own(
    pilotage: WorkbookGrid, table: TableSchema
) -> tuple[TableReading | None, TabGrid | None]:
    tab = find_tab(pilotage, title=table.title, table=table)
    return (read_table(tab, table), tab) if tab is not None else (None, None)


def _entry(row: Row, *, pilotage: WorkbookGrid) -> tuple[SourceEntry | None, str]:
    title, tab = row.text("table"), row.text("tab")
    table = find_table(title or "")
    link = row.text("workbook")
    file_id = pilotage.file_id if fold(link or "") == PILOTAGE else drive_id(link)
    if row.struck:
        return None, ""
    if table is None:
        known = f"«\u00a0{title}\u00a0»" if title else "la colonne «\u00a0Table\u00a0» est vide"
        return None, f"table inconnue ({known})" if title else known
    if file_id is None:
        return None, "la colonne «\u00a0Classeur\u00a0» ne contient pas de lien Google Drive"
    header_row = row.reading("header_row").value
    columns, problem = _confirmed(row, table)
    if problem:
        return None, problem
    entry = SourceEntry(
        table=table.name,
        partner=row.text("partner"),
        file_id=file_id,
        tab=tab or table.title,
        header_row=int(header_row) if header_row is not None and header_row >= 1 else None,
        place=row.place,
        columns=columns,
        key=row.lasting_key,
    )
    return entry, ""


def _refused(row: Row, *, finding: str, pilotage: WorkbookGrid) -> RefusedLine:
    table, link = find_table(row.text("table") or ""), row.text("workbook")
    return RefusedLine(
        finding=finding,
        table=table.name if table else None,
        partner=row.text("partner"),
        file_id=pilotage.file_id if fold(link or "") == PILOTAGE else drive_id(link),
        tab=row.text("tab") or (table.title if table else None),
    )


def _doubt(row: Row) -> str | None:
    """What a line that is obeyed says beside, and that nobody can tell for sure."""
    for column, wanted, meanwhile in _CHECKED:
        reading = row.reading(column)
        unclear = reading.doubt in (Doubt.AMBIGUOUS, Doubt.UNREADABLE)
        if column == "header_row" and reading.value is not None:
            unclear = unclear or reading.value < 1 or reading.value != int(reading.value)
        elif reading.value is not None:
            unclear = unclear or not (row.says_yes(column) or row.says_no(column))
        if unclear:
            header = row.table.column(column).header
            return f"{quote(typo(header))} doit être {wanted}{THIN}; en attendant, {meanwhile}"
    return None


def _confirmed(row: Row, table: TableSchema) -> tuple[Mapping[str, tuple[str, ...]], str]:
    """The correspondence of columns that she confirmed; one she did not changes nothing."""
    text = row.text("mapping")
    if not text or not row.says_yes("confirmed"):
        return {}, ""
    return parse_mapping(text, table=table)


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


def _add_alias(
    aliases: dict[str, dict[str, tuple[str, ...]]], *, value: str, scope: str | None
) -> str | None:
    """Portée: « Plan d'action / Fin prévue »; Valeur: the header that people use."""
    title, _, header = (scope or "").partition("/")
    table = find_table(title)
    column = next(
        (each for each in (table.columns if table else ()) if fold(each.header) == fold(header)),
        None,
    )
    if table is None or column is None:
        return "la portée d’un alias s’écrit «\u00a0Plan d’action / Fin prévue\u00a0»"
    headers = aliases.setdefault(table.name, {})
    headers[column.name] = (*headers.get(column.name, ()), value)
    return None


def _invalid(row: Row, problem: str) -> Finding:
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
