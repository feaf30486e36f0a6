"""Pure: what a delay, there or foreseen, changes on « Tableau de bord »: nothing is well then."""

from collections.abc import Iterable

from relocalisons.core.acts.red import State
from relocalisons.core.plan.view import ActionLine
from relocalisons.core.reports.sections.rag_forecast import RagForecast, foreseen_delay
from relocalisons.core.views.rag import Rag
from relocalisons.core.views.ranges import Range


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


def unless_wrong(state: State, *wrong: Range) -> State:
    """The state; « ▲ » without a reason where something is late or missing and nothing presses.

    How much is (`wrong`) has its count in the row.
    """
    fine = state.level is not Rag.GOOD or not any(each.most for each in wrong)
    return state if fine else State(level=Rag.WATCH, reason="")
