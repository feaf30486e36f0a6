"""What would cause four hundred mails at once causes none: it is held, and one alert says why."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from support.mails.drawn import CONTEXT
from support.programme.build import a_partner, a_programme
from support.programme.tables import drawn
from support.reminders.planned import TUESDAY, finding, tracked

from relocalisons.core.kernel.model import Programme
from relocalisons.core.reminders.digests import ReminderPlan
from relocalisons.core.reminders.planning import plan_reminders
from relocalisons.core.reminders.policy import ReminderHistory, ReminderPolicy
from relocalisons.core.reminders.reasons import lost_tabs
from relocalisons.core.reminders.rules.safety_holds import (
    safety_hold_on_lost_tabs,
    safety_hold_on_volume,
)
from relocalisons.rendering.mails.mail import render_decision_request
from relocalisons.rendering.mails.messages import DecisionRequest

CODES = [f"P{number:03d}" for number in range(1, 401)]
YESTERDAY = datetime(2026, 3, 2, 5, 30, tzinfo=UTC)


def plan_of(programme: Programme) -> ReminderPlan:
    """Each of the 400 has an action that is late, as a lost « fait » would make it."""
    late = [finding("action_late", f"A{code[1:]}", partner=code) for code in CODES]
    return plan_reminders(
        tracked(*late),
        programme=programme,
        history=ReminderHistory(),
        policy=ReminderPolicy(),
        as_of=TUESDAY,
    )


@pytest.fixture
def programme() -> Programme:
    return a_programme(partners=[a_partner(code, f"Partenaire {code}") for code in CODES])


def test_these_would_be_four_hundred_mails(programme: Programme):
    assert len(plan_of(programme).digests) == 400


PARTNERS = """
    code | name
    P001 | Ville de Grasse
"""
ROLES = """
    partner | subject
    P001    | financier
"""


@pytest.mark.parametrize(("table", "before"), [("partners", PARTNERS), ("contact_roles", ROLES)])
def test_an_emptied_pilotage_means_no_mail_at_all_and_one_alert_that_says_why(
    programme: Programme, table: str, before: str
):
    """Yesterday's reading stands in for the tab: good enough to look at, not to mail from."""
    lost = replace(drawn(table, before), stale_since=YESTERDAY)
    emptied = replace(programme, tables={table: (lost,)})

    plan = plan_of(emptied)
    safety_hold = safety_hold_on_lost_tabs(lost_tabs(emptied))
    assert safety_hold is not None
    alert = render_decision_request(
        DecisionRequest(
            mails=(), deadline=YESTERDAY, skipped=plan.skipped,
            safety_holds=(f"{safety_hold.reason} {safety_hold.what_to_do}",),
        ),
        context=CONTEXT,
    )  # fmt: skip

    assert plan.digests == ()
    assert f"«\u00a0{lost.table.title}\u00a0» de «\u00a0Pilotage\u00a0»" in alert.text
    assert "aucun message n’est préparé" in alert.text
    assert "Historique des versions" in alert.text
    assert len(alert.text.splitlines()) < 60, "four hundred reasons are counted, not listed"


def test_four_hundred_instead_of_eighteen_are_held_whatever_she_writes_on_top(programme: Programme):
    """A lost column of « fait », not a lost tab: the number alone is told, and holds them all."""
    plan = plan_of(programme)

    safety_hold = safety_hold_on_volume(len(plan.digests), usual=18)

    assert safety_hold is not None
    assert safety_hold.owner is None, "it holds every mail"
    assert "400\u00a0messages seraient préparés cette semaine, contre 18" in safety_hold.reason
