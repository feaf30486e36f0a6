"""The six amounts of money, by funder, partner and budget line, against a hand-made account."""

from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.money.build import FUNDERS, money_programme
from support.sample.snapshot import snapshot_of

from relocalisons.core.money.amounts import Amounts, measure_amounts, total, unattributed
from relocalisons.core.money.books import open_books
from relocalisons.core.money.funding_key import FundingKey, read_funding_key, split_amount
from relocalisons.core.money.sums import CentRows
from relocalisons.core.programme.programme import understand
from relocalisons.core.sources.parameters import read_parameters
from relocalisons.core.sources.sources import read_sources
from relocalisons.sample.engine import ids
from relocalisons.sample.money.expenses_truth import spent_lines
from relocalisons.sample.partners.lines import VAT_UNSAID
from relocalisons.sample.programme import generate
from relocalisons.sample.story import workspace_at

BUDGET = """
    Poste        | Partenaire | Financeur | Budget initial € | Budget modifié € | Avenant
    Personnel    | P01        | FRA       | 6 000,00         |                  |
    Personnel    | P01        | PNA       | 4 000,00         |                  |
    Prestations  | P01        | FRA       | 2 000,00         | 2 100,00         | Avenant n° 1
"""
EXPENSES = """
    N° pièce | Partenaire | Poste       | Date facture | Montant HT € | TVA € | TTC €    | Engagé le  | Payé le    | Type    | Financeur(s) et clé % | Statut  | Montant déclaré | Montant retenu | Montant rejeté
    1        | P01        | Personnel   | 30/09/2025   | 1 000,01     |       |          |            | 30/09/2025 | salaire | FRA 60 % ; PNA 40 %   | déclaré | 1 000,01        | 900,01         | 100,00
    2        | P01        | Personnel   | 31/10/2025   | 500,00       |       |          |            |            | salaire | FRA 60 % ; PNA 40 %   | facturé |                 |                |
    3        | P01        | Prestations |              | 300,00       | 60,00 | 360,00   | 12/01/2026 |            | facture | FRA 100 %             | engagé  |                 |                |
    4        | P01        | Prestations | 02/02/2026   | 250,00       | 50,00 | 300,00   | 05/01/2026 | 15/05/2026 | facture | FRA 50 %              | payé    |                 |                |
    5        | P01        | Prestations | 02/02/2026   | 80,00        | 16,00 | 96,00    |            | 03/02/2026 | facture | FRA 100 %             | rejeté  |                 |                |
    6        | P01        | Prestations | 02/02/2026   | 70,00        | 14,00 | 84,00    |            | 03/02/2026 | facture | qui peut ?            | payé    |                 |                |
    7        | P01        | Prestations | 02/02/2026   | 90 ou 100    |       |          |            | 03/02/2026 | facture | FRA 100 %             | payé    |                 |                |
"""  # noqa: E501

# What an accountant writes on 3 March 2026 (line 4 will be paid in May; 5 is rejected; 6 and 7
# are in no sum).
ACCOUNT = {
    # funder, line:         prévu    engagé     facturé    payé      déclaré   retenu    rejeté
    ("FRA", "Personnel"): ("6000", "900.01", "900.01", "600.01", "600.01", "540.01", "60.00"),
    ("PNA", "Personnel"): ("4000", "600.00", "600.00", "400.00", "400.00", "360.00", "40.00"),
    ("FRA", "Prestations"): ("2100", "425.00", "125.00", "0", "0", "0", "0"),
}


def account(funders: str = FUNDERS) -> dict[tuple[str, str], tuple[Amounts, int]]:
    programme = money_programme(EXPENSES, budget=BUDGET, funders=funders)
    lines = measure_amounts(open_books(programme), as_of=programme.as_of)
    return {(line.funder, line.line): (line.amounts, line.holes) for line in lines}


def test_the_six_amounts_are_those_of_the_hand_made_account():
    found = account()

    for key, expected in ACCOUNT.items():
        amounts = found[key][0]
        names = ("planned", "committed", "invoiced", "paid", "claimed", "accepted", "rejected")
        assert tuple(getattr(amounts, name) for name in names) == tuple(map(Decimal, expected)), key
    assert set(found) == set(ACCOUNT)


def test_what_cannot_be_read_is_counted_as_a_hole_and_never_as_zero():
    programme = money_programme(EXPENSES, budget=BUDGET)

    assert account()["FRA", "Prestations"][1] == 1  # line 7: which amount?
    assert [each.number for each in unattributed(open_books(programme))] == ["6"]


