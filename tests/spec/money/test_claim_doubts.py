"""What may be asked twice is not claimed, and every sum of a claim adds up to the cent."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from support.money.claims import (
    END,
    FILE,
    LINK,
    START,
    aid,
    claim_of,
    held,
    plain,
    presented,
    space_of,
    spent,
)
from support.papers.report_workspace import AS_OF
from support.reminders.planned import said

from relocalisons.core.money.books import open_books
from relocalisons.core.reports.claims.claim import build_payment_claim
from relocalisons.core.reports.sections.account import account_of

OTHER_FILE = {"number": "D-002", "invoice": LINK.format(FILE.format("p"))}
LATER = date(2026, 1, 22)
TWICE = {"supplier": "Bureau Sillon", "amount": 1000}


def euros(text: str) -> Decimal:
    return Decimal(plain(text).replace(" ", "").replace("€", "").replace(",", "."))


@pytest.mark.parametrize(("settings", "printed", "asked"), [
    ({}, "", "« Bénéficiaire », « SIRET du bénéficiaire », « Adresse du bénéficiaire »"),
    ({"Bénéficiaire": "Relais du Val", "RIB du bénéficiaire": "compte n° 2"},
     "Relais du Val, coordonnées bancaires : compte n° 2. [À compléter] : SIRET, adresse, "
     "représentant légal.", "« SIRET du bénéficiaire »"),
    ({"Bénéficiaire": "Relais du Val", "SIRET du bénéficiaire": "999", "RIB du bénéficiaire": "2",
      "Adresse du bénéficiaire": "1 rue Haute", "Représentant légal du bénéficiaire": "A. Roy"},
     "Relais du Val, SIRET 999, 1 rue Haute, représentant légal : A. Roy, coordonnées "
     "bancaires : 2.", None),
])  # fmt: skip
def test_a_claim_names_whom_it_pays_and_her_page_asks_for_the_rest(settings, printed, asked):
    programme = replace(space_of(spent()).programme(), parameters=settings)

    claim = build_payment_claim(
        programme, funder="REGION", period_start=START, period_end=END, as_of=AS_OF
    )

    said = plain(claim.beneficiary).removeprefix("Bénéficiaire : ")
    to_do = [plain(row[2]) for row in claim.control.whole.rows if "payer" in row[1]]
    assert said == printed
    assert bool(to_do) is (asked is not None)
    assert asked is None or asked in to_do[0]


def test_a_flat_rate_waits_for_the_rule_that_allows_it():
    claim = claim_of(spent(type="forfait", amount=320), spent(number="D-002", paid_on=LATER))

    assert [row[1] for row in claim.statement.rows] == ["D-002", "Total"]
    assert [row[:2] for row in held(claim)] == [("D-001", "à régler")]
    assert "« 15 % des frais de personnel »" in held(claim)[0][2]


def test_a_flat_rate_of_a_rule_is_no_paid_expense():
    rule = {"rule": "Coûts indirects : forfait", "value": "40 % des coûts directs"}
    claim = claim_of(
        spent(type="forfait", amount=320), spent(number="D-002", paid_on=LATER), grant_rules=[rule]
    )

    assert plain(claim.tiles[0].status.text) == "● Payées, ou au forfait de la règle"
    assert plain(claim.tiles[0].target) == "1 dépense acquittée et 1 forfait (320,00 €)"
    assert "hors forfaits" in claim.certificate
    assert "acquittées" not in claim.statement.caption


def test_shares_above_100_percent_are_not_claimed_until_they_are_put_right():
    claim = claim_of(spent(funders="REGION 70 % ; ADEME 60 %"))

    assert claim.statement.rows == ()
    assert held(claim) == [
        ("D-001", "à régler", "Corriger la clé de répartition, ses parts font 130 %")
    ]


def test_of_one_invoice_on_two_lines_the_first_is_claimed_and_the_other_waits():
    claim = claim_of(spent(**TWICE), spent(number="D-002", partner="P03", **TWICE))

    assert [number for number, _ in presented(claim)] == ["D-001"]
    assert held(claim) == [
        ("D-002", "à régler", "Vérifier que ce n’est pas la même facture que D-001"),
    ]


def test_two_invoices_that_she_found_to_be_two_are_claimed():
    space = space_of(spent(**TWICE), spent(number="D-002", partner="P03", **TWICE))
    tracked = tuple(replace(one, **said("sans objet")) for one in space.tracked())

    claim = build_payment_claim(
        space.programme(), funder="REGION", period_start=START, period_end=END, as_of=AS_OF,
        tracked=tracked,
    )  # fmt: skip

    assert [number for number, _ in presented(claim)] == ["D-001", "D-002"]


def test_an_expense_paid_before_its_invoice_waits_for_its_dates():
    claim = claim_of(spent(invoice_date=date(2026, 1, 25)))

    assert presented(claim) == []
    assert held(claim)[0][2].startswith("Vérifier les dates")


def test_a_doubt_about_what_was_paid_in_another_period_is_not_this_claims():
    claim = claim_of(spent(paid_on=date(2026, 3, 1), funders="le Fonds"))

    assert held(claim) == []


@pytest.mark.parametrize("amount", [0.01, 1234.55, 99.99, 0.03])
def test_the_claims_of_two_funders_never_ask_for_more_than_the_expense(amount):
    space = space_of(spent(amount=amount, funders="REGION 50 % ; ADEME 50 %"))
    space.tables["funders"][1]["vat_base"] = "HT"
    programme = space.programme()
    asked = [
        euros(
            build_payment_claim(
                programme, funder=code, period_start=START, period_end=END, as_of=AS_OF
            ).statement.rows[-1][-1]
        )
        for code in ("REGION", "ADEME")
    ]

    assert sum(asked) <= Decimal(str(amount))


def test_the_statement_its_summary_and_its_first_figure_say_the_same_sum():
    claim = claim_of(
        spent(),
        spent(number="D-002", budget_line="Communication", amount=250.4),
        spent(number="S-1", budget_line="Frais de personnel", type="salaire", amount=2345.67,
              payslip="https://x.example/s"),
        timesheets=[
            {"partner": "P02", "employee": "Léa Blanc", "month": date(2026, 1, 1),
             "time": "8 jours", "cost": 2400, "signed": "oui"}
        ],
    )  # fmt: skip
    lines = [euros(row[-1]) for row in claim.statement.rows]
    sums = [euros(row[-1]) for row in claim.summary.rows]

    assert sum(lines[:-1]) == lines[-1] == sum(sums[:-1]) == sums[-1] == Decimal("2157.64")
    assert plain(claim.tiles[1].value) == "2 157,64 €"
    assert [row[0] for row in claim.summary.rows] == [
        "Prestations externes", "Communication", "Frais de personnel", "Total",
    ]  # fmt: skip


def test_the_claim_says_what_was_declared_retained_and_rejected_before_and_what_is_left():
    claim = claim_of(
        spent(claim="Demande n° 1", claimed=1000, accepted=900, rejected=100),
        spent(number="D-002", amount=500, funders="REGION 60 % ; ADEME 40 %"),
    )

    assert aid(claim) == {
        "Base des dépenses présentées": "500,00 €",
        "Taux de la convention": "60 %",
        "Aide demandée": "300,00 €",
        "Aide demandée auparavant": "1 000,00 €",
        "dont retenu": "900,00 €",
        "dont rejeté": "100,00 €",
        "Déjà demandé, rejets déduits": "900,00 €",
        "Subvention accordée": "180 000,00 €",
        "Reste après cette demande": "178 800,00 €",
    }


def test_a_declared_amount_that_nobody_can_read_leaves_what_remains_unknown():
    claim = claim_of(spent(claim="Demande n° 1", claimed="à voir"), spent(number="D-002"))

    assert claim.tiles[2].status.level == claim.tiles[3].status.level == "unknown"
    assert aid(claim)["Reste après cette demande"] == "à préciser"


def test_a_doubtful_key_weighs_nowhere_in_the_account_and_is_counted():
    space = space_of(
        spent(funders="REGION 70 % ; ADEME 60 %"), spent(number="D-002", funders="REGION 80 %")
    )
    books = open_books(space.programme())

    account = account_of(books, books.funders[0], until=END)

    assert account.paid == Decimal(1000)
    assert account.unread == 1


def test_the_claim_ends_with_who_certifies_it():
    claim = claim_of(spent())

    assert "certifient" in claim.certificate
    assert claim.signatures[0] == "Représentant légal du bénéficiaire"


# --- time -----------------------------------------------------------------------------------

SHEET = {"partner": "P02", "employee": "Léa Blanc"}


def sheet(month: int, time: str, *, year: int = 2026, signed: str = "oui") -> dict[str, object]:
    return {**SHEET, "month": date(year, month, 1), "time": time, "signed": signed}


def test_time_is_counted_by_structure_and_month_with_the_sheets_that_are_signed():
    claim = claim_of(
        spent(),
        timesheets=[sheet(1, "3 jours"), sheet(1, "2,5 jours", signed="non"), sheet(2, "2 jours"),
                    sheet(4, "4 jours")],
    )  # fmt: skip

    (row,) = claim.time.rows

    assert plain(claim.time.columns[5]) == "janv. 2026"
    assert tuple(map(plain, row)) == (
        "Chambre d’agriculture 2", "–", "–", "–", "–", "5,5 j", "2 j", "7,5 j", "2 sur 3",
    )  # fmt: skip


def test_a_time_in_doubt_makes_its_sum_unknown_and_is_told():
    claim = claim_of(spent(), timesheets=[sheet(1, "3 jours"), sheet(1, "2 ou 3 jours")])

    assert claim.time.rows[0][5] == "?"
    assert "1 feuille dont le temps est à préciser" in claim.time.note


def test_a_longer_period_is_told_by_half_year():
    space = space_of(spent(), timesheets=[sheet(9, "2 jours", year=2025), sheet(1, "3 jours")])
    claim = build_payment_claim(
        space.programme(), funder="REGION", period_start=date(2025, 9, 1),
        period_end=date(2026, 8, 31), as_of=AS_OF,
    )  # fmt: skip

    assert list(map(plain, claim.time.columns[1:-2])) == ["S2 2025", "S1 2026", "S2 2026"]
    assert list(map(plain, claim.time.rows[0][1:-1])) == ["2 j", "3 j", "–", "5 j"]


@pytest.mark.parametrize(
    ("other", "is_double"),
    [
        ({"supplier": "SARL Sillon (Bureau)"}, True),
        ({"supplier": "Bureau-Sillon S.A.R.L."}, True),
        ({"supplier": "Bureau des Sillons"}, False),
        ({"label": "Étude (facture FA-26-017)"}, True),
        ({"label": "Étude (facture FA-26-018)", "amount": 1000}, True),
        ({"invoice_date": date(2026, 1, 7)}, True),
        ({"invoice_date": date(2026, 2, 5), "paid_on": date(2026, 2, 6)}, False),
        ({"type": "déplacement"}, False),
        ({"amount": 1200, "amount_with_vat": 1440}, True),
        ({"amount": 900}, False),
    ],
)
def test_a_line_waits_when_it_may_be_another_one_however_it_was_typed(other, is_double):
    first = spent(amount_with_vat=1200, vat=200)
    claim = claim_of(first, spent(**OTHER_FILE | {"paid_on": date(2026, 1, 21)} | other))

    assert (len(presented(claim)) == 1) is is_double


@pytest.mark.parametrize(
    ("told", "paid_on", "is_double"),
    [
        ("duplicata de la facture TR-17", date(2026, 1, 20), True),
        ("duplicata de la facture TR-17", date(2026, 2, 3), False),
        ("facture TR-18", date(2026, 1, 20), False),
        ("facture 2026", date(2026, 1, 20), False),
    ],
)
def test_an_invoice_that_comes_back_under_another_name_is_known_by_its_payment(
    told, paid_on, is_double
):
    again = {"supplier": "Rive Bleue", "label": "Abonnement (facture 0170/26)", "number": "D-002",
             "invoice_date": date(2026, 2, 2), "paid_on": date(2026, 2, 3)}  # fmt: skip
    claim = claim_of(
        spent(label="Licence (facture TR-17)", paid_on=date(2026, 1, 20)),
        spent(**OTHER_FILE | again),
        pieces=[
            {"number": "D-002", "nature": "facture", "note": told},
            {"number": "D-002", "nature": "relevé bancaire", "day": paid_on},
        ],
    )

    assert (len(presented(claim)) == 1) is is_double


def test_two_numbers_of_invoice_of_one_day_are_two_invoices():
    claim = claim_of(
        spent(label="Semences, lot A (facture GO-17)"),
        spent(**OTHER_FILE, label="Semences, lot B (facture GO-18)"),
    )

    assert len(presented(claim)) == 2


def test_an_invoice_cut_in_two_waits_for_both_halves():
    claim = claim_of(
        spent(amount=600, label="Trieur (facture TO-5512)", supplier="Trieurs"),
        spent(number="D-002", amount=400, label="Bâti (facture 5512/1)", supplier="T.O."),
        spent(number="D-003", amount=200, label="Pose (facture 5512/2)", supplier="T.O."),
    )

    assert [number for number, _ in presented(claim)] == ["D-001"]
