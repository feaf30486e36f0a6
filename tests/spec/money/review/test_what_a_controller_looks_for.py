"""Each kind that docs/money.md lists: what the cells and the pieces say, and what becomes of it.

A disguise that is in order stands beside each irregularity: it is kept whole.
"""

from datetime import date
from decimal import Decimal

import pytest
from support.money.claims import END, START, claim_of, plain, spent

from relocalisons.core.money.words.people import charged_share, month_cost, paid_time
from relocalisons.core.money.words.piece_texts import (
    account_of,
    aid_told,
    billed_to,
    charges_out,
    left_to_pay,
    payments,
)
from relocalisons.core.money.words.purchases import contract_span
from relocalisons.core.reports.claims.claim import PaymentClaim

KEPT = ""
RULES = [
    {"rule": "Commencement : portée", "value": "ligne"},
    {"rule": "Commencement : à compter du", "value": "01/09/2025"},
    {"rule": "Exécution physique au", "value": "31/01/2026"},
    {"rule": "Preuve du temps", "value": "fiche mensuelle signée, ou lettre de mission"},
]
PARTNERS = [
    {"code": "P01", "name": "Ville de Nans", "role": "chef de file", "contracting": "oui"},
    {"code": "P02", "name": "GAEC du Petit Bois", "recovers_vat": "oui"},
]
BILLED = {"amount": 1000, "vat": 200, "amount_with_vat": 1200, "committed_on": date(2025, 12, 1),
          "quote": "https://x.example/1"}  # fmt: skip


def piece(nature: str, note: str = "", **cells: object) -> dict[str, object]:
    return {"number": "D-001", "nature": nature, "note": note, **cells}


def claimed(*pieces: dict[str, object], line: dict[str, object], **tables: object) -> PaymentClaim:
    given = {"grant_rules": RULES, "partners": PARTNERS, "pieces": list(pieces)}
    return claim_of(spent(**line), **given | tables)


def verdict(claim: PaymentClaim) -> str:
    """« réduite à 500,00 € », empty when the line is kept whole and nothing is grey."""
    rows = claim.control.verdicts.rows
    if rows:
        return plain(rows[0][2])
    grey = [each for each in claim.control.unchecked if "(D-001)" in each and "Dans " not in each]
    return "non contrôlée" if grey else KEPT


INVOICES = (
    # ---- paid in part
    (piece("relevé bancaire", "virement de 600,00 € TTC, 1er versement"), "réduite à 500,00 €"),
    (piece("relevé bancaire", "1er versement de 600,00 € ; 2e versement de 600,00 €"), KEPT),
    (piece("relevé bancaire", "virement groupé de 5 400,00 €"), KEPT),
    (piece("facture", "reste dû 300,00 €"), "réduite à 750,00 €"),
    (piece("relevé bancaire", "virement rejeté, compte clos"), "à régler"),
    (piece("relevé bancaire", "virement de 1 000,00 €"), "non contrôlée"),
    # ---- what a base never takes
    (piece("facture", "dont 90,00 € de pénalités de retard"), "réduite à 910,00 €"),
    (piece("facture", "stationnement 12,00 €, contravention"), "à régler"),
    (piece("facture", "pénalités de retard : 3 fois le taux légal"), KEPT),
    (piece("facture", "aucune pénalité"), KEPT),
    (piece("facture", "1 100,00 € HT moins 100,00 € : pénalités du marché"), KEPT),
    (piece("facture", "pénalités prévues au marché"), KEPT),
    (piece("facture", "amende 40,00 € moins remise 5,00 €"), "réduite à 960,00 €"),
    (piece("facture", "amende d’au moins 40,00 €"), "réduite à 960,00 €"),
    # ---- a credit note
    (piece("avoir", "avoir sur caisses rendues", amount=-60), "réduite à 940,00 €"),
    (piece("avoir", "avoir de 60,00 €, déjà déduit sur la facture", amount=-60), KEPT),
    (piece("avoir", "avoir de 60,00 €, non déduit", amount=-60), "réduite à 940,00 €"),
    (piece("remboursement d'assurance", "sinistre 400,00 €", amount=400), "réduite à 600,00 €"),
    # ---- who is billed, who pays
    (piece("facture", "facturé à : SARL Petit Bois Négoce"), "à régler"),
    (piece("facture", "facturé à GAEC Petit Bois"), KEPT),
    (piece("relevé bancaire", issuer="SCI du Petit Bois"), "à régler"),
    (piece("relevé bancaire", issuer="P02"), KEPT),
    (piece("relevé bancaire", issuer="Crédit agricole"), KEPT),
    (piece("relevé bancaire", "titulaire du compte : Jean Martin"), "à régler"),
    (piece("relevé bancaire", issuer="Ville de Nans"), "à régler"),
    # ---- order, delivery, invoice
    (piece("facture", "acompte à la commande du 28/08/2025"), "rejetée"),
    (piece("marché", "marché notifié le 12/08/2025"), "rejetée"),
    (piece("facture", "livré et posé le 04/02/2026"), "rejetée"),
    (piece("bon de livraison", "3 caisses refusées"), "à régler"),
    (piece("facture", day=date(2025, 8, 30)), "rejetée"),
    (piece("facture", amount=800), "réduite à 800,00 €"),
    (piece("facture", amount=1000), KEPT),
    (piece("facture pro forma"), "à régler"),
    (piece("facture", state="illisible"), "à régler"),
    (piece("arrêté attributif", "aide du Département"), "à régler"),
)


