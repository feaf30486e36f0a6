"""What stays with the coordinator, and how her decisions beside findings are obeyed."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from support.programme.build import a_programme
from support.reminders.planned import TUESDAY, finding, plan, tracked

from relocalisons.core.kernel.model import Audience
from relocalisons.core.reminders.digests import DigestGroup
from relocalisons.core.reminders.planning import plan_reminders
from relocalisons.core.reminders.policy import ReminderHistory, ReminderPolicy


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (finding(partner=None), "responsable inconnu"),
        (finding(partner="P77"), "responsable inconnu"),
        (finding("action_slipping", due=date(2026, 6, 1)), "révisée par le partenaire"),
        (finding("volume_shortfall", "C01", audience=Audience.PARTNER), "de vive voix"),
        (finding("tab_missing", "P01/actions"), "réservé à la coordination"),
        (finding("action_late", audience=Audience.COORDINATION), "réservé à la coordination"),
        (finding("cell_missing", "pilotage/contracts/C1/volume", workbook="Pilotage"),
         "à corriger par la coordination"),
    ],
)  # fmt: skip
def test_some_findings_are_hers_alone_and_it_is_said_why(entry, reason):
    made = plan(*tracked(entry))

    assert made.digests == ()
    assert any(reason in skipped.reason for skipped in made.skipped)


def test_nobody_is_sent_to_a_cell_of_pilotage():
    made = plan(*tracked(finding(workbook="Pilotage")))

    digest = made.digests[0]
    assert digest.lines[0].place is None
    assert digest.sheet is None


def test_nothing_is_said_from_a_reading_that_is_too_old():
    stale = {"file-Suivi P01": datetime(2026, 2, 25, 6, 30, tzinfo=UTC)}

    made = plan_reminders(
        tracked(finding()),
        programme=replace(a_programme(), stale=stale),
        history=ReminderHistory(),
        policy=ReminderPolicy(),
        as_of=TUESDAY,
    )

    assert made.digests == ()
    assert any("données trop anciennes" in entry.reason for entry in made.skipped)


@pytest.mark.parametrize(
    ("decision", "reason"),
    [
        ("sans objet", "sans objet"),
        ("date accordée au 12/04/2026", "date accordée au 12\u00a0avril\u00a02026"),
        ("vu par téléphone, reparler le 20/03", "à reparler le 20\u00a0mars\u00a02026"),
        ("vu par téléphone", "sans date de reprise"),
        ("ok", "décision à préciser"),
    ],
)
def test_a_decided_finding_is_not_told(decision, reason):
    made = plan(*tracked(finding(), decision=decision))

    assert made.digests == ()
    assert any(reason in entry.reason for entry in made.skipped)


def test_a_traiter_changes_nothing():
    assert len(plan(*tracked(finding(), decision="à traiter")).digests) == 1


def test_a_granted_date_that_comes_near_is_the_date_in_force():
    made = plan(*tracked(finding(), decision="date accordée au 12/03/2026"))

    line = made.digests[0].lines[0]
    assert made.digests[0].blocks[0].group is DigestGroup.UPCOMING
    assert line.due == date(2026, 3, 12)
    assert "Délai accordé jusqu’au 12\u00a0mars\u00a02026" in line.text


def test_a_granted_date_that_has_passed_counts_from_that_date():
    made = plan(*tracked(finding(), decision="date accordée au 27/02/2026"))

    line = made.digests[0].lines[0]
    assert made.digests[0].blocks[0].group is DigestGroup.LATE
    assert line.status == "4\u00a0jours de retard"


def test_what_was_to_be_talked_of_again_comes_back_on_that_day():
    decision = "vu par téléphone, reparler le 10/03/2026"

    made = plan(*tracked(finding(), decision=decision), as_of=date(2026, 3, 10))

    assert len(made.digests) == 1
