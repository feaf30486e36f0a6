"""Rendering: the charts, drawn by matplotlib without title: the document prints title and words.

Conventions: reference grey, done dark blue, forecast light blue, slippage hatched red *and*
written; direct labels; zero-based bars; months in French. Equal views give equal bytes.
"""

from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle
from matplotlib.text import Text as DrawnText
from matplotlib.ticker import FuncFormatter, MaxNLocator

from relocalisons.core.kernel.words.french import NBSP, format_number
from relocalisons.core.views.view import BulletRow, Bullets, Gantt, GanttRow
from relocalisons.rendering.charts.canvas import (
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
from relocalisons.rendering.documents.document import Picture
from relocalisons.rendering.fonts import printable
from relocalisons.rendering.palette import (
    BAR,
    BASELINE,
    INK,
    LIGHT,
    PRIMARY,
    RULE,
    SLIP,
    SOFT,
    STATUS,
)

ROW = 6.4  # millimetres a bar
LABEL_SHARE = 0.48  # the labels never take more of the width
MOST_TICKS = 9  # months below a planning: its bars have half of the width
_DIAMOND = {"ls": "", "marker": "D", "ms": 4.6, "color": INK, "mec": "white", "mew": 0.7}

# Read on a page printed in grey: a colour alone would be the same grey as another.
PATTERNS = {"watch": "....", "alert": "/////"}


def draw_gantt(view: Gantt) -> Picture:
    """Baseline under forecast, done part dark, slippage hatched and written, milestones marked."""
    with chart_style():
        figure, axes = _canvas(rows=len(view.rows), head=6.5, foot=15.0)
        for index, row in enumerate(view.rows):
            _draw_bar(axes, row, y=len(view.rows) - 1 - index)
        _time_axis(axes, view)
        labels = [("  " if not row.group else "") + row.label for row in view.rows]
        _label_rows(figure, axes, labels, bold=[row.group for row in view.rows])
        _room_for_texts(figure, axes)
        handles: list[Artist] = [
            Patch(facecolor=BASELINE, label="Référence, ou échéance dépassée"),
            Patch(facecolor=PRIMARY, label="Réalisé, au plus à ce jour"),
            Patch(facecolor=LIGHT, label="Prévision"),
            Patch(facecolor="white", edgecolor=SLIP, hatch="/////", label="Dérive"),
        ]
        if any(row.milestones for row in view.rows):
            handles.append(Line2D([], [], label="Jalon, date prévue", **_DIAMOND))
        draw_legend(figure, handles)
        return to_picture(figure)


def draw_bullets(view: Bullets) -> Picture:
    """Done inside expected, a black tick where one should be today, the gap written beside."""
    with chart_style():
        figure, axes = _canvas(rows=len(view.rows), head=1.5, foot=12.0)
        for index, row in enumerate(view.rows):
            _draw_bullet(axes, row, y=len(view.rows) - 1 - index)
        _value_axis(axes, view)
        _label_rows(figure, axes, [row.label for row in view.rows], bold=[False] * len(view.rows))
        _room_for_texts(figure, axes)
        _ticks_inside(figure, axes)
        handles = [
            Patch(facecolor="#DADFE5", label=view.expected_word),
            Patch(facecolor=PRIMARY, label=view.done_word),
        ]
        levels = {row.level.value for row in view.rows}
        if "watch" in levels:
            handles.append(Patch(**_look_of("watch"), label="À surveiller"))
        if "alert" in levels:
            handles.append(Patch(**_look_of("alert"), label="Alerte"))
        if "unknown" in levels:
            handles.append(Patch(**_look_of("unknown"), label="Non jugé"))
        if any(row.mark is not None for row in view.rows):
            handles.append(Patch(facecolor=INK, label=f"{view.mark_word} (trait)"))
        draw_legend(figure, handles)
        return to_picture(figure)


# --- bars -----------------------------------------------------------------------------------


def _draw_bar(axes: Axes, row: GanttRow, *, y: int) -> None:
    start, baseline, forecast = (at_day(day) for day in (row.start, row.baseline, row.forecast))
    height = 0.46 if row.group else 0.36
    low = y - 0.16
    axes.add_patch(Rectangle((start, y - 0.40), baseline - start, 0.13, color=BASELINE, lw=0))
    kept = min(forecast, baseline) if row.days > 0 else forecast
    axes.add_patch(Rectangle((start, low), kept - start, height, color=LIGHT, lw=0))
    if row.days > 0:
        axes.add_patch(
            Rectangle(
                (baseline, low),
                forecast - baseline,
                height,
                facecolor="white",
                edgecolor=SLIP,
                hatch="/////",
                lw=0.8,
            )
        )
    done = (forecast - start) * row.progress
    axes.add_patch(Rectangle((start, low), min(done, kept - start), height, color=PRIMARY, lw=0))
    marks = [at_day(day) for day in row.milestones]
    axes.plot(marks, [low + height / 2] * len(marks), zorder=4, **_DIAMOND)
    end = max(forecast, baseline)
    axes.annotate(
        row.text,
        (end, y + height / 2 - 0.16),
        xytext=(7 if end in marks else 4, 0),
        textcoords="offset points",
        va="center",
        color=STATUS[row.level.value][0],
        fontweight="bold" if row.level.value in ("watch", "alert") else "normal",
        gid="direct",
    )


def _look_of(level: str) -> dict[str, Any]:
    """The colour of a level and, for those that ask for a look, a pattern that grey keeps."""
    return {
        "facecolor": BAR[level],
        "edgecolor": "white",
        "linewidth": 0,
        "hatch": PATTERNS.get(level, ""),
    }


def _draw_bullet(axes: Axes, row: BulletRow, *, y: int) -> None:
    axes.add_patch(Rectangle((0, y - 0.34), row.expected, 0.68, color="#DADFE5", lw=0))
    axes.add_patch(Rectangle((0, y - 0.17), row.done, 0.34, **_look_of(row.level.value)))
    if row.mark is not None:
        axes.plot([row.mark, row.mark], [y - 0.40, y + 0.40], color=INK, lw=1.6)
    axes.annotate(
        row.text,
        (max(row.done, row.expected, row.mark or 0), y),
        xytext=(5, 0),
        textcoords="offset points",
        va="center",
        color=STATUS[row.level.value][0],
        fontweight="bold" if row.level.value in ("watch", "alert") else "normal",
        gid="direct",
    )


# --- axes -----------------------------------------------------------------------------------


def _time_axis(axes: Axes, view: Gantt) -> None:
    days = [day for row in view.rows for day in (row.start, row.baseline, row.forecast)]
    first, last = min(*days, view.as_of), max(*days, view.as_of)
    axes.set_xlim(at_day(first) - 4, at_day(last) + 4)
    ticks = month_ticks(first, last, most=MOST_TICKS)
    axes.set_xticks([at_day(day) for day in ticks], [month_label(day, ticks) for day in ticks])
    axes.axvline(at_day(view.as_of), color=INK, lw=1.1, ls=(0, (3, 2)), zorder=5)
    axes.annotate(
        view.as_of_text,
        (at_day(view.as_of), 1.0),
        xycoords=("data", "axes fraction"),
        xytext=(0, 3),
        textcoords="offset points",
        ha="center",
        va="bottom",
        color=INK,
        fontsize=SIZE - 0.6,
    )


def _value_axis(axes: Axes, view: Bullets) -> None:
    top = max(max(row.done, row.expected, row.mark or 0) for row in view.rows)
    axes.set_xlim(0, (top or 1) * 1.02)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 2.5, 5, 10]))
    unit = view.unit
    axes.xaxis.set_major_formatter(
        FuncFormatter(lambda value, _: f"{format_number(value)}{NBSP}{unit}")
    )