@pytest.mark.parametrize(("told", "expected"), INVOICES, ids=lambda each: str(each)[:60])
def test_an_invoice_is_judged_by_what_its_pieces_say(told, expected):
    assert verdict(claimed(told, line=BILLED)) == expected


def test_who_is_billed_and_who_pays_is_somebody_else_and_the_line_is_out():
    told = (
        piece("facture", "facturé à : SARL Petit Bois Négoce"),
        piece("relevé bancaire", issuer="SARL Petit Bois Négoce"),
    )
    claim = claimed(*told, line=BILLED)

    assert verdict(claim) == "rejetée"
    assert plain(claim.control.verdicts.rows[0][3]).startswith(
        "Facturée à SARL Petit Bois Négoce et payée par SARL Petit Bois Négoce, et non par GAEC"
    )


def test_what_comes_off_a_line_adds_up():
    told = (piece("facture", "dont 90,00 € de pénalités de retard"), piece("avoir", amount=-60))

    assert verdict(claimed(*told, line=BILLED)) == "réduite à 850,00 €"


def test_a_structure_that_bills_itself_and_a_quote_made_after_the_order_are_told():
    rules = [*RULES, {"rule": "2 devis au-dessus de € HT", "value": "500"}]
    quotes = (
        piece("devis", "signé le 01/12/2025", siret="81200000100013", day=date(2025, 11, 20)),
        piece("devis", "non retenu", siret="82300000300021", day=date(2025, 12, 9)),
    )

    assert verdict(claimed(line=BILLED | {"supplier": "GAEC du Petit Bois"})) == "à régler"
    assert verdict(claimed(*quotes, line=BILLED, grant_rules=rules)) == "à régler"


# ---- pay -----------------------------------------------------------------------------------------

PAY = {
    "type": "salaire", "label": "Salaire janvier 2026 – Lia Brun", "supplier": "Lia Brun",
    "invoice_date": date(2026, 1, 31), "paid_on": date(2026, 1, 30), "payslip": "https://x.ex/p",
    "amount": 2000,
}  # fmt: skip
SHEET = {"partner": "P02", "employee": "Lia Brun", "month": "01/2026", "time": "100 h",
         "hourly": 20, "cost": 2000, "signed": "oui"}  # fmt: skip


@pytest.mark.parametrize(
    ("told", "expected"),
    (
        (piece("contrat de travail", "Lia Brun, mi-temps, 75,83 h par mois"),
         "réduite à 1 516,60 €"),
        (piece("contrat de travail", "Lia Brun, 17,5 h par semaine"), "réduite à 1 516,60 €"),
        (piece("contrat de travail", "Lia Brun, temps plein, 151,67 h par mois"), KEPT),
        (piece("bulletin de paie", "75,83 h payées, 24,17 h complémentaires",
               day=date(2026, 1, 31)), KEPT),
        (piece("bulletin de paie", "mi-temps, 75,83 h payées", day=date(2026, 1, 31)),
         "réduite à 1 516,60 €"),
        (piece("notification d'aide à l'emploi", "500,00 € versés en janvier 2026"),
         "réduite à 1 500,00 €"),
        (piece("notification d'aide à l'emploi", "aide de 6 000,00 € par an"),
         "réduite à 1 500,00 €"),
        (piece("notification d'aide à l'emploi", "demande refusée"), KEPT),
        (piece("notification d'aide à l'emploi", "500,00 € par mois jusqu'au 31/12/2025"), KEPT),
        (piece("convention FONJEP", "poste de Lia Brun"), "à régler"),
    ),
)  # fmt: skip
def test_pay_is_what_was_borne_for_hours_that_are_paid(told, expected):
    assert verdict(claimed(told, line=PAY, timesheets=[SHEET])) == expected


