"""What may be said of EGalim: by canteen and year, each purchase once, doubt counted apart."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.producers.build import programme_of

from relocalisons.core.producers.quality.egalim import CanteenYear, read_egalim
from relocalisons.core.producers.quality.quality_labels import Category
from relocalisons.core.reports.producers.egalim_annex import build_egalim_annex
from relocalisons.core.reports.producers.purchase_form import build_purchase_form

TUESDAY = date(2026, 3, 3)
SIRET = "219 999 001 00018"
HEADER = (
    "Date | Contrat | Producteur | Produit | Quantité | Unité | Prix HT € | Site livré | "
    "Cantine SIRET | Origine | Label(s) | Famille produits\n"
)
PAPERS = "Producteur | Engagement/Label | Délivré le | Valable jusqu'au\n"
BIO = "P07 | AB | 01/01/2025 | 31/12/2025"
HVE = "P07 | HVE | 01/01/2025 | 31/12/2027"
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
        papers=f"{BIO}\n{HVE}\nP07 | IGP | | 31/12/2026", canteens=TOTAL,
    )  # fmt: skip

    assert [found.categories[each] for each in Category] == [100, 30, 50, 0]
    assert (found.durable, found.unlabelled, found.delivered) == (180, 20, 200)
    assert found.share(found.durable) == Decimal("0.18")
    assert found.share(found.categories[Category.BIO]) == Decimal("0.1")


@pytest.mark.parametrize(("papers", "bio", "other", "unproven", "doubtful"), [
    (f"{BIO}\n{HVE}", 100, 0, 0, 0),
    (HVE, 0, 100, 0, 0),                                   # bio unproven: the label below counts
    ("", 0, 0, 100, 0),                                    # none proven: apart
    ("P07 | AB | 01/01/2025 | ??", 0, 0, 100, 0),          # HVE certainly unproven
    ("P07 | AB | | ??\nP07 | HVE | | ??", 0, 0, 0, 100),   # nothing can be judged
])  # fmt: skip
def test_a_label_without_a_certificate_on_the_day_is_counted_apart(
    papers, bio, other, unproven, doubtful
):
    found = canteen(line("100", "AB, HVE"), papers=papers, canteens=TOTAL)

    assert found.categories[Category.BIO] == bio
    assert found.categories[Category.OTHER] == other
    assert (found.unproven, found.doubtful) == (unproven, doubtful)
    assert found.delivered == 100


def test_an_expired_certificate_still_proves_the_deliveries_of_its_days():
    found = read_egalim(
        programme(line("100", "AB"), line("60", "AB", on="15/01/2026"), papers=BIO, canteens=TOTAL)
    ).canteens

    assert [(each.year, each.categories[Category.BIO], each.unproven) for each in found] == [
        (2025, 100, 0), (2026, 0, 60),
    ]  # fmt: skip


def test_local_stands_beside_the_categories_and_changes_none_of_them():
    found = canteen(line("100"), line("40", producer=""), canteens=TOTAL)

    assert found.local == 140  # the second line's grower is known by its contract
    assert found.durable == 0


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
    form = build_purchase_form(source, year=2025)

    annex = build_egalim_annex(source, egalim, year=2025, form=form, as_of=TUESDAY)

    assert found.share(found.durable) is None
    assert annex is not None
    (part,) = annex.canteens
    assert "n’est pas connu" in part.sentence
    assert "objectif" not in part.sentence
    assert {row[2] for row in part.table.rows} == {"part inconnue", "–", "hors EGalim"}


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
    assert (found.delivered, found.left_out) == (100, 1)
    assert (egalim.without_canteen, egalim.without_day) == (1, 1)


def test_the_import_form_has_decimal_points_iso_dates_and_proven_labels_only():
    source = programme(
        line("1 234,5", "AB, HVE"), line("80", "AB", on="15/02/2026"), line("#REF!"),
        line("10", siret=""), papers=f"{BIO}\n{HVE}",
    )  # fmt: skip

    form = build_purchase_form(source, year=2025)
    (row,) = csv.DictReader(io.StringIO(form.text))

    assert row["siret"] == "21999900100018"
    assert (row["date"], row["prix_ht"]) == ("2025-11-15", "1234.50")
    assert row["famille_produits"] == "FRUITS_ET_LEGUMES"
    assert row["categories_egalim"] == "BIO,HVE"
    assert row["origine"] == "FRANCE"
    assert row["est_local"] == row["definition_local"] == ""  # the canteen's own definition
    assert sum(form.left_out.values()) == 2
    (later,) = csv.DictReader(io.StringIO(build_purchase_form(source, year=2026).text))
    assert later["categories_egalim"] == ""  # its certificate ended with 2025


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 5000), st.sampled_from(["", "AB", "HVE", "AB, HVE", "maison"])),
        min_size=1, max_size=6,
    ),
    st.sampled_from(["", BIO, HVE, f"{BIO}\n{HVE}"]),
)  # fmt: skip
def test_every_euro_that_can_be_read_is_counted_exactly_once(lines, papers):
    found = canteen(*(line(str(price), labels) for price, labels in lines), papers=papers)

    assert found.delivered == sum(price for price, _ in lines)