def test_shares_above_100_percent_weigh_nothing_until_they_are_put_right():
    expenses = """
        N° pièce | Partenaire | Poste | Montant HT € | Payé le    | Financeur(s) et clé %
        1        | P01        | Achat | 100          | 05/01/2026 | FRA 60 % ; PNA 60 %
    """
    programme = money_programme(expenses)

    lines = measure_amounts(open_books(programme), as_of=programme.as_of)

    assert [(line.funder, line.amounts.paid, line.holes) for line in lines] == [
        ("FRA", 0, 1),
        ("PNA", 0, 1),
    ]


def test_sums_reconcile_to_the_cent_with_the_sheet():
    programme = money_programme(EXPENSES, budget=BUDGET)

    everything = total(measure_amounts(open_books(programme), as_of=programme.as_of))

    assert everything.planned == Decimal("12100.00")
    assert everything.paid == Decimal("1000.01")  # line 1, whole: 60 % and 40 % make 100 %
    assert everything.committed == Decimal("1000.01") + 500 + 300 + 125  # line 4 for its half
    assert everything.claimed == everything.accepted + everything.rejected


@pytest.mark.parametrize(
    ("base", "recovers", "counted"),
    (
        ("HT", "oui", "100.00"),
        ("HT", "non", "100.00"),
        ("TTC", "oui", "100.00"),  # recovered VAT is no cost
        ("TTC", "non", "120.00"),
        ("", "oui", "100.00"),
        ("", "non", "120.00"),
        ("TTC", "", None),  # nobody knows: a hole
    ),
)
def test_vat_counts_where_it_is_a_cost_and_the_funder_takes_it(base, recovers, counted):
    funders = f"""
        Code | Nom  | Éligibilité début | Éligibilité fin | Base HT/TTC
        FRA  | Fond | 01/09/2025        | 31/08/2027      | {base}
    """
    partners = f"""
        Code | Structure | Type | Référent | E-mail | Récupère la TVA
        P01  | Ville     | c    | Anne     | a@x.fr | {recovers}
    """
    expenses = """
        N° pièce | Partenaire | Poste | Date facture | Montant HT € | TVA € | TTC €  | Payé le    | Type    | Financeur(s) et clé %
        1        | P01        | Achat | 05/01/2026   | 100,00       | 20,00 | 120,00 | 06/01/2026 | facture | FRA 100 %
    """  # noqa: E501
    programme = money_programme(expenses, funders=funders, partners=partners)

    line = measure_amounts(open_books(programme), as_of=programme.as_of)[0]

    assert line.amounts.paid == (Decimal(counted) if counted else 0)
    assert line.holes == (0 if counted else 1)


@pytest.mark.parametrize(
    ("typed", "shares"),
    (
        ("FRA", {"FRA": "1"}),
        ("Fonds régional", {"FRA": "1"}),
        ("FRA 60 % ; PNA 40 %", {"FRA": "0.6", "PNA": "0.4"}),
        ("fra : 60% / pna : 40%", {"FRA": "0.6", "PNA": "0.4"}),
        ("FRA (62,5 %), PNA (37,5 %)", {"FRA": "0.625", "PNA": "0.375"}),
        ("FRA 30 %", {"FRA": "0.3"}),
        ("FRA 60 % ; PNA 60 %", {"FRA": "0.6", "PNA": "0.6"}),
        ("FRA 30 % ; FRA 20 %", {"FRA": "0.5"}),
        ("FRA et PNA", None),
        ("FRA 60 % ; PNA", None),
        ("ADEME 50 % ; FRA 50 %", None),
        ("", None),
        ("?", None),
    ),
)
def test_a_funding_key_is_read_for_sure_or_not_at_all(typed, shares):
    codes = {"fra": "FRA", "fonds regional": "FRA", "pna": "PNA"}

    key = read_funding_key(typed, codes=codes)

    assert (None if key is None else dict(key.shares)) == (
        None if shares is None else {code: Decimal(share) for code, share in shares.items()}
    )


@settings(max_examples=60, deadline=None)
@given(cents=st.integers(1, 10**9), weights=st.lists(st.integers(1, 99), min_size=1, max_size=5))
def test_parts_of_a_whole_add_up_to_it_exactly(cents, weights):
    amount = Decimal(cents) / 100
    shares = {str(at): Decimal(weight) for at, weight in enumerate(weights)}
    rest = Decimal(100 * len(weights)) - sum(shares.values())
    shares["rest"] = rest
    key = FundingKey(shares={code: share / (100 * len(weights)) for code, share in shares.items()})
    if key.total != 1:  # a share that has no finite decimals: nothing is promised
        return

    assert sum(split_amount(amount, key).values()) == amount


