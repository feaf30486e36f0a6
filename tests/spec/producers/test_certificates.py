"""What the service says of certificates, and of deliveries that none of them covered."""

from datetime import date

import pytest
from support.producers.build import PEOPLE, a_contract_line, programme_of
from support.programme.sheets import P01_ID, book, night, pilotage, tab, understood

from relocalisons.core.kernel.model import Severity
from relocalisons.core.producers.quality.certificates_findings import find_certificates
from relocalisons.core.producers.quality.quality_labels import Category, labels_in
from relocalisons.core.producers.quality.words.labels import LabelKind

TUESDAY = date(2026, 3, 3)
PAPERS = "Producteur | Engagement/Label | N° certificat | Délivré le | Valable jusqu'au | Statut\n"
DELIVERED = "Date | Contrat | Producteur | Quantité | Unité | Label(s)\n"


def found(papers: str, deliveries: str = "", *, line: str = "") -> dict[str, list[str]]:
    programme = programme_of(
        contracts=line or a_contract_line(),
        Engagements_qualité=PAPERS + papers,
        Livraisons=DELIVERED + deliveries if deliveries else "",
    )
    by_kind: dict[str, list[str]] = {}
    for each in find_certificates(programme, as_of=TUESDAY):
        by_kind.setdefault(each.kind.value, []).append(each.subject)
    return by_kind


@pytest.mark.parametrize(("label", "until", "kind"), [
    ("Agriculture biologique (AB)", "01/06/2026", "certificate_expiring"),  # in 90 days
    ("Agriculture biologique (AB)", "02/06/2026", None),
    ("Certification HVE", "30/08/2026", "certificate_expiring"),            # in 180 days
    ("Certification HVE", "31/08/2026", None),
    ("GLOBALG.A.P.", "02/05/2026", "certificate_expiring"),                 # in 60 days
    ("GLOBALG.A.P.", "03/05/2026", None),
    ("Agrément sanitaire", "02/04/2026", "certificate_expiring"),           # in 30 days
    ("Agrément sanitaire", "03/04/2026", None),
    ("Agriculture biologique (AB)", "02/03/2026", "certificate_expired"),
    ("Agriculture biologique (AB)", "03/03/2026", "certificate_expiring"),  # valid today
    ("Agriculture biologique (AB)", "30/02/2026", None),                    # told as a cell
])  # fmt: skip
def test_each_kind_of_certificate_is_asked_for_in_its_own_time(label, until, kind):
    subjects = found(f"P07 | {label} | 12 | | {until} |")

    assert list(subjects) == ([kind] if kind else [])


def test_the_key_of_a_certificate_survives_its_renewal():
    before = found("P07 | Bio (AB) | FR-1 | | 10/03/2026 |")
    after = found("P07 | Agriculture biologique | FR-2 | | 10/04/2026 |")

    assert before == after == {"certificate_expiring": ["P07/bio"]}


def test_an_older_line_is_no_finding_once_a_later_certificate_stands_below():
    assert found("P07 | AB | 1 | | 31/12/2025 |\nP07 | AB | 2 | 01/01/2026 | 31/12/2026 |") == {}


def test_a_line_that_cannot_be_read_may_be_the_renewal():
    assert found("P07 | AB | 1 | | 31/12/2025 |\nP07 | AB | 2 | | à venir |") == {}


def test_an_expired_certificate_says_what_it_justified_and_is_an_alert():
    programme = programme_of(
        contracts=a_contract_line(**{"Labels exigés": "AB"}),
        Engagements_qualité=PAPERS + "P07 | AB | 1 | 01/02/2025 | 31/01/2026 |",
        Livraisons=DELIVERED + "15/01/2026 | C-01 | P07 | 100 | kg | AB",
    )

    (finding,) = find_certificates(programme, as_of=TUESDAY)

    assert finding.severity is Severity.ALERT
    detail = finding.detail.replace("\u00a0", " ")
    assert detail == "Il justifie 1 livraison saisie et le contrat C-01."
    assert "ne plus annoncer ce label" in finding.action
    assert "comptées à part" in finding.action
    assert "Merci de déposer le nouveau" in finding.ask


