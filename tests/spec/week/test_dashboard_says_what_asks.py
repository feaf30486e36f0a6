"""« Tableau de bord »: a rule is a foot, a funder has a title and a day, a chain has two links."""

from datetime import date

from support.programme.acts import FUNDERS, SCHEDULE, seen
from support.programme.sheets import tab
from support.reminders.from_sheets import finding, sheets

from relocalisons.core.acts.acts import derive_acts
from relocalisons.core.acts.red import state_of
from relocalisons.core.pilotage.dashboard.chains import say_critical
from relocalisons.core.plan.critical_plan import CriticalPlan

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
