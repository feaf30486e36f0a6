"""Pure: the indicators of a report beside their targets and where they should stand.

The expected value is on the straight line from the reference to the target, on the day of the
measure. Without reference, target, date or value there is no trajectory: the line is grey.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.french import NBSP, format_date, format_quantity, shorten, typo
from relocalisons.core.model import CellRef, Funder, Programme
from relocalisons.core.names import fold
from relocalisons.core.reports.measures import whole_percent
from relocalisons.core.reports.rag import Rag, Status, rate_points, status
from relocalisons.core.reports.rows import amount_of, day_of, table_rows, text_of
from relocalisons.core.reports.sentences import counted, percent
from relocalisons.core.reports.view import AnnexColumn, AnnexSheet, StateLine, StateTable
from relocalisons.core.sheet_rows import Row

MAX_TITLE = 70
MAX_ROWS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorLine:
    """One indicator; None is what is absent or in doubt. Values are in `unit`."""

    code: str
    title: str
    unit: str
    reference: Decimal | None
    value: Decimal | None
    target: Decimal | None
    measured_on: date | None
    due: date | None
    expected: Decimal | None  # on the day of the measure
    reached: Decimal | None  # share of the way from the reference to the target
    status: Status
    cell: CellRef | None  # of the value


def indicator_lines(
    programme: Programme, funder: Funder, *, wanted: tuple[str, ...]
) -> tuple[IndicatorLine, ...]:
    """The indicators that the funder asked for (all of them when it named none), in its order."""
    start = funder.eligibility_start.value
    since = start.earliest if start is not None else None
    rows = [row for row in table_rows(programme, "indicators") if text_of(row, "code")]
    by_code: dict[str, Row] = {}
    for row in rows:
        by_code.setdefault(fold(text_of(row, "code")), row)
    chosen = [by_code[fold(code)] for code in wanted if fold(code) in by_code]
    return tuple(_line(row, since=since) for row in (chosen or list(by_code.values())))


def indicators_sentence(lines: tuple[IndicatorLine, ...]) -> str:
    """How many indicators are on their way, and how many cannot be told."""
    if not lines:
        return "Aucun indicateur n’est suivi."
    behind = len([line for line in lines if line.status.level in (Rag.WATCH, Rag.ALERT)])
    grey = len([line for line in lines if line.status.level is Rag.UNKNOWN])
    good = len(lines) - behind - grey
    parts = [
        counted(
            good,
            none="aucun n’est sur sa trajectoire",
            one="1 est sur sa trajectoire ou l’a atteinte",
            many="{n} sont sur leur trajectoire ou l’ont atteinte",
        ),
        counted(behind, none="", one="1 est en deçà", many="{n} sont en deçà"),
        counted(grey, none="", one="1 n’est pas mesurable", many="{n} ne sont pas mesurables"),
    ]
    said = ", ".join(part for part in parts if part)
    number = counted(
        len(lines), none="", one="Sur 1 indicateur suivi", many="Sur les {n} indicateurs suivis"
    )
    return f"{number}{NBSP}: {said}."


def indicators_table(lines: tuple[IndicatorLine, ...]) -> StateTable:
    """Reference, value, expected value, target; no owner is named."""
    shown = lines[:MAX_ROWS]
    left = len(lines) - len(shown)
    return StateTable(
        caption="Indicateurs et cibles",
        columns=("Indicateur", "Référence", "Mesuré", "Le", "Attendu", "Cible", "État"),
        lines=tuple(
            StateLine(
                cells=(
                    f"{line.code} {typo(shorten(line.title, limit=MAX_TITLE))}",
                    _quantity(line.reference, ""),
                    _quantity(line.value, line.unit),
                    format_date(line.measured_on) if line.measured_on else "–",
                    _quantity(line.expected, ""),
                    _quantity(line.target, ""),
                ),
                status=line.status,
            )
            for line in shown
        ),
        note=f"{left} autres indicateurs dans l’annexe XLSX." if left else "",
    )


def indicators_sheet(lines: tuple[IndicatorLine, ...], *, intro: str) -> AnnexSheet:
    """Every indicator of the report, typed."""
    return AnnexSheet(
        title="Indicateurs",
        intro=intro,
        columns=(
            AnnexColumn(header="Code", width=9),
            AnnexColumn(header="Intitulé", width=48),
            AnnexColumn(header="Unité", width=14),
            AnnexColumn(header="Référence (T0)", width=14, kind="number"),
            AnnexColumn(header="Mesuré", width=12, kind="number"),
            AnnexColumn(header="Mesuré le", width=12, kind="date"),
            AnnexColumn(header="Attendu à cette date", width=18, kind="number"),
            AnnexColumn(header="Cible", width=12, kind="number"),
            AnnexColumn(header="Échéance", width=12, kind="date"),
            AnnexColumn(header="Part du chemin", width=14, kind="percent"),
            AnnexColumn(header="État", width=20, kind="status"),
        ),
        rows=tuple(
            (
                line.code,
                typo(line.title),
                line.unit,
                line.reference,
                line.value,
                line.measured_on,
                line.expected,
                line.target,
                line.due,
                line.reached,
                line.status.text,
            )
            for line in lines
        ),
    )


def _line(row: Row, *, since: date | None) -> IndicatorLine:
    reference, target = amount_of(row, "baseline_value"), amount_of(row, "target")
    value, measured = amount_of(row, "value"), day_of(row, "measured_on")
    due = day_of(row, "due")
    gone = _gone(since, due, measured)
    way = target - reference if target is not None and reference is not None else None
    expected = None
    if reference is not None and way and gone is not None:
        expected = reference + way * gone
    reached = None
    if way and value is not None and reference is not None:
        reached = (value - reference) / way
    return IndicatorLine(
        code=text_of(row, "code"),
        title=text_of(row, "title"),
        unit=text_of(row, "unit"),
        reference=reference,
        value=value,
        target=target,
        measured_on=measured,
        due=due,
        expected=expected.quantize(Decimal("0.1")) if expected is not None else None,
        reached=reached,
        status=_status(reached, gone),
        cell=row.place.cell("value") if value is not None else None,
    )


def _status(reached: Decimal | None, gone: Decimal | None) -> Status:
    if reached is None:
        return status(Rag.UNKNOWN)
    if reached >= 1:
        return status(Rag.DONE, "Cible atteinte")
    if gone is None:
        return status(Rag.UNKNOWN, "Sans échéance")
    level = rate_points(whole_percent(reached) - whole_percent(gone))
    return status(level, "Sur la trajectoire" if level is Rag.GOOD else "En deçà")


def _gone(since: date | None, due: date | None, on: date | None) -> Decimal | None:
    if since is None or due is None or on is None or due <= since:
        return None
    return Decimal(min(max((on - since).days, 0), (due - since).days)) / Decimal((due - since).days)


def _quantity(value: Decimal | None, unit: str) -> str:
    if value is None:
        return "–"
    if unit == "%":
        return percent(int(value)) if value == int(value) else f"{format_quantity(value, '%')}"
    return format_quantity(value, unit or None)
