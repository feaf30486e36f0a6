"""Rendering: the charts of a deck as PowerPoint's own, with their data: anybody may mend a bar.

What is stands full, what was promised is an outline, in the house's colours. What asks for a look
has a pattern, and its symbol and figure beside its name: colour never speaks alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Pt

from relocalisons.core.kernel.words.french import NBSP
from relocalisons.core.views.rag import SYMBOLS, WORDS, Rag
from relocalisons.core.views.view import Bullets, Gantt
from relocalisons.rendering.fonts import printable
from relocalisons.rendering.palette import (
    BAR,
    INK,
    LIGHT,
    PRIMARY,
    RULE,
    SLIP,
)
from relocalisons.rendering.slides.legend import Key, add_legend
from relocalisons.rendering.slides.shapes import WHITE, Box

# PowerPoint's names of what `charts.PATTERNS` draws on paper.
PATTERNS = {Rag.WATCH: "pct25", Rag.ALERT: "wdUpDiag"}
ASKS = (Rag.WATCH, Rag.ALERT)
_FIRST_DAY = date(1899, 12, 30)  # what a spreadsheet counts days from
_SIZE = 1300  # hundredths of a point


@dataclass(frozen=True, slots=True, kw_only=True)
class _Series:
    """A column of the chart's data, and the look of its bars."""

    name: str
    values: tuple[float | None, ...]
    fill: str = ""
    pattern: str = ""
    outline: str = ""  # the dash of its line


def add_chart(slide: Any, view: Bullets | Gantt, box: Box) -> None:
    """The view as a chart of PowerPoint that fills the box, its alternative text on it."""
    labels, series = _bullets(view) if isinstance(view, Bullets) else _gantt(view)
    data = CategoryChartData()
    data.categories = [printable(label) for label in labels]
    for each in series:
        data.add_series(printable(each.name), each.values)
    if isinstance(view, Bullets):
        box = add_legend(slide, [_key(each) for each in series], box)
    frame = slide.shapes.add_chart(
        XL_CHART_TYPE.BAR_STACKED if isinstance(view, Gantt) else XL_CHART_TYPE.BAR_CLUSTERED,
        Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height), data,
    )  # fmt: skip
    frame.name = "Graphique"
    frame._element.nvGraphicFramePr.cNvPr.set("descr", printable(view.words.alt))
    chart = frame.chart
    chart.font.size, chart.font.name = Pt(_SIZE / 100), "Lato"
    chart.has_title = False
    if isinstance(view, Gantt):
        _legend(chart, hidden=[at for at, each in enumerate(series) if not each.name.strip()])
    else:
        chart.has_legend = False
    found = list(chart._chartSpace.iter(qn("c:ser")))
    for each, drawn in zip(series, found, strict=True):
        _look(drawn, each)
    _axes(chart, view)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100


# --- what the bars are ----------------------------------------------------------------------


def _bullets(view: Bullets) -> tuple[list[str], list[_Series]]:
    rows = view.rows
    looks = {row.level: (BAR[row.level.value], PATTERNS.get(row.level, "")) for row in rows}
    series = [
        _Series(
            name=_with_level(
                view.done_word, next(level for level in looks if looks[level] == look)
            ),
            values=tuple(row.done if looks[row.level] == look else None for row in rows),
            fill=look[0],
            pattern=look[1],
        )
        for look in dict.fromkeys(looks.values())
    ]
    promised = tuple(row.expected for row in rows)
    series.append(_Series(name=f"{view.expected_word} (contour)", values=promised, outline="solid"))
    if any(row.mark is not None for row in rows):
        marks = tuple(row.mark for row in rows)
        series.append(
            _Series(name=f"{view.mark_word} (pointillé)", values=marks, outline="sysDash")
        )
    return [_named(row.label, row.text, row.level) for row in rows], series


def _gantt(view: Gantt) -> tuple[list[str], list[_Series]]:
    rows = view.rows
    starts = tuple(float((row.start - _FIRST_DAY).days) for row in rows)
    kept = tuple(float((min(row.forecast, row.baseline) - row.start).days) for row in rows)
    done = tuple(
        min((row.forecast - row.start).days * row.progress, days)
        for row, days in zip(rows, kept, strict=True)
    )
    left = tuple(days - part for days, part in zip(kept, done, strict=True))
    slip = tuple(float(max(row.days, 0)) for row in rows)
    won = tuple(float(max(-row.days, 0)) for row in rows)
    series = [
        _Series(name=" ", values=starts),
        _Series(name="Réalisé, au plus à ce jour", values=done, fill=PRIMARY),
        _Series(name="Prévision, jusqu’à la référence", values=left, fill=LIGHT),
        _Series(name="Dérive après la référence", values=slip, fill=SLIP,
                pattern=PATTERNS[Rag.ALERT]),
    ]  # fmt: skip
    if any(won):
        series.append(_Series(name="Avance sur la référence", values=won, outline="sysDash"))
    return [_named(row.label, row.text, row.level) for row in rows], series