@pytest.mark.parametrize(
    ("hours_a_day", "hourly", "expected"),
    (
        ("8", 20, KEPT),
        ("7", 20, "réduite à 1 750,00 €"),
        ("", 20, "non contrôlée"),
        ("sept", 20, "non contrôlée"),
        ("", 160, KEPT),  # 12,5 days × 160 €: the rate is a day's
        ("", 150, "réduite à 1 875,00 €"),
    ),
)
def test_days_at_an_hourly_rate_have_the_hours_that_the_funder_says(hours_a_day, hourly, expected):
    rules = [*RULES, {"rule": "Heures par jour", "value": hours_a_day}]
    sheet = SHEET | {"time": "12,5 j", "hourly": hourly}

    claim = claimed(line=PAY, timesheets=[sheet], grant_rules=rules)

    assert verdict(claim) == expected


LETTER = "Lia Brun, quotité fixe 30 %, acceptée le 03/09/2025"
SLIP = piece("bulletin de paie", "coût chargé du mois 4 000,00 € ; 50 % = 2 000,00 €")


@pytest.mark.parametrize(
    ("letter", "label", "expected"),
    (
        (LETTER, "Salaire de janvier – Lia Brun, quotité fixe 50 %", "réduite à 1 200,00 €"),
        (LETTER.replace("30", "50"), "Salaire de janvier – Lia Brun", KEPT),
        (LETTER.replace("acceptée", "non acceptée"), "Salaire – Lia Brun", "à régler"),
        ("Lia Brun, quotité fixe 50 %", "Salaire – Lia Brun", "non contrôlée"),
        (f"{LETTER}, valable jusqu'au 31/12/2025", "Salaire – Lia Brun", "à régler"),
    ),
)
def test_a_fixed_share_is_the_one_that_the_funder_accepted(letter, label, expected):
    told = (piece("lettre de mission", letter, day=date(2025, 9, 1)), SLIP)

    assert verdict(claimed(*told, line=PAY | {"label": label})) == expected


def test_a_funder_that_wants_sheets_takes_no_letter_that_it_did_not_accept():
    rules = [*RULES[:3], {"rule": "Preuve du temps", "value": "fiche mensuelle signée"}]
    told = piece("lettre de mission", "Lia Brun, quotité fixe 50 %", day=date(2025, 9, 1))

    assert verdict(claimed(told, line=PAY, grant_rules=rules)) == "à régler"


# ---- a public buyer's contract -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("note", "expected"),
    (
        ("marché d'un an à 24 000,00 € HT, reconductible deux fois un an", "à régler"),
        ("marché d'un an à 24 000,00 € HT, non reconductible", KEPT),
        ("marché d'un an à 24 000,00 € HT, reconductible", "non contrôlée"),
        ("accord-cadre de 4 ans, maximum 90 000,00 € HT", "à régler"),
        ("marché de 3 ans, 15 000,00 € HT par an", "à régler"),
    ),
)
def test_a_contract_counts_whole_with_its_renewals(note, expected):
    line = BILLED | {"partner": "P01", "amount": 24000, "vat": 0, "amount_with_vat": 24000,
                     "committed_on": date(2025, 12, 1)}  # fmt: skip
    told = piece("marché", note, day=date(2025, 12, 1), amount=24000 if "24" in note else None)

    assert verdict(claimed(told, line=line)) == expected


def test_a_need_of_100_000_is_not_announced_by_the_buyer_profile_alone():
    line = BILLED | {"partner": "P01", "amount": 100000, "vat": 0, "amount_with_vat": 100000}
    said = "consultation lancée le 01/10/2025 ; publicité : {}"

    profile = claimed(piece("consultation", said.format("profil acheteur")), line=line)
    journal = claimed(piece("consultation", said.format("BOAMP n° 25-1")), line=line)

    assert verdict(profile) == "à régler"
    assert verdict(journal) == KEPT


# ---- tax, accounts, what was declared ------------------------------------------------------------


def funders(vat_base: str) -> list[dict[str, object]]:
    return [{"code": "REGION", "name": "Région", "rate": "60 %", "vat_base": vat_base}]


