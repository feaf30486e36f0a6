"""A payment claim presents what is sure, numbers its pieces, and says what misses and from whom."""

from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from support.money.claims import (
    END,
    FILE,
    LINK,
    START,
    claim_of,
    held,
    plain,
    presented,
    space_of,
    spent,
)
from support.papers.report_workspace import AS_OF, sample_workspace

from relocalisons.core.reports.claims.claim import build_payment_claim


def test_a_paid_invoice_is_presented_for_the_funders_share_to_the_cent():
    claim = claim_of(spent(amount=1234.55, funders="REGION 60 % ; ADEME 40 %"))

    assert presented(claim) == [("D-001", "740,73 €")]
    assert plain(claim.statement.rows[-1][-1]) == "740,73 €"
    assert plain(claim.statement.rows[-1][-2]) == "1 234,55 €"


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"paid_on": None}, "not paid"),
        ({"paid_on": date(2026, 3, 1)}, "paid after the claim's period"),
        ({"paid_on": date(2025, 8, 30)}, "paid before eligibility"),
        ({"invoice_date": date(2025, 8, 1)}, "invoiced before eligibility"),
        ({"claim": "Demande n° 1"}, "presented before"),
        ({"status": "rejeté"}, "rejected"),
        ({"funders": "ADEME"}, "paid by another funder"),
    ],
)
def test_what_is_not_this_claims_is_not_presented(cells, why):
    claim = claim_of(spent(**cells))

    assert claim.statement.rows == (), why


@pytest.mark.parametrize(
    ("cells", "what"),
    [
        ({"amount": "1 250 ou 1 520"}, "Préciser le montant HT"),
        ({"paid_on": "31/11/2025"}, "Préciser la date de paiement"),
        ({"funders": "le Fonds"}, "Préciser la clé de répartition entre financeurs"),
    ],
)
def test_what_is_in_doubt_is_not_presented_and_is_asked_for(cells, what):
    claim = claim_of(spent(**cells))

    assert claim.statement.rows == ()
    assert held(claim) == [("D-001", "à régler", what)]
    assert claim.control.verdicts.rows[0][1] == "Chambre d’agriculture 2"


def test_what_misses_keeps_a_line_out_and_stands_on_her_page_by_what_it_costs():
    claim = claim_of(
        spent(proof_of_payment=None),
        spent(number="D-002", partner="P03", invoice=None, amount=1100),
        spent(number="D-003", amount=3000),
        spent(number="D-004", amount=700),
        timesheets=[],
    )

    assert [number for number, _ in presented(claim)] == ["D-004"]
    assert held(claim) == [
        ("D-003", "à régler", "Fournir le devis"),
        ("D-002", "à régler", "Fournir la facture"),
        ("D-001", "à régler", "Fournir la preuve de paiement"),
    ]


def test_the_document_to_sign_says_nothing_of_what_is_left_out():
    claim = claim_of(spent(proof_of_payment=None), spent(number="D-004", amount=700))
    words = repr(replace(claim, control=None))

    assert "préciser" not in words
    assert "régler" not in words
    assert [row[1] for row in claim.statement.rows[:-1]] == ["D-004"]


def test_a_link_that_leads_to_no_file_of_the_drive_keeps_its_line_out():
    claim = claim_of(spent(proof_of_payment=LINK.format(FILE.format("z"))))

    assert presented(claim) == []
    assert held(claim)[0][2] == ("Corriger le lien vers la preuve de paiement")


def test_an_invoice_of_which_nobody_knows_the_vat_base_is_not_presented_and_is_asked_for():
    space = space_of(spent())
    space.tables["funders"][0]["vat_base"] = None
    claim = build_payment_claim(
        space.programme(), funder="REGION", period_start=START, period_end=END, as_of=AS_OF
    )

    assert claim.statement.rows == ()
    assert "récupère la TVA" in held(claim)[0][2]


