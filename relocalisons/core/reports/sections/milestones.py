"""Pure: the milestones of a plan: how many are reached, which ones come, which ones move."""

from datetime import date

from relocalisons.core.kernel.words.french import NBSP, count_of, join_words
from relocalisons.core.plan.view import ActionLine, ActionState
from relocalisons.core.reports.shared.measures import Measures
from relocalisons.core.reports.shared.sentences import counted
from relocalisons.core.reports.shared.tables import ACTION_COLUMNS, action_line
from relocalisons.core.views.view import StateTable

MAX_ROWS = 12


def milestones_of(measures: Measures) -> tuple[ActionLine, ...]:
    """The followed actions that « Jalon » names, by their forecast; those without date last."""
    lines = [line for line in measures.followed if line.action.milestone]
    return tuple(sorted(lines, key=lambda line: (line.forecast or date.max, line.action.number)))


def milestones_sentence(measures: Measures) -> str:
    """How many milestones stand where; the numbers add up to the total."""
    lines = milestones_of(measures)
    if not lines:
        return "Aucun jalon n’est inscrit dans le plan d’action."
    late = (ActionState.LATE, ActionState.SLIPPING, ActionState.GRANTED)
    groups = (
        (_count(lines, ActionState.DONE), "atteint", "atteints"),
        (_count(lines, ActionState.ON_TIME), "à venir dans les délais", "à venir dans les délais"),
        (_count(lines, *late), "en retard ou décalé", "en retard ou décalés"),
        (_count(lines, ActionState.SET_ASIDE), "mis à part", "mis à part"),
        (_count(lines, ActionState.UNKNOWN), "non mesurable", "non mesurables"),
    )
    said = join_words(
        [f"{number}{NBSP}{one if number == 1 else many}" for number, one, many in groups if number]
    )
    number = counted(len(lines), none="", one="Le seul jalon est", many="Sur {n} jalons")
    if len(lines) == 1:
        return f"{number} {said.split(NBSP, 1)[1]}."
    return f"{number}{NBSP}: {said}."


def milestones_table(measures: Measures) -> StateTable:
    """The milestones that are still ahead, the nearest first; those reached are only counted."""
    ahead = [line for line in milestones_of(measures) if line.state is not ActionState.DONE]
    shown = ahead[:MAX_ROWS]
    left = len(ahead) - len(shown)
    return StateTable(
        caption="Jalons à venir, par date prévue",
        columns=("N°", "Jalon", *ACTION_COLUMNS[2:]),
        lines=tuple(action_line(line) for line in shown),
        note=f"{count_of(left, 'autre jalon', 'autres jalons')} dans le plan d’action détaillé, "
        "en annexe."
        if left
        else "",
    )


def _count(lines: tuple[ActionLine, ...], *states: ActionState) -> int:
    return len([line for line in lines if line.state in states])
