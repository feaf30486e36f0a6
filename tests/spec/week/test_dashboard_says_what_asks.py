"""« Tableau de bord »: a rule is a foot, a funder has a title and a day, a chain has two links."""

from datetime import date

import pytest
from support.programme.acts import FUNDERS, SCHEDULE, seen
from support.programme.sheets import tab
from support.reminders.from_sheets import finding, sheets

from relocalisons.core.acts.acts import derive_acts
from relocalisons.core.acts.red import state_of
from relocalisons.core.kernel.words.french import said_beside
from relocalisons.core.pilotage.dashboard.chains import say_critical
from relocalisons.core.plan.critical_plan import CriticalPlan
from relocalisons.core.views.ranges import Range

NIGHT = date(2026, 3, 17)
END = date(2027, 12, 31)


def critical(*numbers: str, linked=()) -> str:
    plan = CriticalPlan(floats={}, critical=numbers, end=END)
    return say_critical(plan, linked=linked).replace("\u00a0", " ")


def test_what_ends_last_by_itself_is_no_critical_path():
    assert critical("A1.1") == ""
    assert critical("A1.1", "B2", linked=(("A1.1", "C3"),)) == "", "two ends, and no link"


def test_a_chain_is_what_waits_for_each_other_on_the_way_to_the_end():
    assert critical("T2", "A1.1", "C1.1", linked=(("T2", "C1.1"),)) == (
        "Chemin critique : T2 → C1.1, fin prévue de la dernière action le 31/12/2027."
    )


def test_a_funder_is_told_by_the_title_and_the_day_of_what_comes_first():
    money = (tab("Financeurs", FUNDERS), tab("Échéancier rapports", SCHEDULE))
    programme = sheets(own=money, as_of=NIGHT)
    due = finding(
        "claim_due", "FRA/acompte 1/2025-12-31", partner=None, due=date(2026, 3, 20),
        label="FRA – Acompte 1",
    )  # fmt: skip
    acts = derive_acts(seen(due), programme=programme, as_of=NIGHT)

    state = state_of(acts, lambda _: True, programme=programme, as_of=NIGHT)

    assert state.brief.replace("\u00a0", " ") == (
        "Envoyer au financeur : FRA – Acompte 1, 20 mars 2026"
    )
    assert "Date ferme" in state.reason, "what « À faire » says beside it is not said again"


# What is found | its label | the name of its partner | what stands beside that label
BESIDE = (
    ("A3 – Former (Ville) devait finir le 3 mars.", "A3 – Former", "Ville",
     "Devait finir le 3 mars."),
    ("Le livrable L1 – Carte (Ville) n’est pas validé.", "L1 – Carte", "Ville",
     "Le livrable L1 n’est pas validé."),
    ("Ville\u00a0: aucune ligne de mars.", "P01 – Feuille de temps", "Ville",
     "Aucune ligne de mars."),
    # Whose it is, where the partner beside is another, stays.
    ("A3 – Former (Lycée) attend A1.", "A3 – Former", "", "A3 (Lycée) attend A1."),
    ("Le retard de A1 décale A2.", "A1 → A2 – Clore", "Ville", "Le retard de A1 décale A2."),
)  # fmt: skip


@pytest.mark.parametrize(("said", "label", "name", "beside"), BESIDE)
def test_what_is_found_does_not_say_its_subject_again(said, label, name, beside):
    assert said_beside(said, label, name=name) == beside


def test_which_are_missing_and_what_is_in_doubt_share_their_brackets():
    missing = Range(sure=2, possible=1, cells=1)

    said = missing.counting("manquant", named="L1 et L2").replace("\u00a0", " ")
    assert said == "2 à 3 manquants (L1 et L2 ; 1 cellule à lever)"
    assert Range(sure=2).counting("manquant", named="L1 et L2").endswith("(L1 et L2)")
    assert Range(sure=2).counting("manquant").endswith("manquants")
