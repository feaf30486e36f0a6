"""Pure: the last six months in sparklines, and the colours of the last report beside today's."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from relocalisons.core.kernel.words.french import (
    NBSP,
    SEMICOLON,
    count_of,
    format_date,
    format_long_date,
    format_money,
    format_number,
    percent,
    signed,
    tonnes,
)
from relocalisons.core.reports.shared.changes import as_day, as_list, as_number, as_table
from relocalisons.core.reports.shared.measures import Measures
from relocalisons.core.reports.shared.tables import rag_forecast_table
from relocalisons.core.views.line_views import StreamThenNow, ThenAndNow, Trend, Trends
from relocalisons.core.views.rag import SYMBOLS, Status, status
from relocalisons.core.views.view import Memory, PictureWords

MONTHS = 6
FEWEST = 3  # values: two points are no trend


def trends_of(history: Sequence[Memory], today: Memory) -> Trends | None:
    """Progress, late actions, missing deliverables, volumes and payments over the last six months.

    `history`: what earlier reports remembered, the oldest first. A measure that one of them lacks
    is left out; None when there are too few reports.
    """
    days = [(as_day(memory.get("as_of")), memory) for memory in (*history, today)]
    now = days.pop()[0]
    kept = [(day, memory) for day, memory in days if day and now and day < now]
    kept = [*kept, *([(now, today)] if now else [])][-MONTHS:]
    days, known = tuple(day for day, _ in kept), [memory for _, memory in kept]
    if len(known) < FEWEST:
        return None
    rows = tuple(row for measure in _MEASURES if (row := _trend(known, *measure)) is not None)
    if not rows:
        return None
    return Trends(
        words=PictureWords(
            title=f"{rows[0].label}{NBSP}: {rows[0].text}, {rows[0].change} depuis le "
            f"{format_long_date(days[0])}",
            subtitle="Valeurs des rapports successifs et écart depuis le premier",
            source="Valeurs imprimées dans les rapports successifs.",
            alt="Évolution des mesures"
            f"{NBSP}: "
            + f"{SEMICOLON} ".join(f"{row.label}, {row.text} ({row.change})" for row in rows)
            + ".",
        ),
        days=days,
        rows=rows,
    )


def then_and_now(previous: Memory | None, measures: Measures) -> ThenAndNow | None:
    """Each work stream's state in an earlier report and today; None for a first or empty one."""
    day = as_day(previous.get("as_of")) if previous else None
    then = as_table(previous.get("streams")) if previous else None
    now = rag_forecast_table(measures)
    if day is None or then is None or not now.lines:
        return None
    return ThenAndNow(
        caption=f"État des axes au {format_long_date(day)} et aujourd’hui",
        columns=("Axe", f"Au {format_date(day)}", "Aujourd’hui"),
        lines=tuple(
            StreamThenNow(
                name=line.cells[0],
                then=_status_of(then.get(line.cells[0])),
                now=line.status,
            )
            for line in now.lines
        ),
    )


def stream_states(measures: Measures) -> dict[str, str]:
    """What the next report will compare with: work stream → the words of its state."""
    return {line.cells[0]: line.status.text for line in rag_forecast_table(measures).lines}


def _trend(
    known: Sequence[Memory],
    key: str,
    label: str,
    read: Callable[[object], Decimal | int | None],
    say: Callable[[Any], str],
    say_gap: Callable[[Any], str],
) -> Trend | None:
    values = [value for memory in known if (value := read(memory.get(key))) is not None]
    if len(values) < len(known):
        return None
    gap = values[-1] - values[0]
    return Trend(
        label=label,
        values=tuple(map(float, values)),
        text=say(values[-1]),
        change=signed(say_gap(abs(gap)), gap) if gap else "inchangé",
    )


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _size(value: object) -> int | None:
    kept = as_list(value)
    return len(kept) if kept is not None else None


# What a report remembers, its name, how it was kept, how it and its change are said.
_MEASURES = (
    ("progress", "Avancement moyen", _whole, percent, partial(count_of, singular="point")),
    # Those of which it is sure: nobody knows any more what was in doubt then.
    ("late", "Actions en retard (sûres)", _size, format_number, format_number),
    ("missing", "Livrables manquants (sûrs)", _size, format_number, format_number),
    ("delivered_kg", "Volume livré", as_number, tonnes, tonnes),
    ("paid", "Dépenses payées", as_number, format_money, format_money),
)


def _status_of(words: object) -> Status | None:
    """The status whose words were kept (`■ Alerte`); None when there are none."""
    if not isinstance(words, str):
        return None
    level = next((level for level, symbol in SYMBOLS.items() if words[:1] == symbol), None)
    return status(level, words[1:].replace(NBSP, " ").strip()) if level is not None else None
