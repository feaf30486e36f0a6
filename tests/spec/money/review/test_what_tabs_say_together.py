"""What one tab says and another denies: a piece beside its line, its sheet, its claim, its mandate.

Each cell is in order by itself; only laid side by side do they tell something.
"""

from datetime import date

import pytest
from support.money.claims import END, START, plain, space_of, spent
from support.papers.report_workspace import AS_OF

from relocalisons.core.money.books import open_books
from relocalisons.core.money.review.review import ClaimReview, review_claim

KEPT = ""
HELD, OUT, GREY, CUT = "à régler", "rejetée", "non contrôlée", "réduite"
RULES = (
    {"rule": "Commencement : portée", "value": "ligne"},
    {"rule": "Commencement : à compter du", "value": "01/09/2025"},
    {"rule": "2 devis au-dessus de € HT", "value": "900"},
    {"rule": "Preuve du temps", "value": "fiche signée par le salarié et son responsable"},
    {"rule": "Coûts indirects : forfait", "value": "15 % des frais de personnel"},
    {"rule": "Coûts indirects : contenu", "value": "loyer, énergie du siège, comptabilité"},
)
LEAD = {"code": "P01", "name": "Ville de Nans", "role": "chef de file"}
MINE = {"code": "P02", "name": "Syndicat des cuisines de Lure", "recovers_vat": "oui",
        "mandate": "01/09/2025"}  # fmt: skip
BUYER = {"amount": 800, "vat": 160, "amount_with_vat": 960, "committed_on": date(2025, 12, 1)}
PAY = {
    "type": "salaire", "label": "Salaire janvier 2026", "supplier": "Lia Brun", "amount": 2000,
    "invoice_date": date(2026, 1, 31), "paid_on": date(2026, 1, 31), "payslip": "https://x.ex/p",
}  # fmt: skip
SHEET = {"partner": "P02", "employee": "Lia Brun", "month": "01/2026", "time": "100 h",
         "hourly": 20, "cost": 2000, "signed": "oui", "piece": "D-001"}  # fmt: skip
CAR = {
    "type": "déplacement", "supplier": "Lia Brun", "amount": 36, "committed_on": None,
    "label": "Lia Brun ; Nans – Apt aller-retour ; 12/01/2026 ; 100 km ; salon ; véhicule "
    "AB-318-CD, carte grise jointe", "invoice_date": date(2026, 1, 14),
}  # fmt: skip


def piece(nature: str, note: str = "", **cells: object) -> dict[str, object]:
    return {"number": "D-001", "nature": nature, "note": note, **cells}


def review(*lines: dict[str, object], partner=MINE, rules=RULES, **tables: object) -> ClaimReview:
    given = {"grant_rules": list(rules), "partners": [LEAD, partner], "report_schedule": []}
    books = open_books(space_of(*lines, **given | tables).programme())
    funder = books.funder("REGION")
    assert funder is not None
    return review_claim(books, funder, start=START, end=END, as_of=AS_OF)


def judged(*pieces: dict[str, object], line=BUYER, **tables: object) -> str:
    (found,) = review(spent(**line), pieces=list(pieces), **tables).lines
    return "" if found.verdict == 0 else found.verdict.words


def why(found: ClaimReview, number: str) -> list[str]:
    line = next(each for each in found.lines if each.expense.number == number)
    return [plain(each.why) for each in line.remarks]


@pytest.mark.parametrize(
    ("told", "expected"),
    (
        # somebody committed, in whatever words; a day of an offer is none
        (piece("facture", "suivant votre commande par courriel du 25/08/2025"), OUT),
        (piece("facture", "commande annulée du 25/08/2025"), KEPT),
        (piece("courriel", "notre offre du 20/08/2025"), KEPT),
        # work that a paper shows, however the paper is called
        (piece("fiche d'intervention", "pose faite les 27/08/2025 et 28/08/2025"), OUT),
        (piece("feuille d'émargement", "journée du 12/01/2026", day=date(2026, 1, 12)), KEPT),
        # a statement proves what it shows
        (piece("relevé bancaire", "relevé du 01/12/2025 au 31/12/2025"), HELD),
        (piece("relevé bancaire", "relevé du 01/01/2026 au 31/01/2026"), KEPT),
        (piece("mandat de paiement", "mandat n° 3, suspendu par le comptable"), HELD),
        (piece("mandat de paiement", "suspension levée le 19/01/2026"), KEPT),
        (piece("relevé bancaire", "débit de 960,00 € le 02/01/2026"), HELD),
    ),
)  # fmt: skip
def test_a_piece_says_what_its_line_does_not(told, expected):
    assert judged(told) == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    (
        ("janvier 2026, 10 h par jour : les 5, 6, 7, 8, 9, 12, 13, 14, 15 et 16", KEPT),
        ("janvier 2026, 10 h par jour : les 5, 6, 7, 8 et 9", CUT),
        ("janvier 2026 : total 100 h 00 min", KEPT),
        ("janvier 2026 : total 99 h 30 min", CUT),
        ("décembre 2025, 10 h par jour : les 1 et 2", HELD),
        ("signée par la salariée ; case du responsable vide", HELD),
        ("signée par la salariée", HELD),
        ("signée par la salariée et la présidente le 2 février 2026", KEPT),
        ("Paul Noé ; janvier 2026", HELD),
        ("janvier 2026, 10 h par jour : les 32 et 33", HELD),
    ),
)
def test_a_sheet_in_pieces_is_laid_beside_the_pay_and_the_time(note, expected):
    told = piece("fiche de temps", note, day=date(2026, 1, 31))

    assert judged(told, line=PAY, timesheets=[SHEET]) == expected