@pytest.mark.parametrize(("label", "ended"), [
    ("HVE v3", True), ("HVE (référentiel 3)", True), ("HVE v4", False), ("HVE", False),
])  # fmt: skip
def test_a_certificate_of_the_third_hve_standard_proves_nothing_after_2024(label, ended):
    programme = programme_of(
        Engagements_qualité=f"{PAPERS}P07 | {label} | 12 | 01/03/2023 | 28/02/2027 |",
        Livraisons=DELIVERED + "15/01/2026 | C-01 | P07 | 100 | kg | HVE",
    )

    kinds = {each.kind.value: each for each in find_certificates(programme, as_of=TUESDAY)}

    assert ("label_unproven" in kinds) is ended
    assert ("certificate_expired" in kinds) is ended
    if ended:
        assert kinds["certificate_expired"].due == date(2024, 12, 31)
        assert "référentiel v3" in kinds["certificate_expired"].detail


@pytest.mark.parametrize(("papers", "unproven"), [
    ("", True),                                            # no certificate at all
    ("P07 | AB | 1 | 01/01/2025 | 31/12/2025 |", True),    # ended before the delivery
    ("P07 | AB | 1 | 01/02/2026 | 31/01/2027 |", True),    # began after it
    ("P07 | AB | 1 | 01/01/2025 | 31/01/2026 |", False),   # expired since, valid on the day
    ("P07 | AB | 1 | | 31/01/2027 |", False),              # no day of issue is given
    ("P08 | AB | 1 | 01/01/2025 | 31/01/2027 |", True),    # somebody else's
    ("P07 | AB | 1 | 01/01/2025 | ?? |", False),           # cannot be judged: counted apart, silent
    ("P07 | AB | 1 | 01/01/2025 | 31/01/2027 | suspendu", False),
])  # fmt: skip
def test_a_label_is_justified_on_the_day_of_the_delivery_or_not_at_all(papers, unproven):
    subjects = found(papers, "15/01/2026 | C-01 | P07 | 100 | kg | AB")

    assert subjects.get("label_unproven") == (["P07/bio"] if unproven else None)


@pytest.mark.parametrize(("grower", "contract", "asked"), [
    ("", "C-01", "P07"),     # the buyer names no grower: the contract does
    ("", "", "P01"),         # nor a contract: whoever keeps the workbook
    ("P08", "C-01", "P08"),  # what the line says is believed
])  # fmt: skip
def test_a_buyer_who_notes_what_it_receives_is_not_asked_for_the_growers_certificate(
    grower, contract, asked
):
    table = f"{DELIVERED}15/01/2026 | {contract} | {grower} | 100 | kg | AB"
    receipts = book(P01_ID, tab("Livraisons", table))
    own = pilotage(
        tab("Contrats de culture", a_contract_line()),
        sources=f"Livraisons | P01 | {P01_ID} | Livraisons",
        partners=PEOPLE,
    )
    programme = understood(night(own, receipts), as_of=TUESDAY)

    (told,) = find_certificates(programme, as_of=TUESDAY)

    assert told.subject == f"{asked}/bio"


