"""Pure: what a foreseen delay changes on « Tableau de bord »: beside it nothing is all well."""

from collections.abc import Iterable

from relocalisons.core.acts.red import State
from relocalisons.core.plan.view import ActionLine
from relocalisons.core.reports.sections.rag_forecast import RagForecast, foreseen_delay
from relocalisons.core.views.rag import Rag


def unless_delayed(
    state: State, lines: Iterable[ActionLine], *, rag_forecast: RagForecast
) -> State:
    """The state; « ▲ » and the first delay that is foreseen of the lines where nothing presses."""
    if state.level is not Rag.GOOD:
        return state
    said = next(
        (said for line in lines if (said := foreseen_delay(line, rag_forecast=rag_forecast))), ""
    )
    return State(level=Rag.WATCH, reason=said, brief=said) if said else state


def delayed_lines(lines: Iterable[ActionLine], *, rag_forecast: RagForecast) -> tuple[str, ...]:
    """The numbers of the actions of which a delay is foreseen."""
    return tuple(
        line.action.number for line in lines if foreseen_delay(line, rag_forecast=rag_forecast)
    )
