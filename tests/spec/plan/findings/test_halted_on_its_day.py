"""A line noted « bloqué » stands until it is lifted: that its day passes settles nothing."""

from datetime import date, timedelta

import pytest
from support.programme.build import a_partner, a_programme, an_action

from relocalisons.core.assessment.assessment import assess
from relocalisons.core.assessment.lives import Past, live
from relocalisons.core.kernel.model import FindingState

DUE = date(2026, 3, 20)


def states(status, *, before=DUE, on=DUE + timedelta(days=1)):
    """Kind → state, of A1 on a day, after it was blocked on the day `before`."""

    def found(state, day):
        action = an_action("A1", end=str(DUE), status=state)
        programme = a_programme(as_of=day, partners=(a_partner("P01"),), actions=(action,))
        return [one for one in assess(programme, as_of=day, baseline={}) if one.subject == "A1"]

    past = {
        one.key: Past(
            finding=one,
            state=FindingState.OPEN,
            days=one.days,
            severity=one.severity,
            first_seen=before,
            last_told=before,
        )
        for one in found("blocked", before)
    }
    lives = live(found(status, on), past, sight=None, as_of=on)
    return {one.finding.kind.value: one.state for one in lives}


def test_a_blocked_line_whose_day_passes_is_late_and_not_settled():
    told = states("blocked")

    assert told["action_late"] is FindingState.WORSE
    assert told["action_halted"] is FindingState.SUCCEEDED
    assert FindingState.RESOLVED not in told.values()


@pytest.mark.parametrize("status", ["done", "in_progress"])
def test_one_that_was_lifted_in_time_is_settled(status):
    told = states(status, before=DUE - timedelta(days=3), on=DUE)

    assert told["action_halted"] is FindingState.RESOLVED