def _canvas(*, rows: int, head: float, foot: float) -> tuple[Figure, Axes]:
    height = head + foot + rows * ROW
    figure = Figure(figsize=(WIDTH / 25.4, height / 25.4), dpi=PNG_DPI)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0.3, foot / height, 0.6, rows * ROW / height))
    axes.set_ylim(-0.6, rows - 0.4)
    axes.set_yticks([])
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(RULE)
    axes.tick_params(axis="x", length=0, colors=SOFT, pad=4)
    axes.grid(axis="x", color="#E9EDF1", lw=0.8)
    axes.set_axisbelow(True)
    return figure, axes


def _label_rows(figure: Figure, axes: Axes, labels: list[str], *, bold: list[bool]) -> None:
    """Write the labels at the left edge, those that are too wide on two lines; move the axes."""
    renderer = figure.canvas.get_renderer()  # type: ignore[attr-defined]
    full = figure.bbox.width
    widest = 0.0
    for index, label in enumerate(labels):
        text = figure.text(
            0.0, 0.0, printable(label), va="center", ha="left", color=INK,
            fontweight="bold" if bold[index] else "normal", linespacing=1.05,
        )  # fmt: skip
        _fit(text, renderer, limit=full * LABEL_SHARE)
        widest = max(widest, text.get_window_extent(renderer).width)
        y = axes.transData.transform((0, len(labels) - 1 - index))[1]
        text.set_position((0.0, y / figure.bbox.height))
    box = axes.get_position()
    left = widest / full + 0.012
    axes.set_position((left, box.y0, 1 - left, box.height))


def _fit(text: DrawnText, renderer: object, *, limit: float) -> None:
    """Break a label that is too wide once, between two words; then shorten it."""
    whole = text.get_text()
    indent = whole[: len(whole) - len(whole.lstrip())]
    gaps = [place for place, letter in enumerate(whole) if letter == " " and whole[:place].strip()]
    if text.get_window_extent(renderer).width > limit and gaps:  # type: ignore[arg-type]
        middle = min(gaps, key=lambda place: abs(place - len(whole) // 2))
        whole = f"{whole[:middle]}\n{indent}{whole[middle + 1 :]}"
        text.set_text(whole)
    while text.get_window_extent(renderer).width > limit and len(whole) > 4:  # type: ignore[arg-type]
        whole = whole[:-2].rstrip()
        text.set_text(f"{whole}…")


def _room_for_texts(figure: Figure, axes: Axes) -> None:
    """Widen the scale until every direct label ends inside the picture (three rounds suffice)."""
    renderer = figure.canvas.get_renderer()  # type: ignore[attr-defined]
    notes = [text for text in axes.texts if text.get_gid() == "direct"]
    for _ in range(6):
        over = (
            max((note.get_window_extent(renderer).x1 for note in notes), default=0.0)
            - figure.bbox.width
        )
        if over <= -2:
            return
        left, right = axes.get_xlim()
        scale = (right - left) / axes.get_window_extent(renderer).width
        axes.set_xlim(left, right + (over + 4) * scale * 1.15)


def _ticks_inside(figure: Figure, axes: Axes) -> None:
    """Keep the ticks whose words end inside the picture: one may stand at its very edge."""
    renderer = figure.canvas.get_renderer()  # type: ignore[attr-defined]
    labels = zip(axes.get_xticks(), axes.get_xticklabels(), strict=True)
    width = figure.bbox.width
    axes.set_xticks([at for at, said in labels if said.get_window_extent(renderer).x1 <= width])
