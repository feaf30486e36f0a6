"""A controller's second look: each kind in several disguises, and beside it what is in order.

One line of a small claim, judged without its paper: « réduite à … », « à régler », « rejetée »,
« non contrôlée », and nothing for a line that is kept whole.
"""

from datetime import date
from decimal import Decimal

import pytest
from support.money.claims import END, START, plain, space_of, spent
from support.papers.report_workspace import AS_OF

from relocalisons.core.kernel.words.french import format_money
from relocalisons.core.kernel.words.written import usual_writing
from relocalisons.core.money.books import open_books
from relocalisons.core.money.review.review import ClaimReview, review_claim
from relocalisons.core.money.review.verdict import Verdict

KEPT = ""
HELD, OUT, GREY = "à régler", "rejetée", "non contrôlée"
RULES = (
    {"rule": "Commencement : portée", "value": "ligne"},
    {"rule": "Commencement : à compter du", "value": "01/09/2025"},
    {"rule": "Fonds européen", "value": "FEADER"},
    {"rule": "2 devis au-dessus de € HT", "value": "1000"},
    {"rule": "Preuve du temps", "value": "fiche mensuelle signée"},
)
PARTNERS = (
    {"code": "P01", "name": "Ville de Nans", "role": "chef de file"},
    {"code": "P02", "name": "GAEC du Petit Bois", "recovers_vat": "oui", "mandate": "01/09/2025"},
)
BUYER = {"amount": 1000, "vat": 200, "amount_with_vat": 1200, "committed_on": date(2025, 12, 1)}
PAY = {
    "type": "salaire", "label": "Salaire janvier 2026", "supplier": "Lia Brun", "amount": 2000,
    "invoice_date": date(2026, 1, 31), "paid_on": date(2026, 1, 31), "payslip": "https://x.ex/p",
}  # fmt: skip
SHEET = {"partner": "P02", "employee": "Lia Brun", "month": "01/2026", "time": "100 h",
         "hourly": 20, "cost": 2000, "signed": "oui"}  # fmt: skip
APART = {"invoice": "https://x.ex/i2", "payslip": "https://x.ex/p2"}
TRIP = {
    "type": "déplacement", "supplier": "Lia Brun", "amount": 36, "committed_on": None,
    "label": "Lia Brun ; Nans – Apt aller-retour ; 12/01/2026 ; 100 km ; visite d’une cantine",
    "invoice_date": date(2026, 1, 14),
}  # fmt: skip


def piece(nature: str, note: str = "", **cells: object) -> dict[str, object]:
    return {"number": "D-001", "nature": nature, "note": note, **cells}


def review(*lines: dict[str, object], rules=(), **tables: object) -> ClaimReview:
    given = {"grant_rules": [*RULES, *rules], "partners": list(PARTNERS), "report_schedule": []}
    books = open_books(space_of(*lines, **given | tables).programme())
    funder = books.funder("REGION")
    assert funder is not None
    return review_claim(books, funder, start=START, end=END, as_of=AS_OF)


def verdict(found: ClaimReview, number: str = "D-001") -> str:
    line = next(each for each in found.lines if each.expense.number == number)
    if line.verdict is Verdict.REDUCED:
        return plain(f"réduite à {format_money(Decimal(line.kept) / 100, cents=True)}")
    return KEPT if line.verdict is Verdict.KEPT else line.verdict.words


def judged(*pieces: dict[str, object], line=BUYER, rules=(), **tables: object) -> str:
    return verdict(review(spent(**line), rules=rules, pieces=list(pieces), **tables))


