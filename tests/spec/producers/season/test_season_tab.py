"""The tab and the page of the season: what lacks first, however many contracts."""

from datetime import date

from support.producers.season import MAY, plain, programme

from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.producers.season.plan import plan_season
from relocalisons.core.reports.producers.season.page import build_season_page
from relocalisons.core.reports.producers.season.tab import build_season_tab

CROPS = ("Courgettes", "Melons", "Tomates", "Aubergines", "Poireaux", "Carottes")


def many(count: int) -> tuple[dict[str, str], ...]:
    """So many contracts of a few crops, each for its own unknown buyer in turn."""
    return tuple(
        {"Culture/Variété": f"{CROPS[n % 6]} {n}", "Producteur": ("P07", "P08")[n % 2]}
        for n in range(count)
    )


def shown(tab) -> list[list[str]]:
    return [[plain(str(cell)) for cell in row] for row in tab.values]


def test_the_tab_has_what_lacks_first_and_says_expected_and_asked():
    source = programme(
        {"Culture/Variété": "Aubergines"},
        {},
        needs="P01 | courgettes | 04/05/2026 | 31/05/2026 | 3 | t",
    )

    rows = shown(build_season_tab(source, plan_season(source, as_of=MAY), links=CellLinks()))

    assert rows[0][0] == "Plan de saison, semaines à partir du 4 mai 2026"
    assert rows[2][:3] == ["Produit", "Cantine", "Qui cultive"]
    assert rows[2][6] == "S19 04/05" and rows[2][15] == "S28 06/07 (vacances)"
    assert rows[3][:3] == ["Courgettes", "Ville de Grasse", "Jardins du Riou (C-02)"]
    assert "/ 750" in rows[3][6]
    assert rows[4][0] == "Aubergines" and "/" not in rows[4][6]


def test_the_tab_changes_from_week_to_week_only():
    tuesday, friday = date(2026, 5, 5), date(2026, 5, 8)
    tabs = [
        build_season_tab(source, plan_season(source, as_of=on), links=CellLinks())
        for on in (tuesday, friday)
        for source in (programme(on=on),)
    ]

    assert tabs[0].rows == tabs[1].rows


def test_with_ten_times_more_contracts_the_page_stays_short_and_the_tab_holds_all():
    source = programme(*many(90))
    made = plan_season(source, as_of=MAY)

    page = build_season_page(source, as_of=MAY)
    tab = build_season_tab(source, made, links=CellLinks())

    assert page is not None and len(page.weeks.rows) <= 25 and len(page.gaps.lines) <= 12
    assert len(tab.rows) == 3 + len(made.lines) == 3 + 6
    assert tab.frozen_rows == 3 and tab.frozen_columns == 2
    assert max(len(str(cell)) for row in tab.values for cell in row) < 2_001


def test_without_contract_nor_need_there_is_no_page():
    assert build_season_page(programme({"Étape": "projet"}), as_of=MAY) is None
    assert build_season_page(programme({"Étape": "clos"}), as_of=MAY) is None


def test_the_page_says_losses_doubts_and_holidays():
    source = programme(
        {"Perte signalée": "40 % le 01/05"}, {"Culture/Variété": "Melons", "Perte signalée": "gel"}
    )

    words = plain(" ".join(build_season_page(source, as_of=MAY).sentences))

    assert "2 pertes notées comptent" in words
    assert "Melons : volume à préciser" in words
    assert "Vacances scolaires de la zone B" in words
