"""The aid of a claim: the smallest of what the lines, the rate, other aids and the grant allow."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.money.claims import aid, claim_of, held, plain, presented, spent

from relocalisons.core.money.cents import spread

CENTS = st.integers(min_value=0, max_value=10_000_00)


def rules(**values: str) -> list[dict[str, object]]:
    return [{"rule": name.replace("_", " "), "value": value} for name, value in values.items()]


def test_own_funding_and_other_aids_cap_the_aid_as_in_the_first_worked_example():
    claim = claim_of(
        spent(amount=8000, quote="https://x.example/d"),
        grant_rules=[
            {"rule": "Autofinancement minimum %", "value": "20"},
            {"rule": "Autres aides publiques sur la même base €", "value": "3 000"},
        ],
    )

    assert aid(claim)["Aide demandée"] == "3 400,00 €"


def test_no_cent_is_asked_that_the_rate_does_not_give_as_in_the_second_worked_example():
    keys = {"funders": "REGION 60 % ; ADEME 40 %", "quote": "https://x.example/d"}
    claim = claim_of(
        spent(amount=1000),
        spent(number="D-002", amount=2345.67, **keys),
        spent(number="D-003", amount=1111.11, **keys),
    )

    assert aid(claim)["Base des dépenses présentées"] == "4 456,78 €"
    assert aid(claim)["Aide demandée"] == "2 674,06 €"
    assert [amount for _, amount in presented(claim)] == ["600,00 €", "1 407,39 €", "666,67 €"]


def test_without_a_rate_nothing_is_asked_and_it_is_told():
    claim = claim_of(spent(), funders=[{
        "code": "REGION", "name": "Région", "eligibility_start": "01/09/2025",
        "eligibility_end": "31/08/2027", "vat_base": "HT", "rate": "à préciser", "amount": 1000,
    }])  # fmt: skip

    assert aid(claim)["Aide demandée"] == "à préciser"
    assert claim.tiles[1].status.level == "unknown"
    assert claim.control.whole.rows[0][0] == "à régler"


def test_the_aid_stops_at_what_is_left_of_the_grant():
    claim = claim_of(
        spent(amount=900),
        budget=[],
        funders=[{
            "code": "REGION", "name": "Région", "eligibility_start": "01/09/2025",
            "eligibility_end": "31/08/2027", "vat_base": "HT", "rate": "100 %", "amount": 500,
        }],
    )  # fmt: skip

    assert aid(claim)["Aide demandée"] == "500,00 €"
    assert aid(claim)["Reste après cette demande"] == "0,00 €"


@pytest.mark.parametrize(
    ("value", "verdicts"),
    [
        ("ligne", [("D-001", "rejetée")]),
        ("sans objet", []),
        ("", [("D-001", "à régler")]),
        ("à voir", [("D-001", "à régler")]),
    ],
)
def test_an_order_before_eligibility_is_judged_by_the_funders_rule_and_asked_without_it(
    value, verdicts
):
    claim = claim_of(
        spent(committed_on="15/07/2025"),
        grant_rules=[{"rule": "Commencement : portée", "value": value}],
    )

    assert [line[:2] for line in held(claim)] == verdicts


def test_an_early_order_of_an_operation_puts_the_whole_claim_out():
    claim = claim_of(
        spent(committed_on="15/07/2025"),
        spent(number="D-002", amount=700, committed_on="15/10/2025"),
        grant_rules=[{"rule": "Commencement : portée", "value": "opération"}],
    )

    assert aid(claim)["Aide demandée"] == "0,00 €"


def test_a_rule_of_another_time_does_not_count():
    late = {"rule": "Commencement : portée", "value": "sans objet", "start": "01/06/2026"}

    assert held(claim_of(spent(committed_on="15/07/2025"), grant_rules=[late]))


def test_a_rule_that_nobody_knows_is_told_and_changes_nothing():
    claim = claim_of(spent(), grant_rules=[{"rule": "Taux plancher", "value": "30"}])

    assert len(presented(claim)) == 1
    assert any("Taux plancher" in plain(line) for line in claim.control.unchecked)


@given(CENTS, st.lists(CENTS, max_size=30))
def test_the_cents_of_an_amount_are_spread_without_losing_one(total, weights):
    parts = spread(total, weights)

    assert sum(parts) == (total if sum(weights) else 0)
    assert all(part >= 0 for part in parts)
    assert parts == spread(total, list(weights))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(CENTS, st.integers(0, 100)), min_size=1, max_size=8))
def test_the_lines_of_any_claim_add_up_to_its_aid_and_never_pass_its_rate(lines):
    claim = claim_of(
        *(
            spent(number=f"D-{at}", supplier=f"Fournisseur {at}", invoice=f"https://x.example/{at}",
                  quote="https://x.example/d", amount=f"{Decimal(net) / 100:.2f}".replace(".", ","),
                  funders=f"REGION {key} %")
            for at, (net, key) in enumerate(lines, start=1)
        )
    )  # fmt: skip
    amounts = claim.control.making.rows
    asked = cents(aid(claim)["Aide demandée"])

    assert sum(cents(amount) for _, amount in presented(claim)) == asked
    assert asked <= min(cents(plain(row[1])) for row in amounts[1:-1])


def cents(text: str) -> int:
    return int(Decimal(text.replace(" ", "").replace("€", "").replace(",", ".")) * 100)
