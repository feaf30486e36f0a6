"""Pure: the last six months in sparklines, and the colours of the last report beside today's."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from relocalisons.core.kernel.words.french import (
    NBSP,
    SEMICOLON,
    format_date,
    format_long_date,
    format_money,
    format_number,
)
from relocalisons.core.reports.shared.measures import Measures
from relocalisons.core.reports.shared.sentences import percent, points, tonnes
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
    now = _day(today)
    dated = [(day, memory) for memory in history if (day := _day(memory)) is not None]
    kept = [(day, memory) for day, memory in dated if now is not None and day < now]
    kept = [*kept, *([(now, today)] if now is not None else [])][-MONTHS:]
    days, known = tuple(day for day, _ in kept), [memory for _, memory in kept]
    if len(known) < FEWEST:
        return None
    rows = tuple(row for row in (_progress(known), *_counts(known), *_amounts(known)) if row)
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
    day, then = (_day(previous), previous.get("streams")) if previous else (None, None)
    now = rag_forecast_table(measures)
    if day is None or not isinstance(then, Mapping) or not now.lines:
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


def _progress(known: Sequence[Memory]) -> Trend | None:
    values = [memory.get("progress") for memory in known]
    whole = [value for value in values if isinstance(value, int)]
    if len(whole) < len(known):
        return None
    return Trend(
        label="Avancement moyen",
        values=tuple(map(float, whole)),
        text=percent(whole[-1]),
        change="inchangé" if whole[-1] == whole[0] else points(whole[-1] - whole[0]),
    )


def _counts(known: Sequence[Memory]) -> list[Trend]:
    found = []
    for key, label in (("late", "Actions en retard"), ("missing", "Livrables manquants")):
        values = [memory.get(key) for memory in known]
        lists = [value for value in values if isinstance(value, list | tuple)]
        if len(lists) == len(known):
            sizes = [len(value) for value in lists]
            found.append(
                Trend(
                    label=label,
                    values=tuple(map(float, sizes)),
                    text=format_number(sizes[-1]),
                    change=_signed(format_number(abs(sizes[-1] - sizes[0])), sizes[-1] - sizes[0]),
                )
            )
    return found


def _amounts(known: Sequence[Memory]) -> list[Trend]:
    found = []
    for key, label, words in (
        ("delivered_kg", "Volume livré", tonnes),
        ("paid", "Dépenses payées", format_money),
    ):
        numbers = [_number(memory.get(key)) for memory in known]
        sure = [number for number in numbers if number is not None]
        if len(sure) == len(known):
            gap = sure[-1] - sure[0]
            found.append(
                Trend(
                    label=label,
                    values=tuple(map(float, sure)),
                    text=words(sure[-1]),
                    change=_signed(words(abs(gap)), gap),
                )
            )
    return found


def _signed(words: str, gap: Decimal | int) -> str:
    if gap == 0:
        return "inchangé"
    sign = "+" if gap > 0 else "\u2212"
    return f"{sign}{words}"


def _status_of(words: object) -> Status | None:
    """The status whose words were kept (`■ Alerte`); None when there are none."""
    if not isinstance(words, str):
        return None
    level = next((level for level, symbol in SYMBOLS.items() if words[:1] == symbol), None)
    return status(level, words[1:].replace(NBSP, " ").strip()) if level is not None else None


def _day(memory: Memory) -> date | None:
    text = memory.get("as_of")
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None


def _number(value: object) -> Decimal | None:
    try:
        return Decimal(value) if isinstance(value, str) else None
    except InvalidOperation:
        return None
