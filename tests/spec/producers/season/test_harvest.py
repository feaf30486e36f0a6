"""What the service says of a season before it is over."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.producers.build import a_contract_line, months, programme_of

from relocalisons.core.producers.visits.words import RiskLevel, read_risk
from relocalisons.core.producers.volumes.harvest import find_harvest
from relocalisons.core.producers.volumes.projection import project_season

TUESDAY = date(2026, 3, 3)
HEADER = "Date | Contrat | Quantité | Unité | Refus\n"


def brought(*lines: str) -> str:
    return HEADER + "\n".join(lines)


def season(*lines: str, volumes=("1 t",) * 6, line: str = ""):
    return programme_of(
        contracts=line or a_contract_line(),
        Volumes_engagés=months(*volumes),
        Livraisons=brought(*lines),
    )


WINTER = (
    "15/11/2025 | C-01 | 700 | kg |", "15/12/2025 | C-01 | 600 | kg |",
    "15/01/2026 | C-01 | 800 | kg | 100 kg", "15/02/2026 | C-01 | 600 | kg |",
)  # fmt: skip


def test_a_season_is_projected_at_the_pace_of_its_ended_periods():
    (contract,) = season(*WINTER).contracts

    projection = project_season(contract, as_of=TUESDAY)

    # 2 600 kg of 4 000 promised: 65 %; the worst month 60 %, the best 70 %; two months to come.
    assert projection is not None
    assert projection.delivered == 2600
    assert projection.season == 6000
    assert projection.central == Decimal("3900.00")
    assert (projection.low, projection.high) == (3800, 4000)
    assert projection.floor == 5400


def test_a_season_that_will_end_below_its_tolerance_is_told_with_its_uncertainty():
    (finding,) = find_harvest(season(*WINTER), as_of=TUESDAY)

    assert finding.kind == "volume_projected"
    title, detail = (text.replace("\u00a0", " ") for text in (finding.title, finding.detail))
    assert "il manquera environ 2,1 t le 28 avril 2026" in title
    assert "entre 3,8 t et 4 t pour 6 t prévus" in detail
    assert "Quel volume pensez-vous livrer" in finding.ask


@pytest.mark.parametrize("lines", [
    ("15/11/2025 | C-01 | #REF! | kg |", *WINTER[1:]),       # a quantity in doubt
    ("15/11/2025 | C-01 | 600 à 700 kg | |", *WINTER[1:]),   # a range
    ("le 15 ou le 16/11/2025 | C-01 | 700 | kg |", *WINTER[1:]),
    ("15/11/2025 | C-01 | 30 caisses | |", *WINTER[1:]),     # crates have no weight
])  # fmt: skip
def test_one_cell_in_doubt_is_enough_to_project_nothing(lines):
    assert find_harvest(season(*lines), as_of=TUESDAY) == ()


def test_one_month_says_nothing_about_the_next():
    programme = season("15/11/2025 | C-01 | 100 | kg |")

    assert find_harvest(programme, as_of=date(2025, 12, 3)) == ()


def test_a_promise_in_crates_makes_the_season_unknown():
    programme = season(*WINTER, volumes=("1 t", "1 t", "1 t", "1 t", "80 caisses"))

    assert find_harvest(programme, as_of=TUESDAY) == ()


def test_more_than_the_whole_season_is_told_once_the_tolerance_is_passed():
    within = season("15/11/2025 | C-01 | 2,2 t | |", volumes=("1 t", "1 t"))
    beyond = season("15/11/2025 | C-01 | 2,3 t | |", volumes=("1 t", "1 t"))

    assert find_harvest(within, as_of=TUESDAY) == ()
    (finding,) = find_harvest(beyond, as_of=TUESDAY)
    assert finding.kind == "volume_over"
    assert "2,3 t livrées pour 2 t prévues" in finding.title.replace("\u00a0", " ")


@pytest.mark.parametrize(("noted", "level", "share"), [
    ("faible", RiskLevel.LOW, None),
    ("RAS", RiskLevel.LOW, None),
    ("moyen (10 %)", RiskLevel.MEDIUM, "0.1"),
    ("fort (30 %), gel du 14 janvier", RiskLevel.HIGH, "0.3"),
    ("élevé", RiskLevel.HIGH, None),
    ("25 %", RiskLevel.HIGH, "0.25"),
    ("12,5 %", RiskLevel.MEDIUM, "0.125"),
    ("5 %", RiskLevel.LOW, "0.05"),
    ("voir avec Paul", RiskLevel.UNCLEAR, None),
    ("non", RiskLevel.LOW, None),
    ("non négligeable", RiskLevel.UNCLEAR, None),  # it does not say « non »
    ("pas très fort", RiskLevel.UNCLEAR, None),
    ("risque peu élevé (5 %)", RiskLevel.UNCLEAR, "0.05"),
])  # fmt: skip
def test_a_risk_is_read_as_it_was_noted(noted, level, share):
    risk = read_risk(noted)

    assert risk is not None
    assert risk.level is level
    assert risk.share == (Decimal(share) if share else None)
    assert read_risk("  ") is None


VISITS = "Producteur | Date prévue | Date réalisée | Risque volume | CR/photos\n"


@pytest.mark.parametrize(("noted", "done", "said"), [
    ("fort (30 %)", "20/02/2026", True),
    ("faible", "20/02/2026", False),
    ("voir avec Paul", "20/02/2026", True),  # quoted, to be interpreted
    ("fort (30 %)", "20/10/2025", False),    # 134 days ago: another crop
])  # fmt: skip
def test_the_last_visit_warns_before_the_deliveries_do(noted, done, said):
    programme = programme_of(Visites=f"{VISITS}P07 | {done} | {done} | {noted} | photo")

    kinds = [each.kind.value for each in find_harvest(programme, as_of=TUESDAY)]

    assert ("volume_risk" in kinds) is said


def test_a_later_calm_visit_ends_the_warning():
    programme = programme_of(
        Visites=f"{VISITS}P07 | 10/01/2026 | 10/01/2026 | fort | x\n"
        "P07 | 20/02/2026 | 20/02/2026 | faible | x"
    )

    assert find_harvest(programme, as_of=TUESDAY) == ()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 2000), min_size=2, max_size=5))
def test_the_projection_lies_between_its_worst_and_best_pace(kilograms):
    lines = [
        f"15/{(10 + step) % 12 + 1:02d}/{2025 + (10 + step) // 12} | C-01 | {kg} | kg |"
        for step, kg in enumerate(kilograms)
    ]
    (contract,) = season(*lines, volumes=("1 t",) * 8).contracts

    projection = project_season(contract, as_of=date(2026, 4, 1))

    assert projection is not None
    assert projection.low <= projection.central <= projection.high
