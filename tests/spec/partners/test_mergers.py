"""« Fusionné dans »: a partner's lines are followed under another one, with their history."""

from datetime import date, timedelta

import pytest
from support.programme.sheets import P01_ID, P02_ID, book, night, pilotage, tab, understood

from relocalisons.core.assessment.assessment import assess
from relocalisons.core.assessment.lives import Past, live
from relocalisons.core.assessment.sight import Sight
from relocalisons.core.kernel.model import (
    Finding,
    FindingState,
    Programme,
    TrackedFinding,
)
from relocalisons.core.reminders.planning import plan_reminders
from relocalisons.core.reminders.policy import ReminderHistory, ReminderPolicy

DAY = date(2026, 3, 3)
MERGED = "Fusionné dans | P01 | P02 |"
PARTNERS = """
    Code | Structure                | Type         | Référent  | E-mail              | Actif
    P01  | Ville de Grasse          | collectivité | Anne Roux | anne@grasse.example | oui
    P02  | Chambre d'agriculture 06 | chambre      | Luc Blanc | luc@ca06.example    | oui
    P03  | Syndicat des eaux        | collectivité | Eve Petit | eve@eaux.example    | oui
"""
PLAN_1 = """
    N°   | Intitulé | Pilote                   | Début      | Fin        | Avancement | Statut
    A1.1 | Former   | P01                      | 05/01/2026 | 13/02/2026 | 40 %       | en cours
    A1.2 | Équiper  | Chambre d'agriculture 06 | 05/01/2026 | 20/02/2026 | 0 %        | en cours
    A1.3 | Curer    | P03                      | 05/01/2026 | 20/02/2026 | 0 %        | en cours
"""
PLAN_2 = """
    N°   | Intitulé | Pilote | Début      | Fin        | Avancement | Statut
    A2.1 | Livrer   | P02    | 05/01/2026 | 20/02/2026 | 0 %        | en cours
    A2.2 | Peser    | P02    | 05/01/2026 | bientôt    | 0 %        | en cours
"""


def programme(*settings: str, as_of: date = DAY) -> Programme:
    sources = f"""
        Plan d'action | P01 | {P01_ID} | Plan d'action
        Plan d'action | P02 | {P02_ID} | Plan d'action
    """
    return understood(
        night(
            pilotage(sources=sources, partners=PARTNERS, settings="\n".join(settings)),
            book(P01_ID, tab("Plan d'action", PLAN_1)),
            book(P02_ID, tab("Plan d'action", PLAN_2)),
        ),
        as_of=as_of,
    )


def found(of: Programme) -> dict[str, Finding]:
    return {one.key: one for one in assess(of, as_of=of.as_of, baseline={})}


def test_its_lines_are_followed_under_the_other_one():
    read = programme(MERGED)

    assert [each.code for each in read.partners] == ["P01", "P03"]
    assert {each.number: each.owner for each in read.actions} == {
        "A1.1": "P01",
        "A1.2": "P01",
        "A1.3": "P03",
        "A2.1": "P01",
        "A2.2": "P01",
    }


def test_both_names_and_both_codes_are_recognised():
    names = programme(MERGED).names

    for text in ("P01", "Ville de Grasse", "P02", "chambre d'agriculture 06"):
        assert names.code_of(text) == "P01", text


def test_no_finding_changes_its_key():
    before, after = found(programme()), found(programme(MERGED))

    assert set(after) == set(before)
    assert "cell_missing:P02/actions/A2.2/planned_end" in after
    assert {before[key].partner for key in before} == {"P01", "P02", "P03"}
    assert {after[key].partner for key in after} == {"P01", "P03"}


def test_their_history_goes_on():
    first = DAY - timedelta(days=7)
    before = {
        key: Past(
            finding=one,
            state=FindingState.OPEN,
            days=one.days,
            severity=one.severity,
            first_seen=first,
            last_told=DAY - timedelta(days=1),
        )
        for key, one in found(programme()).items()
    }
    read = programme(MERGED)
    today = tuple(found(read).values())

    lives = live(today, before, sight=Sight(programme=read, found=today), as_of=DAY)

    assert {one.state for one in lives} == {FindingState.OPEN}
    assert {one.first_seen for one in lives} == {first}


def test_its_lines_are_told_to_the_contact_of_the_other_one():
    read = programme(MERGED)
    plan = plan_reminders(
        tuple(
            TrackedFinding(finding=one, state=FindingState.OPEN, first_seen=DAY)
            for one in found(read).values()
        ),
        programme=read,
        history=ReminderHistory(),
        policy=ReminderPolicy(),
        as_of=DAY,
    )

    numbers = {one.partner: {line.number for line in one.lines} for one in plan.digests}
    assert {"A1.1", "A1.2", "A2.1"} <= numbers["P01"]
    assert set(numbers) == {"P01", "P03"}


def test_one_merges_into_one_that_had_merged():
    read = programme("Fusionné dans | P01 | P02 |", "Fusionné dans | P02 | P03 |")

    assert [each.code for each in read.partners] == ["P01"]
    assert {each.owner for each in read.actions} == {"P01"}


@pytest.mark.parametrize(
    "lines",
    [
        ("Fusionné dans | P01 | |",),
        ("Fusionné dans | P02 | P02 |",),
        ("Fusionné dans | P09 | P02 |",),
        ("Fusionné dans | P01 | P08 |",),
        ("Fusionné dans | P01 | P02 |", "Fusionné dans | P02 | P01 |"),
        ("Fusionné dans | P01 | P02 |", "Fusionné dans | P03 | P02 |"),
    ],
)
def test_a_line_that_nobody_can_follow_is_told(lines: tuple[str, ...]):
    told = [one for one in found(programme(*lines)).values() if one.kind == "source_invalid"]

    assert len(told) == 1
    assert "usionn" in told[0].title + told[0].detail


def test_a_merger_undone_gives_each_its_lines_back():
    assert {each.number: each.owner for each in programme().actions}["A2.1"] == "P02"


PIECES = """
    Partenaire | Type          | Valable jusqu'au
    P02        | Assurance RC  | 31/01/2026
"""
ADVANCES = """
    Partenaire               | Financeur | Montant | Versée le  | Remboursée le
    Chambre d'agriculture 06 | FRA       | 2 500   | 05/01/2025 |
"""


@pytest.mark.parametrize("settings", ["", MERGED])
def test_its_papers_and_advances_keep_their_keys(settings):
    own = (tab("Attestations", PIECES), tab("Avances", ADVANCES))
    read = understood(night(pilotage(*own, partners=PARTNERS, settings=settings)), as_of=DAY)

    assert {"attestation_expired:P02/assurance rc", "advance_not_repaid:P02/FRA/2025-01-05"} <= {
        *found(read)
    }
