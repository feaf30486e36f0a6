"""Pure: the registry « Sources » and the « Paramètres » of « Pilotage », validated line by line."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from relocalisons.core import schema
from relocalisons.core.drive_files import drive_id
from relocalisons.core.findings.structure import source_invalid
from relocalisons.core.mapping_text import parse_mapping
from relocalisons.core.model import CellRef, Finding, RowPlace, TabGrid, WorkbookGrid
from relocalisons.core.names import fold
from relocalisons.core.parameter_names import (
    CLOSURE,
    COLUMN_ALIAS,
    SYNONYM,
    doubtful_end,
    is_about_reminders,
    problem_of_line,
)
from relocalisons.core.reading.grid import TableReading, read_table
from relocalisons.core.schema import BY_NAME, TABLES, TableSchema
from relocalisons.core.sheet_rows import Row, rows_of
from relocalisons.core.values.working_time import RestRule, WorkingTime
from relocalisons.core.working_time import REGION, REGIONS, is_rest, read_rest

PILOTAGE = "pilotage"  # the owner, in keys, of what the coordinator keeps herself

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
class Registry:
    """The sources to read tonight and what is wrong with the registry itself."""

    entries: tuple[SourceEntry, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """« Paramètres » in force on one day.

    `values`: parameter name as typed → value, of lines without scope. `synonyms`: other spelling
    → partner code. `closures`: days on which the programme does not work. `aliases`: canonical
    table → canonical column → other headers. `region` and `rests`: see `core.working_time`.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    synonyms: Mapping[str, str] = field(default_factory=dict)
    closures: frozenset[date] = frozenset()
    aliases: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    region: str | None = None
    rests: tuple[RestRule, ...] = ()
    reminder_lines: tuple[Row, ...] = ()  # pauses, quiet periods, hours: see `reminders.rules`

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
    asleep: set[tuple[str, str]] = set()
    lines: dict[tuple[str, str, str], int] = {}
    if reading is None or tab is None:
        findings.append(_tab_gone(pilotage, schema.SOURCES))
    for row in rows_of(reading, workbook=pilotage, tab=tab, table=schema.SOURCES):
        entry, problem = _entry(row, pilotage=pilotage)
        if problem:
            findings.append(_invalid(row, problem))
        elif entry is not None and row.says_no("active"):
            asleep.add((entry.file_id, fold(entry.tab)))
        elif entry is not None:
            first = lines.setdefault(_place_of(entry), row.number)
            if first != row.number:
                findings.append(_invalid(row, f"même source que la ligne {first}"))
            else:
                entries.append(entry)
    implied = tuple(_implied(pilotage, entries=entries, asleep=asleep))
    return Registry(entries=(*implied, *entries), findings=tuple(findings))


def read_parameters(pilotage: WorkbookGrid, *, as_of: date) -> Parameters:
    """Read « Paramètres » as in force on `as_of`: a line past its « Jusqu'au » counts no more.

    A line that cannot be obeyed becomes a finding; the first of two contrary lines stays.
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
    rows = rows_of(reading, workbook=pilotage, tab=tab, table=schema.SETTINGS)
    for row in _settings_in_force(rows, as_of):
        name, value, scope = row.text("name") or "", row.text("value") or "", row.text("scope")
        problem = problem_of_line(row)
        if problem or not name or not value:
            findings += [_invalid(row, problem)] if problem else []
            continue
        match fold(name):
            case _ if is_about_reminders(name):
                reminder_lines.append(row)
                if scope is None:
                    values.setdefault(name, value)  # several lines of one name are usual
            case _ if is_rest(name):
                problem = _add_rest(rests, name=name, value=value, scope=scope)
            case known if known == fold(SYNONYM):
                problem = _add_synonym(synonyms, spellings, value=value, scope=scope)
            case known if known == fold(CLOSURE):
                problem = _add_closure(closures, row.date_value("value"))
            case known if known == fold(COLUMN_ALIAS):
                problem = _add_alias(aliases, value=value, scope=scope)
            case known if known == fold(REGION):
                region, problem = _region(value)
            case _:
                problem = _add_value(values, name=name, value=value)
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
    )


def _settings_in_force(rows: Iterable[Row], as_of: date) -> Iterator[Row]:
    """The lines that are neither struck through nor past their end."""
    for row in rows:
        until = row.reading("until").value
        if not row.struck and (until is None or until.latest >= as_of):
            yield row


def _add_value(values: dict[str, str], *, name: str, value: str) -> str | None:
    """What is wrong with a line, or None: the first of two contrary lines stays in force."""
    known = {fold(other): other for other in values}.get(fold(name), name)
    if values.setdefault(known, value) != value:
        return f"«\u00a0{name}\u00a0» est déjà défini plus haut avec une autre valeur"
    return None


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


def _confirmed(row: Row, table: TableSchema) -> tuple[Mapping[str, tuple[str, ...]], str]:
    """The correspondence of columns that she confirmed; one she did not changes nothing."""
    text = row.text("mapping")
    if not text or not row.says_yes("confirmed"):
        return {}, ""
    return parse_mapping(text, table=table)


def _place_of(entry: SourceEntry) -> tuple[str, str, str]:
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


def _add_synonym(
    synonyms: dict[str, str], spellings: dict[str, str], *, value: str, scope: str | None
) -> str | None:
    if scope is None:
        return "un synonyme doit donner le code du partenaire dans «\u00a0Portée\u00a0»"
    known = spellings.setdefault(fold(value), scope)
    if fold(known) != fold(scope):
        return f"«\u00a0{value}\u00a0» est déjà le synonyme de {known}"
    synonyms[value] = scope
    return None


def _add_closure(closures: set[date], day: date | None) -> str | None:
    if day is None:
        return "une fermeture doit donner un jour, par exemple 15/05/2026"
    closures.add(day)
    return None


def _add_rest(rests: list[RestRule], *, name: str, value: str, scope: str | None) -> str | None:
    try:
        rests.append(read_rest(name, value=value, scope=scope))
    except ValueError as error:
        return str(error)
    return None


def _region(value: str) -> tuple[str | None, str | None]:
    """The subdivision, or why it is not one."""
    code = value.strip().upper()
    if code in REGIONS:
        return code, None
    return None, "le calendrier régional est un code, par exemple 57 (Moselle) ou 974 (La Réunion)"


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
