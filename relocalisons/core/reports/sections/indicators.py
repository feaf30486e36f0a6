"""Pure: the indicators of a report beside their targets and where they should stand.

They are judged by `core.objectives.trajectory`, as « Anomalies » judges them; here they are only
printed. A measure that is too old is no good news any more: grey. Bad news stays what it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from relocalisons.core.kernel.model import CellRef, Programme, Row
from relocalisons.core.kernel.words.french import (
    NBSP,
    SEMICOLON,
    counted,
    date_or,
    format_quantity,
    percent,
    shorten,
    typo,
)
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.objectives.indicator_states import IndicatorState, indicator_states
from relocalisons.core.objectives.trajectory import Course, Verdict
from relocalisons.core.objectives.words import Way, is_continuous, is_money
from relocalisons.core.sources.thresholds import (
    BEHIND_BY,
    JUDGED_FROM,
    OUT_OF_REACH_BELOW,
    value_in_force,
)
from relocalisons.core.views.rag import Rag, Status, status
from relocalisons.core.views.view import AnnexColumn, AnnexSheet, StateLine, StateTable

MAX_TITLE = 70
MAX_ROWS = 24
SHORT_UNIT = 5  # « % », « km », « repas »
_NO_AMOUNTS = "Les valeurs en euros ne figurent pas dans ce document, leur état si."


_WORDS = {
    Verdict.REACHED: (Rag.DONE, "Cible atteinte"),
    Verdict.HELD: (Rag.GOOD, "Plafond tenu"),
    Verdict.ON_LINE: (Rag.GOOD, "Sur la trajectoire"),
    Verdict.BEHIND: (Rag.WATCH, "En deçà"),
    Verdict.FAR: (Rag.WATCH, "Loin de la trajectoire"),
    Verdict.OUT_OF_REACH: (Rag.ALERT, "Cible hors d’atteinte"),
    Verdict.TO_COME: (Rag.UNKNOWN, "Cible à venir"),
    Verdict.TOO_EARLY: (Rag.UNKNOWN, "Trop tôt pour juger"),
}
_LEVEL_WORDS = {
    (Verdict.HELD, Way.UP): "Plancher tenu",
    (Verdict.BEHIND, Way.UP): "Sous le plancher",
    (Verdict.BEHIND, Way.DOWN): "Plafond dépassé",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorLine:
    """One indicator; None is what is absent, in doubt or not for the reader.

    Values are in `unit`; `is_hidden` says that they are amounts which the reader may not see.
    """

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
    is_hidden: bool = False


def indicator_lines(
    programme: Programme,
    *,
    as_of: date,
    wanted: tuple[str, ...] = (),
    with_amounts: bool = True,
) -> tuple[IndicatorLine, ...]:
    """The indicators of these codes, in that order; all of them when none is named or known.

    Without `with_amounts` those in euros keep their state and lose their figures: the committee
    is shown no amount.
    """
    states = indicator_states(programme, as_of=as_of)
    chosen = [
        state
        for code in wanted
        for state in states
        if fold(state.row.text("code") or "") == fold(code)
    ]
    return tuple(_line(state, with_amounts=with_amounts) for state in chosen or states)


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
        counted(grey, none="", one="1 ne peut pas être jugé", many="{n} ne peuvent pas être jugés"),
    ]
    number = counted(
        len(lines), none="", one="Sur 1 indicateur suivi", many="Sur les {n} indicateurs suivis"
    )
    return f"{number}{NBSP}: {', '.join(part for part in parts if part)}."


def indicators_table(
    lines: tuple[IndicatorLine, ...], *, parameters: Mapping[str, str] | None = None
) -> StateTable:
    """Reference, value, expected, target, and the rule of each state; no owner is named."""
    left = len(lines) - MAX_ROWS
    return StateTable(
        caption="Indicateurs et cibles",
        columns=("Indicateur", "Référence", "Mesuré", "Le", "Attendu", "Cible", "État"),
        lines=tuple(
            StateLine(
                cells=(
                    f"{line.code} {typo(shorten(line.title, limit=MAX_TITLE))}".strip(),
                    _quantity(line.reference, _sign(line.unit)),
                    _quantity(line.value, line.unit),
                    date_or(line.measured_on),
                    _quantity(line.expected, _sign(line.unit)),
                    _quantity(line.target, _sign(line.unit)),
                ),
                status=line.status,
            )
            for line in lines[:MAX_ROWS]
        ),
        note=" ".join(
            (
                *((f"{left} autres indicateurs dans l’annexe XLSX.",) if left > 0 else ()),
                *((_NO_AMOUNTS,) if any(line.is_hidden for line in lines) else ()),
                *_rules(lines[:MAX_ROWS], parameters or {}),
            )
        ),
    )


def _rules(lines: tuple[IndicatorLine, ...], parameters: Mapping[str, str]) -> tuple[str, ...]:
    """How the states shown are judged: an indicator has its own thresholds."""
    shown = {line.status.word for line in lines}
    behind = 1 - value_in_force(parameters, BEHIND_BY)
    slowest = value_in_force(parameters, OUT_OF_REACH_BELOW)
    early = value_in_force(parameters, JUDGED_FROM)
    rules = (
        (Verdict.BEHIND, f"moins de {_share(behind)} du chemin attendu à la date de la mesure"),
        (Verdict.FAR, f"moins de {_share(slowest)} de ce chemin"),
        (Verdict.OUT_OF_REACH, "aucune valeur encore possible n’y mène"),
        (Verdict.TOO_EARLY, f"moins de {_share(early)} de la durée écoulés"),
    )
    said = [
        f"{word}{NBSP}: {rule}"
        for verdict, rule in rules
        for _, word in (_WORDS[verdict],)
        if word in shown
    ]
    return (f"{f'{SEMICOLON} '.join(said)}.",) if said else ()


def _share(share: Decimal) -> str:
    return percent(int(share * 100))


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


def _line(state: IndicatorState, *, with_amounts: bool) -> IndicatorLine:
    row, standing = state.row, state.standing
    unit = row.text("unit") or ""
    seen, expected = with_amounts or not is_money(unit), state.expected
    return IndicatorLine(
        code=row.text("code") or "",
        title=row.text("title") or "",
        unit=unit if seen else "",
        reference=row.decimal("baseline_value") if seen else None,
        value=state.value if seen else None,
        target=row.decimal("target") if seen else None,
        measured_on=state.measured_on,
        due=row.last_day("due"),
        expected=_expected(row, expected) if expected is not None and seen else None,
        reached=standing.done if standing is not None else None,
        status=_status(state),
        cell=row.place.cell("value") if state.value is not None else None,
        is_hidden=not seen,
    )


def _expected(row: Row, expected: Decimal) -> Decimal:
    """What is expected is whole where what is counted is: 22 visits, never 21.9."""
    stated = [row.decimal(column) for column in ("baseline_value", "value", "target")]
    whole = all(value == int(value) for value in stated if value is not None)
    exact = is_continuous(row.text("unit") or "") or not whole
    return expected.quantize(Decimal("0.1") if exact else Decimal(1), ROUND_HALF_UP)


def _status(state: IndicatorState) -> Status:
    """Its level and its word; what nobody can judge, or could not lately, is grey."""
    if state.is_doubtful or state.problem:
        return status(Rag.UNKNOWN, "À préciser")
    if state.value is None or state.measured_on is None:
        return status(Rag.UNKNOWN)
    if state.goal is None or state.verdict is None:
        return status(Rag.UNKNOWN, "Sans cible")
    level, word = _WORDS[state.verdict]
    if state.is_old and level in (Rag.GOOD, Rag.DONE):
        return status(Rag.UNKNOWN, "Mesure ancienne")
    if state.goal.course is Course.LEVEL:
        word = _LEVEL_WORDS.get((state.verdict, state.goal.way), word)
    return status(level, word)


def _sign(unit: str) -> str:
    """A short unit says so in every column; a longer one stands beside the value measured."""
    return unit if len(unit.strip()) <= SHORT_UNIT else ""


def _quantity(value: Decimal | None, unit: str) -> str:
    if value is None:
        return "–"
    if unit.strip() == "%":
        return percent(int(value)) if value == int(value) else f"{format_quantity(value, '%')}"
    return format_quantity(value, unit or None)
