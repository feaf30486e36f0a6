"""What a piece says counts where a cell tells it; elsewhere the piece is named to be read."""

from datetime import date

import pytest
from support.money.claims import END, START, claim_of, held, plain, presented, spent

from relocalisons.core.money.words.pieces import PieceNature, read_nature, read_siren, read_validity
from relocalisons.core.reports.claims.claim import PaymentClaim
from relocalisons.core.views.view import LinkedText

RULES = [
    {"rule": "Commencement : portée", "value": "ligne"},
    {"rule": "Commencement : à compter du", "value": "01/09/2025"},
    {"rule": "2 devis au-dessus de € HT", "value": "500"},
]
ORDERED = {"committed_on": date(2025, 12, 1), "quote": "https://x.example/1 ; https://x.example/2"}


def piece(nature: str, **cells: object) -> dict[str, object]:
    return {"number": "D-001", "nature": nature, **cells}


def listed(*pieces: dict[str, object], **cells: object) -> PaymentClaim:
    return claim_of(spent(**ORDERED | cells), grant_rules=RULES, pieces=list(pieces))


def reasons(claim: PaymentClaim) -> list[str]:
    return [plain(row[3]) for row in claim.control.verdicts.rows]


def unchecked(claim: PaymentClaim) -> str:
    return plain(" ".join(claim.control.unchecked))


# ---- a deposit, a signed quote, an order ---------------------------------------------------------


@pytest.mark.parametrize(
    "told",
    (
        piece("facture d'acompte", day=date(2025, 8, 20)),
        piece("Facture d’acompte", note="acompte versé le 20/08/2025 par virement"),
        piece("devis", note="bon pour accord, signé le 20/08/2025"),
        piece("bon de commande", day=date(2025, 8, 20)),
    ),
)
def test_an_act_before_the_request_that_only_a_piece_tells_puts_the_line_out(told):
    claim = listed(told)

    assert presented(claim) == []
    assert reasons(claim)[0].startswith("Engagée le 20 août 2025, avant le dépôt de la demande")


def test_a_quote_that_nobody_signed_commits_to_nothing():
    claim = listed(
        piece("devis", day=date(2025, 8, 1), note="non retenu"),
        piece("devis", day=date(2025, 8, 2), note="signé le 01/12/2025"),
    )

    assert [number for number, _ in presented(claim)] == ["D-001"]


def test_a_deposit_may_be_typed_in_the_line_itself():
    claim = listed(deposit_on=date(2025, 8, 20))

    assert presented(claim) == []


# ---- the day on which money left -----------------------------------------------------------------


def test_a_cheque_that_is_cashed_after_the_period_waits_for_the_next_claim():
    claim = listed(piece("relevé bancaire", note="chèque n° 12 débité le 03/03/2026"))

    assert held(claim) == [("D-001", "à régler", "La présenter dans la demande suivante")]


def test_money_that_left_after_eligibility_is_out_and_a_later_statement_is_only_a_question():
    late = date(2027, 9, 1)
    paid = {"paid_on": date(2026, 2, 28)}
    funders = [
        {"code": "REGION", "name": "Région", "rate": "60 %", "vat_base": "HT", "amount": 9000,
         "eligibility_start": date(2025, 9, 1), "eligibility_end": date(2026, 2, 28)}
    ]  # fmt: skip
    sure = claim_of(spent(**ORDERED | paid, debited_on=late), funders=funders)
    statement = claim_of(
        spent(**ORDERED | paid), funders=funders, pieces=[piece("relevé de compte", day=late)]
    )

    assert [row[2] for row in sure.control.verdicts.rows] == ["rejetée"]
    assert [row[2] for row in statement.control.verdicts.rows] == ["à régler"]


# ---- quotes, tax, pay ----------------------------------------------------------------------------


def test_two_quotes_of_one_company_are_one_quote_under_whatever_names():
    quotes = (piece("devis", siret="441 002 003 00011"), piece("devis", siret="44100200300029"))
    one, two = listed(*quotes), listed(quotes[0], piece("devis", siret="80000107700015"))

    assert reasons(one)[0].startswith("2 devis ont le même SIREN 441002003")
    assert held(two) == []


def test_a_certificate_that_ended_before_the_invoice_leaves_the_tax_out():
    partners = [
        {"code": "P02", "name": "Légumerie", "recovers_vat": "non",
         "vat_certificate": "attestation du 01/02/2025, valable jusqu'au 31/12/2025"},
    ]  # fmt: skip
    line = spent(amount_with_vat=1200, vat=200, **ORDERED)
    funders = [{"code": "REGION", "name": "Région", "rate": "60 %", "vat_base": "TTC"}]
    claim = claim_of(line, partners=partners, funders=funders)

    assert [plain(row[2]) for row in claim.control.verdicts.rows] == ["réduite à 1 000,00 €"]


def test_aid_to_employment_is_taken_off_the_pay_that_was_borne():
    salary = {"type": "salaire", "payslip": "https://x.example/p", "label": "Salaire de janvier"}
    sheets = [{"partner": "P02", "employee": "Lia B.", "month": "01/2026", "time": "10 h",
               "cost": 1000, "signed": "oui"}]  # fmt: skip
    told = piece("notification d'aide à l'emploi", amount=300)
    claim = claim_of(
        spent(**salary, invoice_date=date(2026, 1, 31)), timesheets=sheets, pieces=[told]
    )

    assert [plain(row[2]) for row in claim.control.verdicts.rows] == ["réduite à 700,00 €"]