def test_each_piece_bears_the_number_of_its_line_in_the_statement():
    claim = claim_of(
        spent(number="D-002", paid_on=date(2026, 2, 2), amount=1100),
        spent(number="D-001", paid_on=date(2026, 1, 20)),
    )

    assert [row[:2] for row in claim.statement.rows[:-1]] == [("1", "D-001"), ("2", "D-002")]
    assert [filed.name for filed in claim.filed] == [
        "001 D-001 – facture",
        "001 D-001 – preuve de paiement",
        "002 D-002 – facture",
        "002 D-002 – preuve de paiement",
    ]


def test_salaries_are_presented_together_and_what_one_person_earns_is_nowhere():
    slip = {
        "type": "salaire",
        "budget_line": "Frais de personnel",
        "payslip": LINK.format(FILE.format("f")),
        "funders": "REGION 60 % ; ADEME 40 %",
    }
    claim = claim_of(
        spent(),
        spent(number="S-1", amount=2345.67, **slip),
        spent(number="S-2", amount=1111.11, **slip | {"payslip": LINK.format(FILE.format("p"))}),
        timesheets=[
            {"partner": "P02", "employee": "Léa Blanc", "month": date(2026, 1, 1),
             "time": "8 jours", "cost": 3456.78, "signed": "oui"}
        ],
    )  # fmt: skip

    words = repr(replace(claim, control=None))

    assert plain(claim.statement.rows[1][-2]) == "3 456,78 €"
    assert (
        presented(claim)[-1][1] == "2 074,06 €"
    )  # 60 % of 4 456,78 € is 2 674,068: no cent more than the rate
    assert plain(claim.statement.rows[1][4]) == "Salaires, 2 pièces"
    assert "Pièces de la ligne 2 : S-1 et S-2." in plain(claim.statement.note)
    for secret in ("2345.67", "2 345,67", "2\u202f345,67", "1111.11", "Léa Blanc"):
        assert secret not in words
    assert not any("S-1" in filed.name for filed in claim.filed)


@pytest.mark.parametrize(
    ("budgeted", "shown"),
    [("P02", ["P02"]), ("P03", ["P02", "P03"]), (None, ["P02", "P03", "P01"])],
    ids=["an expense only", "a budget too", "a budget of nobody: not known"],
)
def test_a_funder_reads_the_time_of_those_whom_it_pays(budgeted, shown):
    sheet = {"employee": "Léa Blanc", "month": date(2026, 1, 1), "time": "8 jours"}
    space = space_of(spent(), timesheets=[{"partner": f"P0{n}", **sheet} for n in (1, 2, 3)])
    space.tables["budget"] = [space.tables["budget"][0] | {"partner": budgeted}]
    claim = build_payment_claim(
        space.programme(), funder="REGION", period_start=START, period_end=END, as_of=AS_OF
    )

    names = {each.code: each.name for each in space.programme().partners}
    assert sorted(row[0] for row in claim.time.rows) == sorted(names[code] for code in shown)


@pytest.mark.parametrize(("label", "whose", "is_asked"), [
    ("Salaire Léa Blanc", "L. B.", False), ("Salaires – 01/2026", "–", True),
])  # fmt: skip
def test_a_funder_that_wants_salaries_one_by_one_and_a_line_that_names_nobody_are_told(
    label, whose, is_asked
):
    pay = spent(type="salaire", label=label, supplier="Paie", payslip=LINK.format(FILE.format("f")))
    hours = [{"partner": "P02", "employee": "Léa Blanc", "month": date(2026, 1, 1),
              "time": "8 jours", "cost": 1000, "signed": "oui"}]  # fmt: skip
    rules = [{"rule": "Détail par salarié", "funder": "REGION", "value": "oui"}]
    claim = claim_of(pay, timesheets=hours, grant_rules=rules)

    assert claim.statement.rows[0][4].startswith(f"{whose}, Salaire")
    asked = [said for said in claim.control.unchecked if "(D-001)" in said and "initiales" in said]
    assert bool(asked) is is_asked