# ---- what is told of an invoice ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "expected"),
    (
        # another aid, wherever it is written
        (piece("facture", "au dos : aide de l'Ademe, 30 % du HT, soit 300,00 €, reçue"),
         "réduite à 700,00 €"),
        (piece("facture", "subvention du Département 25 % du HT, notifiée"), "réduite à 750,00 €"),
        (piece("relevé bancaire", "participation financière de la fondation : 100,00 €"),
         "réduite à 900,00 €"),
        (piece("facture", "tampon : opération 2025-77 du Département"), HELD),
        (piece("facture", "aide de l'Ademe demandée, 300,00 €"), HELD),
        (piece("facture", "aucune aide de l'Ademe"), KEPT),
        (piece("facture", "aide de l'Ademe de 300,00 €, refusée"), KEPT),
        (piece("facture", "financement FEADER, dossier de la Région"), KEPT),
        # money that came back
        (piece("relevé bancaire", "ristourne de 80,00 € créditée"), "réduite à 920,00 €"),
        (piece("facture", "reprise de l'ancien matériel : 150,00 €"), "réduite à 850,00 €"),
        (piece("facture", "escompte de 20,00 € déjà déduit"), KEPT),
        (piece("relevé bancaire", "crédit de 1 200,00 € : virement VT-9 revenu"), HELD),
        (piece("facture", "retenue de garantie 60,00 €"), "réduite à 950,00 €"),
        # ordered before the request
        (piece("bon de livraison", "livré le 12/01/2026 ; commande n° 8 du 20/08/2025"), OUT),
        (piece("courriel", "accord donné le 25/08/2025"), OUT),
        (piece("bon de livraison", day=date(2025, 8, 28)), OUT),
        # debited elsewhere than « Payé le » says
        (piece("relevé bancaire", "carte, débit du 08/01/2026 : 1 200,00 €"), KEPT),
        (piece("relevé bancaire", "carte, débit du 20/12/2025 : 1 200,00 €"), HELD),
        # what stands for a proof
        (piece("ordre de virement", "virement programmé"), HELD),
        (piece("relevé bancaire", "virement à SARL Autre Maison, 1 200,00 €"), HELD),
        (piece("relevé bancaire", "virement à Bureau Sillon, 1 200,00 €"), KEPT),
        (piece("note", "compensation avec la facture P02-9"), HELD),
        (piece("devis", link="https://drive.google.com/file/d/1{:0>32}/view".format("f")), HELD),
        # what it is
        (piece("facture", "dont 200,00 € de consignes"), "réduite à 800,00 €"),
        (piece("facture", "dépôt de garantie 100,00 €"), "réduite à 900,00 €"),
        (piece("facture", "caution restituée le 02/02/2026"), KEPT),
        (piece("facture", "frais de tenue de compte"), KEPT),
        (piece("facture", "cachet de la mairie, service fait"), KEPT),
        (piece("relevé bancaire", "paiement à la livraison"), KEPT),
        (piece("facture", "mise à disposition gratuite d'une salle"), HELD),
        (piece("facture", "dotation aux amortissements du tracteur"), HELD),
        (piece("facture", "refacturation interne"), HELD),
        (piece("facture", "le gérant est le conjoint de la présidente"), HELD),
        (piece("facture", "montant estimatif, à régulariser"), HELD),
        (piece("facture", "1 200 USD au taux de change du jour"), HELD),
        (piece("facture", "intérêts d'emprunt 50,00 €"), "réduite à 950,00 €"),
        (piece("facture", "provision sur frais d'étude"), HELD),
        (piece("facture", "provision pour charges"), KEPT),
        (piece("facture", "dont cadeaux 40,00 €"), "réduite à 960,00 €"),
    ),
)  # fmt: skip
def test_an_invoice_lets_slip_what_its_line_does_not_say(told, expected):
    assert judged(told) == expected


def test_a_credit_note_is_taken_off_once_whether_it_has_its_own_line_or_not():
    bill = spent(**BUYER)
    credit = spent(number="D-002", label="Avoir", amount=-60, vat=-12, amount_with_vat=-72,
                   committed_on=date(2025, 12, 1))  # fmt: skip
    beside = [piece("avoir", amount=-60), piece("avoir", amount=-60) | {"number": "D-002"}]

    found = review(bill, credit, pieces=beside)

    assert [verdict(found), verdict(found, "D-002")] == [KEPT, KEPT]
    assert found.aid.base == 94_000
    assert verdict(review(bill, pieces=beside[:1])) == "réduite à 940,00 €"


@pytest.mark.parametrize(
    ("told", "line", "kind"),
    (
        ("matériel d'occasion", BUYER, "second_hand"),
        ("matériel d'occasion ; attestation du vendeur jointe", BUYER, None),
        ("crédit-bail, loyer de janvier", BUYER, "lease"),
        ("13e mois", PAY, "thirteenth_month"),
        ("congés payés", PAY, "leave"),
    ),
)
def test_what_is_usual_is_kept_and_its_condition_is_asked_of_the_piece(told, line, kind):
    nature = "bulletin de paie" if line is PAY else "facture"
    found = review(spent(**line), pieces=[piece(nature, told)], timesheets=[SHEET])

    assert verdict(found) == KEPT
    assert kind is None or kind in {each.kind for each in found.lines[0].checks}


