"""Pure: the tables of actions, deliverables and contracts, as pages print them.

Long lists are cut where a reader stops reading; the note says how many rows are left and where
they are.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from relocalisons.core.kernel.wording import said_number
from relocalisons.core.kernel.words.french import (
    NBSP,
    SEMICOLON,
    count_days,
    count_of,
    counted,
    format_percent,
    percent,
    rest_words,
    shorten,
    tonnes,
    typo,
    whole_percent,
)
from relocalisons.core.kernel.words.names import natural_order
from relocalisons.core.money.spending import BudgetLine, Spending
from relocalisons.core.plan.view import ActionLine, ActionState
from relocalisons.core.producers.volumes.view import VolumeLine, VolumeState
from relocalisons.core.reports.shared.amounts import (
    COLUMNS,
    amount_cells,
    by_line,
    spending_status,
    total_of,
)
from relocalisons.core.reports.shared.measures import (
    MOVED,
    Measures,
    known_delivered,
    late_range,
    mean_percent,
)
from relocalisons.core.views.rag import (
    ALERT_POINTS,
    ALERT_SHARE,
    SYMBOLS,
    WATCH_POINTS,
    WATCH_SHARE,
    Rag,
    Status,
    rate_points,
    status,
    worst_of,
)
from relocalisons.core.views.view import StateLine, StateTable

NO_STREAM = "Sans axe"


MAX_LATE = 15
MAX_MISSING = 15
MAX_SHORT = 15
MAX_TITLE = 150
ALERT_LATE_PART = 4  # a quarter of the actions of a work stream

IN_ANNEX = "dans l’annexe XLSX"
IN_PLAN = IN_ANNEX
GAPS_OF = (
    "Un retard se compte depuis l’échéance en vigueur, un autre écart de la prévision par rapport"
)
ACTION_COLUMNS = ("N°", "Action", "Échéance", "Prévision", "Écart", "État")


def late_table(measures: Measures) -> StateTable:
    """Late actions, then those that slip, the worst first."""
    lines = _late_lines(measures)
    late = (*measures.late, *measures.in_state(ActionState.GRANTED))
    slipping = measures.slipping[: max(MAX_LATE - len(late), MAX_LATE // 3)]
    shown = (*late[: MAX_LATE - len(slipping)], *slipping)
    return StateTable(
        caption="Les actions en retard, puis celles qui glissent, du plus grand écart au plus "
        "petit. " + _on_gaps(measures) + (f" {marks_rule(measures)}" if shown else ""),
        columns=ACTION_COLUMNS,
        lines=tuple(action_line(line) for line in shown),
        note=rest_words(len(lines) - MAX_LATE, "autre action", "autres actions", IN_PLAN),
    )


def _late_lines(measures: Measures) -> tuple[ActionLine, ...]:
    return (*measures.late, *measures.in_state(ActionState.GRANTED), *measures.slipping)


def _on_gaps(measures: Measures) -> str:
    """What « Écart » is counted from; above a table, never lost."""
    moved = any(line.status.word == MOVED for line in measures.actions)
    told = f" «\u00a0{MOVED}\u00a0»\u00a0: effet d’un retard en amont." if moved else ""
    whose = "Prévision d’après les dates données par les responsables."
    return f"{GAPS_OF} {measures.reference}. {whose}{told}"


def marks_rule(measures: Measures) -> str:
    """What ▲ and ■ mean beside a delay; a paper prints it once."""
    watch, alert = SYMBOLS[Rag.WATCH], SYMBOLS[Rag.ALERT]
    return (
        f"{watch}{NBSP}: jusqu’à {count_days(measures.delays.alert)} de retard ou d’écart"
        f"{SEMICOLON} {alert}{NBSP}: au-delà, ou une autre action l’attend."
    )


def levels_rule() -> str:
    """What ▲ and ■ mean beside an amount or a rate; a report prints it once."""
    watch, alert = SYMBOLS[Rag.WATCH], SYMBOLS[Rag.ALERT]
    return (
        f"{watch}{NBSP}: plus de {WATCH_POINTS} points, ou de {format_percent(1 - WATCH_SHARE)}, "
        f"sous l’attendu{SEMICOLON} {alert}{NBSP}: plus de {ALERT_POINTS} points, ou de "
        f"{format_percent(1 - ALERT_SHARE)}."
    )


def streams_rule() -> str:
    """What ▲ and ■ mean beside a work stream."""
    watch, alert = SYMBOLS[Rag.WATCH], SYMBOLS[Rag.ALERT]
    return (
        f"{watch}{NBSP}: une action en retard, ou plus de {WATCH_POINTS} points sous l’attendu"
        f"{SEMICOLON} {alert}{NBSP}: une action sur {ALERT_LATE_PART} en retard, ou plus de "
        f"{ALERT_POINTS} points."
    )


def plan_tables(measures: Measures) -> tuple[StateTable, ...]:
    """The whole plan, one table a work stream, by action number; the first says what gaps are."""
    tables = [
        StateTable(
            caption=f"{typo(shorten(name, limit=MAX_TITLE))} · {count_of(len(lines), 'action')}",
            columns=ACTION_COLUMNS,
            lines=tuple(
                action_line(line)
                for line in sorted(lines, key=lambda line: natural_order(line.action.number))
            ),
        )
        for name, lines in by_stream(measures.actions).items()
    ]
    if tables:
        tables[0] = replace(tables[0], caption=f"{tables[0].caption}. {_on_gaps(measures)}")
    return tuple(tables)


def missing_table(measures: Measures) -> StateTable:
    """Deliverables due that are not in the Drive, the oldest first."""
    left = len(measures.missing) - MAX_MISSING
    # The table of actions has said it already, when there is one.
    rule = "" if _late_lines(measures) else f". {marks_rule(measures)}"
    return StateTable(
        caption=f"Livrables attendus et absents du Drive{rule}",
        columns=("N°", "Livrable", "Attendu le", "Retard", "État"),
        lines=tuple(
            StateLine(
                cells=(
                    said_number(line.deliverable),
                    typo(shorten(line.deliverable.title, limit=MAX_TITLE)),
                    line.due_text,
                    line.late_text,
                ),
                status=line.status,
            )
            for line in measures.missing[:MAX_MISSING]
        ),
        note=rest_words(left, "autre livrable", "autres livrables", IN_ANNEX),
    )


def short_table(measures: Measures) -> StateTable:
    """Contracts below their tolerance, then those that cannot be measured."""
    short = sorted(
        measures.volumes_in(VolumeState.SHORT),
        key=lambda line: (line.share or 0, line.contract.number),
    )
    lines = (*short, *measures.volumes_in(VolumeState.UNKNOWN))
    return StateTable(
        caption="Contrats sous leur tolérance ou non mesurables",
        columns=("Contrat", "Engagé à ce jour", "Livré", "Part", "Tolérance", "État"),
        lines=tuple(
            StateLine(
                cells=(
                    contract_label(line),
                    _amount_or(line.committed or line.promised, "engagement", line),
                    _delivered(measures, line),
                    percent(whole_percent(line.share)) if line.share is not None else "–",
                    f"±{percent(whole_percent(line.tolerance))}"
                    if "tolérance" not in line.unread
                    else UNREAD,
                ),
                status=line.status,
            )
            for line in lines[:MAX_SHORT]
        ),
        note=rest_words(len(lines) - MAX_SHORT, "autre contrat", "autres contrats", IN_ANNEX),
    )


def _amount_or(amount: Decimal | None, name: str, line: VolumeLine) -> str:
    """The amount, or that it cannot be read; « – » when something else is the cause."""
    if amount is not None:
        return tonnes(amount)
    return UNREAD if name in line.unread else "–"


def _delivered(measures: Measures, line: VolumeLine) -> str:
    """What came; of a contract that cannot be measured, what its readable deliveries add up to."""
    known = known_delivered(measures, line)
    if known is None:
        return _amount_or(None, "livraisons", line)
    least = "au moins " if line.delivered is None and "livraisons" in line.unread else ""
    return f"{least}{tonnes(known, ROUND_FLOOR if least else ROUND_HALF_UP)}"


UNREAD = "à préciser"


def budget_table(spending: Spending, *, columns: tuple[str, ...] = tuple(COLUMNS)) -> StateTable:
    """The funder's budget lines and their total in the columns it asks for, to the cent."""
    entries = by_line(spending)
    lines = [
        StateLine(
            cells=(*amount_cells(entry, columns), _paid_share(line.share)),
            status=_line_status(line, spending.time_share),
        )
        for entry, line in zip(entries, spending.lines, strict=True)
    ]
    if len(lines) > 1 and spending.is_measured:
        lines.append(
            StateLine(
                cells=(*amount_cells(total_of(entries), columns), _paid_share(spending.share)),
                status=status(Rag.UNKNOWN, "Budget incomplet")
                if spending.share is None
                else spending_status(spending.share, spending.time_share),
            )
        )
    return StateTable(
        caption=f"Budget et dépenses par poste, part de ce financeur, en {spending.euros}",
        columns=("Poste", *(COLUMNS[name][0] for name in columns), "Part payée", "État"),
        lines=tuple(lines),
    )