def test_the_account_finds_every_paid_euro_of_the_funders_action_again():
    space = sample_workspace()
    space.tables["funders"][0]["vat_base"] = "HT"
    claim = build_payment_claim(
        space.programme(), funder="REGION", period_start=START, period_end=END, as_of=AS_OF
    )
    paid = sum(
        Decimal(str(row["amount"])).quantize(Decimal("0.01"), ROUND_HALF_UP)
        for row in space.tables["expenses"]
        if isinstance(row["paid_on"], date)
        and row["paid_on"] <= END
        and "REGION" in str(row["funders"])
    )

    done = plain(claim.charges.rows[-1][2])

    assert Decimal(done.replace(" ", "").replace("€", "").replace(",", ".")) == paid


def test_money_that_nobody_noted_is_not_known_and_never_made_to_balance():
    space = space_of(spent())
    space.tables["report_schedule"].append(
        {"funder": "REGION", "type": "demande de paiement", "period_start": date(2025, 9, 1),
         "period_end": END, "deadline": date(2026, 6, 1), "received": 420.5}
    )  # fmt: skip
    claim = build_payment_claim(
        space.programme(), funder="REGION", period_start=START, period_end=END, as_of=AS_OF
    )

    rows = {row[0]: tuple(map(plain, row[1:])) for row in claim.resources.rows}

    assert rows["74 Subventions, Région Provence-Alpes-Côte d’Azur"][2] == "420,50 €"
    assert rows["74 Subventions, ADEME"][2] == "non connu"
    assert rows["Autofinancement des structures"] == ("non connu",) * 3
    assert rows["Total de ce qui est connu"][2] == "420,50 €"


def test_what_was_asked_of_the_funder_is_the_same_sum_on_every_page():
    claim = claim_of(
        spent(claim="Demande n° 1", claimed=600, rejected=100, number="D-000"),
        spent(amount=700, supplier="Froid du Sud", paid_on=date(2026, 2, 2)),
    )

    rows = {row[0]: tuple(map(plain, row[1:])) for row in claim.resources.rows}

    assert plain(claim.tiles[2].value) == "920 €"
    assert rows["74 Subventions, Région Provence-Alpes-Côte d’Azur"][1] == "920,00 €"


@pytest.mark.parametrize(
    ("planned", "revised", "ended", "said"),
    [
        (date(2026, 2, 20), None, None, "1 action en retard au 28 février 2026 (A1.1)"),
        (
            date(2026, 2, 20),
            None,
            date(2026, 2, 26),
            "Aucune action en retard au 28 février 2026 ; 1 action a dépassé sa fin de référence "
            "(A1.1, prévue le 20/02/2026, finie le 26/02/2026)",
        ),
        (
            date(2026, 2, 20),
            date(2026, 3, 2),
            None,
            "Aucune action en retard au 28 février 2026 ; 1 action a dépassé sa fin de référence "
            "(A1.1, prévue le 20/02/2026, reportée au 02/03/2026)",
        ),
        (date(2026, 3, 2), None, None, "Aucune action en retard au 28 février 2026 ; charges"),
    ],
)
def test_an_action_is_late_in_a_period_by_the_date_in_force_at_its_end(
    planned, revised, ended, said
):
    space = space_of(spent())
    action = space.tables["actions"][0]
    action |= {"number": "A1.1", "planned_end": planned, "revised_end": revised}
    action |= {"status": "terminé" if ended else "en cours", "actual_end": ended}
    claim = build_payment_claim(
        space.programme(), funder="REGION", period_start=START, period_end=END, as_of=AS_OF,
        tracked=space.tracked(),
    )  # fmt: skip

    assert plain(dict(claim.qualitative.rows)["Écarts avec la prévision"]).startswith(said)


def test_an_action_that_is_done_without_a_day_is_told_apart():
    space = space_of(spent())
    space.tables["actions"][0] |= {
        "number": "A1.1", "planned_end": date(2026, 2, 20), "revised_end": None,
        "status": "terminé", "actual_end": None,
    }  # fmt: skip
    claim = build_payment_claim(
        space.programme(), funder="REGION", period_start=START, period_end=END, as_of=AS_OF,
        tracked=space.tracked(),
    )  # fmt: skip

    assert plain(dict(claim.qualitative.rows)["Actions réalisées"]) == (
        "Aucune action ne s’est terminée dans la période ; 1 autre notée terminée, sans date de "
        "fin lisible (A1.1)"
    )


