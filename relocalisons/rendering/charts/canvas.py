"""Rendering: what all charts share: width, fonts, months in French, legend, SVG and PNG."""

import io
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from relocalisons.core.kernel.words.french import NBSP, SHORT_MONTHS
from relocalisons.rendering.documents.document import Picture
from relocalisons.rendering.fonts import FAMILIES, register_chart_fonts
from relocalisons.rendering.palette import RULE, SOFT

WIDTH = 174.0  # millimetres: the text width of a page
PNG_DPI = 200
SIZE = 8.2  # points

# rcParams belong to the process; two flows may draw at once.
_LOCK = threading.Lock()


@contextmanager
def chart_style() -> Iterator[None]:
    """The settings of every chart, for one drawing; two flows may draw at once."""
    register_chart_fonts()
    with _LOCK, mpl.rc_context():
        mpl.rcParams.update(
            {
                "font.family": list(FAMILIES),
                "font.size": SIZE,
                "hatch.linewidth": 0.7,
                "svg.fonttype": "path",
                "svg.hashsalt": "relocalisons",
                "axes.unicode_minus": True,
            }
        )
        yield


def to_picture(figure: Figure) -> Picture:
    """A drawn figure in both forms, without any date of its making."""
    svg = io.BytesIO()
    figure.savefig(svg, format="svg", metadata={"Date": None, "Creator": None})
    size = figure.get_size_inches() * 25.4
    kept: Figure | bytes = figure  # the figure is let go once it is drawn: pictures outlive it

    def draw_png() -> bytes:
        nonlocal kept
        with chart_style():  # one thread at a time
            if isinstance(kept, Figure):
                png = io.BytesIO()
                kept.savefig(png, format="png", dpi=PNG_DPI, metadata={"Software": None})
                kept = png.getvalue()
            return kept

    return Picture(
        svg=svg.getvalue(), width=float(size[0]), height=float(size[1]), draw_png=draw_png
    )


def draw_legend(figure: Figure, handles: Sequence[Artist]) -> None:
    """One line of legend at the foot of the figure."""
    figure.legend(
        handles=list(handles),
        loc="lower left",
        bbox_to_anchor=(0.0, 0.0),
        ncols=len(handles),
        frameon=False,
        borderpad=0,
        borderaxespad=0.1,
        handlelength=1.3,
        handleheight=0.8,
        columnspacing=1.6,
        labelcolor=SOFT,
    )


def at_day(day: date) -> float:
    """The place of a day on a time axis."""
    return float(day.toordinal())


def month_ticks(first: date, last: date, *, most: int = 13) -> list[date]:
    """First days of months, at most 13, or as many; steps are counted from January."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next(step for step in (1, 2, 3, 6, 12, 24, 60, 120, 1200) if months / step <= most)
    # Steps are counted from January, so that a year always begins with a tick.
    number = first.year * 12 + (first.month - 1)
    number += (-number) % step
    ticks = []
    while number <= last.year * 12 + last.month - 1:
        day = date(number // 12, number % 12 + 1, 1)
        if first - timedelta(days=4) <= day:
            ticks.append(day)
        number += step
    return ticks or [first]


def month_label(day: date, ticks: list[date]) -> str:
    """`janv.` and, where a year begins, the year below it."""
    name = SHORT_MONTHS[day.month - 1]
    position = ticks.index(day)
    starts_year = position == 0 or ticks[position - 1].year != day.year
    # Two lines everywhere, so that all names stand on one line.
    return f"{name}\n{day.year if starts_year else NBSP}"


def bare_frame(axes: Axes, *, size: float, pad: float, grid: str, weight: float) -> None:
    """A line below, months and values without ticks, and a pale grid behind what is drawn."""
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(RULE)
    axes.tick_params(axis="both", length=0, colors=SOFT, pad=pad, labelsize=size)
    axes.grid(axis="y", color=grid, lw=weight)
    axes.set_axisbelow(True)
