"""Pure: « Échéancier rapports » line by line, and what is to be made of each line on a day.

A monthly note is drafted on the first working day after its period (or at the first run that
missed it); an interim, annual or final report and a claim from fifteen days before their deadline,
and anew at each run. « Données arrêtées » closes a period: one last generation, then the
document stands. « v2 » in « Statut » asks for a second version beside the first.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from relocalisons.core.kernel.calendar.calendar import WorkCalendar
from relocalisons.core.kernel.model import Funder, Programme, ReportDeadline, last_day
from relocalisons.core.money.words.reports import (
    LEFT_US,
    NOT_OURS_ANY_MORE,
    REPORT_TYPE,
    ReportStatus,
    ReportType,
    read_line_status,
    read_report_type,
)
from relocalisons.core.programme.scope import find_funder, of_period
from relocalisons.core.reading.cells.said import Said

DRAFT_DAYS = 15
ASK_DAYS = 30
# Statuses after which nothing is drafted or asked of itself any more.
_SETTLED = (ReportStatus.APPROVED, ReportStatus.SECOND, *NOT_OURS_ANY_MORE)


class ReportStep(StrEnum):
    """What a run does with a line."""

    NOTHING = "nothing"
    DRAFT = "draft"
    CLOSE = "close"  # the last generation: the figures of the period are frozen with it
    EXPORT = "export"  # approved: the document as it stands becomes the PDF that is sent
    MARK_SENT = "mark_sent"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """A line whose funder, type and period are known; `deadline` is None when it is in doubt."""

    funder: Funder
    kind: ReportType
    start: date
    end: date
    deadline: date | None
    said: Said[ReportStatus]  # what « Statut » says; neither value nor doubt when it is empty
    closed: bool

    @property
    def state(self) -> ReportStatus | None:
        """What « Statut » says for sure; None when it is empty or in doubt."""
        return self.said.value

    @property
    def key(self) -> str:
        """`note-FRA:2026-02`: the same for every run; the files of « v2 » have their own."""
        return f"{self.life_key}:v2" if self.state is ReportStatus.SECOND else self.life_key

    @property
    def life_key(self) -> str:
        """The same without « v2 »: a period is frozen once, whatever the versions."""
        period = f"{self.end:%Y-%m}" if self.kind is ReportType.MONTHLY else f"{self.end}"
        return f"{self.kind.value}-{self.funder.code}:{period}"

    @property
    def label(self) -> str:
        """`Fonds régional, rapport intermédiaire du … au …`, for messages."""
        return f"{self.funder.name}, {self.kind.words.lower()} {of_period(self.start, self.end)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What the store remembers of a line: a draft stands, its period is frozen, and so on."""

    drafted: bool = False
    closed: bool = False
    exported: bool = False
    sent: bool = False


def read_lines(programme: Programme) -> tuple[tuple[ReportLine, ...], tuple[str, ...]]:
    """The lines that can be followed, and why the others cannot (French)."""
    lines: list[ReportLine] = []
    doubts: list[str] = []
    for row in programme.report_deadlines:
        line = _line(programme, row)
        if isinstance(line, str):
            doubts.append(line)
            continue
        lines.append(line)
        if line.said.doubtful:
            doubts.append(_unclear_status(line, row))
    return tuple(lines), tuple(doubts)


def report_step_of(
    line: ReportLine, *, as_of: date, calendar: WorkCalendar, made: Mapping[str, Made]
) -> ReportStep:
    """What this run does with a line.

    A status in doubt may mean that it left: what stands in the Drive is left as it is.
    """
    known = made.get(line.key, Made())
    left_alone = line.said.doubtful and (known.drafted or line.said.may_be(*_SETTLED))
    if left_alone or line.state is ReportStatus.DROPPED:
        return ReportStep.NOTHING
    if line.state in LEFT_US:
        return ReportStep.MARK_SENT if known.drafted and not known.sent else ReportStep.NOTHING
    if line.state is ReportStatus.APPROVED and known.drafted:
        return ReportStep.NOTHING if known.exported else ReportStep.EXPORT
    if line.end >= as_of:
        return ReportStep.NOTHING
    if line.state is ReportStatus.SECOND and not known.drafted:
        return ReportStep.DRAFT
    if not _has_come(line, as_of=as_of, calendar=calendar):
        return ReportStep.NOTHING
    if line.closed:
        return ReportStep.NOTHING if known.closed else ReportStep.CLOSE
    if line.kind is ReportType.MONTHLY and known.drafted:
        opens = _first_working_day(line.end, calendar=calendar)
        return ReportStep.DRAFT if as_of == opens else ReportStep.NOTHING
    return ReportStep.DRAFT


def is_asked(line: ReportLine, *, as_of: date) -> bool:
    """Whether partners are asked for their contribution on that day: from J-30, until it closes.

    The monthly note asks nothing of this kind: its figures are those of the follow-up.
    """
    if line.kind in (ReportType.MONTHLY, ReportType.CLAIM) or line.deadline is None:
        return False
    if line.closed or line.said.may_be(*_SETTLED):
        return False
    return as_of >= line.deadline - timedelta(days=ASK_DAYS)


def _has_come(line: ReportLine, *, as_of: date, calendar: WorkCalendar) -> bool:
    opens = _first_working_day(line.end, calendar=calendar)
    if line.kind is ReportType.MONTHLY:
        # A note that nobody drafted within its month is not dug up a year later.
        return opens <= as_of <= max(line.deadline or opens, opens + timedelta(days=31))
    return line.deadline is not None and as_of >= line.deadline - timedelta(days=DRAFT_DAYS)


def _first_working_day(end: date, *, calendar: WorkCalendar) -> date:
    day = end + timedelta(days=1)
    while not calendar.is_working(day):
        day += timedelta(days=1)
    return day


def _line(programme: Programme, row: ReportDeadline) -> ReportLine | str:
    cell = row.place.cell("type")
    *usual, last = REPORT_TYPE.offered
    try:
        funder = find_funder(programme, row.funder)
    except KeyError:
        return (
            f"« Échéancier rapports », cellule {row.place.cell('funder').cell} : le financeur "
            f"« {row.funder} » n’est pas dans « Financeurs »."
        )
    kind = read_report_type(row.type).value
    if kind is None:
        return (
            f"« Échéancier rapports », cellule {cell.cell} : le type « {row.type} » n’est pas "
            f"compris. Écrivez {', '.join(usual)} ou {last}."
        )
    if not kind.is_ours:
        return (
            f"« Échéancier rapports », cellule {cell.cell} : « {row.type} » n’est pas rédigé par "
            "le service, seule son échéance est suivie."
        )
    start, end = row.period_start.value, row.period_end.value
    if start is None or end is None or end.latest < start.earliest:
        column = "period_start" if start is None else "period_end"
        return (
            f"{funder.name} : une ligne d’« Échéancier rapports » a une période illisible "
            f"({row.place.cell(column)})."
        )
    return ReportLine(
        funder=funder,
        kind=kind,
        start=start.earliest,
        end=end.latest,
        deadline=last_day(row.deadline),
        said=read_line_status(row.status, kind, left=row.left),
        closed=row.closed,
    )


def _unclear_status(line: ReportLine, row: ReportDeadline) -> str:
    return (
        f"« Échéancier rapports », cellule {row.place.cell('status').cell} : le statut "
        f"« {line.said.text} » n’est pas compris ({line.label}). Un document déjà rédigé est "
        "laissé tel quel. Écrivez à faire, en préparation, validé, envoyé ou accepté."
    )
