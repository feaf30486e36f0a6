"""What a funder gives in all is said beside what « Budget » allots of it, of which shares are."""

from datetime import date

import pytest
from support.money.build import money_findings, one
from support.money.co_funded import co_funded, paid, plain

from relocalisons.core.pilotage.dashboard.money import money_by_line

BUDGET = """
    Poste | Partenaire | Financeur | Budget initial €
    Achat | P01        | FDP       | {}
"""
LINES = tuple(paid(f"D{n}", f"P0{n}", euros) for n, euros in enumerate((1000, 1500, 1700), start=1))


@pytest.mark.parametrize(
    ("grant", "budget", "share", "planned"),
    [
        ("15000", "1500", "224 %", "1 500 € répartis, sur 15 000 €"),  # 3 360 € are paid
        ("15000", "15000", "22 %", "15 000 €"),
        ("1500", "15000", "22 %", "15 000 €"),  # budgets above the grant are told elsewhere
        ("", "1500", "224 %", "1 500 €"),
        ("15000", "voir Paul", "?", "au moins 0 € (1 cellule à lever)"),
    ],
)
def test_its_total_is_a_share_of_the_budget_as_in_papers_and_says_what_is_not_allotted(
    grant, budget, share, planned
):
    part = money_by_line(
        co_funded(*LINES, grant=grant, budget=BUDGET.format(budget)), as_of=date(2026, 3, 17)
    )
    total = next(row for _, row in part.lines if row[0] == "FDP")

    assert [plain(str(total[at])) for at in (2, 4)] == [share, planned]


def test_what_will_not_be_spent_of_it_is_of_the_whole_too():
    late = date(2027, 9, 1)  # two thirds of the eligibility have gone
    programme = co_funded(*LINES, grant="15000", budget=BUDGET.format("1500"), as_of=late)
    said = plain(one(money_findings(programme), "underspending").detail)

    assert said.startswith("Payé et éligible : 3 360 € sur 15 000 €")
