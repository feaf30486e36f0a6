"""Rendering: curves, small multiples and sparklines, in the same visual language as the bars.

Reference grey, done dark blue, forecast light and dashed: three widths and three dashes, so that a
photocopy tells them apart.
"""

from datetime import date, timedelta

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator

from relocalisons.core.kernel.words.french import NBSP, format_number
from relocalisons.core.views.line_views import Curves, Panel, Panels, Series, Trend, Trends
from relocalisons.rendering.charts.canvas import (
    PNG_DPI,
    SIZE,
    WIDTH,
    at_day,
    bare_frame,
    chart_style,
    draw_legend,
    month_label,
    month_ticks,
    to_picture,
)
from relocalisons.rendering.charts.label_places import LabelPlacer
from relocalisons.rendering.documents.document import Picture
from relocalisons.rendering.fonts import printable
from relocalisons.rendering.palette import BASELINE, INK, LIGHT, PRIMARY, SLIP, SOFT, STATUS

CURVE_HEIGHT = 58.0  # millimetres
PANEL_HEIGHT = 38.0
PANELS_ACROSS = 3
LEGEND_HEIGHT = 6.0
TREND_HEIGHT = 8.5
_LOOK = {
    "reference": {"color": BASELINE, "lw": 2.4, "ls": "-"},
    "done": {"color": PRIMARY, "lw": 2.0, "ls": "-"},
    "forecast": {"color": LIGHT, "lw": 1.8, "ls": (0, (4, 2))},
}


def draw_curves(view: Curves) -> Picture:
    """Cumulated curves, zero-based; today's values stand beside them, their gap is hatched."""
    with chart_style():
        figure = _figure(CURVE_HEIGHT)
        axes = figure.add_axes((0.075, 0.27, 0.905, 0.655))
        is_behind = _hatch_gap(axes, view.series, as_of=view.as_of)
        _plot(axes, view.series)
        days = [day for series in view.series for day, _ in series.points]
        top = max(value for series in view.series for _, value in series.points)
        _frame(axes, first=min(days), last=max(days), top=top * 1.08 or 1.0)
        unit = f"{NBSP}{view.unit}" if view.unit else ""
        axes.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=not view.unit))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: format_number(value) + unit))
        _today(axes, view)
        draw_legend(figure, _handles(view.series, is_behind=is_behind))
        return to_picture(figure)


