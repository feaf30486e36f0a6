"""Pure: the kinds of findings on the plan.

They stand below the plan: decisions and reminders name some of them.
"""

from relocalisons.core.kernel.model import FindingKind, Trait

_DATED = Trait.BY_DATE | Trait.DATED | Trait.KNOWN_DATE


class PlanKind(FindingKind):
    """What is told of actions, and of who holds whom."""

    ACTION_LATE = "action_late", _DATED, "action_due_soon"
    ACTION_SLIPPING = "action_slipping", Trait.BY_DATE | Trait.TO_COME
    ACTION_DUE_SOON = "action_due_soon", _DATED
    ACTION_STALE = "action_stale"  # under way, and its line has not changed for long
    ACTION_BLOCKED = "action_blocked"  # waits for a late action of another partner
    THIRD_POSTPONEMENT = "third_postponement", Trait.TO_COME
    BASELINE_OVERWRITTEN = "baseline_overwritten", Trait.TO_COME
    # A delay reaches a milestone or a deliverable of another partner.
    RIPPLE = "ripple", Trait.TO_COME
    DEPENDENCY_CYCLE = "dependency_cycle"
    DEPENDENCY_UNKNOWN = "dependency_unknown"  # names an action that is in no plan
    DONE_WITHOUT_END = "done_without_end", Trait.TO_PRECISE
    END_BEFORE_START = "end_before_start", Trait.TO_PRECISE
    DONE_BEFORE_PREDECESSOR = "done_before_predecessor"
    # A plan says dates and no state: what has gone by is done, or late.
    DATES_WITHOUT_STATE = "dates_without_state", Trait.ABOUT_DOUBT
