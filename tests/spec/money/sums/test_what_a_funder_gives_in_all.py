"""Shares are of what « Budget » allots; what will not be spent is of what a funder gives in all."""

from datetime import date

from support.money.build import money_findings, one
from support.money.co_funded import co_funded, paid, plain

from relocalisons.core.pilotage.dashboard.money import money_by_line

BUDGET = """
    Poste | Partenaire | Financeur | Budget initial €
    Achat | P01        | FDP       | {}
"""
LINES = tuple(paid(f"D{n}", f"P0{n}", euros) for n, euros in enumerate((1000, 1500, 1700), start=1))


def test_its_share_is_of_the_budget_as_in_papers():
    programme = co_funded(*LINES, grant="15000", budget=BUDGET.format("1500"))
    part = money_by_line(programme, as_of=date(2026, 3, 17))
    total = next(row for _, row in part.lines if row[0] == "FDP")

    assert [plain(str(total[at])) for at in (2, 4)] == ["224 %", "1 500 €"]


def test_what_will_not_be_spent_of_it_is_of_the_whole_too():
    late = date(2027, 9, 1)  # two thirds of the eligibility have gone
    programme = co_funded(*LINES, grant="15000", budget=BUDGET.format("1500"), as_of=late)
    said = plain(one(money_findings(programme), "underspending").detail)

    assert said.startswith("Payé et éligible : 3 360 € sur 15 000 €")
