"""A pace leads to a forecast: never ■, with what it rests on, and none that is too early."""

from datetime import date

import pytest
from support.money.build import money_findings, money_programme

from relocalisons.core.objectives.indicators import is_forecast

HEADER = "Code | Intitulé | Unité | Référence (T0) | Cible | Échéance | Sens | Mode | Valeur | Date de mesure | Responsable | Preuve\n"  # noqa: E501
LINE = "I1 | Contrats | t | 0 | {target} | {due} | {way} | cumul | {value} | {measured} | P01 | oui"
# The programme begins on 1 September 2025.
CASES = (
    # due        | measured     | target | way      | value | severity | what is said
    ("31/08/2027", "28/02/2026", "100", "hausse", "10", "watch", "trop tôt pour prévoir"),
    ("31/08/2026", "28/02/2026", "100", "hausse", "10", "watch", "trop tôt pour prévoir"),
    ("30/06/2026", "28/02/2026", "100", "hausse", "10", "watch", "au rythme actuel, 17 t"),
    ("28/02/2026", "28/02/2026", "100", "hausse", "99", "alert", "ne peut plus être atteinte"),
)


@pytest.mark.parametrize(("due", "measured", "target", "way", "value", "severity", "words"), CASES)
def test_a_target_is_an_alert_only_where_nothing_leads_there_any_more(
    due, measured, target, way, value, severity, words
):
    line = LINE.format(due=due, measured=measured, target=target, way=way, value=value)
    programme = money_programme(indicators=HEADER + line, as_of=date(2026, 3, 3))

    (found,) = (one for one in money_findings(programme) if one.kind == "indicator_out_of_reach")

    assert found.severity.value == severity
    assert words in found.title.replace("\u00a0", " ")
    assert is_forecast(found) is (severity == "watch")


def test_a_forecast_says_on_how_many_measures_it_rests():
    for due, measured, target, way, value, severity, _ in CASES:
        line = LINE.format(due=due, measured=measured, target=target, way=way, value=value)
        programme = money_programme(indicators=HEADER + line, as_of=date(2026, 3, 3))
        titles = [one.title for one in money_findings(programme) if is_forecast(one)]
        assert all("1 mesure après la référence" in title for title in titles)
        assert bool(titles) is (severity == "watch")


@pytest.mark.parametrize(
    ("unit", "baseline", "target", "value", "said"),
    [
        ("entretiens", "0", "30", "12", "16 entretiens"),  # 12 in 231 days of 300: 15.6
        ("entretiens", "0", "9", "3", "3,9 entretiens"),  # so few that a half tells something
        ("t", "0", "30", "12,5", "16,2 t"),  # measured with a decimal
        ("%", "2", "30", "11", "13,7 %"),  # 9 points in 231 days of 300, from 2
    ],
)
def test_nobody_is_told_half_an_interview(unit, baseline, target, value, said):
    line = (
        f"I1 | Collecte | {unit} | {baseline} | {target} | 28/06/2026 | hausse | dernière valeur "
        f"| {value} | 20/04/2026 | P01 | oui"
    )
    programme = money_programme(indicators=HEADER + line, as_of=date(2026, 4, 21))

    (title,) = (one.title for one in money_findings(programme) if is_forecast(one))

    assert f"au rythme actuel, {said} le" in title.replace("\u00a0", " ").replace("\u202f", " ")
