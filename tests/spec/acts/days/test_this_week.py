"""« Cette semaine »: if nothing is done within it something is lost, or somebody waits."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from support.money.build import money_findings, money_programme, spent
from support.programme.acts import FUNDERS, NIGHT, PROGRAMME, of, seen
from support.reminders.planned import finding

from relocalisons.core.acts.shelves import When, place
from relocalisons.core.sources.thresholds import WEEK_WITHIN

COLUMNS = "Financeur | Type | Période du | Période au | Échéance | Envoyé le\n"
SHEETS = """
    Partenaire | Salarié | Mois    | Heures/jours | Signé
    P01        | A. Roux | 11/2025 | 120 h        | non
"""
LACKING = spent("1 | P01 | Achat | 05/11/2025 | | 05/11/2025 | 90000 | | FRA | payé | |")


def paper_is_in(line: str, *, expenses=LACKING, as_of=NIGHT, **tables) -> When:
    programme = money_programme(
        expenses, funders=FUNDERS, schedule=COLUMNS + line, as_of=as_of, **tables
    )
    made = of(*seen(*money_findings(programme)), programme=programme, as_of=as_of)
    placed = place(made, programme=programme, as_of=as_of)
    return next(when for when in When for act in placed[when] if act.paper)


@pytest.mark.parametrize("days", (16, 20, 25))
def test_a_report_of_more_than_two_weeks_ahead_is_for_later(days):
    due = f"{NIGHT + timedelta(days=days):%d/%m/%Y}"

    assert paper_is_in(f"PNA | intermédiaire | 01/09/2025 | 28/02/2026 | {due} |") is When.LATER


def test_a_claim_of_the_month_after_is_for_later_though_a_signature_takes_ten_days():
    claim = "FRA | acompte 1 | 01/09/2025 | 31/12/2025 | 31/05/2026 |"
    pay = spent(
        "2 | P01 | Salaires | 30/11/2025 | | 30/11/2025 | 40000 | salaire | FRA | payé | x | x"
    )

    assert (
        paper_is_in(claim, expenses=pay, as_of=date(2026, 4, 27), timesheets=SHEETS) is When.LATER
    )


@pytest.mark.parametrize(("days", "when"), ((7, When.THIS_WEEK), (8, When.LATER)))
def test_what_loses_no_euro_is_of_the_week_whose_days_hold_its_last_useful_one(days, when):
    # A mail must be read two working days before the day itself.
    due = NIGHT + timedelta(days=days + 2)
    slipping = replace(finding("action_slipping", "A1"), due=due)
    made = of(*seen(slipping))

    assert made.acts[0].last_useful == NIGHT + timedelta(days=days)
    placed = place(made, programme=PROGRAMME, as_of=NIGHT)
    assert [each for each, acts in placed.items() if acts] == [when]


def test_how_far_a_week_goes_is_a_setting():
    line = "PNA | intermédiaire | 01/09/2025 | 28/02/2026 | 06/04/2026 |"

    assert paper_is_in(line) is When.LATER
    assert paper_is_in(line, settings=f"{WEEK_WITHIN.name} | 30 | |") is When.THIS_WEEK