# ---- what no cell tells --------------------------------------------------------------------------


def test_what_only_a_piece_tells_is_named_with_its_piece_and_cuts_nothing():
    claim = claim_of(spent(**ORDERED, payment_mode="chèque"), grant_rules=RULES)

    assert [number for number, _ in presented(claim)] == ["D-001"]
    assert held(claim) == []
    said = unchecked(claim)
    assert "Dans le relevé bancaire, vérifier le jour du débit" in said
    assert "Dans la facture, vérifier aucun acompte" not in said
    assert "Dans la facture, vérifier l’absence d’acompte" in said
    assert "Dans les devis, vérifier leurs SIREN" in said
    (sheet,) = [each for each in claim.control.annex if each.title == "À vérifier sur pièce"]
    assert [row[0] for row in sheet.rows] == ["D-001"] * 4


def test_nothing_is_asked_again_of_pieces_that_are_listed():
    claim = listed(
        piece("devis", siret="44100200300011", note="signé le 01/12/2025"),
        piece("devis", siret="80000107700015"),
        piece("relevé bancaire", day=date(2026, 1, 20)),
        payment_mode="chèque",
        label="Étagères",
    )

    assert "D-001" not in unchecked(claim)
    assert "Contrôle" in [each.title for each in claim.control.annex]
    assert "À vérifier sur pièce" not in [each.title for each in claim.control.annex]


# ---- who signs -----------------------------------------------------------------------------------


def signed(**cells: object) -> PaymentClaim:
    line = {"funder": "REGION", "type": "demande de paiement", "period_start": START,
            "period_end": END, "deadline": date(2026, 3, 31), **cells}  # fmt: skip
    partners = [
        {"code": "P01", "name": "Ville", "role": "chef de file", "representative": "Anne Roux",
         "representative_until": date(2026, 12, 31)},
        {"code": "P02", "name": "Légumerie"},
    ]  # fmt: skip
    return claim_of(spent(), report_schedule=[line], partners=partners)


def of_the_claim(claim: PaymentClaim) -> list[str]:
    return [plain(row[1]) for row in claim.control.whole.rows if "délégation" in row[1]
            or "mandat" in row[1]]  # fmt: skip


def test_the_representative_signs_until_the_end_of_the_mandate():
    assert of_the_claim(signed(signed_by="anne ROUX")) == []
    assert of_the_claim(signed(signed_by="Anne Roux", sent_on=date(2027, 1, 2))) == [
        "Le mandat d’Anne Roux a pris fin le 31 décembre 2026."
    ]


def test_somebody_else_signs_under_a_delegation_that_holds_on_the_day_of_sending():
    deputy = {"signed_by": "Luc Blanc"}
    assert of_the_claim(signed(**deputy, delegated_until=date(2026, 6, 30))) == []
    assert of_the_claim(signed(**deputy, delegated_until=date(2026, 1, 31))) == [
        "La délégation de Luc Blanc a pris fin le 31 janvier 2026, avant l’envoi."
    ]
    assert of_the_claim(signed(**deputy)) == [
        "Luc Blanc n’est pas le représentant légal, et aucune délégation n’est notée."
    ]


def test_a_claim_whose_signatory_nobody_noted_is_said_not_to_be_checked():
    assert of_the_claim(signed()) == []
    assert "qui signe la demande, et jusqu’à quand cette personne le peut" in unchecked(signed())


# ---- the cells -----------------------------------------------------------------------------------


def test_each_remark_names_its_cells_and_leads_to_the_first():
    claim = listed(piece("facture d'acompte", day=date(2025, 8, 20)))

    sheet = next(each for each in claim.control.annex if each.title == "Contrôle")
    (cell,) = [row[-1] for row in sheet.rows if row[0] == "D-001"]
    assert isinstance(cell, LinkedText)
    assert plain(cell.text) == "Pilotage, Pièces : C2"
    assert cell.url.endswith("range=C2")


# ---- words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "nature"),
    (
        ("Facture d’acompte", PieceNature.DEPOSIT),
        ("facture", PieceNature.INVOICE),
        ("Relevé bancaire", PieceNature.BANK),
        ("relevé d'heures", PieceNature.OTHER),
        ("BL", PieceNature.DELIVERY),
        ("bulletin de paie", PieceNature.PAYSLIP),
        ("", PieceNature.OTHER),
    ),
)
def test_the_nature_of_a_piece(typed, nature):
    assert read_nature(typed) is nature


@pytest.mark.parametrize(
    ("typed", "end", "is_said"),
    (
        ("attestation du 01/02/2025, valable jusqu’au 31/12/2025", date(2025, 12, 31), True),
        ("du 01/02/2025 au 31/12/2025", date(2025, 12, 31), True),
        ("attestation du 06/01/2025, sans limite", None, True),
        ("attestation du 06/01/2025", None, False),
        ("14/02/2025", None, False),
        (None, None, False),
    ),
)
def test_until_when_a_paper_holds(typed, end, is_said):
    said = read_validity(typed)

    assert (said.end, said.is_said) == (end, is_said)


def test_nine_digits_name_a_company():
    assert read_siren("441 002 003 00029") == read_siren("441002003")
    assert read_siren("12345") is None