@pytest.mark.parametrize(
    ("mandate", "expected"),
    (
        ("01/09/2025, pour la convention ADEME seulement", HELD),
        ("01/09/2025, sauf Région", HELD),
        ("01/09/2025, signé par un stagiaire, sans pouvoir", HELD),
        ("01/09/2025, pour la Région et l’ADEME", KEPT),
        ("01/09/2025", KEPT),
    ),
)
def test_a_mandate_holds_for_the_funders_that_it_names(mandate, expected):
    funders = [
        {"code": "REGION", "name": "Région", "rate": 60, "vat_base": "HT"},
        {"code": "ADEME", "name": "ADEME", "rate": 50, "vat_base": "HT"},
    ]

    assert judged(partner=MINE | {"mandate": mandate}, funders=funders) == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    (
        ({"label": "Énergie du siège, premier semestre"}, HELD),
        ({"label": "Loyers de janvier"}, HELD),
        ({"label": "Téléphone du siège"}, GREY),
        ({"label": "Étude"}, KEPT),
        ({"supplier": "Cuisines Lure"}, KEPT),  # not the body whose words it shares
        ({"supplier": "Cuisines de Lure, syndicat"}, KEPT),
        ({"supplier": "Syndicat des cuisines de Lure"}, HELD),
    ),
)
def test_a_cost_of_the_flat_rate_and_a_name_that_is_one_s_own(cells, expected):
    assert judged(line=BUYER | cells) == expected


def test_two_quotes_are_two_offers_for_one_thing():
    dear = BUYER | {"amount": 1000, "vat": 200, "amount_with_vat": 1200}
    kept = piece("devis", "table de découpe ; signé le 02/12/2025", issuer="Bureau Sillon",
                 day=date(2025, 11, 20), amount=1000)  # fmt: skip

    def beside(note: str) -> str:
        line = dear | {"label": "Table de découpe"}
        other = piece("devis", note, issuer="Autre", day=date(2025, 11, 21))
        return judged(kept, other, line=line)

    assert beside("table inox ; non retenu") == KEPT
    assert beside("groupe frigorifique ; non retenu") == GREY
    assert beside("lettre : nous ne pouvons pas répondre") == HELD


def test_a_quote_signed_after_its_invoice_led_to_nothing():
    late = piece("devis", "signé le 12/01/2026", issuer="Bureau Sillon", day=date(2026, 1, 9))

    assert judged(late) == HELD


def test_one_car_of_two_people_is_paid_once_and_no_journey_before_it_is_made():
    apart = {"invoice": "https://x.ex/i2", "proof_of_payment": "https://x.ex/p2"}
    second = spent(number="D-002", **CAR | apart | {"supplier": "Noé Roux",
                   "label": CAR["label"].replace("Lia Brun", "Noé Roux")})  # fmt: skip
    other = second | {"label": second["label"].replace("AB-318-CD", "CD-007-EF")}

    assert any("même dépense" in each for each in why(review(spent(**CAR), second), "D-002"))
    assert why(review(spent(**CAR), other), "D-002") == []
    assert judged(line=CAR | {"invoice_date": date(2026, 1, 2)}) == HELD


def test_billed_before_eligibility_and_paid_inside_is_kept_where_execution_has_its_own_days():
    funders = [{"code": "REGION", "name": "Région", "rate": 60, "vat_base": "HT",
                "eligibility_start": date(2026, 1, 10)}]  # fmt: skip
    free = [{"rule": "Commencement : portée", "value": "sans objet"}]
    apart = [*free, {"rule": "Exécution physique du", "value": "01/09/2025"}]

    assert judged(funders=funders, rules=free) == OUT
    assert judged(funders=funders, rules=apart) == KEPT


def test_an_aid_that_is_noted_above_what_the_rules_make_is_told():
    due = {"funder": "REGION", "type": "acompte", "period_start": START, "period_end": END,
           "deadline": END, "signed_by": ""}  # fmt: skip

    def said(requested: int) -> list[str]:
        found = review(spent(**BUYER), report_schedule=[due | {"requested": requested}])
        return [plain(each.why) for each in found.whole if each.kind == "requested"]

    (over,) = said(900)
    assert over.startswith("900,00 € sont inscrits comme demandés")
    assert said(100) == []


@pytest.mark.parametrize(
    ("signatory", "sum_asked", "expected"),
    (
        ("M. Roux, président", 300, []),
        ("Mme Blanc, vice-présidente", 300, ["la délégation de Mme Blanc"]),
        ("Mme Blanc, vice-présidente", 90, []),
        ("M. Aubert, président", 90, ["M. Aubert"]),
    ),
)
def test_who_signs_may_sign_on_that_day_and_for_that_sum(signatory, sum_asked, expected):
    lead = LEAD | {
        "representative": "M. Aubert, président jusqu'au 28/12/2025 ; M. Roux, président depuis le "
        "29/12/2025 ; délégation à Mme Blanc, pour les demandes jusqu'à 100 €"
    }
    due = {"funder": "REGION", "type": "acompte", "period_start": START, "period_end": END,
           "deadline": END, "signed_by": signatory, "requested": sum_asked,
           "delegated_until": "31/12/2027" if "Blanc" in signatory else ""}  # fmt: skip
    small = BUYER | {"amount": 100, "vat": 20, "amount_with_vat": 120}

    found = review(spent(**small), partners=[lead, MINE], report_schedule=[due])

    told = [plain(each.why) for each in found.whole if each.kind == "signature"]
    assert [each.startswith(start) for each, start in zip(told, expected, strict=True)] == [
        True for _ in expected
    ]