@pytest.mark.parametrize(
    ("mode", "gross", "expected"),
    (("espèces", 1200, HELD), ("espèces", 600, KEPT), ("virement", 1200, KEPT)),
)
def test_cash_is_asked_about_above_its_ceiling(mode, gross, expected):
    line = BUYER | {"payment_mode": mode, "amount_with_vat": gross, "vat": gross / 6,
                    "amount": gross * 5 / 6}  # fmt: skip

    assert judged(line=line) == expected


@pytest.mark.parametrize(
    ("kept", "other", "expected", "is_asked"),
    (
        ({"amount": 1500}, {"amount": 1400}, KEPT, True),
        ({"amount": 1500}, {"amount": 1400, "note": "non retenu, hors délai"}, KEPT, False),
        ({"amount": 1500}, {"amount": 1600}, KEPT, False),
        ({"note": "valable jusqu'au 15/11/2025 ; signé le 01/12/2025"}, {}, HELD, False),
        ({"note": "valable jusqu'au 15/12/2025 ; signé le 01/12/2025"}, {}, KEPT, False),
    ),
)
def test_the_quote_that_was_kept_still_held_and_a_dearer_one_has_its_reason(
    kept, other, expected, is_asked
):
    line = BUYER | {"amount": 1500, "vat": 300, "amount_with_vat": 1800}
    quotes = [
        piece("devis", "signé le 01/12/2025") | {"issuer": "Bureau Sillon"} | kept,
        piece("devis", "non retenu") | {"issuer": "Atelier Roc"} | other,
    ]

    found = review(spent(**line), pieces=quotes)

    assert verdict(found) == expected
    assert ("dearer_quote" in {each.kind for each in found.lines[0].checks}) == is_asked


def test_a_need_that_is_cut_in_two_the_same_day_asks_for_the_quotes_of_the_whole():
    halves = [spent(number=number, label=label, **BUYER | {"amount": 700, "vat": 0,
              "amount_with_vat": 700}) for number, label in (("D-001", "Chaises"),
                                                             ("D-002", "Tables"))]  # fmt: skip
    later = halves[1] | {"committed_on": date(2026, 1, 2)}

    assert verdict(review(*halves)) == HELD
    assert verdict(review(halves[0], later)) == KEPT


# ---- pay -----------------------------------------------------------------------------------------

RATE = "coût horaire accepté : Lia Brun 18,00 €"


@pytest.mark.parametrize(
    ("told", "rules", "expected"),
    (
        (piece("lettre d'acceptation", f"{RATE}, du 01/01/2026 au 31/12/2026"), (),
         "réduite à 1 800,00 €"),
        (piece("lettre d'acceptation", f"{RATE}, du 01/01/2025 au 31/12/2025"), (), KEPT),
        (piece("lettre d'acceptation", RATE.replace("18", "20")), (), KEPT),
        (piece("note", "coût horaire demandé : Lia Brun 18,00 €"), (), KEPT),
        (None, ({"rule": "Coût horaire accepté", "value": "Lia Brun 19,00 ; Paul Noé 30,00"},),
         "réduite à 1 900,00 €"),
        (None, ({"rule": "Coût horaire maximum €", "value": "15,00"},), "réduite à 1 500,00 €"),
        (None, ({"rule": "Coût salarial mensuel maximum €", "value": "1 800"},),
         "réduite à 1 800,00 €"),
        (piece("bulletin de paie", "151,67 h dont 70 h de congés payés", day=date(2026, 1, 31)), (),
         "réduite à 1 633,40 €"),
        (piece("bulletin de paie", "prime exceptionnelle 300,00 €", day=date(2026, 1, 31)), (),
         HELD),
        (piece("bulletin de paie", "indemnité de licenciement 300,00 €", day=date(2026, 1, 31)),
         (), "réduite à 1 700,00 €"),
        (piece("bulletin de paie", "prime d'ancienneté", day=date(2026, 1, 31)), (), KEPT),
    ),
)  # fmt: skip
def test_pay_is_at_the_rate_that_was_accepted_for_hours_that_were_worked(told, rules, expected):
    pieces = [told] if told else []

    assert judged(*pieces, line=PAY, rules=rules, timesheets=[SHEET]) == expected


