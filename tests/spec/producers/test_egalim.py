"""What may be said of EGalim: by canteen and year, each purchase once, doubt counted apart."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.producers.build import programme_of

from relocalisons.core.producers.quality.coverage import standings
from relocalisons.core.producers.quality.egalim import (
    CanteenYear,
    Verdict,
    purchase_frame,
    read_egalim,
    verdict_on_meat_fish,
)
from relocalisons.core.producers.quality.quality_labels import Category
from relocalisons.core.producers.quality.ruling import Lifter
from relocalisons.core.reports.producers.egalim_annex import build_egalim_annex
from relocalisons.core.reports.producers.purchase_form import build_purchase_forms

TUESDAY = date(2026, 3, 3)
SIRET = "219 999 001 00018"
HEADER = (
    "Date | Contrat | Producteur | Produit | Quantité | Unité | Prix HT € | Site livré | "
    "Cantine SIRET | Origine | Label(s) | Famille produits\n"
)
PAPERS = "Producteur | Engagement/Label | Délivré le | Valable jusqu'au | Portée | Statut\n"
BIO = "P07 | AB | 01/01/2025 | 31/12/2025 | légumes"
HVE = "P07 | HVE | 01/01/2025 | 31/12/2027 | exploitation"
TOTAL = f"Cantine | SIRET | Année | Achats alimentaires € HT\nCuisine | {SIRET} | 2025 | 1000"


def line(price: str, labels: str = "", *, on="15/11/2025", siret=SIRET, producer="P07") -> str:
    return (
        f"{on} | C-01 | {producer} | Courgettes | 100 | kg | {price} | Cuisine | {siret} | "
        f"France | {labels} | fruits et légumes"
    )


def programme(*lines: str, papers: str = "", canteens: str = ""):
    return programme_of(
        Livraisons=HEADER + "\n".join(lines),
        Engagements_qualité=PAPERS + papers if papers else "",
        Achats_cantines=canteens,
    )


def canteen(*lines: str, papers: str = "", canteens: str = "") -> CanteenYear:
    (found,) = read_egalim(programme(*lines, papers=papers, canteens=canteens)).canteens
    return found


def test_a_purchase_counts_once_in_its_best_proven_category():
    found = canteen(
        line("100", "AB, HVE"), line("50", "HVE"), line("30", "IGP"), line("20"),
        papers=f"{BIO}\n{HVE}\nP07 | IGP | | 31/12/2026 | courgettes", canteens=TOTAL,
    )  # fmt: skip

    assert [found.all.of(each) for each in Category] == [10_000, 3_000, 5_000, 0]
    assert (found.all.durable, found.all.unlabelled, found.all.bought) == (18_000, 2_000, 20_000)
    assert found.share(found.all.durable) == Decimal("0.18")
    assert found.share(found.all.bio) == Decimal("0.1")


def test_an_order_whose_day_lies_ahead_is_no_purchase_yet():
    found = canteen(line("100", on="02/03/2026"), line("900", on="04/03/2026"))

    assert (found.year, found.all.bought, found.count) == (2026, 10_000, 1)


def test_purchases_are_counted_in_whole_cents():
    frame = purchase_frame(list(standings(programme(line("0,10"), line("33,335"), line("20")))))

    numbers = {name: str(kind) for name, kind in frame.dtypes.items() if kind.kind in "iuf"}
    assert numbers == {"cents": "Int64"}
    assert frame["cents"].sum() == 10 + 3334 + 2000


@pytest.mark.parametrize(("papers", "bio", "other", "refused", "doubt"), [
    (f"{BIO}\n{HVE}", 100, 0, 0, 0),
    (HVE, 0, 100, 0, 0),                                     # bio unproven: the label below counts
    ("", 0, 0, 0, 100),                                      # a paper may still come
    ("P07 | AB | 01/01/2025 | ?? | légumes", 0, 0, 0, 100),  # its end cannot be read
    ("P07 | AB | | 31/12/2025 |", 0, 0, 0, 100),             # it says of nothing what it covers
    ("P07 | AB | | 31/12/2025 | fruits\nP07 | HVE | | 31/12/2025 | parcelle Sud", 0, 0, 0, 100),
    ("P07 | AB | | 31/12/2025 | fruits\nP07 | HVE | | 31/12/2025 | volailles", 0, 0, 100, 0),
    ("P07 | AB | | 31/12/2025 | légumes | suspendu du 01/11/2025 au 30/11/2025\n"
     "P07 | HVE | | 31/12/2025 | fruits", 0, 0, 100, 0),
    ("P08 | AB | | 31/12/2025 | légumes", 0, 0, 0, 100),     # somebody else's
])  # fmt: skip
def test_a_label_that_no_certificate_of_the_seller_covers_on_the_day_is_in_no_share(
    papers, bio, other, refused, doubt
):
    found = canteen(line("100", "AB, HVE"), papers=papers, canteens=TOTAL).all

    euros = [each / 100 for each in (found.bio, found.of(Category.OTHER), found.other, found.doubt)]
    assert euros == [bio, other, refused, doubt]
    assert found.bought == 10_000


def test_each_doubt_says_what_is_missing_and_who_may_bring_it():
    found = canteen(
        line("100", "AB"), line("40", "performance"), line("60", "AB", on="16/11/2025"),
        papers="P07 | AB | | 31/10/2025 | légumes", canteens=TOTAL,
    )  # fmt: skip

    assert [(each.lifter, each.cents, each.count, each.reason) for each in found.doubts] == [
        (Lifter.PRODUCER, 16_000, 2, "certificat expiré ce jour-là"),
        (Lifter.LAWYER, 4_000, 1,
         "performance environnementale : étude juridique de « ma cantine » en cours"),
    ]  # fmt: skip


def test_a_canteen_without_siret_is_known_by_its_site_and_by_the_siret_of_its_other_lines():
    both = programme(line("100"), line("50", siret=""), canteens=TOTAL)
    alone = programme(line("50", siret=""))

    assert [(each.siret, each.all.bought) for each in read_egalim(both).canteens] == [
        ("21999900100018", 15_000)
    ]
    assert [(each.siret, each.name) for each in read_egalim(alone).canteens] == [("", "Cuisine")]


@pytest.mark.parametrize(("rejected", "cents"), [
    ("", 24_001), ("30 kg, montées", 18_001), ("30", 18_001), ("0,03 t", 18_001), ("0", 24_001),
    ("120 kg", 0), ("120", 0), ("0,12 t", 0),  # all of it was refused: nothing was bought
    ("100 % ?", None), ("130 kg", None), ("3 caisses", None),
])  # fmt: skip
def test_what_was_refused_is_not_bought_and_a_refusal_that_cannot_be_read_is_in_no_sum(
    rejected, cents
):
    header = "Date | Producteur | Quantité | Unité | Prix HT € | Site livré | Refus\n"
    source = programme_of(
        Livraisons=f"{header}15/11/2025 | P07 | 120 | kg | 240,01 | C | {rejected}"
    )

    (found,) = read_egalim(source).canteens

    assert (found.all.bought, found.left_out) == (cents or 0, int(cents is None))


def test_a_credit_note_takes_back_from_the_category_of_what_it_names():
    header = (
        "Date | Producteur | Produit | Quantité | Unité | Prix HT € | Site livré | Label(s) | "
        "Bon de livraison\n"
    )
    source = programme_of(
        Livraisons=f"{header}15/11/2025 | P07 | Courgettes | 100 | kg | 200 | C | AB | BL-1\n"
        "20/01/2026 | P07 | Avoir sur BL-1 | | | -50 | C | | AV-1",
        Engagements_qualité=f"{PAPERS}{BIO}",
    )

    assert [each.all.bio for each in read_egalim(source).canteens] == [20_000, -5_000]


@pytest.mark.parametrize(("kind", "place", "year", "asked"), [
    ("", "", 2025, (50, 20, 60)), ("commune", "hexagone", 2026, (50, 20, 60)),
    ("État", "", 2026, (50, 20, 100)), ("établissement public de l'État", "", 2026, (50, 20, 100)),
    ("", "Martinique", 2025, (20, 5, 60)), ("", "La Réunion", 2026, (35, 10, 60)),
    ("", "outre-mer", 2030, (50, 20, 60)),
    ("", "", 2023, (50, 20, None)), ("entreprise privée", "", 2023, (None, None, None)),
    ("", "", 2021, (None, None, None)),
])  # fmt: skip
def test_the_targets_are_those_of_the_year_the_buyer_and_the_territory(kind, place, year, asked):
    canteens = (
        "Cantine | SIRET | Année | Achats alimentaires € HT | Type d'acheteur | Territoire\n"
        f"Cuisine | {SIRET} | {year} | 1000 | {kind} | {place}"
    )

    (found,) = read_egalim(programme(canteens=canteens)).canteens

    said = (found.targets.durable, found.targets.bio, found.targets.meat_fish)
    assert tuple(value and int(value.amount * 100) for value in said) == asked


def test_a_target_of_parameters_replaces_that_of_the_law_and_says_so():
    settings = "EGalim : part de bio (%) | 30 % à partir du 01/01/2027 | |"

    source = programme_of(settings=settings, Achats_cantines=TOTAL.replace("2025", "2027"))
    (found,) = read_egalim(source).canteens

    assert (found.targets.bio.amount, found.targets.bio.source) == (
        Decimal("0.3"), "«\u00a0Paramètres\u00a0»",
    )  # fmt: skip


def test_meat_and_fish_have_one_rate_charcuterie_is_outside_and_rabbit_is_a_doubt():
    header = "Date | Producteur | Produit | Quantité | Unité | Prix HT € | Site livré | Label(s) | "
    papers = f"{PAPERS}P07 | Label rouge | | 31/12/2026 | agneau ; saucisse ; lapin"
    lines = [
        "15/11/2025 | P07 | Agneau | 10 | kg | 900 | C | Label rouge | viandes",
        "15/11/2025 | P07 | Merlu | 10 | kg | 600 | C | | poissons",
        "15/11/2025 | P07 | Saucisse | 10 | kg | 300 | C | Label rouge | charcuterie",
    ]
    rabbit = "15/11/2025 | P07 | Lapin | 10 | kg | 300 | C | | viandes"

    def read(*these: str) -> CanteenYear:
        drawn = f"{header}famille_produits\n" + "\n".join(these)
        return read_egalim(programme_of(Livraisons=drawn, Engagements_qualité=papers)).canteens[0]

    plain, with_rabbit = read(*lines), read(*lines, rabbit)
    assert (plain.meat_fish.durable, plain.meat_fish.bought) == (90_000, 150_000)
    assert verdict_on_meat_fish(plain) is Verdict.REACHED
    assert with_rabbit.species_in_doubt == 30_000
    assert verdict_on_meat_fish(with_rabbit) is Verdict.IN_DOUBT  # 60 % without, 50 % with it


def test_an_expired_certificate_still_proves_the_deliveries_of_its_days():
    found = read_egalim(
        programme(line("100", "AB"), line("60", "AB", on="15/01/2026"), papers=BIO, canteens=TOTAL)
    ).canteens

    assert [(each.year, each.all.bio, each.all.doubt) for each in found] == [
        (2025, 10_000, 0), (2026, 0, 6_000),
    ]  # fmt: skip


def test_local_stands_beside_the_categories_and_changes_none_of_them():
    found = canteen(line("100"), line("40", producer=""), canteens=TOTAL)

    assert found.local == 14_000  # the second line's grower is known by its contract
    assert found.all.durable == 0


@pytest.mark.parametrize("canteens", [
    "",
    f"Cantine | SIRET | Année | Achats alimentaires € HT\nCuisine | {SIRET} | 2024 | 1000",
    f"Cantine | SIRET | Année | Achats alimentaires € HT\nCuisine | {SIRET} | 2025 | #REF!",
    f"{TOTAL}\nCuisine | {SIRET} | 2025 | 1200",  # given twice: which one counts is not guessed
])  # fmt: skip
def test_there_is_no_share_without_the_total_purchases_of_that_year(canteens):
    source = programme(line("100", "AB"), papers=BIO, canteens=canteens)
    egalim = read_egalim(source)
    found = next(each for each in egalim.canteens if each.year == 2025)
    form = build_purchase_forms(source, year=2025)

    annex = build_egalim_annex(source, egalim, year=2025, form=form, as_of=TUESDAY)

    assert found.share(found.all.durable) is None
    assert annex is not None
    (part,) = annex.canteens
    assert "n’est pas encore noté" in part.sentence
    assert "objectif" not in part.sentence
    assert {row[2] for row in part.table.rows} == {"–", "hors EGalim"}


def test_what_cannot_be_read_is_in_no_sum_and_is_told():
    egalim = read_egalim(
        programme(
            line("100"),
            line("#REF!"),
            line("50", siret="12"),
            line("70", on="le 3 ou le 4/11"),
            canteens=TOTAL,
        )
    )

    (found,) = egalim.canteens
    assert (found.all.bought, found.left_out) == (10_000, 1)
    assert (egalim.without_canteen, egalim.without_day) == (1, 1)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 5000),
            st.sampled_from(["", "AB", "HVE", "AB, HVE", "maison", "local"]),
        ),
        min_size=1, max_size=6,
    ),
    st.sampled_from(["", BIO, HVE, f"{BIO}\n{HVE}", "P07 | AB | | ?? | fruits"]),
)  # fmt: skip
def test_every_euro_that_can_be_read_is_counted_exactly_once(lines, papers):
    found = canteen(*(line(str(price), labels) for price, labels in lines), papers=papers).all

    assert found.bought == sum(price for price, _ in lines) * 100
    assert found.durable + found.doubt + found.other == found.bought
    assert found.durable == sum(found.of(each) for each in Category)