@pytest.mark.parametrize(
    ("measured_on", "said"),
    [
        (END, "Repas : 42 repas (cible : 90 repas, mesuré le 28/02/2026)"),
        (date(2026, 3, 1), "Sans mesure connue au 28/02/2026 : Repas (cible : 90 repas)"),
    ],
)
def test_a_measure_of_after_the_period_is_none_of_the_claim(measured_on, said):
    space = space_of(spent())
    space.tables["indicators"] = [
        {"code": "I01", "title": "Repas", "scope": "programme", "unit": "repas", "target": 90,
         "value": 42, "measured_on": measured_on, "due": date(2027, 1, 1), "direction": "hausse",
         "mode": "dernière valeur", "baseline_value": 0}
    ]  # fmt: skip
    claim = build_payment_claim(
        space.programme(), funder="REGION", period_start=START, period_end=END, as_of=AS_OF
    )

    assert plain(dict(claim.qualitative.rows)["Indicateurs et résultats"]) == said


def test_a_budget_line_that_cannot_be_read_makes_the_account_say_it_is_incomplete():
    space = space_of(spent())
    space.tables["budget"][0]["initial"] = "#REF!"
    claim = build_payment_claim(
        space.programme(), funder="REGION", period_start=START, period_end=END, as_of=AS_OF
    )

    assert "La prévision est incomplète, 1 ligne de budget" in claim.account_note
    # It stands where the sums stand: no gap and no share of what is not known.
    total = [plain(each) for each in claim.charges.rows[-1]]
    assert total[1].startswith("au moins ")
    assert total[3:] == ["–", "–"]
    region = next(row for row in claim.resources.rows if "Région" in row[0])
    assert region[1].startswith("au moins ")


@pytest.mark.parametrize(
    ("means", "planned"), [("part de l’assiette", "5 400,00 €"), ("aide", "9 000,00 €")]
)
def test_what_is_foreseen_of_a_funder_is_its_aid_whatever_its_key_shares(means, planned):
    """9,000 € of base at 60 %: the budget of a funder whose key shares the base is no grant."""
    space = space_of(spent())
    space.tables["funders"][0] |= {"rate": "60 %", "amount": 9000}
    space.tables["budget"] = [space.tables["budget"][0] | {"initial": 9000, "amended": None}]
    space.tables["grant_rules"] = [{"rule": "Clé : sens", "funder": "REGION", "value": means}]
    claim = build_payment_claim(
        space.programme(), funder="REGION", period_start=START, period_end=END, as_of=AS_OF
    )

    region = next(row for row in claim.resources.rows if "Région" in row[0])
    assert plain(region[1]) == planned


@pytest.mark.parametrize(
    ("rate", "is_said"), [("60 %", True), ("100 %", False)], ids=["above", "within"]
)
def test_a_forecast_above_the_rate_says_what_limits_the_aid(rate, is_said):
    space = space_of(spent())
    space.tables["funders"][0] |= {"rate": rate, "amount": 9000}
    mine = space.tables["budget"][0] | {"initial": 9000, "amended": None}
    space.tables["budget"] = [mine]
    claim = build_payment_claim(
        space.programme(), funder="REGION", period_start=START, period_end=END, as_of=AS_OF
    )

    said = "100 % de la prévision). Ce qui lui est demandé n’en dépend pas : l’aide ne dépasse ni"
    assert (f"{said} 60 % des dépenses ni 9 000 € en tout" in plain(claim.resources.note)) == (
        is_said
    )


def test_a_claim_of_nothing_says_so():
    claim = claim_of()

    assert claim.sentences[0].startswith("Aucune dépense nouvelle")
    assert claim.filed == ()