def _with_level(word: str, level: Rag) -> str:
    """« Livré », « Livré (■ alerte) »: what the legend says of bars of one look."""
    if level in (Rag.GOOD, Rag.DONE):
        return word
    if level is Rag.UNKNOWN:
        return f"{word} (non jugé)"
    return f"{word} ({SYMBOLS[level]}{NBSP}{WORDS[level].lower()})"


def _named(label: str, text: str, level: Rag) -> str:
    """A bar's name with its figure, and the symbol of a level that asks for a look."""
    symbol = f"{SYMBOLS[level]}{NBSP}" if level in ASKS else ""
    return f"{label.strip()}{NBSP}: {symbol}{text}" if text else label.strip()


# --- how they look --------------------------------------------------------------------------


def _look(drawn: Any, series: _Series) -> None:
    """The fill of a series; what comes before in the schema stays."""
    for old in drawn.findall(qn("c:spPr")):
        drawn.remove(old)
    place = drawn.find(qn("c:tx"))
    shape = _shape(series.fill, pattern=series.pattern, outline=series.outline)
    place.addnext(shape)
    for old in drawn.findall(qn("c:invertIfNegative")):
        drawn.remove(old)
    after = OxmlElement("c:invertIfNegative")
    after.set("val", "0")
    shape.addnext(after)


def _key(series: _Series) -> Key:
    """The same look, for the legend."""
    shape = _shape(series.fill, pattern=series.pattern, outline=series.outline)
    return Key(name=series.name, look=list(shape))


def _shape(fill: str, *, pattern: str = "", outline: str = "") -> Any:
    shape = OxmlElement("c:spPr")
    if pattern:
        filled = _child(shape, "a:pattFill", prst=pattern)
        front, back = (fill, WHITE) if pattern == PATTERNS[Rag.ALERT] else (WHITE, fill)
        _colour(_child(filled, "a:fgClr"), front)
        _colour(_child(filled, "a:bgClr"), back)
    elif fill:
        _colour(_child(shape, "a:solidFill"), fill)
    else:
        _child(shape, "a:noFill")
    line = _child(shape, "a:ln")
    if not outline and not pattern:
        _child(line, "a:noFill")
        return shape
    line.set("w", "15875" if outline else "9525")
    _colour(_child(line, "a:solidFill"), INK if outline else fill)
    _child(line, "a:prstDash", val=outline or "solid")
    return shape


def _colour(owner: Any, colour: str) -> None:
    _child(owner, "a:srgbClr", val=colour[1:])


def _legend(chart: Any, *, hidden: Sequence[int]) -> None:
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.BOTTOM
    chart.legend.include_in_layout = False
    position = chart.legend._element.find(qn("c:legendPos"))
    for index in reversed(hidden):
        entry = OxmlElement("c:legendEntry")
        _child(entry, "c:idx", val=str(index))
        _child(entry, "c:delete", val="1")
        position.addnext(entry)


def _axes(chart: Any, view: Bullets | Gantt) -> None:
    names, values = chart.category_axis, chart.value_axis
    names.reverse_order = True  # the first row on top
    names.format.line.fill.background()
    names.has_major_gridlines = False
    # With the names turned over, the scale would go up to the top without this.
    names._element.find(qn("c:crosses")).set("val", "autoZero")
    values._element.find(qn("c:crosses")).set("val", "max")
    values.has_major_gridlines = True
    _grey(values.major_gridlines.format.line, RULE)
    values.format.line.fill.background()
    values.tick_labels.font.size = Pt(11)
    values.tick_labels.number_format_is_linked = False
    if isinstance(view, Bullets):
        values.minimum_scale, values.maximum_scale = 0, _top(view)
        values.tick_labels.number_format = f'#,##0.##"{NBSP}{view.unit}"'
        if all(float(row.expected).is_integer() for row in view.rows) or _top(view) > 5:
            values.tick_labels.number_format = f'#,##0"{NBSP}{view.unit}"'
    else:
        days = [day for row in view.rows for day in (row.start, row.baseline, row.forecast)]
        values.minimum_scale = (min(days).replace(day=1) - _FIRST_DAY).days
        values.maximum_scale = (max(days) - _FIRST_DAY).days + 15
        values.tick_labels.number_format = "mm/yyyy"
        values.major_unit = max(round((values.maximum_scale - values.minimum_scale) / 8), 31)


def _grey(line: Any, colour: str) -> None:
    line.color.rgb, line.width = RGBColor.from_string(colour[1:]), Pt(0.75)


def _top(view: Bullets) -> float:
    top = max(max(row.done, row.expected, row.mark or 0) for row in view.rows) or 1.0
    step = 10.0 ** (len(str(int(top))) - 1)
    return next(step * half / 2 for half in range(2, 21) if step * half / 2 >= top)


def _child(owner: Any, tag: str, **attributes: str) -> Any:
    child = OxmlElement(tag)
    for name, value in attributes.items():
        child.set(name, value)
    owner.append(child)
    return child
