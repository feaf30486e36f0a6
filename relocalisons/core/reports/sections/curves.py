"""Pure: the curves of a report: actions done against the plan, by work stream too, and payments."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from relocalisons.core.kernel.model import Funder
from relocalisons.core.kernel.words.french import (
    NBSP,
    SEMICOLON,
    count_of,
    counted,
    format_date,
    format_money,
    percent,
    shorten,
    typo,
    whole_percent,
)
from relocalisons.core.money.funding_key import CENT
from relocalisons.core.money.spending import Spending
from relocalisons.core.plan.view import ActionLine, ActionState
from relocalisons.core.reports.shared.measures import Measures
from relocalisons.core.reports.shared.tables import by_stream
from relocalisons.core.views.line_views import CurveMark, Curves, Panel, Panels, Series
from relocalisons.core.views.pictures import MAX_LABEL, stopped_on
from relocalisons.core.views.rag import WATCH_POINTS, Rag, rate_points
from relocalisons.core.views.view import PictureWords

MAX_PANELS = 9
FEWEST = 4  # actions with dates: below, a curve says nothing


def progress_curve(measures: Measures) -> Curves | None:
    """Actions done, month after month, against those planned; None when too few have dates."""
    lines = _dated(measures.followed)
    if len(lines) < FEWEST:
        return None
    as_of = measures.as_of
    planned, done = _planned(lines, as_of), _done(lines, as_of)
    apart = counted(
        len(measures.followed) - len(lines),
        none="",
        one=", 1 sans date lisible à part",
        many=", {n} sans date lisible à part",
    )
    return Curves(
        words=PictureWords(
            title=_progress_title(done, planned),
            subtitle=f"Nombre cumulé d’actions terminées, {count_of(len(lines), 'action')} "
            f"datées{apart}",
            source=stopped_on(as_of),
            alt=f"Courbes cumulées au {format_date(as_of)}{NBSP}: "
            f"{count_of(planned, 'action prévue', 'actions prévues')}, "
            f"{count_of(done, 'terminée', 'terminées')}, sur {len(lines)} datées{SEMICOLON} "
            f"la dernière finirait le {format_date(max(_end(line) for line in lines))} selon la "
            "prévision.",
        ),
        as_of=as_of,
        as_of_text=f"arrêté au {format_date(as_of)}",
        unit="",
        series=_series(lines, days=_month_ends(lines, as_of=as_of), as_of=as_of, scale=1.0),
        marks=(
            CurveMark(
                style="reference",
                value=float(planned),
                text=count_of(planned, "prévue", "prévues"),
            ),
            CurveMark(
                style="done", value=float(done), text=count_of(done, "terminée", "terminées")
            ),
        ),
    )


def _progress_title(done: int, planned: int) -> str:
    """How many actions are done, for how many that should be."""
    if planned == 0:
        return counted(
            done,
            none="Aucune action n’est terminée, et aucune ne devait encore l’être",
            one="1 action est terminée, avant sa date",
            many="{n} actions sont terminées, avant leur date",
        )
    wanted = count_of(planned, "prévue", "prévues")
    return counted(
        done,
        none=f"Aucune action terminée à cette date, pour {wanted}",
        one=f"1 action terminée à cette date, pour {wanted}",
        many=f"{{n}} actions terminées à cette date, pour {wanted}",
    )


def stream_panels(measures: Measures) -> Panels | None:
    """The same curves for each work stream, in percent of its actions, on the same scales."""
    everything = by_stream(measures.followed)
    streams = [
        (name, lines)
        for name, all_lines in everything.items()
        if len(lines := _dated(all_lines)) >= FEWEST
    ][:MAX_PANELS]
    if len(streams) < 2:
        return None
    left = len(everything) - len(streams)
    apart = counted(
        left,
        none="",
        one=f"{SEMICOLON} 1 axe n’est pas dessiné",
        many=f"{SEMICOLON} {{n}} axes ne sont pas dessinés",
    )
    as_of = measures.as_of
    days = _month_ends([line for _, lines in streams for line in lines], as_of=as_of)
    panels = tuple(_panel(name, lines, days=days, as_of=as_of) for name, lines in streams)
    behind = [panel for panel in panels if panel.level in (Rag.WATCH, Rag.ALERT)]
    return Panels(
        words=PictureWords(
            title=counted(
                len(behind),
                none=f"Sur {len(panels)} axes, aucun n’a plus de "
                f"{count_of(WATCH_POINTS, 'point')} de moins que prévu",
                one=f"1 axe sur {len(panels)} termine ses actions moins vite que prévu",
                many=f"{{n}} axes sur {len(panels)} terminent leurs actions moins vite que prévu",
            ),
            subtitle=f"Part des actions terminées et part prévue, par axe, en %{apart}",
            source=stopped_on(as_of),
            alt="Part des actions terminées par axe"
            f"{NBSP}: "
            + f"{SEMICOLON} ".join(f"{panel.label}, {panel.text}" for panel in panels)
            + ".",
        ),
        as_of=as_of,
        panels=panels,
    )


def burn_curve(spending: Spending, funder: Funder, *, as_of: date) -> Curves | None:
    """Euros paid, month after month, against an even use of the budget.

    None without budget or period, and before the period of eligibility begins.
    """
    start, end = funder.eligibility_start.value, funder.eligibility_end.value
    share, gone = spending.share, spending.time_share
    if share is None or start is None or end is None or gone is None:
        return None
    if as_of <= start.earliest:
        return None
    parts = [part for line in spending.lines for part in line.paid if part.on is not None]
    first, last = start.earliest, end.latest
    days = [day for day in _ends_between(first, as_of) if first < day < as_of] + [as_of]
    paid = tuple(
        (day, float(sum((p.amount for p in parts if p.on and p.on <= day), Decimal(0)) / 1000))
        for day in days
    )
    due = spending.budget * gone
    gap = (spending.paid - due).quantize(CENT)
    words = f"{format_money(abs(gap))} {'de plus' if gap > 0 else 'de moins'} qu’à"
    return Curves(
        words=PictureWords(
            title=f"{format_money(spending.paid)} payés, {words if gap else 'comme à'} "
            "un rythme régulier",
            subtitle="Dépenses payées cumulées et budget réparti sur la période d’éligibilité, "
            f"en milliers d’{spending.euros}",
            source=stopped_on(as_of),
            alt=f"Courbe des paiements{NBSP}: {format_money(spending.paid)} payés au "
            f"{format_date(as_of)} sur {format_money(spending.budget)}, pour "
            f"{format_money(due.quantize(CENT))} si le budget était dépensé "
            f"régulièrement du {format_date(first)} au {format_date(last)}.",
        ),
        as_of=as_of,
        as_of_text=f"arrêté au {format_date(as_of)}",
        unit="k€",
        series=(
            Series(
                label="Budget réparti régulièrement",
                style="reference",
                points=((first, 0.0), (last, float(spending.budget / 1000))),
            ),
            Series(label="Payé", style="done", points=((first, 0.0), *paid)),
        ),
        marks=(
            CurveMark(
                style="reference",
                value=float(due / 1000),
                text=f"{percent(whole_percent(gone))} du temps",
            ),
            CurveMark(
                style="done",
                value=float(spending.paid / 1000),
                text=f"{percent(whole_percent(share))} du budget payés",
            ),
        ),
    )


def _panel(name: str, lines: list[ActionLine], *, days: list[date], as_of: date) -> Panel:
    done = whole_percent(Decimal(_done(lines, as_of)) / len(lines))
    planned = whole_percent(Decimal(_planned(lines, as_of)) / len(lines))
    return Panel(
        label=typo(shorten(name, limit=MAX_LABEL)),
        text=f"{percent(done)} pour {percent(planned)} prévus",
        level=rate_points(done - planned),
        series=_series(lines, days=days, as_of=as_of, scale=100 / len(lines))[:2],
    )


def _series(
    lines: list[ActionLine], *, days: list[date], as_of: date, scale: float
) -> tuple[Series, ...]:
    past = [day for day in days if day < as_of] + [as_of]
    ahead = [as_of] + [day for day in days if day > as_of]
    return (
        Series(
            label="Prévu",
            style="reference",
            points=tuple((day, _planned(lines, day) * scale) for day in days),
        ),
        Series(
            label="Terminé",
            style="done",
            points=tuple((day, _done(lines, day) * scale) for day in past),
        ),
        Series(
            label="Prévision",
            style="forecast",
            points=tuple((day, _forecast(lines, day, as_of=as_of) * scale) for day in ahead),
        ),
    )


def _dated(lines: Iterable[ActionLine]) -> list[ActionLine]:
    return [line for line in lines if line.baseline is not None and line.forecast is not None]


def _planned(lines: Sequence[ActionLine], day: date) -> int:
    return len([line for line in lines if line.baseline is not None and line.baseline <= day])


def _done(lines: Sequence[ActionLine], day: date) -> int:
    return len([line for line in lines if line.state is ActionState.DONE and _end(line) <= day])


def _forecast(lines: Sequence[ActionLine], day: date, *, as_of: date) -> int:
    if day <= as_of:
        return _done(lines, as_of)
    return len([line for line in lines if _end(line) <= day])


def _end(line: ActionLine) -> date:
    if line.forecast is None:
        raise ValueError("a drawn action has no date")
    return line.forecast


def _month_ends(lines: Sequence[ActionLine], *, as_of: date) -> list[date]:
    dates = [day for line in lines for day in (line.baseline, line.forecast) if day is not None]
    starts = [line.start for line in lines if line.start is not None]
    return _ends_between(min([*dates, *starts, as_of]), max(*dates, as_of))


def _ends_between(first: date, last: date) -> list[date]:
    """The last days of the months from that of `first` to that of `last`, and the day before."""
    days = [first.replace(day=1) - timedelta(days=1)]
    while days[-1] < last:
        following = (days[-1] + timedelta(days=1)).replace(day=28) + timedelta(days=4)
        days.append(following.replace(day=1) - timedelta(days=1))
    return days
