"""A line deleted from a plan is asked about; a plan out of reach has lost none."""

from datetime import date

from support.programme.build import a_programme, actions

from relocalisons.core.assessment.vanished import find_vanished
from relocalisons.core.kernel.model import Audience, Finding, Severity
from relocalisons.core.sources.structure import SourceKind

FROZEN = {"A1.1": date(2026, 3, 31), "A1.2": date(2026, 6, 30)}
ONE_LEFT = actions("""
    action | end
    A1.1   | 2026-03-31
""")


def test_an_action_of_the_frozen_planning_that_no_plan_holds_is_told():
    (finding,) = find_vanished(a_programme(actions=ONE_LEFT), baseline=FROZEN)

    assert (finding.kind, finding.subject, finding.partner) == ("row_deleted", "A1.2", None)
    assert "supprimée ou renumérotée" in finding.title
    assert "30 juin 2026" in finding.detail.replace("\u00a0", " ")


def test_nothing_has_vanished_from_a_planning_that_was_never_frozen():
    assert find_vanished(a_programme(actions=ONE_LEFT), baseline={}) == ()


def test_a_plan_that_cannot_be_read_has_lost_no_line():
    lost = Finding(
        kind=SourceKind.TAB_MISSING, subject="P01/actions", partner="P01",
        severity=Severity.ALERT, audience=Audience.COORDINATION, title="", action="", label="",
    )  # fmt: skip

    assert find_vanished(a_programme(actions=ONE_LEFT, findings=[lost]), baseline=FROZEN) == ()
