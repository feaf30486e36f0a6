"""Pure: the Gantt chart of a plan; its title is the message, computed from the data."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.wording import said_number
from relocalisons.core.kernel.words.french import (
    NBSP,
    SEMICOLON,
    count_days,
    count_of,
    counted,
    format_date,
    format_number,
    percent,
    shorten,
    typo,
    whole_percent,
)
from relocalisons.core.plan.view import ActionLine, ActionState
from relocalisons.core.reports.shared.measures import Measures
from relocalisons.core.reports.shared.tables import GAPS_OF, by_stream
from relocalisons.core.views.gaps import gap_words
from relocalisons.core.views.pictures import MAX_LABEL, stopped_on
from relocalisons.core.views.rag import Rag
from relocalisons.core.views.view import Gantt, GanttRow, PictureWords

MAX_GANTT_ROWS = 16
OPEN_STATES = (
    ActionState.LATE,
    ActionState.SLIPPING,
    ActionState.GRANTED,
    ActionState.SET_ASIDE,
    ActionState.ON_TIME,
)


def gantt_of(measures: Measures) -> Gantt | None:
    """Work streams, each with the actions that slip most; None when no date can be drawn."""
    drawn = [line for line in measures.followed if _is_drawable(line)]
    if not drawn:
        return None
    streams = by_stream(drawn)
    names = sorted(streams)[:MAX_GANTT_ROWS]
    slipping = sorted(
        (
            line
            for line in drawn
            if line.state in OPEN_STATES and (line.gap or 0) > measures.delays.watch
        ),
        key=lambda line: (-(line.gap or 0), line.action.number),
    )[: MAX_GANTT_ROWS - len(names)]
    rows: list[GanttRow] = []
    for name in names:
        label = typo(shorten(name, limit=MAX_LABEL))
        rows.append(_row(label, streams[name], group=True, measures=measures))
        rows.extend(
            _row(_action_label(line), [line], group=False, measures=measures)
            for line in slipping
            if line in streams[name]
        )
    return Gantt(
        words=PictureWords(
            title=gantt_title(measures),
            subtitle="Référence et prévision par axe, avec les actions qui glissent le plus "
            f"(plus de {count_days(measures.delays.watch)}). {GAPS_OF} {measures.reference}.",
            source=stopped_on(measures.as_of),
            alt=_gantt_alt(rows),
        ),
        as_of=measures.as_of,
        as_of_text=f"arrêté au {format_date(measures.as_of)}",
        rows=tuple(rows),
    )


def gantt_title(measures: Measures) -> str:
    """How many open actions will end after the reference, and by how much at most."""
    known = [line for line in measures.followed if is_running(line) and line.gap is not None]
    # Those that every paper counts as late or slipping: a granted date is neither.
    later = [line for line in known if line.state in (ActionState.LATE, ActionState.SLIPPING)]
    if not known:
        return "Aucune action ouverte n’a de date lisible"
    if not later:
        return counted(
            len(known),
            none="",
            one="La seule action ouverte mesurable finira dans les délais de référence",
            many="Les {n} actions ouvertes mesurables finiront dans les délais de référence",
        )
    most = max(line.gap or 0 for line in later)
    whole = f"{format_number(len(known))} actions ouvertes mesurables"
    is_all = len(later) == len(known)
    text = counted(
        len(later),
        none="",
        one=f"{'La seule action ouverte mesurable' if is_all else f'1 des {whole}'} est en retard "
        "ou finira plus tard que prévu",
        many=f"{'Les' if is_all else '{n} des'} {whole} sont en retard ou finiront plus tard que "
        "prévu",
    )
    return f"{text}, {'de' if len(later) == 1 else 'jusqu’à'} {count_days(most)}"


def is_running(line: ActionLine) -> bool:
    """Whether an action is neither done, dropped nor unknown."""
    return line.state in OPEN_STATES


def _is_drawable(line: ActionLine) -> bool:
    return (
        line.start is not None
        and line.baseline is not None
        and line.forecast is not None
        and line.counted_from is not None
        and line.start <= line.counted_from
        and line.start <= line.forecast
    )


def _action_label(line: ActionLine) -> str:
    title = typo(shorten(line.action.title, limit=MAX_LABEL))
    return f"{said_number(line.action)}{NBSP}{title}".strip()


def _row(label: str, lines: list[ActionLine], *, group: bool, measures: Measures) -> GanttRow:
    """A bar; what is done of it is drawn up to today at most: a bar beyond would read as ahead."""
    baseline = max(_day(line.counted_from) for line in lines)
    forecast = max(_day(line.forecast) for line in lines)
    known = [line.progress for line in lines if line.progress is not None]
    progress = sum(known, Decimal(0)) / max(len(known), 1)
    days = (forecast - baseline).days
    start = min(_day(line.start) for line in lines)
    done = float(min(max(progress, Decimal(0)), Decimal(1)))
    gone = (measures.as_of - start).days / max((forecast - start).days, 1)
    # How far a stream is stands in its own table, counted otherwise: its bar tells its end alone.
    said = f"{percent(whole_percent(progress))}, " if known and not group else ""
    gap = "fin inchangée" if group and days == 0 else gap_words(days)
    return GanttRow(
        label=label,
        group=group,
        start=start,
        baseline=baseline,
        forecast=forecast,
        progress=max(min(done, gone), 0.0),
        days=days,
        text=f"{said}{gap}",
        level=Rag.UNKNOWN if group and days == 0 else measures.delays.rate(days),
        milestones=tuple(sorted(_day(line.forecast) for line in lines if line.action.milestone)),
    )


def _gantt_alt(rows: Sequence[GanttRow]) -> str:
    parts = [
        f"{row.label}, du {format_date(row.start)} au {format_date(row.forecast)} "
        + "("
        + ", ".join(
            words
            for words in (
                f"comparé au {format_date(row.baseline)}",
                row.text,
                _milestone_words(row.milestones),
            )
            if words
        )
        + ")"
        for row in rows
    ]
    return f"Planning en barres{NBSP}: {f'{SEMICOLON} '.join(parts)}."


def _milestone_words(days: tuple[date, ...]) -> str:
    """`jalon le …`, `3 jalons du … au …`, for the words of a picture; empty without any."""
    if not days:
        return ""
    if len(days) == 1:
        return f"jalon le {format_date(days[0])}"
    first, last = format_date(min(days)), format_date(max(days))
    when = f"le {first}" if first == last else f"du {first} au {last}"
    return f"{count_of(len(days), 'jalon')} {when}"


def _day(day: date | None) -> date:
    """The day of a drawable line: `_is_drawable` has seen that it is there."""
    if day is None:
        raise ValueError("a drawn action has no date")
    return day
