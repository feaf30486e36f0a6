"""Rendering: a view → its picture, drawn once: papers, their fingerprints and slides share it."""

from functools import lru_cache

from relocalisons.core.views.line_views import Curves, Panels, Trends
from relocalisons.core.views.view import Bullets, Gantt
from relocalisons.rendering.charts.charts import draw_bullets, draw_gantt
from relocalisons.rendering.charts.curve_charts import draw_curves, draw_panels, draw_trends
from relocalisons.rendering.documents.document import Picture


# A third of a second each; a report, its pages as pictures and the next version share most of them.
@lru_cache(maxsize=32)
def draw(view: Gantt | Bullets | Curves | Panels | Trends) -> Picture:
    """The picture of a view; equal views give the same one."""
    match view:
        case Gantt():
            return draw_gantt(view)
        case Bullets():
            return draw_bullets(view)
        case Curves():
            return draw_curves(view)
        case Panels():
            return draw_panels(view)
        case Trends():
            return draw_trends(view)
