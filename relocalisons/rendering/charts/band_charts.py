"""Rendering: volumes promised, in their tolerance band, and volumes delivered, by contract."""

from datetime import date

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator

from relocalisons.core.kernel.words.french import NBSP, format_number
from relocalisons.core.reports.producers.volume_bands import Band, Bands
from relocalisons.rendering.charts.canvas import (
    PNG_DPI,
    SHORT_MONTHS,
    SIZE,
    WIDTH,
    at_day,
    bare_frame,
    chart_style,
    draw_legend,
    month_ticks,
    to_picture,
)
from relocalisons.rendering.documents.document import Picture
from relocalisons.rendering.fonts import printable
from relocalisons.rendering.palette import BASELINE, INK, PRIMARY, SOFT, STATUS

ROW_HEIGHT = 43.0  # millimetres
FOOT = 8.0
MOST_ACROSS = 3
BAND = "#E3E7EC"


def draw_bands(view: Bands) -> Picture:
    """One small picture a contract: grey band, dark steps, the projection as a bar of its range."""
    with chart_style():
        across = max(2, min(MOST_ACROSS, len(view.bands)))
        rows = -(-len(view.bands) // across)
        height = rows * ROW_HEIGHT + FOOT
        figure = Figure(figsize=(WIDTH / 25.4, height / 25.4), dpi=PNG_DPI)
        FigureCanvasAgg(figure)
        for index, band in enumerate(view.bands):
            row, column = divmod(index, across)
            low = (FOOT + (rows - 1 - row) * ROW_HEIGHT + 7.0) / height
            box = ((column + 0.13) / across, low, 0.82 / across, (ROW_HEIGHT - 19.0) / height)
            _draw(figure.add_axes(box), band, as_of=view.as_of)
        draw_legend(figure, _handles(view))
        return to_picture(figure)


def _draw(axes: Axes, band: Band, *, as_of: date) -> None:
    places = [at_day(day) for day, _ in band.committed]
    promised = [value for _, value in band.committed]
    low, high = 1 - band.tolerance, 1 + band.tolerance
    axes.fill_between(
        places, [value * low for value in promised], [value * high for value in promised],
        color=BAND, lw=0,
    )  # fmt: skip
    axes.plot(places, promised, color=BASELINE, lw=1.4)
    brought = [(at_day(day), value) for day, value in band.delivered]
    if brought:
        axes.plot(*zip(*brought, strict=True), color=PRIMARY, lw=2.0)
    top = max([*(value * high for value in promised), *(value for _, value in brought), 0.0])
    if band.projected is not None:
        day, worst, central, best = band.projected
        ink = STATUS[band.level.value][0]
        axes.plot([at_day(day)] * 2, [worst, best], color=ink, lw=3.2, solid_capstyle="butt")
        axes.plot([at_day(day)], [central], ls="", marker="D", ms=4.2, color=ink)
        axes.plot(
            [brought[-1][0], at_day(day)], [brought[-1][1], central],
            color=ink, lw=1.0, ls=(0, (3, 2)),
        )  # fmt: skip
        top = max(top, best)
    _frame(axes, band, top=top, as_of=as_of)


def _frame(axes: Axes, band: Band, *, top: float, as_of: date) -> None:
    first = min(day for day, _ in (*band.committed[:1], *band.delivered[:1]))
    last = band.committed[-1][0]
    axes.set_xlim(at_day(first), at_day(last) + 3)
    axes.set_ylim(0, top * 1.06 or 1.0)
    bare_frame(axes, size=SIZE - 0.8, pad=3, grid="#EEF1F4", weight=0.7)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=4))
    unit = band.unit
    axes.yaxis.set_major_formatter(
        FuncFormatter(lambda value, _: f"{format_number(value)}{NBSP}{unit}")
    )
    ticks = [day for day in month_ticks(first, last) if first <= day <= last]
    axes.set_xticks([at_day(day) for day in ticks], [SHORT_MONTHS[day.month - 1] for day in ticks])
    if first <= as_of <= last:
        axes.axvline(at_day(as_of), color=INK, lw=0.9, ls=(0, (3, 2)), zorder=1)
    axes.set_title(
        printable(band.label), loc="left", fontsize=SIZE - 0.2, color=INK, fontweight="bold", pad=13
    )
    axes.text(
        0, 1.045, printable(band.text), transform=axes.transAxes, fontsize=SIZE - 0.8,
        color=STATUS[band.level.value][0],
    )  # fmt: skip


def _handles(view: Bands) -> list[Patch | Line2D]:
    handles: list[Patch | Line2D] = [
        Patch(facecolor=BAND, label="Engagement, tolérance comprise"),
        Line2D([], [], color=PRIMARY, lw=2.0, label="Livré"),
    ]
    if any(band.projected is not None for band in view.bands):
        handles.append(
            Line2D([], [], color=SOFT, lw=1.0, ls=(0, (3, 2)), marker="D", ms=4.2,
                   label="Projection en fin de saison")
        )  # fmt: skip
    handles.append(Line2D([], [], color=INK, lw=0.9, ls=(0, (3, 2)), label=f"Le {view.as_of_text}"))
    return handles
