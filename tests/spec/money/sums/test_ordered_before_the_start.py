"""What is ordered before a funder's start counts by its own rule; without one it is asked once."""

import pytest
from support.money.build import SPENT, money_findings, money_programme, one, told

from relocalisons.core.acts.money_facts import money_facts
from relocalisons.core.kernel.model import Audience, Severity
from relocalisons.core.money.books import open_books
from relocalisons.core.money.outlook import look_ahead

LINE = "{} | P01 | Achat | 12/09/2025 | {} | 20/09/2025 | 400 | {} | FRA | payé | http://d.x/f | http://d.x/p\n"
EARLY = LINE.format("1", "20/08/2025", "facture")
RULES = "Financeur | Règle | Valeur\n"
BUDGET = """
    Poste | Partenaire | Financeur | Budget initial €
    Achat | P01        | FRA       | 10 000
"""


def night(*lines: str, rules: str = ""):
    return money_programme(SPENT + "".join(lines), grant_rules=RULES + rules, budget=BUDGET)


def plain(words: str) -> str:
    return words.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("rule", "tail"),
    [
        ("ligne", ""),
        ("opération", ", ce qui peut faire perdre toute l’opération"),
    ],
)
def test_where_the_rule_puts_it_out_it_is_to_be_withdrawn_and_spends_nothing(rule, tail):
    programme = night(EARLY, rules=f"FRA | Commencement : portée | {rule}")
    books = open_books(programme)
    found = money_findings(programme)
    early = one(found, "expense_ineligible")
    ahead = look_ahead(books, books.funders[0], as_of=programme.as_of)
    said = money_facts(programme).aid_of(early)

    assert early.subject == "P01/1/FRA"
    assert early.severity is Severity.ALERT
    assert plain(early.title).endswith(
        "engagée le 20 août 2025, avant le 1er septembre 2025, jour à partir duquel FRA compte ce "
        f"qui est commandé{tail}."
    )
    assert not told(found, "commencement_unsaid")
    assert ahead is not None
    assert (ahead.paid, ahead.at_most) == (0, 0)
    assert said is not None
    assert said.funder == "FRA"


def test_where_the_funder_says_nothing_it_is_counted_and_its_rule_is_asked_once():
    programme = night(EARLY, EARLY.replace("1 |", "2 |", 1).replace("400", "500"))
    books = open_books(programme)
    found = money_findings(programme)
    asked = one(found, "commencement_unsaid")
    ahead = look_ahead(books, books.funders[0], as_of=programme.as_of)

    assert not told(found, "expense_ineligible")
    assert asked.subject == "FRA"
    assert (asked.severity, asked.audience) == (Severity.WATCH, Audience.COORDINATION)
    assert "2 dépenses engagées avant le 1er septembre 2025 (1 et 2)" in plain(asked.title)
    assert "« Commencement : portée »" in plain(asked.action)
    assert ahead is not None
    assert ahead.paid == 900


@pytest.mark.parametrize(
    ("line", "rules"),
    [
        (EARLY, "FRA | Commencement : portée | sans objet"),
        (LINE.format("1", "01/09/2025", "facture"), ""),
        (LINE.format("1", "20/08/2025", "salaire"), ""),  # a contract of work is no order
        (LINE.format("1", "août ou septembre 2025", "facture"), ""),
        (LINE.format("1", "", "facture"), "FRA | Commencement : portée | ligne"),
        (EARLY.replace("payé", "annulé"), ""),
        # Invoiced outside already: told as that.
        (EARLY.replace("12/09/2025", "25/08/2025"), ""),
    ],
)
def test_nothing_is_said_where_the_rule_lets_it_or_no_order_is_early(line, rules):
    found = money_findings(night(line, rules=rules))

    assert not told(found, "commencement_unsaid")
    assert not [each for each in found if "engagée le" in each.title]
