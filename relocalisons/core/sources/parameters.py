"""Pure: « Paramètres » of « Pilotage » as in force on one day, validated line by line.

Each `_add_…` adds what a line says to what the lines above it said, and gives back what is wrong
with it in French, or None.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from relocalisons.core.kernel.calendar.public_holidays import REGIONS
from relocalisons.core.kernel.calendar.working_time import REGION, is_rest, read_rest
from relocalisons.core.kernel.model import (
    DateInterval,
    Doubt,
    Finding,
    Programme,
    RestRule,
    Row,
    WorkbookGrid,
    WorkingTime,
)
from relocalisons.core.kernel.words.french import THIN, quote
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.reading.cells.readers import read_date, read_single_day
from relocalisons.core.sources.parameter_names import (
    CLOSURE,
    COLUMN_ALIAS,
    MERGED,
    START,
    SYNONYM,
    doubtful_end,
    is_about_reminders,
    problem_of_line,
    say_held,
)
from relocalisons.core.sources.sources import find_table, invalid_line, read_own
from relocalisons.core.sources.thresholds import find_parameter
from relocalisons.core.sources.words import OpenName, days_of_absence, read_open_name
from relocalisons.core.tables import SETTINGS

LONGEST_ABSENCE = timedelta(days=366)  # longer is a slip of a year

__all__ = ["Parameters", "find_parameter", "programme_start", "read_parameters"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """« Paramètres » in force on one day.

    `values`: parameter name as typed → value, of lines without scope. `synonyms`: other spelling
    → partner code. `closures`: days on which the programme does not work. `aliases`: canonical
    table → canonical column → other headers. `region` and `rests`: see
    `core.kernel.calendar.working_time`.
    """

    values: Mapping[str, str] = field(default_factory=dict[str, str])
    synonyms: Mapping[str, str] = field(default_factory=dict[str, str])
    closures: frozenset[date] = frozenset()
    aliases: Mapping[str, Mapping[str, tuple[str, ...]]] = field(
        default_factory=dict[str, Mapping[str, tuple[str, ...]]]
    )
    findings: tuple[Finding, ...] = ()
    region: str | None = None
    rests: tuple[RestRule, ...] = ()
    reminder_lines: tuple[Row, ...] = ()  # pauses, quiet periods, hours: see `reminders.rules`
    held: frozenset[str] = frozenset()  # names whose earlier value stands in for an impossible one
    # From the first to the last day of the programme; None where nothing says it.
    lasts: DateInterval | None = None
    absences: tuple[DateInterval, ...] = ()  # of the coordinator, first and last day included

    merger_lines: tuple[Row, ...] = ()  # « Fusionné dans »: see `core.programme.mergers`

    def is_away(self, day: date) -> bool:
        """Whether the coordinator said that she is absent on that day."""
        return any(each.earliest <= day <= each.latest for each in self.absences)

    @property
    def working_time(self) -> WorkingTime:
        """What these lines say of working days."""
        return WorkingTime(region=self.region, closures=self.closures, rests=self.rests)


def read_parameters(
    pilotage: WorkbookGrid, *, as_of: date, before: Mapping[str, str] | None = None
) -> Parameters:
    """Read « Paramètres » as in force on `as_of`: a line past its « Jusqu'au » counts no more.

    A line that cannot be obeyed becomes a finding, and the value of `before` (name → value of the
    last sound reading) stays in force; the first of two contrary lines stays.
    """
    own = read_own(pilotage, SETTINGS)
    values: dict[str, str] = {}
    synonyms: dict[str, str] = {}
    spellings: dict[str, str] = {}
    closures: set[date] = set()
    aliases: dict[str, dict[str, tuple[str, ...]]] = {}
    findings: list[Finding] = []
    rests: list[RestRule] = []
    absences: list[DateInterval] = []
    merger_lines: list[Row] = []
    reminder_lines: list[Row] = []
    region: str | None = None
    held: set[str] = set()
    for row in _in_force(own.rows if own else (), as_of):
        name, value, scope = row.text("name") or "", row.text("value") or "", row.text("scope")
        problem = problem_of_line(row)
        if problem or not name or not value:
            problem = _hold(values, held, name=name, problem=problem, before=before or {})
            findings += [invalid_line(row, problem)] if problem else []
            continue
        match fold(name):
            case _ if is_about_reminders(name):
                reminder_lines.append(row)
                if scope is None:
                    values.setdefault(name, value)  # several lines of one name are usual
            case _ if read_open_name(name) is OpenName.ABSENCE:
                problem = _add_absence(absences, name=name, value=value)
            case _ if is_rest(name):
                problem = _add_rest(rests, name=name, value=value, scope=scope)
            case known if known == fold(MERGED):
                merger_lines.append(row)
            case known if known == fold(SYNONYM):
                problem = _add_synonym(synonyms, spellings, value=value, scope=scope)
            case known if known == fold(CLOSURE):
                problem = _add_closure(closures, read_single_day(row.cells.get("value")))
            case known if known == fold(COLUMN_ALIAS):
                problem = _add_alias(aliases, value=value, scope=scope)
            case known if known == fold(REGION):
                region, problem = _read_region(value)
            case _:
                problem = _add_value(values, name=name, value=value)
        problem = problem or doubtful_end(row)
        findings += [invalid_line(row, problem)] if problem else []
    return Parameters(
        values=values,
        synonyms=synonyms,
        closures=frozenset(closures),
        aliases=aliases,
        findings=tuple(findings),
        region=region,
        rests=tuple(rests),
        absences=tuple(absences),
        merger_lines=tuple(merger_lines),
        reminder_lines=tuple(reminder_lines),
        held=frozenset(held),
    )


def lasting(values: Mapping[str, str], *, known: DateInterval) -> DateInterval:
    """How long the programme lasts: `known`, from « Début du programme » where that says a day."""
    said = _start_said(values)
    return DateInterval(said, known.latest) if said and said <= known.latest else known


def programme_start(programme: Programme) -> date | None:
    """What « Paramètres » says under « Début du programme », else the first funder's eligibility.

    None when neither is known for sure.
    """
    said = _start_said(programme.parameters)
    if said is not None:
        return said
    starts = [
        each.eligibility_start.value.earliest
        for each in programme.funders
        if isinstance(each.eligibility_start.value, DateInterval)
    ]
    return min(starts, default=None)


def _start_said(values: Mapping[str, str]) -> date | None:
    said = read_date(find_parameter(values, START))
    certain = said.doubt is Doubt.CERTAIN and isinstance(said.value, DateInterval)
    return said.value.earliest if certain and said.value else None


def _hold(
    values: dict[str, str],
    held: set[str],
    *,
    name: str,
    problem: str | None,
    before: Mapping[str, str],
) -> str | None:
    """What is wrong with a line, once the value that it had before stands in for it."""
    earlier = find_parameter(before, name)
    if problem is None or earlier is None or is_about_reminders(name):
        return problem
    values.setdefault(name, earlier)
    held.add(name)
    return say_held(problem, earlier)


def _add_value(values: dict[str, str], *, name: str, value: str) -> str | None:
    """What is wrong with a line, or None: the first of two contrary lines stays in force."""
    known = {fold(other): other for other in values}.get(fold(name), name)
    if values.setdefault(known, value) != value:
        return f"«\u00a0{name}\u00a0» est déjà défini plus haut avec une autre valeur"
    return None


def _add_synonym(
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


def _add_closure(closures: set[date], day: date | None) -> str | None:
    """A day on which the programme does not work."""
    if day is None:
        return "une fermeture doit donner un jour, par exemple 15/05/2026"
    closures.add(day)
    return None


def _add_rest(rests: list[RestRule], *, name: str, value: str, scope: str | None) -> str | None:
    """When a type of partner does not work."""
    try:
        rests.append(read_rest(name, value=value, scope=scope))
    except ValueError as error:
        return str(error)
    return None


def _add_absence(absences: list[DateInterval], *, name: str, value: str) -> str | None:
    """From when to when she is away: the last day has its year, the first one may take it."""
    found = days_of_absence(value) or days_of_absence(name)
    last = read_single_day(found[1]) if found else None
    if found is not None and last is not None:
        starts = [read_date(found[0], default_year=year).value for year in _ending_in(last.year)]
        first = next((each for each in starts if each and each.earliest <= last), None)
        if first is not None and last - first.earliest < LONGEST_ABSENCE:
            absences.append(DateInterval(first.earliest, last))
            return None
    example = "du 13/07/2026 au 31/07/2026"
    return (
        f"une absence s’écrit {quote(example)}{THIN}; en attendant, les messages vous sont adressés"
    )


def _ending_in(year: int) -> tuple[int, int]:
    """« du 28/12 au 05/01/2027 » begins in the year before."""
    return year, year - 1


def _read_region(value: str) -> tuple[str | None, str | None]:
    """The subdivision, or why it is not one."""
    code = value.strip().upper()
    if code in REGIONS:
        return code, None
    return None, "le calendrier régional est un code, par exemple 57 (Moselle) ou 974 (La Réunion)"


def _in_force(rows: Iterable[Row], as_of: date) -> Iterator[Row]:
    """The lines that are neither struck through nor past their end."""
    for row in rows:
        until = row.reading("until").value
        if not row.struck and (until is None or until.latest >= as_of):
            yield row


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
