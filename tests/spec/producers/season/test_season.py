"""What a season will have brought, from its crop's curve, its promise and what has come."""

import csv
import json
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from statistics import mean

import pytest
from support.producers.build import a_contract_line, programme_of

from relocalisons.core.producers.volumes.harvest import find_harvest
from relocalisons.core.producers.volumes.projection import project_season
from relocalisons.core.producers.volumes.school_breaks import PUBLISHED
from relocalisons.core.producers.volumes.season import SeasonForecast, forecast_season
from relocalisons.core.producers.volumes.words.curves import crop_curve

SEASONS = sorted((Path(__file__).parents[3] / "data" / "seasons").glob("S*.json"))


def day(said: str) -> date:
    return date(*map(int, reversed(said.split("/"))))


def forecasts(path: Path) -> list[tuple[SeasonForecast, dict, int]]:
    truth = json.loads(path.read_text("utf-8"))
    came: Counter[date] = Counter()
    with path.with_suffix(".csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter=";"):
            came[day(row["Date"])] += int(row["Quantité kg"])
    found = []
    for cut in truth["coupes"]:
        forecast = forecast_season(
            crop=truth["produit"],
            promised=truth["volume_contractuel_kg"],
            start=day(truth["debut"]),
            end=day(truth["fin"]),
            delivered=came,
            as_of=day(cut["date"]),
        )
        assert forecast is not None
        found.append((forecast, cut, truth["total_final_kg"]))
    return found


def test_seasons_of_another_reader_are_told_twice_as_well_as_by_their_rhythm():
    cuts = [each for path in SEASONS for each in forecasts(path)]

    ours = mean(abs(forecast.central - total) / total for forecast, _, total in cuts)
    rhythm = mean(abs(cut["erreur_pct_du_total"]) / 100 for _, cut, _ in cuts)
    held = sum(forecast.low <= total <= forecast.high for forecast, _, total in cuts)
    assert len(cuts) == 12
    assert ours <= rhythm / 2
    assert held / len(cuts) >= 0.8


def spring(crop: str, *, until: date, factor: float = 1.0) -> SeasonForecast | None:
    """A season of 1 000 kg from March to June that follows its curve, times a factor."""
    start, end = date(2026, 3, 16), date(2026, 6, 28)
    days = [start + timedelta(days=step) for step in range((end - start).days + 1)]
    working = [each for each in days if each.weekday() < 5 and not PUBLISHED.is_closed(each)]
    shares = {each: crop_curve(crop).at(each) for each in working}
    scale = 1000 * factor / sum(shares.values())
    came = {each: share * scale for each, share in shares.items()}
    return forecast_season(
        crop=crop, promised=1000, start=start, end=end, delivered=came, as_of=until
    )


def test_few_weeks_move_a_promise_little_and_many_weeks_much():
    early = spring("fraise", until=date(2026, 4, 3), factor=0.5)
    later = spring("fraise", until=date(2026, 6, 5), factor=0.5)

    assert early is not None and later is not None
    assert early.central > 750
    assert later.central < 650
    assert later.high - later.low < early.high - early.low
    assert early.low <= early.central <= early.high


def test_what_has_come_is_never_taken_back_and_the_weeks_to_come_add_up():
    forecast = spring("asperge", until=date(2026, 5, 8))

    assert forecast is not None
    assert forecast.low >= forecast.delivered
    told = sum(kilograms for _, kilograms in forecast.weeks)
    assert forecast.delivered + told == pytest.approx(forecast.central)
    assert forecast.weeks[0][0] == date(2026, 5, 9)


@pytest.mark.parametrize(("promised", "end"), [(0, date(2026, 6, 1)), (100, date(2026, 3, 1))])
def test_nothing_is_said_of_no_promise_or_no_days(promised, end):
    assert forecast_season(
        crop="fraise", promised=promised, start=date(2026, 3, 1), end=end, delivered={},
        as_of=date(2026, 4, 1),
    ) is None  # fmt: skip


@pytest.mark.parametrize(("crop", "month", "least"), [
    ("cerise Summit", 6, 0.7), ("courge Butternut", 11, 0.9), ("salade/batavia", 10, 0.9),
    ("agneau, carcasse", 4, 1.0), ("produit inconnu", 1, 0.9), (None, 7, 0.7),
])  # fmt: skip
def test_the_curve_of_a_crop_is_high_in_its_own_season(crop, month, least):
    assert crop_curve(crop).at(date(2026, month, 12)) >= least


@pytest.mark.parametrize("crop", ["courge", "pomme", "salade", "fraise", "agneau"])
def test_a_curve_goes_round_the_year_without_a_jump(crop):
    shares = [crop_curve(crop).at(date(2026, 1, 1) + timedelta(days=n)) for n in range(365)]

    steps = [abs(a - b) for a, b in zip(shares, [*shares[1:], shares[0]], strict=True)]
    assert max(steps) < 0.06


@pytest.mark.parametrize(("on", "closed"), [
    ("23/10/2025", True), ("04/11/2025", False), ("26/12/2025", True), ("02/01/2026", True),
    ("18/02/2026", True), ("04/03/2026", False), ("15/04/2026", True), ("14/07/2026", True),
    ("01/09/2026", False),
])  # fmt: skip
def test_school_holidays_are_those_of_the_zone(on, closed):
    assert PUBLISHED.is_closed(day(on)) is closed


def test_a_contract_without_periods_is_projected_by_its_season():
    lines = "\n".join(
        f"{monday:%d/%m/%Y} | C-01 | 60 kg"
        for monday in (date(2026, 3, 16) + timedelta(days=7 * n) for n in range(11))
    )
    programme = programme_of(
        contracts=a_contract_line(**{
            "Culture/Variété": "Fraises", "Volume total": "4 t", "Début": "16/03/2026",
            "Fin": "28/06/2026",
        }),
        Livraisons=f"Date | Contrat | Quantité\n{lines}",
    )  # fmt: skip
    (contract,) = programme.contracts

    projection = project_season(contract, as_of=date(2026, 5, 29))
    (finding,) = find_harvest(programme, as_of=date(2026, 5, 29))

    assert projection is not None and projection.periods == 0
    assert projection.low <= projection.central <= projection.high < 4000
    assert "selon la saison de cette culture et les livraisons faites" in finding.title
    assert "quatre saisons sur cinq" in finding.detail
    assert project_season(contract, as_of=date(2026, 7, 1)) is None
    assert project_season(contract, as_of=date(2026, 3, 1)) is None
