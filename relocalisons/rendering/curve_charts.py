"""Rendering: curves, small multiples and sparklines, in the same visual language as the bars.

Reference grey, done dark blue, forecast light and dashed: three widths and three dashes, so that a
photocopy tells them apart.
"""

from datetime import date

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, MaxNLocator

from relocalisons.core.french import NBSP, format_number
from relocalisons.core.reports.line_views import Curves, Panel, Panels, Series, Trend, Trends
from relocalisons.rendering.chart_canvas import (
    PNG_DPI,
    SIZE,
    WIDTH,
    at_day,
    chart_style,
    draw_legend,
    month_label,
    month_ticks,
    to_picture,
)
from relocalisons.rendering.document import Picture
from relocalisons.rendering.fonts import printable
from relocalisons.rendering.palette import BASELINE, INK, LIGHT, PRIMARY, RULE, SOFT, STATUS

CURVE_HEIGHT = 58.0  # millimetres
PANEL_HEIGHT = 38.0
PANELS_ACROSS = 3
TREND_HEIGHT = 8.5
_LOOK = {
    "reference": {"color": BASELINE, "lw": 2.4, "ls": "-"},
    "done": {"color": PRIMARY, "lw": 2.0, "ls": "-"},
    "forecast": {"color": LIGHT, "lw": 1.8, "ls": (0, (4, 2))},
}


def draw_curves(view: Curves) -> Picture:
    """Cumulated curves, zero-based; today's value stands beside the end of the dark one."""
    with chart_style():
        figure = _figure(CURVE_HEIGHT)
        axes = figure.add_axes((0.075, 0.27, 0.905, 0.655))
        _plot(axes, view.series)
        days = [day for series in view.series for day, _ in series.points]
        top = max(value for series in view.series for _, value in series.points)
        _frame(axes, first=min(days), last=max(days), top=top * 1.08 or 1.0)
        unit = f"{NBSP}{view.unit}" if view.unit else ""
        axes.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=not view.unit))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: format_number(value) + unit))
        _today(axes, view)
        handles = [
            Line2D([], [], label=series.label, **_LOOK[series.style]) for series in view.series
        ]
        draw_legend(figure, handles)
        return to_picture(figure)


def draw_panels(view: Panels) -> Picture:
    """One small picture a work stream, three across, all on the same scales."""
    with chart_style():
        rows = -(-len(view.panels) // PANELS_ACROSS)
        foot = 7.0
        height = rows * PANEL_HEIGHT + foot
        figure = _figure(height)
        days = [day for panel in view.panels for one in panel.series for day, _ in one.points]
        for index, panel in enumerate(view.panels):
            row, column = divmod(index, PANELS_ACROSS)
            low = (foot + (rows - 1 - row) * PANEL_HEIGHT + 9.0) / height
            axes = figure.add_axes(
                (0.045 + column * 0.335, low, 0.27, (PANEL_HEIGHT - 19.0) / height)
            )
            _panel(axes, panel, first=min(days), last=max(days), as_of=view.as_of)
        series = view.panels[0].series
        draw_legend(figure, [Line2D([], [], label=one.label, **_LOOK[one.style]) for one in series])
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


def _panel(axes: Axes, panel: Panel, *, first: date, last: date, as_of: date) -> None:
    _plot(axes, panel.series)
    _frame(axes, first=first, last=last, top=108.0)
    axes.set_yticks([0, 50, 100], ["0", "50", "100"])
    axes.axvline(at_day(as_of), color=INK, lw=0.8, ls=(0, (3, 2)), zorder=1)
    words = _shortened(panel.label, limit=38)
    axes.set_title(words, loc="left", fontsize=SIZE - 0.2, color=INK, fontweight="bold", pad=13)
    ink = STATUS[panel.level.value][0]
    axes.text(0, 1.04, panel.text, transform=axes.transAxes, fontsize=SIZE - 0.6, color=ink)
    ticks = month_ticks(first, last)
    years = [day for day in ticks if day.month == 1] or ticks[:1]
    axes.set_xticks([at_day(day) for day in years], [f"janv. {day.year}" for day in years])


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
        axes.plot(places, [value for _, value in one.points], **_LOOK[one.style])


def _frame(axes: Axes, *, first: date, last: date, top: float) -> None:
    axes.set_xlim(at_day(first), at_day(last))
    axes.set_ylim(0, top)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(RULE)
    axes.tick_params(axis="both", length=0, colors=SOFT, pad=4, labelsize=SIZE - 0.4)
    axes.grid(axis="y", color="#E9EDF1", lw=0.8)
    axes.set_axisbelow(True)
    ticks = [day for day in month_ticks(first, last) if first <= day <= last]
    axes.set_xticks([at_day(day) for day in ticks], [month_label(day, ticks) for day in ticks])


def _today(axes: Axes, view: Curves) -> None:
    axes.axvline(at_day(view.as_of), color=INK, lw=1.1, ls=(0, (3, 2)), zorder=1)
    left, right = axes.get_xlim()
    at = (at_day(view.as_of) - left) / (right - left)
    align = "left" if at < 0.15 else ("right" if at > 0.85 else "center")
    axes.annotate(
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
    done = next(series for series in view.series if series.style == "done")
    day, value = done.points[-1]
    low = value < axes.get_ylim()[1] * 0.2  # below the curve it would stand on the months
    axes.annotate(
        view.text,
        (at_day(day), value),
        xytext=(5, 3 if low else -3),
        textcoords="offset points",
        va="bottom" if low else "top",
        color=PRIMARY,
        fontweight="bold",
    )


def _shortened(text: str, *, limit: int) -> str:
    words = printable(text)
    return words if len(words) <= limit else f"{words[: limit - 1].rstrip()}…"


def _figure(height: float) -> Figure:
    figure = Figure(figsize=(WIDTH / 25.4, height / 25.4), dpi=PNG_DPI)
    FigureCanvasAgg(figure)
    return figure
