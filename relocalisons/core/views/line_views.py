"""Pure: what curves, small multiples and sparklines are made of; finished words and numbers."""

from dataclasses import dataclass
from datetime import date

from relocalisons.core.views.rag import Rag, Status
from relocalisons.core.views.view import PictureView


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One curve: `style` is `reference` (grey), `done` (dark) or `forecast` (light, dashed)."""

    label: str
    style: str
    points: tuple[tuple[date, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveMark:
    """What one curve is worth on the day of the report, written beside it."""

    style: str
    value: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Curves(PictureView):
    """Cumulated curves over months, zero-based; `marks` are today's values, written beside them.

    Where the dark curve is below the reference one, the gap between them is hatched.
    """

    as_of: date
    as_of_text: str
    unit: str
    series: tuple[Series, ...]
    marks: tuple[CurveMark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One of several small pictures on the same scales."""

    label: str
    text: str
    level: Rag
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Panels(PictureView):
    """Small multiples: the same curves for each work stream, in percent."""

    as_of: date
    panels: tuple[Panel, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """One measure over the last reports: values from the oldest to today's."""

    label: str
    values: tuple[float, ...]
    text: str  # today's value
    change: str  # against the first of the values


@dataclass(frozen=True, slots=True, kw_only=True)
class Trends(PictureView):
    """Sparklines, at most six months; `days` are those of the values."""

    days: tuple[date, ...]
    rows: tuple[Trend, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamThenNow:
    """A work stream's state in an earlier report (None when it was not followed) and today."""

    name: str
    then: Status | None
    now: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class ThenAndNow:
    """The states of the work streams side by side."""

    caption: str
    columns: tuple[str, str, str]
    lines: tuple[StreamThenNow, ...]
