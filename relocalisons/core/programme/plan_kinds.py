"""Pure: the kinds of findings on the plan.

They stand below the plan: decisions and reminders name some of them.
"""

from dataclasses import replace

from relocalisons.core.kernel.findings.gestures import (
    CALL,
    IN_MAILS,
    POSTPONEMENT,
    TIDY,
    Gesture,
    Loss,
    Party,
    Scope,
    Verb,
)
from relocalisons.core.kernel.model import Finding, FindingKind, Trait

_OWNER_AND_TABLE = 2  # slashes of « owner/table/name »
_DATED = Trait.BY_DATE | Trait.DATED | Trait.KNOWN_DATE

_LATE = replace(CALL, loss=Loss.BLOCKED, over=Scope.ROW | Scope.CAUSE)
_BY_ROW = replace(CALL, under=Scope.ROW | Scope.PARTNER)


class PlanKind(FindingKind):
    """What is told of actions, and of who holds whom."""

    ACTION_LATE = "action_late", _LATE, _DATED, "action_due_soon"
    ACTION_SLIPPING = "action_slipping", _BY_ROW, Trait.BY_DATE | Trait.TO_COME
    # A milestone of a funder, put off beyond the day that the funder knows.
    MILESTONE_POSTPONED = (
        "milestone_postponed",
        Gesture(verb=Verb.ASK, party=Party.FUNDER, occasion=POSTPONEMENT, of_the_week=True),
    )
    ACTION_DUE_SOON = "action_due_soon", replace(IN_MAILS, called_of_milestone=True), _DATED
    # Its own line says that it is held up, before it is late: whoever waits for it waits already.
    ACTION_HALTED = "action_halted", replace(_BY_ROW, loss=Loss.BLOCKED)
    ACTION_STALE = "action_stale", IN_MAILS  # under way, and its line has not changed for long
    # Waits for a late action of another partner, whose call says it.
    ACTION_BLOCKED = (
        "action_blocked",
        replace(_BY_ROW, loss=Loss.BLOCKED, under=_BY_ROW.under | Scope.CAUSE),
    )
    # Says that it waits for something that another action has obtained since.
    WAIT_IS_OVER = (
        "wait_is_over",
        Gesture(verb=Verb.TELL, party=Party.ACTION, loss=Loss.IDLE, under=Scope.PARTNER),
    )
    THIRD_POSTPONEMENT = "third_postponement", _BY_ROW, Trait.TO_COME
    BASELINE_OVERWRITTEN = "baseline_overwritten", _BY_ROW, Trait.TO_COME
    # A delay reaches a milestone or a deliverable of another partner.
    RIPPLE = "ripple", replace(_BY_ROW, loss=Loss.BLOCKED), Trait.TO_COME
    DEPENDENCY_CYCLE = "dependency_cycle", TIDY
    DEPENDENCY_UNKNOWN = "dependency_unknown", TIDY  # names an action that is in no plan
    DONE_WITHOUT_END = "done_without_end", TIDY, Trait.TO_PRECISE
    END_BEFORE_START = "end_before_start", TIDY, Trait.TO_PRECISE
    DONE_BEFORE_PREDECESSOR = "done_before_predecessor", TIDY
    # A plan says dates and no state: what has gone by is done, or late.
    DATES_WITHOUT_STATE = "dates_without_state", TIDY, Trait.ABOUT_DOUBT


def has_left_its_plan(finding: Finding) -> bool:
    """Whether an action was deleted or struck out; of other lines the subject says whose."""
    return finding.kind.has(Trait.LINE_GONE) and finding.subject.count("/") < _OWNER_AND_TABLE