@pytest.mark.parametrize(
    ("other", "expected"),
    (
        ({"supplier": "BRUN L.", "label": "Paie 01-2026"}, HELD),
        ({"supplier": "Brun Lia", "label": "Salaire chargé de janvier 2026"}, HELD),
        ({"supplier": "Lia Brun", "label": "Salaire février 2026"}, KEPT),
        ({"supplier": "Marc Brun", "label": "Salaire janvier 2026"}, KEPT),
        ({"supplier": "Lia Brun", "label": "Salaire 01/2026", "action": "A2"}, KEPT),
    ),
)
def test_the_pay_of_one_person_and_month_is_asked_once_however_the_name_is_turned(other, expected):
    names = {"D-001": "Lia Brun", "D-002": other["supplier"]}
    sheets = [SHEET | {"time": "70 h", "cost": 1400, "piece": each, "employee": name}
              for each, name in names.items()]  # fmt: skip
    line = PAY | {"amount": 1400}
    second = spent(number="D-002", **line | APART | other)

    found = review(spent(**line), second, timesheets=sheets)

    assert [verdict(found), verdict(found, "D-002")] == [KEPT, expected]


def test_hours_of_one_person_add_up_under_any_spelling_of_the_name():
    more = SHEET | {"employee": "BRUN L.", "time": "100 h", "piece": "D-009"}

    assert judged(line=PAY, timesheets=[SHEET, more]) == "réduite à 1 033,40 €"


# ---- journeys ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "line", "rules", "expected"),
    (
        (piece("état de frais", "carte grise jointe"), {}, (), KEPT),
        (piece("certificat d'immatriculation"), {}, (), KEPT),
        (piece("état de frais", "véhicule de service"), {}, (), KEPT),
        (piece("état de frais", "validé"), {}, (), GREY),
        (piece("état de frais", "carte grise jointe"),
         {"label": "Lia Brun ; Nans – Apt aller-retour ; 12/01/2026 ; 100 km"}, (), HELD),
        (piece("état de frais", "carte grise jointe ; 100 km × 0,30 €"), {}, (),
         "réduite à 30,00 €"),
        (piece("état de frais", "carte grise jointe"), {},
         ({"rule": "Indemnité kilométrique € par km", "value": "0,25"},), "réduite à 25,00 €"),
        (piece("état de frais", "déjeuner"), {"label": "Repas de réunion, déjeuner"},
         ({"rule": "Repas maximum €", "value": "20"},), "réduite à 20,00 €"),
    ),
)  # fmt: skip
def test_a_journey_has_its_reason_its_vehicle_and_its_ceilings(told, line, rules, expected):
    assert judged(told, line=TRIP | line, rules=rules) == expected


def test_papers_that_stand_beside_one_journey_are_good_for_the_others_of_that_person():
    second = spent(number="D-002", **TRIP | APART | {"invoice_date": date(2026, 1, 19)})
    third = second | {"number": "D-003", "supplier": "Paul Noé", "amount": 41}
    told = [
        piece("état de frais", "carte grise jointe"),
        *(piece("état de frais") | {"number": number} for number in ("D-002", "D-003")),
    ]

    found = review(spent(**TRIP), second, third, pieces=told)

    assert [verdict(found, each) for each in ("D-001", "D-002", "D-003")] == [KEPT, KEPT, HELD]


# ---- who may pass money on, who may ask for whom -------------------------------------------------


@pytest.mark.parametrize(
    ("mandate", "expected"),
    (
        ("01/09/2025", KEPT),
        ("01/09/2025, révoqué le 15/02/2026", HELD),
        ("mandat du 01/09/2025, dénoncé le 15/02/2026", HELD),
        ("01/09/2025, valable jusqu'au 31/12/2029", KEPT),
        ("signé le 02/01/2031", HELD),
        ("à signer", HELD),
        ("non", HELD),
    ),
)
def test_a_mandate_holds_on_the_day_of_asking(mandate, expected):
    others = {"code": "P03", "name": "Ferme du Lac", "mandate": "01/09/2025"}
    partners = [PARTNERS[0], PARTNERS[1] | {"mandate": mandate}, others]

    assert judged(partners=partners) == expected


def annex(value: str, start: str = "", end: str = "") -> dict[str, object]:
    return {"rule": "Reversement : partenaires admis", "value": value, "start": start, "end": end}


