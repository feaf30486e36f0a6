"""Indicators against the straight line from T0 to target, and risks past their review."""

from datetime import date
from decimal import Decimal

import pytest
from support.money.build import money_findings, money_programme, one, told

from relocalisons.core.objectives.trajectory import Goal, stand
from relocalisons.core.objectives.words import Mode, Way

# The programme begins on 1 September 2025; the targets are due on 31 August 2027 (729 days).
HEADER = "Code | Intitulé | Unité | Référence (T0) | Cible | Échéance | Sens | Mode | Valeur | Date de mesure | Responsable | Preuve\n"  # noqa: E501


def indicator(**cells: str) -> str:
    usual = {
        "code": "I01", "title": "Contrats", "unit": "t", "t0": "0", "target": "100",
        "due": "31/08/2027", "way": "hausse", "mode": "cumul", "value": "50",
        "measured": "28/02/2026", "owner": "P01", "proof": "http://d.x/preuve",
    }  # fmt: skip
    return HEADER + " | ".join({**usual, **cells}.values())


# On 28 February 2026, 180 of 729 days have gone: 24.7 % of the way is expected.
@pytest.mark.parametrize(
    ("cells", "verdict"),
    (
        ({"value": "24,7"}, ""),
        ({"value": "22,3"}, ""),  # 10 % behind the line is tolerated: 22.2
        ({"value": "22,2"}, "behind"),
        ({"value": "14,9"}, "behind"),
        ({"value": "14,8"}, "out_of_reach"),  # 60 % of the line
        ({"value": "-3"}, "out_of_reach"),
        ({"value": "100"}, ""),
        # downwards: from 300 to 100, 250.6 is the line
        ({"way": "baisse", "t0": "300", "target": "100", "value": "250"}, ""),
        ({"way": "baisse", "t0": "300", "target": "100", "value": "262"}, "behind"),
        ({"way": "baisse", "t0": "300", "target": "100", "value": "290"}, "out_of_reach"),
        # a mean is compared with the line; it is lost only when no value is left to save it
        ({"mode": "moyenne", "unit": "%", "target": "75", "value": "2"}, "behind"),
        ({"mode": "moyenne", "unit": "km", "target": "90", "value": "65"}, ""),
        # a rate whose T0 says nothing has no line from zero: a mean has a floor, a last value a
        # target for the due date; with a T0 of its own it has a line
        ({"mode": "moyenne", "unit": "%", "target": "90", "value": "65"}, "behind"),
        ({"mode": "moyenne", "unit": "%", "target": "90", "value": "91"}, ""),
        ({"mode": "moyenne", "unit": "%", "target": "90", "value": "65", "t0": ""}, "behind"),
        ({"mode": "dernière valeur", "unit": "%", "target": "80", "value": "3"}, ""),
        ({"mode": "dernière valeur", "unit": "%", "target": "80", "value": "3", "t0": ""}, ""),
        (
            {
                "mode": "dernière valeur",
                "unit": "%",
                "target": "80",
                "value": "79",
                "due": "28/02/2026",
            },
            "out_of_reach",
        ),
        (
            {"mode": "dernière valeur", "unit": "%", "t0": "18", "target": "50", "value": "19"},
            "out_of_reach",
        ),
        ({"mode": "dernière valeur", "unit": "%", "t0": "18", "target": "50", "value": "26"}, ""),
        # a ceiling: a mean that must stay below
        (
            {"mode": "moyenne", "unit": "%", "way": "baisse", "target": "10", "value": "12"},
            "behind",
        ),
        ({"mode": "moyenne", "unit": "%", "way": "baisse", "target": "10", "value": "9"}, ""),
        (
            {
                "mode": "moyenne",
                "unit": "%",
                "target": "90",
                "value": "5",
                "measured": "01/03/2027",
            },
            "out_of_reach",
        ),
        # nothing is judged before 20 % of the time, nor from a cell in doubt
        ({"value": "1", "measured": "10/01/2026"}, ""),
        ({"value": "3 ou 4"}, ""),
        ({"target": "à définir"}, ""),
        ({"value": "1", "measured": "30/02/2026"}, ""),
        # what does not go together has no trajectory
        ({"value": "1", "way": "baisse"}, "unclear"),
        ({"value": "1", "way": ""}, "unclear"),
        ({"value": "1", "mode": "à voir"}, "unclear"),
        ({"value": "1", "t0": ""}, "unclear"),
        ({"value": "1", "due": ""}, "unclear"),
        ({"value": "1", "due": "01/06/2025"}, "unclear"),
        # past its due date
        ({"due": "28/02/2026", "value": "99"}, "out_of_reach"),
    ),
)
def test_an_indicator_stands_on_its_trajectory_behind_it_or_out_of_reach(cells, verdict):
    as_of = date(2027, 3, 3) if cells.get("measured") == "01/03/2027" else date(2026, 3, 3)

    findings = money_findings(money_programme(indicators=indicator(**cells), as_of=as_of))

    kinds = ("indicator_behind", "indicator_out_of_reach", "indicator_unclear")
    found = [each.kind.value.removeprefix("indicator_") for each in findings if each.kind in kinds]
    assert found == ([verdict] if verdict else [])


