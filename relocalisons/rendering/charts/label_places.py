"""Rendering: where a label beside a point of a curve can stand without touching anything."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from matplotlib.axes import Axes
from matplotlib.text import Annotation
from matplotlib.transforms import Bbox

from relocalisons.rendering.fonts import printable

_STEPS = 400  # points looked at along a curve
_NEAR, _FAR, _AWAY = 5, 16, 30  # points between the label and what it names


class LabelPlacer:
    """Writes labels one after the other, each clear of the curves and of the labels before it."""

    def __init__(self, axes: Axes, *, curves: Sequence[Sequence[tuple[float, float]]]) -> None:
        """`curves` are polylines in data coordinates, as they are drawn on the final axes."""
        self._axes = axes
        self._renderer = axes.figure.canvas.get_renderer()  # type: ignore[attr-defined,union-attr]
        self._points = np.concatenate([self._along(curve) for curve in curves])
        self._taken: list[Bbox] = []

    def keep_clear(self, note: Annotation) -> None:
        """What is written already is not written over."""
        self._taken.append(note.get_window_extent(self._renderer))

    def write(self, text: str, at: tuple[float, float], *, above: bool, colour: str) -> Annotation:
        """Write beside a point, above or below it by preference; the first free place is taken."""
        note = self._axes.annotate(
            printable(text),
            at,
            textcoords="offset points",
            xytext=(0, 0),
            color=colour,
            fontweight="bold",
            annotation_clip=False,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8, "alpha": 0.8},
            zorder=6,
        )
        places = _places(above=above)
        for place in places:
            if self._is_free(_move(note, *place).get_window_extent(self._renderer)):
                break
        else:
            _move(note, *places[0])
        self._taken.append(note.get_window_extent(self._renderer))
        return note

    def _along(self, curve: Sequence[tuple[float, float]]) -> np.ndarray:
        data = self._axes.transData.transform(np.asarray(curve, dtype=float))
        steps = np.linspace(0, len(data) - 1, _STEPS)
        whole = np.arange(len(data))
        return np.column_stack([np.interp(steps, whole, data[:, axis]) for axis in (0, 1)])

    def _is_free(self, box: Bbox) -> bool:
        room, page = self._axes.get_window_extent(self._renderer), self._axes.figure.bbox
        if box.x0 < page.x0 or box.x1 > page.x1 or box.y0 < room.y0 or box.y1 > page.y1:
            return False
        x, y = self._points[:, 0], self._points[:, 1]
        crossed = (x > box.x0) & (x < box.x1) & (y > box.y0) & (y < box.y1)
        return not crossed.any() and not any(box.overlaps(other) for other in self._taken)


_Place = tuple[float, float, Literal["left", "right"], Literal["top", "bottom"]]


def _places(*, above: bool) -> tuple[_Place, ...]:
    """Offsets and anchors, the most natural first."""
    sides: list[_Place] = []
    for up in (above, not above):
        for away in (_NEAR, _FAR, _AWAY):
            rise = float(away if up else -away)
            across: tuple[_Place, _Place] = (
                (-_NEAR, rise, "right", "bottom" if up else "top"),
                (_NEAR, rise, "left", "bottom" if up else "top"),
            )
            sides.extend(across if up else reversed(across))
    return tuple(sides)


def _move(
    note: Annotation, x: float, y: float, across: Literal["left", "right"],
    down: Literal["top", "bottom"],
) -> Annotation:  # fmt: skip
    note.set_position((x, y))
    note.set_horizontalalignment(across)
    note.set_verticalalignment(down)
    return note
