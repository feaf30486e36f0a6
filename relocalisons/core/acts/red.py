"""Pure: the one state and the one reason of a partner, an axis or a funder: its worst open act.

Red is rare by rule: money that is lost within days, a funder's date or the last useful day of a
firm one that has passed, or another partner who has waited for more than ten working days. What
is only to be put in order is never red, whatever its number.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from relocalisons.core.acts.acts import Act, Acts
from relocalisons.core.acts.awake import is_awake
from relocalisons.core.acts.ranking import Stake, Weigher
from relocalisons.core.acts.wording import say_act, say_why
from relocalisons.core.kernel.model import Programme, TrackedFinding
from relocalisons.core.sources.thresholds import BLOCKED_FOR, days_in_force
from relocalisons.core.views.rag import Rag

RED_BAND = 3
NOTHING_PRESSES = "rien ne presse"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How somebody stands, and the one reason: the act to do first."""

    level: Rag
    reason: str


def state_of(
    acts: Acts,
    concerns: Callable[[TrackedFinding], bool],
    *,
    programme: Programme,
    as_of: date,
) -> State:
    """The state of whatever findings `concerns` picks; what she has decided does not press.

    The reason is their own part of the act: what others owe to the same claim is not theirs.
    """
    worst: tuple[bool, int, Act] | None = None
    for act in acts.acts:
        mine = [
            acts.stakes[one.finding.key]
            for one in act.members
            if concerns(one) and one.finding.key not in act.hidden and is_awake(one, as_of=as_of)
        ]
        if not mine or acts.weigher is None:
            continue
        red, band = _is_red(mine, weigher=acts.weigher), acts.weigher.band_of(mine)
        if worst is None or (red, band) > worst[:2]:
            worst = red, band, act
    if worst is None or not (worst[0] or worst[1]):
        return State(level=Rag.GOOD, reason=NOTHING_PRESSES)
    red, _, act = worst
    part = acts.part_of(act, concerns)
    why = say_why(part, as_of=as_of)
    said = say_act(part, programme=programme)
    return State(level=Rag.ALERT if red else Rag.WATCH, reason=f"{said} ({why})" if why else said)


def _is_red(stakes: list[Stake], *, weigher: Weigher) -> bool:
    if weigher.band_of(stakes) >= RED_BAND:
        return True
    blocked = days_in_force(weigher.programme.parameters, BLOCKED_FOR)
    return any(
        stake.due is not None
        and (
            (stake.firm and stake.due < weigher.as_of)
            or (stake.leak and stake.euros and weigher.late_days(stake.due) > blocked)
        )
        for stake in stakes
    )