@pytest.mark.parametrize(
    ("cells", "told_"),
    (
        ({"measured": "01/12/2025"}, []),  # 92 days
        ({"measured": "30/11/2025"}, ["I01"]),
        ({"value": ""}, ["I01"]),
        ({"measured": ""}, ["I01"]),
        ({"measured": "31/02/2026"}, []),
        ({"value": "beaucoup"}, []),
    ),
)
def test_an_indicator_is_measured_every_quarter(cells, told_):
    findings = money_findings(money_programme(indicators=indicator(**cells)))

    assert told(findings, "indicator_not_measured") == told_


def test_a_value_without_proof_is_asked_for_to_its_owner():
    finding = one(
        money_findings(money_programme(indicators=indicator(proof=""))), "indicator_proof_missing"
    )

    assert finding.partner == "P01"
    assert finding.ask


def test_a_running_total_that_passed_a_lower_target_is_lost():
    goal = Goal(
        origin=Decimal(100), target=Decimal(40), start=date(2026, 1, 1), due=date(2026, 12, 31),
        mode=Mode.TOTAL, way=Way.DOWN,
    )  # fmt: skip

    standing = stand(goal, value=Decimal(120), on=date(2026, 3, 1))

    assert standing is not None
    assert standing.is_impossible
    assert stand(goal, value=Decimal(120), on=date(2025, 12, 1)) is None  # not begun


def test_the_start_of_the_programme_may_be_said_in_the_parameters():
    # From 1 January 2026, 58 of 607 days have gone: nothing is judged yet.
    programme = money_programme(
        indicators=indicator(value="1"), settings="Début du programme | 01/01/2026"
    )

    assert told(money_findings(programme), "indicator_out_of_reach") == []


RISKS = """
    N°   | Risque     | Probabilité | Gravité | Responsable | Revue
    RQ-1 | Gel        | 3           | 4       | P01         | 02/03/2026
    RQ-2 | Transport  | 1           | 2       | P02         | 03/03/2026
    RQ-3 | Personnel  | 2           | forte   | P02         |
    RQ-4 | Prix       | 4           | 4       | P02         | 31/02/2026
"""


def test_a_risk_is_reviewed_in_time_or_told():
    findings = money_findings(money_programme(risks=RISKS))

    found = {each.subject: each for each in findings if each.kind == "risk_review_overdue"}
    assert list(found) == ["RQ-1", "RQ-3"]
    assert found["RQ-1"].severity.value == "alert"
    assert found["RQ-3"].severity.value == "watch"  # an unreadable mark is not a low one: no alert
    assert "aucune date de revue" in found["RQ-3"].title
