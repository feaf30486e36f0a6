"""« Comment ce montant est fait » of « Reversements »: every figure is the sum of rows shown."""

from datetime import date

import pytest
from support.money.repayments import accepted, ledger_of, paid_out, receipt

from relocalisons.core.money.explain import Asked
from relocalisons.core.money.repayments.explain import (
    explain_position,
    explain_received,
    explain_repayments,
)
from relocalisons.core.money.repayments.positions import Ledger

ADVANCE = {"partner": "P02", "funder": "REGION", "amount": 40, "paid_on": date(2025, 11, 1)}
LEDGERS = {
    "odd cents": lambda: ledger_of(
        [accepted("1", "P02", "100,01"), accepted("2", "P03", "200,02")],
        [receipt("150,01", claim="D1")], [paid_out("12,34")],
    ),
    "two claims, one cut, money taken back": lambda: ledger_of(
        [
            accepted("1", "P02", 300, claim="D1", funders="REGION 60 % ; ADEME 40 %"),
            accepted("2", "P02", None, claim="D2", claimed=500, rejected=120),
            accepted("3", "P03", 700, claim="D10"),
        ],
        [
            receipt(300, kind="avance"), receipt(500, claim="D2"),
            receipt(90, kind="reprise par le financeur", on=date(2026, 2, 20)),
            receipt("33,33", funder="ADEME"),
        ],
        [paid_out(100), paid_out(20, kind="récupération"), paid_out(5, partner="P03")],
        advances=[ADVANCE],
    ),
    "kept back beyond what is due": lambda: ledger_of(
        [accepted("1", "P02", 100)], [receipt(60, claim="D1")],
        [paid_out(80, kind="retenue", reason="attestation attendue"),
         paid_out(5, kind="levée de retenue")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LEDGERS)
def test_every_figure_of_a_partner_and_of_a_funder_is_the_sum_of_its_rows(name):
    ledger = LEDGERS[name]()

    assert ledger.positions
    for each in ledger.positions:
        for stage, figure in (
            ("due", each.due), ("retained", each.retained), ("repaid", each.paid),
        ):  # fmt: skip
            terms = explain_position(ledger, each, stage)
            assert sum(term.cents for term in terms) == figure
            assert all(term.cells for term in terms)
    for funder in ledger.funders:
        terms = explain_received(ledger, funder.funder)
        assert sum(term.cents for term in terms) == funder.received


def told(ledger: Ledger, **asked: str) -> list[str]:
    lines = explain_repayments(ledger, Asked(**asked))
    return [line.replace("\u00a0", " ").replace("\u202f", " ") for line in lines]


def test_what_is_due_says_what_its_claim_was_paid_and_shows_the_cells_of_what_was_accepted():
    ledger = LEDGERS["odd cents"]()

    assert told(ledger, partner="P02", stage="due") == [
        "REGION · P02 · dû : 50,00 €",
        "  50,00 €  « D1 », payée 150,01 € sur 300,03 € acceptés, dont 100,01 € ici, "
        "« Pilotage », onglet « Dépenses », L2",
        "En tout, dû : 50,00 €",
    ]
    assert told(ledger, funder="region", stage="received")[0] == "REGION · reçu : 150,01 €"


def test_a_movement_that_nobody_can_read_is_named_beside_the_sums():
    ledger = ledger_of([accepted("1", "P02", 300)], [receipt(300), receipt("300 ou 400")])

    assert told(ledger, stage="received")[-2].startswith("Dans aucune somme, faute de se lire : « ")


def test_nothing_is_told_of_a_budget_line_or_of_a_stage_that_is_no_repayment():
    ledger = LEDGERS["odd cents"]()

    assert told(ledger, line="Prestations") == told(ledger, stage="planned") == []