def draw_panels(view: Panels) -> Picture:
    """One small picture a work stream, three across, all on the same scales."""
    with chart_style():
        across = min(PANELS_ACROSS, len(view.panels))
        rows = -(-len(view.panels) // across)
        height = rows * PANEL_HEIGHT + LEGEND_HEIGHT
        figure = _figure(height)
        days = [day for panel in view.panels for one in panel.series for day, _ in one.points]
        share = 1 / across
        is_behind = False
        for index, panel in enumerate(view.panels):
            row, column = divmod(index, across)
            low = (LEGEND_HEIGHT + (rows - 1 - row) * PANEL_HEIGHT + 8.0) / height
            axes = figure.add_axes(
                (column * share + 0.040, low, share - 0.070, (PANEL_HEIGHT - 19.0) / height)
            )
            is_behind |= _panel(axes, panel, first=min(days), last=max(days), as_of=view.as_of)
        draw_legend(figure, _handles(view.panels[0].series, is_behind=is_behind))
        return to_picture(figure)


def draw_trends(view: Trends) -> Picture:
    """A row a measure: its name, a line without axes, today's value and the change."""
    with chart_style():
        height = TREND_HEIGHT * len(view.rows)
        figure = _figure(height)
        for index, trend in enumerate(view.rows):
            low = (len(view.rows) - 1 - index) * TREND_HEIGHT / height
            _trend(figure, trend, low=low, high=TREND_HEIGHT / height, days=view.days)
        return to_picture(figure)


def _panel(axes: Axes, panel: Panel, *, first: date, last: date, as_of: date) -> bool:
    """Draw one; whether it has a gap that the legend must explain."""
    is_behind = _hatch_gap(axes, panel.series, as_of=as_of)
    _plot(axes, panel.series)
    _frame(axes, first=first, last=last, top=108.0)
    axes.set_yticks([0, 50, 100], ["0", "50", "100"])
    axes.axvline(at_day(as_of), ymax=100 / 108, color=INK, lw=0.8, ls=(0, (3, 2)), zorder=1)
    words = _shortened(panel.label, limit=38)
    axes.set_title(words, loc="left", fontsize=SIZE - 0.2, color=INK, fontweight="bold", pad=13)
    ink = STATUS[panel.level.value][0]
    axes.text(0, 1.04, panel.text, transform=axes.transAxes, fontsize=SIZE - 0.6, color=ink)
    years = [day for day in month_ticks(first, last) if day.month == 1 and first <= day <= last]
    axes.set_xticks([at_day(day) for day in years], [f"janv. {day.year}" for day in years])
    for day, label in zip(years, axes.get_xticklabels(), strict=True):
        # Centred under its tick, a year at an edge would leave the picture.
        gone = (day - first) / ((last - first) or timedelta(days=1))
        label.set_horizontalalignment("left" if gone < 0.2 else "right" if gone > 0.8 else "center")
    return is_behind


def _trend(
    figure: Figure, trend: Trend, *, low: float, high: float, days: tuple[date, ...]
) -> None:
    middle = low + high / 2
    figure.text(0.0, middle, printable(trend.label), va="center", color=INK)
    axes = figure.add_axes((0.24, low + high * 0.16, 0.40, high * 0.68))
    axes.set_axis_off()
    places = [at_day(day) for day in days]
    axes.plot(places, trend.values, color=PRIMARY, lw=1.6)
    axes.plot(places, trend.values, ls="", marker="o", ms=2.6, color=PRIMARY)
    axes.plot(places[-1:], trend.values[-1:], ls="", marker="o", ms=4.6, color=INK)
    span = max(trend.values) - min(trend.values) or max(abs(trend.values[0]), 1.0)
    axes.set_ylim(min(trend.values) - span * 0.25, max(trend.values) + span * 0.25)
    figure.text(0.68, middle, printable(trend.text), va="center", color=INK, fontweight="bold")
    figure.text(1.0, middle, printable(trend.change), va="center", ha="right", color=SOFT)


def _plot(axes: Axes, series: tuple[Series, ...]) -> None:
    for one in series:
        places = [at_day(day) for day, _ in one.points]
        # Not clipped and above the axis: half of a line at zero would be hidden.
        values = [value for _, value in one.points]
        axes.plot(places, values, clip_on=False, zorder=3, **_LOOK[one.style])


def _hatch_gap(axes: Axes, series: tuple[Series, ...], *, as_of: date) -> bool:
    """Hatch what the dark curve lacks of the reference until today; whether there is any."""
    by_style = {one.style: one.points for one in series}
    planned, done = by_style["reference"], by_style["done"]
    last = at_day(as_of)
    days = np.array(
        sorted({at_day(day) for day, _ in (*planned, *done) if at_day(day) <= last} | {last})
    )
    above, below = (
        np.interp(days, [at_day(day) for day, _ in points], [value for _, value in points])
        for points in (planned, done)
    )
    behind = above > below
    if not behind.any():
        return False
    axes.fill_between(
        days, below, above, where=behind.tolist(), interpolate=True, facecolor="none",
        edgecolor=SLIP, hatch="/////", linewidth=0.0, alpha=0.55, zorder=0.5,
    )  # fmt: skip
    return True


def _handles(series: tuple[Series, ...], *, is_behind: bool) -> list[Artist]:
    lines: list[Artist] = [Line2D([], [], label=one.label, **_LOOK[one.style]) for one in series]
    if is_behind:
        lines.append(Patch(facecolor="white", edgecolor=SLIP, hatch="/////", label="Manque"))
    return lines


def _frame(axes: Axes, *, first: date, last: date, top: float) -> None:
    axes.set_xlim(at_day(first), at_day(last))
    axes.set_ylim(0, top)
    bare_frame(axes, size=SIZE - 0.4, pad=4, grid="#E9EDF1", weight=0.8)
    ticks = [day for day in month_ticks(first, last) if first <= day <= last]
    axes.set_xticks([at_day(day) for day in ticks], [month_label(day, ticks) for day in ticks])


def _today(axes: Axes, view: Curves) -> None:
    axes.axvline(at_day(view.as_of), color=INK, lw=1.1, ls=(0, (3, 2)), zorder=1)
    left, right = axes.get_xlim()
    at = (at_day(view.as_of) - left) / (right - left)
    align = "left" if at < 0.15 else ("right" if at > 0.85 else "center")
    note = axes.annotate(
        view.as_of_text,
        (at_day(view.as_of), 1.0),
        xycoords=("data", "axes fraction"),
        xytext=(0, 3),
        textcoords="offset points",
        ha=align,
        va="bottom",
        color=INK,
        fontsize=SIZE - 0.6,
    )
    curves = [[(at_day(day), value) for day, value in one.points] for one in view.series]
    placer = LabelPlacer(axes, curves=curves)
    placer.keep_clear(note)
    by_style = {mark.style: mark for mark in view.marks}
    done_leads = by_style["done"].value > by_style["reference"].value
    for style, colour in (("done", PRIMARY), ("reference", SOFT)):
        mark = by_style[style]
        at = (at_day(view.as_of), mark.value)
        placer.write(mark.text, at, above=(style == "done") == done_leads, colour=colour)


def _shortened(text: str, *, limit: int) -> str:
    words = printable(text)
    return words if len(words) <= limit else f"{words[: limit - 1].rstrip()}…"


def _figure(height: float) -> Figure:
    figure = Figure(figsize=(WIDTH / 25.4, height / 25.4), dpi=PNG_DPI)
    FigureCanvasAgg(figure)
    return figure