@pytest.mark.parametrize(("papers", "product", "words"), [
    ("P07 | AB | 1 | 01/01/2025 | 31/01/2027 | | fruits", "Courgettes", "hors de la portée du"),
    ("P07 | AB | 1 | 01/01/2025 | 31/01/2027 | suspendu du 01/01/2026 au 31/01/2026 | légumes",
     "Courgettes", "sous un certificat suspendu"),
    ("P07 | AB | 1 | 01/01/2025 | 31/12/2025 | | légumes", "Courgettes", "sans certificat valable"),
    ("P07 | AB | 1 | 01/01/2025 | 31/01/2027 | | légumes", "Courgettes", None),
    ("P07 | AB | 1 | 01/01/2025 | 31/01/2027 | | légumes", "Rutabaga de Mémé", None),
    ("P07 | AB | 1 | 01/01/2025 | 31/01/2027 | | légumes", "Truc", None),  # a doubt: silent
    ("P07 | AB | 1 | 01/01/2025 | 31/01/2027 | suspendu du 01/02/2026 au 28/02/2026 | légumes",
     "Courgettes", None),
])  # fmt: skip
def test_a_label_outside_its_scope_or_under_a_suspension_is_asked_about(papers, product, words):
    programme = programme_of(
        Engagements_qualité=PAPERS.strip() + " | Portée\n" + papers,
        Livraisons="Date | Producteur | Produit | Quantité | Unité | Label(s)\n"
        f"15/01/2026 | P07 | {product} | 100 | kg | AB",
    )

    told = [
        each.title
        for each in find_certificates(programme, as_of=TUESDAY)
        if each.kind.value == "label_unproven"
    ]

    assert len(told) == (1 if words else 0)
    assert not words or words in told[0]


@pytest.mark.parametrize(("on", "until", "setting", "told"), [
    (date(2026, 11, 27), "09/10/2027", "", True),
    (date(2026, 6, 30), "09/10/2027", "", False),   # more than 180 days before
    (date(2026, 11, 27), "15/12/2026", "", False),  # its own end is told
    (date(2027, 1, 4), "09/10/2027", "", False),
    (date(2026, 11, 27), "09/10/2027", "EGalim : niveau 2 compté jusqu’au | 31/12/2029", False),
])  # fmt: skip
def test_level_2_is_told_before_it_counts_no_more(on, until, setting, told):
    programme = programme_of(
        Engagements_qualité=f"{PAPERS}P07 | CE2 | 1 | 10/10/2024 | {until} |",
        settings=setting,
        as_of=on,
    )

    kinds = [each.kind.value for each in find_certificates(programme, as_of=on)]

    assert ("label_ending" in kinds) is told


def test_the_finding_uses_the_words_of_the_indicator():
    programme = programme_of(Livraisons=DELIVERED + "15/01/2026 | C-01 | P07 | 100 | kg | HVE")

    (finding,) = find_certificates(programme, as_of=TUESDAY)

    assert "label non justifié à la date de livraison" in finding.title
    assert finding.partner == "P07"


@pytest.mark.parametrize(("text", "kinds"), [
    ("AB", [LabelKind.BIO]),
    ("Agriculture biologique", [LabelKind.BIO]),
    ("produits bio, IGP", [LabelKind.BIO, LabelKind.IGP]),
    ("HVE ; AB", [LabelKind.BIO, LabelKind.HVE]),  # the best category first
    ("en conversion vers l'AB", [LabelKind.CONVERSION]),  # not bio yet
    ("bio et conversion", [LabelKind.BIO, LabelKind.CONVERSION]),
    ("CE2", [LabelKind.LEVEL_2]),
    ("niveau 1", [LabelKind.NO_CATEGORY]),
    ("MSC", [LabelKind.MSC]),
    ("viande de France, CCP", [LabelKind.NO_CATEGORY]),
    ("Label Rouge", [LabelKind.LABEL_ROUGE]),
    ("AOP", [LabelKind.AOC_AOP]),
    ("agneau de chez nous", [LabelKind.OTHER]),
    ("biodynamie de façade", [LabelKind.OTHER]),
    ("non", []),
    ("", []),
])  # fmt: skip
def test_labels_are_read_from_the_words_that_people_use(text, kinds):
    assert list(labels_in(text)) == kinds


def test_the_categories_stand_in_the_official_order():
    assert [each.name for each in Category] == ["BIO", "SIQO", "OTHER", "EXTERNALITIES"]
