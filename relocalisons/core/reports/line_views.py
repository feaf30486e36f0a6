"""Pure: what curves, small multiples and sparklines are made of; finished words and numbers."""

from dataclasses import dataclass
from datetime import date

from relocalisons.core.reports.rag import Rag
from relocalisons.core.reports.view import PictureWords


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One curve: `style` is `reference` (grey), `done` (dark) or `forecast` (light, dashed)."""

    label: str
    style: str
    points: tuple[tuple[date, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Curves:
    """Cumulated curves over months, zero-based; `text` stands at the end of the dark one."""

    words: PictureWords
    as_of: date
    as_of_text: str
    unit: str
    series: tuple[Series, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One of several small pictures on the same scales."""

    label: str
    text: str
    level: Rag
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Panels:
    """Small multiples: the same curves for each work stream, in percent."""

    words: PictureWords
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
class Trends:
    """Sparklines, at most six months; `days` are those of the values."""

    words: PictureWords
    days: tuple[date, ...]
    rows: tuple[Trend, ...]