@pytest.mark.parametrize(
    ("rules", "expected"),
    (
        ([annex("P02")], KEPT),
        ([annex("P03")], OUT),
        ([annex("aucun")], OUT),
        ([annex("sans objet")], KEPT),
        ([annex("P03", end="31/01/2026"), annex("P02 ; P03", start="01/02/2026")], OUT),
        ([annex("P03", end="31/12/2025"), annex("P02 ; P03", start="01/01/2026")], GREY),
        ([annex("P03", end="30/11/2025"), annex("P02 ; P03", start="01/12/2025")], KEPT),
        ([annex("P02", end="31/12/2025")], HELD),
    ),
)
def test_the_annex_of_the_day_says_to_whom_money_may_pass(rules, expected):
    assert judged(rules=rules) == expected


# ---- the rule of the day -------------------------------------------------------------------------


def dated(rule: str, *values: tuple[str, str, str]) -> list[dict[str, object]]:
    return [{"rule": rule, "value": value, "start": start, "end": end}
            for value, start, end in values]  # fmt: skip


def test_quotes_are_those_that_the_rule_asked_for_on_the_day_of_the_order():
    rules = [*RULES[:3], *dated("2 devis au-dessus de € HT", ("500", "", "31/12/2025"),
                                ("5000", "01/01/2026", ""))]  # fmt: skip
    early, late = spent(**BUYER), spent(**BUYER | {"committed_on": date(2026, 1, 2)})

    assert verdict(review(early, grant_rules=rules)) == HELD
    assert verdict(review(late, grant_rules=rules)) == KEPT


def test_a_flat_rate_is_of_the_costs_that_its_own_rule_held_for():
    rules = dated("Coûts indirects : forfait", ("15 % des coûts directs", "", "31/12/2025"),
                  ("7 % des coûts directs", "01/01/2026", ""))  # fmt: skip
    cells = {"type": "forfait", "amount": 150, "supplier": "", "invoice": ""}
    bills = [
        spent(
            **BUYER
            | {
                "number": number,
                "invoice_date": day,
                "supplier": number,
                "invoice": f"https://x.ex/{number}",
            }
        )
        for number, day in (("D-001", date(2025, 12, 20)), ("D-002", date(2026, 1, 5)))
    ]
    flats = [
        spent(**cells | {"number": number, "invoice_date": day, "label": number})
        for number, day in (("D-003", date(2025, 12, 31)), ("D-004", date(2026, 1, 31)))
    ]

    found = review(*bills, *flats, rules=rules)

    assert [verdict(found, each) for each in ("D-003", "D-004")] == [KEPT, "réduite à 70,00 €"]


@pytest.mark.parametrize(
    ("line", "expected"),
    (
        (PAY | {"label": "Salaire décembre 2023"}, OUT),
        (PAY | {"label": "Salaire janvier 2026"}, KEPT),
        (TRIP | {"label": "Nans – Apt ; 12/01/2023 ; train ; visite"}, OUT),
    ),
)
def test_the_words_of_a_month_or_a_journey_tell_when_it_was(line, expected):
    assert judged(line=line, timesheets=[SHEET]) == expected


@pytest.mark.parametrize(
    ("supplier", "amount", "expected"),
    (("Ville de Nans", 2500, HELD), ("Ville de Nans", 300, KEPT), ("Ville de Brue", 2500, KEPT)),
)
def test_a_partner_that_sells_to_another_had_competitors(supplier, amount, expected):
    rules = [*RULES[:3], {"rule": "2 devis au-dessus de € HT", "value": "sans objet"}]
    line = BUYER | {"supplier": supplier, "amount": amount, "vat": 0, "amount_with_vat": amount}

    assert judged(line=line, grant_rules=rules) == expected


def test_a_slip_below_its_line_is_to_be_looked_at():
    slip = piece("bulletin de paie", day=date(2026, 1, 31))

    assert judged(slip | {"amount": 1500}, line=PAY, timesheets=[SHEET]) == GREY
    assert judged(slip | {"amount": 2000}, line=PAY, timesheets=[SHEET]) == KEPT


# ---- tax in part, two European funds -------------------------------------------------------------


def test_a_partner_that_recovers_tax_in_part_asks_without_tax():
    funders = [{"code": "REGION", "name": "Région", "rate": "60 %", "amount": 50_000,
                "vat_base": "HT, ou TTC avec attestation"}]  # fmt: skip
    partners = [PARTNERS[0], PARTNERS[1] | {"recovers_vat": "partiellement",
                                            "vat_certificate": "coefficient 40 %"}]  # fmt: skip
    found = review(spent(**BUYER), partners=partners, funders=funders)
    declared = review(spent(**BUYER | {"claimed": 1200}), partners=partners, funders=funders)

    assert (verdict(found), found.aid.base) == (KEPT, 100_000)
    assert verdict(declared) == "réduite à 1 000,00 €"
    assert "vat_in_part" in {each.kind for each in found.lines[0].checks}