def _line_status(line: BudgetLine, gone: Decimal | None) -> Status:
    if line.grant is not None:
        return status(Rag.UNKNOWN, "À répartir")
    if line.share is None:
        return status(Rag.ALERT, "Sans budget")
    return spending_status(line.share, gone)


def _paid_share(share: Decimal | None) -> str:
    return percent(whole_percent(share)) if share is not None else "–"


def rag_forecast_table(measures: Measures) -> StateTable:
    """One row per work stream: how far it is and how late it will end."""
    return StateTable(
        caption=f"Météo des axes. {streams_rule()}",
        columns=("Axe", "Actions", "Terminées", "En retard", "Avancement", "Attendu", "État"),
        lines=tuple(stream_lines(measures).values()),
    )


def stream_lines(measures: Measures) -> dict[str, StateLine]:
    """Work stream → its row: how far it is, how late, and its one state on papers."""
    streams = by_stream(measures.followed)
    return {name: _stream_line(name, lines) for name, lines in streams.items()}


def say_streams(levels: Sequence[Rag]) -> str:
    """« 2 axes en alerte, 4 axes à surveiller sur 6 »; what there is where none is either."""
    alert, watch = levels.count(Rag.ALERT), levels.count(Rag.WATCH)
    unknown = levels.count(Rag.UNKNOWN)
    if alert or watch:
        said = (
            counted(alert, none="", one="1 axe en alerte", many="{n} axes en alerte"),
            counted(watch, none="", one="1 axe à surveiller", many="{n} axes à surveiller"),
        )
        return f"{', '.join(filter(None, said))} sur {len(levels)}"
    return counted(
        unknown,
        none="aucun axe n’est en alerte ni à surveiller",
        one="1 axe n’est pas mesurable",
        many="{n} axes ne sont pas mesurables",
    )


