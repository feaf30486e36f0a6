"""The plan of the season: to the gram, against what canteens ask, by week."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.producers.build import PEOPLE, months
from support.producers.season import gaps, plain, plan, programme

from relocalisons.core.producers.kinds import ProducerKind
from relocalisons.core.producers.rows import contract_sheets
from relocalisons.core.producers.season.weeks import (
    by_week,
    first_whole_week,
    planned_days,
    spread,
)
from relocalisons.core.producers.volumes.school_breaks import PUBLISHED


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