@pytest.mark.parametrize("seed", (2026, 7))
def test_the_sums_of_the_sample_reconcile_to_the_cent_with_its_sheets(seed):
    sample, on = generate(seed), date(2026, 3, 17)
    workspace = workspace_at(sample, on)
    snapshot = snapshot_of(workspace, on=on)
    own = snapshot.workbook(ids.PILOTAGE)
    assert own is not None
    programme = understand(
        snapshot,
        sources=read_sources(own).entries,
        parameters=read_parameters(own, as_of=on),
        code="relocalisons",
        name="Relocalisons",
        as_of=on,
    )

    lines = measure_amounts(open_books(programme), as_of=on)

    # What their authors typed: budgets that can be read, then what is paid and fully attributed.
    budget = [row.cell("amended") for row in workspace.tab("pilotage", "budget").rows]
    assert total(lines).planned == sum(cell.meaning for cell in budget if cell.is_set)
    paid = claimed = Decimal(0)
    for spent in spent_lines(workspace):
        if sum(spent.shares.values()) != 1:
            continue  # nobody can attribute it for sure
        cells = {name: spent.row.cell(name) for name in ("amount", "amount_with_vat", "claimed")}
        if cells["claimed"].is_set:  # whatever is known of the rest of the line
            claimed += cells["claimed"].meaning
        if not cells["amount"].is_set or (spent.owner == VAT_UNSAID and "AMA" in spent.shares):
            continue  # nobody knows how much, or whether before or after tax
        with_tax = spent.owner == "P04" and "AMA" in spent.shares
        if spent.number == "P22-25-901":
            continue  # the invoice of P15-25-901 once more: it is paid once for sure
        if spent.row.cell("paid_on").is_set:
            paid += cells["amount_with_vat" if with_tax else "amount"].meaning
    assert (total(lines).paid, total(lines).claimed) == (paid, claimed)
    assert paid > 100_000
    print(f"\nseed {seed}: {paid} € paid and {claimed} € declared, to the cent")


def test_a_hundred_random_lines_reconcile_with_their_column():
    rng = Random(7)
    amounts = [Decimal(rng.randint(100, 900_000)) / 100 for _ in range(100)]
    header = "N° pièce | Partenaire | Poste | Montant HT € | Payé le | Financeur(s) et clé %"
    lines = [
        f"{at} | P01 | Achat | {f'{amount:.2f}'.replace('.', ',')} | 12/01/2026 | "
        f"FRA {share} % ; PNA {100 - share} %"
        for at, amount in enumerate(amounts, start=1)
        for share in (rng.choice((33, 50, 60, 67, 85)),)
    ]
    programme = money_programme("\n".join((header, *lines)))

    measured = total(measure_amounts(open_books(programme), as_of=date(2026, 3, 3)))

    assert measured.paid == sum(amounts)


# --- whole cents in rows, and their sums ---

PAID = CentRows(
    names=("funder", "partner"),
    columns=("paid", "kept"),
    rows=[
        (("FRA", "P02"), (10_001, 0)),
        (("FDH", "P02"), (500, 20)),
        (("FRA", "P01"), (-1, 5)),
        (("FRA", "P02"), (20_002, 1)),
    ],
)


def test_a_column_is_summed_by_name_in_the_order_in_which_names_first_come():
    summed = PAID.sums("funder", "partner", of="paid")

    assert list(summed.items()) == [
        (("FRA", "P02"), 30_003),
        (("FDH", "P02"), 500),
        (("FRA", "P01"), -1),
    ]


def test_a_sum_by_fewer_names_is_the_sum_of_those_by_more():
    assert PAID.sums("funder", of="paid") == {("FRA",): 30_002, ("FDH",): 500}
    assert PAID.sums("partner", of="kept") == {("P02",): 21, ("P01",): 5}


def test_all_columns_are_summed_at_once_as_each_alone():
    summed = PAID.all_sums("partner")

    assert list(summed) == [("P02",), ("P01",)]
    for column in PAID.columns:
        alone = {key: numbers[column] for key, numbers in summed.items()}
        assert alone == PAID.sums("partner", of=column)


def test_where_there_is_no_row_there_is_no_sum():
    nothing = CentRows(names=("funder",), columns=("cents",), rows=())

    assert nothing.sums("funder") == {}
    assert nothing.all_sums("funder") == {}