def by_stream(lines: Sequence[ActionLine]) -> dict[str, list[ActionLine]]:
    """Actions by work stream, the streams in alphabetical order, those without one last."""
    streams: dict[str, list[ActionLine]] = {}
    for line in lines:
        streams.setdefault(line.action.work_stream or NO_STREAM, []).append(line)
    return {
        name: streams[name] for name in sorted(streams, key=lambda name: (name == NO_STREAM, name))
    }


def _stream_line(name: str, lines: list[ActionLine]) -> StateLine:
    late = [line for line in lines if line.state is ActionState.LATE]
    done = [line for line in lines if line.state is ActionState.DONE]
    measured = [line for line in lines if line.progress is not None and line.expected is not None]
    progress = mean_percent([line.progress for line in measured])
    expected = mean_percent([line.expected for line in measured])
    return StateLine(
        cells=(
            typo(shorten(name, limit=80)),
            str(len(lines)),
            str(len(done)),
            late_range(lines).figure,
            "–" if progress is None else percent(progress),
            "–" if expected is None else percent(expected),
        ),
        status=_stream_status(lines, late=len(late), progress=progress, expected=expected),
    )


def _stream_status(
    lines: list[ActionLine], *, late: int, progress: int | None, expected: int | None
) -> Status:
    """The RAG status of a work stream: how far it is behind, and which share of it is late.

    One late action among many is to be watched; a quarter of them late is an alert. A stream of
    which half cannot be measured is grey.
    """
    if all(line.state is ActionState.DONE for line in lines):
        return status(Rag.DONE, "Terminé")
    unknown = len([line for line in lines if line.state is ActionState.UNKNOWN])
    if unknown * 2 > len(lines) or progress is None or expected is None:
        return status(Rag.UNKNOWN)
    if late * ALERT_LATE_PART >= len(lines):
        return status(Rag.ALERT)
    return status(worst_of(rate_points(progress - expected), Rag.WATCH if late else Rag.GOOD))


def action_line(line: ActionLine) -> StateLine:
    """An action as every table of actions shows it."""
    action = line.action
    return StateLine(
        cells=(
            said_number(action),
            typo(shorten(action.title, limit=MAX_TITLE)),
            line.due_text,
            line.forecast_text,
            line.gap_text,
        ),
        status=line.status,
    )


def contract_label(line: VolumeLine, *, longest: int = 48) -> str:
    """`CC-04 Carotte de plein champ`: the contract and its crop, never the grower."""
    crop = typo(shorten(line.contract.crop or "", limit=longest))
    return f"{line.contract.number}{NBSP}{crop}".strip()
