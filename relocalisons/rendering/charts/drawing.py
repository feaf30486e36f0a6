"""Rendering: a view → its picture, drawn once: papers, their fingerprints and slides share it."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from relocalisons.core.reports.producers.volume_bands import Bands
from relocalisons.core.views.line_views import Curves, Panels, Trends
from relocalisons.core.views.view import Bullets, Gantt, PictureView
from relocalisons.rendering.charts.band_charts import draw_bands
from relocalisons.rendering.charts.charts import draw_bullets, draw_gantt
from relocalisons.rendering.charts.curve_charts import draw_curves, draw_panels, draw_trends
from relocalisons.rendering.documents.document import Picture

_DRAWERS: Mapping[type[PictureView], Callable[..., Picture]] = {
    Gantt: draw_gantt,
    Bullets: draw_bullets,
    Curves: draw_curves,
    Panels: draw_panels,
    Trends: draw_trends,
    Bands: draw_bands,
}


# A third of a second each; a report, its pages as pictures and the next version share most of them.
@lru_cache(maxsize=32)
def draw(view: PictureView) -> Picture:
    """The picture of a view; equal views give the same one. KeyError for a kind without drawer."""
    return _DRAWERS[type(view)](view)
