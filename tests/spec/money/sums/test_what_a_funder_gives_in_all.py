"""A funder’s share is of all that it gives, on every page, whatever « Budget » allots of it."""

from datetime import date

import pytest
from support.money.build import money_findings, one
from support.money.co_funded import co_funded, paid, plain

from relocalisons.core.kernel.model import Programme
from relocalisons.core.money.spending import Spending, measure_spending
from relocalisons.core.pilotage.dashboard.money import money_by_line
from relocalisons.core.reports.sections import bars, curves
from relocalisons.core.reports.shared.amounts import by_partner, total_of
from relocalisons.core.reports.shared.sentences import spending_sentence
from relocalisons.core.reports.shared.tables import budget_table
from relocalisons.core.reports.shared.tiles import spending_tile

DAY = date(2026, 3, 17)
BUDGET = """
    Poste | Partenaire | Financeur | Budget initial €
    Achat | P01        | FDP       | {}
"""
OF_THE_BASE = """
    Financeur | Règle      | Valeur
    FDP       | Clé : sens | part de l’assiette
"""
LINES = tuple(paid(f"D{n}", f"P0{n}", euros) for n, euros in enumerate((1000, 1500, 1700), start=1))


def programme_of(grant: str, budget: str, **tables: str) -> Programme:
    return co_funded(*LINES, grant=grant, budget=BUDGET.format(budget), **tables)


def spent(programme: Programme) -> Spending:
    return measure_spending(programme, programme.funders[0], as_of=DAY)


def row_of(programme: Programme) -> list[str]:
    part = money_by_line(programme, as_of=DAY)
    total = next(row for _, row in part.lines if row[0] == "FDP")
    return [plain(str(total[at])) for at in (2, 4)]


@pytest.mark.parametrize(
    ("grant", "budget", "share", "planned"),
    [
        ("15000", "1500", "22 %", "15 000 €, dont 13 500 € non répartis"),  # 3 360 € are paid
        ("15000", "15000", "22 %", "15 000 €"),
        ("1500", "15000", "22 %", "15 000 €"),  # budgets above the grant are told elsewhere
        ("2000", "2000", "168 %", "2 000 €"),  # all of it is known: more was paid
        ("", "15000", "22 %", "15 000 €"),
        ("", "1500", "?", "1 500 €"),  # a share of what may not be the whole
        ("voir Paul", "1500", "?", "1 500 €"),
        ("15000", "voir Paul", "?", "au moins 0 € (1 cellule à lever)"),
    ],
)
def test_its_share_is_of_the_grant_where_budget_allots_less_and_unknown_where_the_grant_is(
    grant: str, budget: str, share: str, planned: str
):
    assert row_of(programme_of(grant, budget)) == [share, planned]


def test_a_key_that_shares_the_base_is_compared_with_the_base_that_the_grant_supposes():
    budget = spent(programme_of("12000", "1500", rules=OF_THE_BASE))

    assert budget.budget == 15000  # at 80 %
    assert budget.share is not None
    assert round(budget.share, 3) == round(budget.paid / 15000, 3)


def test_every_page_says_the_same_share_and_what_is_not_allotted():
    programme = programme_of("15000", "1500")
    spending, funder = spent(programme), programme.funders[0]
    table = budget_table(spending)
    burn = curves.burn_curve(spending, funder, as_of=DAY)
    picture = bars.spending_of(spending, as_of=DAY)

    assert plain(spending_sentence(spending)).startswith(
        "3 360 € payés sur 15 000 € de budget (dont 13 500 € non répartis), soit 22 %"
    )
    assert plain(spending_tile(spending).target).startswith("22 % du budget")
    assert [plain(line.cells[0]) for line in table.lines] == ["Achat", "Non réparti", "Total"]
    assert [plain(line.cells[-1]) for line in table.lines][-2:] == ["0 %", "22 %"]
    assert total_of(by_partner(programme, spending)).planned == 15000
    assert burn is not None
    assert plain(burn.marks[-1].text) == "22 % du budget payés"
    assert picture is not None
    assert plain(picture.words.title).startswith("22 % du budget payés")


def test_without_the_whole_no_page_says_a_share_above_all_of_it():
    spending = spent(programme_of("", "1500"))
    sentence = plain(spending_sentence(spending))

    assert sentence.startswith("3 360 € payés sur 1 500 € de budget, sans que l’on sache si")
    assert spending_tile(spending).target.startswith("part du budget à préciser")
    assert budget_table(spending).lines[-1].status.word == "Budget dépassé"  # of that line
    assert bars.spending_of(spending, as_of=DAY) is None


def test_what_will_not_be_spent_of_it_is_of_the_whole_too():
    late = date(2027, 9, 1)  # two thirds of the eligibility have gone
    programme = co_funded(*LINES, grant="15000", budget=BUDGET.format("1500"), as_of=late)
    said = plain(one(money_findings(programme), "underspending").detail)

    assert said.startswith("Payé et éligible : 3 360 € sur 15 000 €")