@pytest.mark.parametrize(
    ("certificate", "claimed_amount", "expected"),
    (
        ("du 01/02/2025, valable jusqu'au 31/12/2026", 1200, KEPT),
        ("du 01/02/2025, valable jusqu'au 31/12/2025", 1000, KEPT),
        ("du 01/02/2025, valable jusqu'au 31/12/2025", 1200, "réduite à 1 000,00 €"),
        ("", None, KEPT),
    ),
)
def test_a_funder_that_takes_tax_with_a_certificate_counts_none_without(
    certificate, claimed_amount, expected
):
    partners = [{"code": "P02", "name": "GAEC", "recovers_vat": "non",
                 "vat_certificate": certificate}]  # fmt: skip
    claim = claimed(
        line=BILLED | {"claimed": claimed_amount}, partners=partners,
        funders=funders("HT, ou TTC avec attestation"),
    )  # fmt: skip

    assert verdict(claim) == expected


def test_an_account_that_the_convention_leaves_out_is_out():
    rules = [*RULES, {"rule": "Comptes exclus", "value": "67 ; 63"}]
    tables = {"line": BILLED | {"budget_line": "Taxe foncière"}, "budget": []}

    assert verdict(claimed(grant_rules=rules, **tables)) == "rejetée"
    assert verdict(claimed(**tables)) == KEPT


# ---- of a claim ----------------------------------------------------------------------------------


def advance(note: str, **rule: str) -> list[str]:
    line = {"funder": "REGION", "type": "avance", "period_start": START, "period_end": END,
            "deadline": date(2026, 3, 31), "requested": 5000}  # fmt: skip
    rows = [{**each, "agreement": "2026-R-77", "amount": 10000} for each in funders("HT")]
    claim = claimed(
        piece("garantie bancaire", note), line=BILLED, funders=rows, report_schedule=[line],
        grant_rules=[{"rule": "Avance maximum %", **rule}],
    )  # fmt: skip
    return [plain(row[1]) for row in claim.control.whole.rows if "avanc" in row[1]]


def test_an_advance_beyond_its_share_needs_a_guarantee_of_this_convention():
    rule = "30 (60 avec garantie)"

    assert advance("garantie à première demande, convention 2026-R-77", value=rule) == []
    assert "n’est pas celle de cette convention" in advance("convention 2024-X-1", value=rule)[0]
    assert "n’en prévoit pas" in advance("", value="sans objet")[0]
    assert "n’est pas connue" in advance("", value="à lire")[0]


# ---- the accountant of a public body -------------------------------------------------------------


@pytest.mark.parametrize(
    ("partner", "payer", "expected"),
    (
        ("P01", "réglé par le comptable le 21/01/2026", KEPT),
        ("P01", "payé par le payeur départemental", KEPT),
        ("P01", "payé par l’agent comptable", KEPT),
        ("P01", "payé par Jean Martin le 21/01/2026", "à régler"),
        ("P01", "payé par l’expert-comptable Durand", "à régler"),
        ("P02", "réglé par le comptable le 21/01/2026", "à régler"),
    ),
)
def test_a_public_body_pays_by_its_accountant_and_nobody_else(partner, payer, expected):
    line = BILLED | {"partner": partner}

    assert verdict(claimed(piece("mandat de paiement", payer), line=line)) == expected


# ---- words ---------------------------------------------------------------------------------------


def test_sums_names_and_shares_are_read_where_they_are_told():
    assert [each.amount for each in charges_out("164 km = 65,60 € ; amende 135,00 €")] == [135]
    assert [each.amount for each in payments("débit de 1 200,50 € sur 2 000,00 €")] == [
        Decimal("1200.5")
    ]
    assert left_to_pay("reste à payer : aucun") is None
    assert billed_to("facture adressée à la SARL Martin, 4 rue Haute") == ("SARL Martin",)
    assert account_of("payé par virement le 12/01/2026") == ()
    assert aid_told("1 200,00 € versés par l'ASP") == 1200
    assert charged_share("coût chargé 3 400,00 € ; 45 % = 1 530,00 €") == Decimal("0.45")
    assert month_cost("coût chargé du mois 3 400,00 €") == 3400
    assert paid_time("temps partiel à 80 %").share == Decimal("0.8")
    assert paid_time("présente toute l'année") is None
    assert contract_span("reconductible 3 fois").times == 4
    assert contract_span("option de 5 000 €").options == 5000