EUROPEAN = [
    {"rule": "Fonds européen", "value": "FEADER", "funder": "REGION"},
    {"rule": "Fonds européen", "value": "FSE+", "funder": "ADEME"},
]


def sent(funder: str, **cells: object) -> dict[str, object]:
    return {"funder": funder, "type": "acompte", "period_start": START, "period_end": END, **cells}


@pytest.mark.parametrize(
    ("schedule", "expected"),
    (
        ([], KEPT),
        ([sent("ADEME", sent_on=date(2026, 2, 20)), sent("REGION")], HELD),
        ([sent("REGION", sent_on=date(2026, 2, 20)), sent("ADEME")], KEPT),
        ([sent("REGION", deadline=date(2026, 5, 1)), sent("ADEME", deadline=date(2026, 4, 1))],
         HELD),
    ),
)  # fmt: skip
def test_of_two_european_funds_the_claim_that_is_first_keeps_the_line(schedule, expected):
    line = spent(**BUYER | {"funders": "REGION 50 % ; ADEME 50 %"})

    assert verdict(review(line, grant_rules=EUROPEAN, report_schedule=schedule)) == expected


# ---- instalments and advances --------------------------------------------------------------------

CAP = {"rule": "Acomptes avant solde : maximum % de la subvention", "value": "80"}
GRANT = [{"code": "REGION", "name": "Région", "rate": "100 %", "amount": 1000, "vat_base": "HT"}]


@pytest.mark.parametrize(
    ("kind", "also", "asked"),
    (
        ("acompte", (), 80_000),
        ("solde", (), 100_000),
        ("demande de paiement", (), 80_000),
        ("acompte", ({"type": "avance", "requested": 300},), 50_000),
    ),
)
def test_instalments_and_advances_stop_at_their_share_until_the_balance(kind, also, asked):
    schedule = [sent("REGION") | {"type": kind}, *({"funder": "REGION"} | each for each in also)]

    found = review(spent(**BUYER), rules=[CAP], funders=GRANT, report_schedule=schedule)

    assert found.aid.asked == asked


@pytest.mark.parametrize(
    ("requested", "asked", "kinds"),
    ((200, 20_000, []), (500, 30_000, ["advance"]), (None, None, ["advance"])),
)
def test_an_advance_asks_what_is_noted_within_the_share_and_presents_no_expense(
    requested, asked, kinds
):
    schedule = [sent("REGION", requested=requested) | {"type": "avance"}]
    rules = [{"rule": "Avance maximum %", "value": "30"}]

    found = review(spent(**BUYER), rules=rules, funders=GRANT, report_schedule=schedule)

    assert (found.aid.asked, found.lines) == (asked, ())
    assert [each.kind for each in found.whole] == kinds


# ---- what only a piece tells ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "told", "kind"),
    (
        ("Étude du foncier", piece("facture"), "service_done"),
        ("Étude du foncier", piece("bon de livraison", day=date(2026, 1, 4)), None),
        ("Tables", piece("facture", amount=1800), "share_of_invoice"),
        ("Tables, acompte de 30 %", piece("facture"), "final_invoice"),
        ("Tables", piece("facture"), None),
    ),
)
def test_what_no_cell_tells_is_named_beside_the_line(label, told, kind):
    found = review(spent(**BUYER | {"label": label}), pieces=[told])

    kinds = {each.kind for each in found.lines[0].checks}
    assert kinds & {"service_done", "share_of_invoice", "final_invoice"} == ({kind} - {None})


# ---- days and sums however they are written ------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "usual"),
    (
        ("le 1er mars 2026", "le 01/03/2026"),
        ("12.01.26, 12-01-2026 et 2026-01-12", "12/01/2026, 12/01/2026 et 12/01/2026"),
        ("débit de 1.200,50 €", "debit de 1 200,50 €"),
        ("facture FA-12-10-25, lot 3.10.2", "facture fa-12-10-25, lot 3.10.2"),
        ("le 32/13/26", "le 32/13/26"),
    ),
)
def test_days_and_sums_are_read_however_they_are_written(written, usual):
    assert usual_writing(written) == usual
