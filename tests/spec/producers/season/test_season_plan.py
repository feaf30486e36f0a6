"""The plan of the season: to the gram, against what canteens ask, with losses the same night."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.producers.build import PEOPLE, a_contract_line, months, programme_of

from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.producers.kinds import ProducerKind
from relocalisons.core.producers.rows import contract_sheets
from relocalisons.core.producers.season.findings import find_gaps
from relocalisons.core.producers.season.plan import plan_season
from relocalisons.core.producers.season.weeks import (
    by_week,
    first_whole_week,
    planned_days,
    spread,
)
from relocalisons.core.producers.volumes.harvest import find_harvest
from relocalisons.core.producers.volumes.projection import project_season
from relocalisons.core.producers.volumes.school_breaks import PUBLISHED
from relocalisons.core.producers.volumes.words.losses import read_loss
from relocalisons.core.reports.producers.season.page import build_season_page
from relocalisons.core.reports.producers.season.tab import build_season_tab

MAY = date(2026, 5, 4)  # a Monday
SEASON = {"Début": "01/05/2026", "Fin": "31/08/2026", "Volume total": "6 t", "Étape": "en culture"}
NEEDS = "Cantine | Produit | Du | Au | Quantité demandée | Unité\n"
VISITS = "Producteur | Date réalisée | État cultures | Risque volume | Points d'action\n"


def programme(*lines: dict[str, str], on: date = MAY, needs: str = "", visits: str = "", **given):
    drawn = [
        a_contract_line(**{"N° contrat": f"C-{n:02d}", "Perte signalée": "", **SEASON, **line})
        for n, line in enumerate(lines or ({},), 1)
    ]
    return programme_of(
        contracts="\n".join([drawn[0], *(line.splitlines()[1] for line in drawn[1:])]),
        as_of=on,
        Besoins_des_cantines=NEEDS + needs if needs else "",
        Visites=VISITS + visits if visits else "",
        **given,
    )


def plan(*lines: dict[str, str], on: date = MAY, **given):
    return plan_season(programme(*lines, on=on, **given), as_of=on)


def gaps(*lines: dict[str, str], on: date = MAY, **given):
    return find_gaps(programme(*lines, on=on, **given), as_of=on)


def plain(words: str) -> str:
    return words.replace("\u00a0", " ").replace("\u202f", " ")


def total(weeks) -> int:
    return sum(weeks.values())


# --- to the gram ---------------------------------------------------------------------------


@given(
    grams=st.integers(0, 10**10),
    weights=st.lists(st.integers(0, 10**6), min_size=1, max_size=400),
)
@settings(deadline=None)
def test_nothing_is_gained_or_lost_when_a_volume_is_spread(grams, weights):
    days = {date(2026, 1, 1) + timedelta(days=n): weight for n, weight in enumerate(weights)}

    laid = spread(grams, days)

    assert sum(laid.values()) == grams == total(by_week(laid))
    assert all(each >= 0 for each in laid.values())


@given(
    kilograms=st.decimals("0.001", "90000", places=3),
    first=st.integers(0, 300),
    length=st.integers(0, 1200),
    crop=st.sampled_from(["Courgettes", "Pommes", "Agneau", "Cardons", ""]),
)
@settings(max_examples=25, deadline=None)
def test_the_weeks_of_a_contract_add_up_to_its_volume_to_the_gram(kilograms, first, length, crop):
    start = date(2025, 9, 1) + timedelta(days=first)
    end = start + timedelta(days=length)
    said = f"{kilograms} kg".replace(".", ",")
    (sheet,) = contract_sheets(programme({
        "Volume total": said, "Début": f"{start:%d/%m/%Y}", "Fin": f"{end:%d/%m/%Y}",
        "Culture/Variété": crop,
    }))  # fmt: skip

    days = planned_days(sheet)

    if sheet.contract.volume.is_set:  # « 1,234 kg » may be 1 234: a doubt, and no plan
        assert days is not None
        assert total(by_week(days)) == int(kilograms * 1000)
    else:
        assert days is None


def test_typed_periods_are_the_plan_each_in_its_own_days():
    (sheet,) = contract_sheets(programme(
        {"Volume total": "99 t"}, Volumes_engagés=months("1 t", "500 kg", first=5, year=2026)
    ))  # fmt: skip

    days = planned_days(sheet)

    assert total(days) == 1_500_000
    assert sum(grams for day, grams in days.items() if day.month == 5) == 1_000_000


def test_a_volume_a_year_over_three_years_is_three_of_them():
    (sheet,) = contract_sheets(programme({
        "Volume total": "10 t/an", "Début": "01/01/2026", "Fin": "31/12/2028",
    }))  # fmt: skip

    assert total(planned_days(sheet)) == 30_000_000


@pytest.mark.parametrize("line", [
    {"Volume total": "300 caisses"}, {"Début": "au printemps ?"}, {"Fin": ""},
    {"Fin": "01/04/2026"},
])  # fmt: skip
def test_what_is_in_doubt_is_planned_nowhere_and_is_no_zero(line):
    (sheet,) = contract_sheets(programme(line))

    assert planned_days(sheet) is None


# --- nothing divides by zero ---------------------------------------------------------------


@pytest.mark.parametrize("on", [
    date(2026, 1, 5), date(2026, 4, 30), date(2026, 5, 1), date(2026, 8, 30), date(2026, 8, 31),
    date(2026, 12, 1),
])  # fmt: skip
@pytest.mark.parametrize("line", [
    {}, {"Volume total": "0 kg"}, {"Volume total": ""}, {"Perte signalée": "40 %"},
    {"Perte signalée": "tout"}, {"Perte signalée": "gel"}, {"Fin": "01/05/2026"},
])  # fmt: skip
def test_without_delivery_nothing_divides_by_zero(line, on):
    made = plan(line, on=on)

    for each in made.lines:
        assert each.lacking(made.soon) is None or each.lacking(made.soon) >= 0
    assert gaps(line, on=on, needs="P01 | Courgettes | 01/05/2026 | 31/08/2026 | 0 | kg") == ()


# --- what is asked -------------------------------------------------------------------------


def test_the_weeks_shown_are_whole_and_to_come():
    assert first_whole_week(date(2026, 5, 4)) == date(2026, 5, 4)
    assert first_whole_week(date(2026, 5, 5)) == date(2026, 5, 11)
    assert len(plan().mondays) == 12


def test_without_needs_the_contract_itself_says_what_is_asked_and_nothing_lacks():
    (line,) = plan().lines

    assert not line.is_asked
    assert line.asked == line.growers[0].planned
    assert line.lacking(plan().soon) == 0
    assert gaps() == ()


def test_a_need_is_laid_over_days_of_service_and_none_in_school_holidays():
    made = plan(needs="P01 | courgette | 01/06/2026 | 31/08/2026 | 2,5 | t")
    (line,) = made.lines

    weeks = {monday: line.asked_in(monday) for monday in made.mondays}
    assert total(line.asked) == 2_500_000
    assert weeks[date(2026, 6, 8)] == pytest.approx(2_500_000 / 25 * 5, rel=0.02)
    assert weeks[date(2026, 7, 6)] == 0  # summer holidays
    assert PUBLISHED.is_closed(date(2026, 7, 6))


@pytest.mark.parametrize(("canteen", "serves"), [
    ("Centre hospitalier", True), ("EHPAD Les Mimosas", True), ("Maison de retraite", True),
    ("Ville de Grasse", False), ("Collège Pagnol", False),
])  # fmt: skip
def test_only_who_never_closes_is_served_in_the_holidays_too(canteen, serves):
    people = PEOPLE.replace("Ville de Grasse  ", canteen)
    holidays, before = date(2026, 7, 6), date(2026, 6, 29)

    (noted,) = plan(
        needs="P01 | courgette | 01/06/2026 | 31/08/2026 | 2,5 | t", partners=people
    ).lines  # fmt: skip
    (of_contract,) = plan(partners=people).lines

    assert (noted.asked_in(holidays) > 0) is serves
    for weeks in (of_contract.asked_in, of_contract.expected_in):
        assert (weeks(holidays) > weeks(before) / 2) is serves


def test_a_gap_is_told_four_weeks_ahead_with_its_canteen_and_its_growers():
    (found,) = gaps(needs="P01 | courgettes | 04/05/2026 | 31/05/2026 | 3 | t")

    assert found.kind is ProducerKind.SUPPLY_GAP
    assert "il manquera environ" in plain(found.title) and "sur 3 t demandés" in plain(found.title)
    assert "du 04/05/2026 au 31/05/2026" in plain(found.title)
    assert "Luc Blanc (Jardins du Riou)" in plain(found.action)


def test_a_gap_beyond_four_weeks_waits_and_one_within_the_tolerance_is_none():
    assert gaps(needs="P01 | courgettes | 08/06/2026 | 03/07/2026 | 9 | t") == ()
    made = plan()
    mine = sum(made.lines[0].expected_in(monday) for monday in made.soon)
    tight = f"P01 | courgettes | 04/05/2026 | 31/05/2026 | {mine * 1.05 / 1000:.0f} | kg"
    assert gaps(needs=tight) == ()


def test_what_nobody_grows_lacks_whole():
    (found,) = gaps(needs="P01 | Melons | 04/05/2026 | 31/05/2026 | 800 | kg")

    assert "800 kg sur 800 kg" in plain(found.title)
    assert "aucun contrat n’en prévoit" in plain(found.action)


def test_two_growers_of_a_crop_for_a_canteen_are_one_line():
    made = plan({}, {"Producteur": "P08", "Culture/Variété": "Courgette ronde"}, {"Acheteur": ""})

    assert [len(line.growers) for line in made.lines] == [1, 2]


def test_a_need_in_doubt_lacks_nothing_for_sure():
    made = plan(needs="P01 | courgettes | 04/05/2026 | 31/05/2026 | 30 caisses | ")

    assert made.lines[0].lacking(made.soon) is None


# --- losses --------------------------------------------------------------------------------


@pytest.mark.parametrize(("said", "share"), [
    ("gel du 12/04, perte 40 %", "0.4"), ("grêle : 100 %", "1"), ("la parcelle est perdue", "1"),
    ("tout est perdu, inondation", "1"), ("perte de la moitié", "0.5"),
    ("le mildiou a détruit un quart", "0.25"), ("0,4 ha perdus", "0.5"), ("2 t perdues", "0.25"),
    ("il reste 60 % après le gel", "0.4"), ("verger gelé à 80%", "0.8"),
    ("plus rien à récolter", "1"), ("trois quarts noyés", "0.75"),
])  # fmt: skip
def test_a_loss_is_read_in_the_words_of_a_grower(said, share):
    found = read_loss(said, hectares=Decimal("0.8"), kilograms=Decimal(8000))

    assert found is not None and found.share == Decimal(share)


@pytest.mark.parametrize("said", [
    "gel", "parcelle 3 perdue", "30 à 40 % de perte", "sangliers, dégâts importants",
    "une des serres est détruite", "perte de 140 %", "gelée, on verra",
])  # fmt: skip
def test_a_loss_that_does_not_say_how_much_is_a_doubt(said):
    found = read_loss(said, hectares=Decimal("0.8"), kilograms=Decimal(8000))

    assert found is not None and found.share is None


@pytest.mark.parametrize("said", [
    "", "bon état", "fort (30 %)", "risque de gel", "pas de perte malgré le gel", "gel sans dégât",
    "gel annoncé, voiles posés", "aucun dégât de grêle", "attaque de pucerons", "rien de perdu",
    "indemnes après la grêle", "0 % de perte",
])  # fmt: skip
def test_a_risk_or_a_denial_is_no_loss(said):
    assert read_loss(said, hectares=Decimal("0.8"), kilograms=Decimal(8000)) is None


@pytest.mark.parametrize("given", [
    {"line": {"Perte signalée": "40 % le 01/05"}},
    {"line": {"Commentaire": "gel du 1er mai : 40 % de perte"}},
    {"visits": "P07 | 02/05/2026 | courgettes gelées à 40 % | | "},
    {"visits": "P07 | 02/05/2026 | moyen | fort | grêle du 01/05, 40 % perdus"},
])  # fmt: skip
def test_a_frost_is_taken_off_the_same_night_wherever_it_was_noted(given):
    whole = plan()
    struck = plan(given.get("line", {}), visits=given.get("visits", ""))
    (found,) = gaps(given.get("line", {}), visits=given.get("visits", ""))

    monday = whole.mondays[2]
    before, after = whole.lines[0].expected_in(monday), struck.lines[0].expected_in(monday)
    assert after == pytest.approx(before * 0.6, rel=0.05)
    assert "perte notée" in plain(found.detail) and "il manquera" in plain(found.title)


def test_a_lost_field_leaves_nothing_and_the_season_ends_with_what_came():
    delivered = (
        "Date | Contrat | Quantité | Unité\n04/05/2026 | C-01 | 120 | kg\n"
        "11/05/2026 | C-01 | 180 | kg\n"
    )
    on = date(2026, 5, 18)
    source = programme(
        {"Perte signalée": "la parcelle est perdue le 15/05/2026"}, on=on, Livraisons=delivered
    )

    made = plan_season(source, as_of=on)
    (told,) = [
        each for each in find_harvest(source, as_of=on)
        if each.kind is ProducerKind.VOLUME_PROJECTED
    ]  # fmt: skip

    assert total(made.lines[0].growers[0].expected) == 0
    assert "après la perte notée, « la parcelle est perdue le 15/05/2026 »" in plain(told.title)
    assert "il manquera environ 5,7 t" in plain(told.title)


def test_a_loss_before_the_season_begins_is_projected_from_the_promise():
    (contract,) = programme().contracts
    source = programme({"Perte signalée": "50 %"}, on=date(2026, 4, 2))

    (told,) = [
        each for each in find_harvest(source, as_of=date(2026, 4, 2))
        if each.kind is ProducerKind.VOLUME_PROJECTED
    ]  # fmt: skip

    assert project_season(contract, as_of=date(2026, 4, 2)) is None
    assert "50 %" in plain(told.title)


def test_an_unreadable_loss_is_asked_and_neither_zero_nor_whole():
    source = programme({"Perte signalée": "gel"})

    made = plan_season(source, as_of=MAY)
    (asked,) = [
        each for each in find_harvest(source, as_of=MAY) if each.kind is ProducerKind.LOSS_UNREAD
    ]

    assert made.lines[0].expected_in(made.mondays[0]) is None
    assert made.lines[0].lacking(made.soon) is None
    assert gaps({"Perte signalée": "gel"}) == ()
    assert "Quelle part" in plain(asked.ask)


def test_a_visit_that_names_no_crop_is_a_doubt_for_a_grower_of_several():
    two = ({}, {"Culture/Variété": "Melons"})

    unclear = plan(*two, visits="P07 | 02/05/2026 | gel, 40 % perdus | | ")
    named = plan(*two, visits="P07 | 02/05/2026 | melons : gel, 40 % perdus | | ")

    assert [line.growers[0].expected is None for line in unclear.lines] == [True, True]
    shares = {
        line.crop: line.growers[0].lost.share if line.growers[0].lost else None
        for line in named.lines
    }
    assert shares == {"Courgettes": None, "Melons": Decimal("0.4")}


def test_what_the_contract_says_of_its_loss_wins_over_an_earlier_note():
    noted = "P07 | 02/05/2026 | courgettes : tout est perdu | | "

    assert plan({"Perte signalée": "10 %"}, visits=noted).lines[0].growers[0].lost.share == (
        Decimal("0.1")
    )
    assert plan({"Perte signalée": "non"}, visits=noted).lines[0].growers[0].lost is None


# --- the tab and the page ------------------------------------------------------------------

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


def test_a_risk_that_names_a_frost_is_a_risk_and_what_is_lost_there_a_loss():
    risk = "P07 | 02/05/2026 | | fort (30 %), gel du 30 avril | "
    lost = "P07 | 02/05/2026 | | 30 % perdus, gel du 30 avril | "

    assert plan(visits=risk).lines[0].growers[0].lost is None
    assert plan(visits=lost).lines[0].growers[0].lost.share == Decimal("0.3")


def test_one_note_that_may_be_of_several_contracts_is_asked_once():
    source = programme(
        {}, {"Culture/Variété": "Melons"}, visits="P07 | 02/05/2026 | gel, 40 % perdus | | "
    )

    told = [
        each for each in find_harvest(source, as_of=MAY) if each.kind is ProducerKind.LOSS_UNREAD
    ]

    assert len(told) == 1
    assert "des contrats C-01 et C-02" in plain(told[0].title)
