"""One engine judges an indicator: « Anomalies », the funder's note and the COPIL report agree."""

from datetime import date, timedelta
from random import Random

import pytest
from support.papers.report_workspace import AS_OF, sample_workspace

from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.pilotage.anomalies import build_anomalies
from relocalisons.core.reports.committee.copil import build_copil_report
from relocalisons.core.reports.funder.funder import build_funder_note

PERIOD = {"period_start": date(2026, 2, 1), "period_end": date(2026, 2, 28), "as_of": AS_OF}
LINKS = CellLinks()
TITLE = 6  # the column of « Anomalies » that says what is the matter
# The programme begins on 1 September 2025 (eligibility of the first funder).


def indicator(code: str, **cells: object) -> dict[str, object]:
    usual = {
        "code": code, "title": f"Mesure {code}", "unit": "t", "baseline_value": 0, "target": 100,
        "due": date(2027, 8, 31), "direction": "hausse", "mode": "cumul", "value": 25,
        "measured_on": date(2026, 2, 28), "proof": "https://docs.example/preuve",
    }  # fmt: skip
    return {**usual, **cells}


def tab_says(programme, tracked, code: str) -> str:
    """What « Anomalies » says of where an indicator stands, in one word."""
    tab = build_anomalies(tracked, programme=programme, links=LINKS, as_of=AS_OF)
    about = [str(row[TITLE]) for row in tab.rows if f"Indicateur {code} –" in str(row[TITLE])]
    for word, signs in (
        ("unclear", ("ne peut pas être suivie",)),
        ("alert", ("ne peut plus être atteinte", "n’a pas été atteinte")),
        ("watch", ("loin de la cible", "au lieu de", "sous le plancher", "au-dessus du plafond")),
        ("unmeasured", ("aucune valeur", "n’a pas de date de mesure", "dernière mesure")),
    ):
        if any(sign in line for line in about for sign in signs):
            return word
    return ""


def printed(report) -> dict[str, object]:
    return {line.cells[0].split()[0]: line.status for line in report.indicators_table.lines}


def built(rows: list[dict[str, object]]):
    space = sample_workspace(actions=2, late=0, deliverables=1, contracts=1)
    space.tables["indicators"] = rows
    programme, tracked = space.programme(), space.tracked()
    note = build_funder_note(programme, tracked, funder="REGION", **PERIOD)
    return programme, tracked, note


def generated(seed: int) -> list[dict[str, object]]:
    """As people keep them: holes, doubts, rates, ways down and old measures."""
    random = Random(seed)

    def mostly(usual: object, *others: object) -> object:
        return random.choice([usual] * 8 + list(others))

    rows = []
    for number in range(1, 25):
        down = random.random() < 0.3
        origin, target = (100, 20) if down else (random.choice([0, 0, 18, 40]), 80)
        measured = AS_OF - timedelta(days=random.randrange(0, 120))
        rows.append(
            indicator(
                f"I{number:02d}",
                unit=random.choice(["%", "%", "t", "contrats", "€"]),
                baseline_value=mostly(origin, "", "à définir"),
                target=mostly(target, "", "80 ou 90"),
                due=mostly(date(2027, 8, 31), date(2026, 2, 1), date(2025, 6, 1), ""),
                direction=mostly(
                    "baisse" if down else "hausse", "", "hausse" if down else "baisse"
                ),
                mode=random.choice(["cumul", "dernière valeur", "moyenne"] * 3 + ["", "à voir"]),
                value=mostly(random.randrange(-5, 120), "", "bientôt"),
                measured_on=mostly(measured, AS_OF - timedelta(days=200), "", "31/02/2026"),
            )
        )
    return rows


GREY, GOOD = {"unknown"}, {"good", "done"}
AGREED = {
    "unclear": GREY, "unmeasured": GREY, "watch": {"watch"}, "alert": {"alert"},
    "": GREY | GOOD,
}  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
def test_tab_note_and_copil_say_the_same_of_every_indicator(seed):
    rows = generated(seed)
    programme, tracked, note = built(rows)

    in_note = printed(note)
    apart = {
        code: (said, in_note[code].word)
        for code in in_note
        if in_note[code].level not in AGREED[(said := tab_says(programme, tracked, code))]
    }
    assert apart == {}
    assert len(in_note) == len(rows)
    assert printed(build_copil_report(programme, tracked, **PERIOD)) == in_note


def test_what_cannot_be_followed_is_grey_in_the_note():
    rows = [
        indicator("I02", unit="%", target=80, mode="dernière valeur", value=64, direction=""),
        indicator("I03", direction="baisse"),
        indicator("I14", unit="%", target=75, value=78, mode="à voir"),
    ]
    programme, tracked, note = built(rows)

    assert [tab_says(programme, tracked, row["code"]) for row in rows] == ["unclear"] * 3
    assert [state.level for state in printed(note).values()] == ["unknown"] * 3


RATES = (
    # T0 | target | way | mode | value | level | word
    ("0", "80", "hausse", "dernière valeur", "64", "unknown", "Cible à venir"),
    ("0", "80", "hausse", "dernière valeur", "81", "done", "Cible atteinte"),
    ("", "75", "hausse", "moyenne", "78", "good", "Plancher tenu"),
    ("0", "75", "hausse", "moyenne", "60", "watch", "Sous le plancher"),
    ("", "10", "baisse", "moyenne", "9", "good", "Plafond tenu"),
    ("", "10", "baisse", "moyenne", "11", "watch", "Plafond dépassé"),
    ("18", "50", "hausse", "dernière valeur", "26", "good", "Sur la trajectoire"),
    ("18", "50", "hausse", "dernière valeur", "24", "watch", "En deçà"),
)


@pytest.mark.parametrize(("t0", "target", "way", "mode", "value", "level", "word"), RATES)
def test_a_rate_has_a_floor_or_a_target_and_no_line_from_zero(
    t0, target, way, mode, value, level, word
):
    row = indicator(
        "I01", unit="%", baseline_value=t0, target=target, direction=way, mode=mode, value=value
    )
    _, _, note = built([row])

    state = printed(note)["I01"]
    assert (state.level, state.word) == (level, word)


def test_an_old_measure_is_no_good_news_any_more_but_stays_bad_news():
    old = AS_OF - timedelta(days=93)
    rows = [
        indicator("I01", value=90, measured_on=old, due=date(2026, 3, 31)),
        indicator("I02", value=10, measured_on=old, due=date(2026, 3, 31)),
    ]
    programme, tracked, note = built(rows)

    assert [state.word for state in printed(note).values()] == [
        "Mesure ancienne",
        "Loin de la trajectoire",
    ]
    assert [tab_says(programme, tracked, row["code"]) for row in rows] == ["unmeasured", "watch"]


@pytest.mark.parametrize(
    ("value", "due", "level", "word"),
    (
        (10, date(2026, 3, 31), "watch", "Loin de la trajectoire"),  # its pace leads to 12 t
        (99, date(2026, 2, 28), "alert", "Cible hors d’atteinte"),  # its day is past
    ),
)
def test_a_paper_rates_a_forecast_as_the_dashboard_does_and_red_is_what_is_lost(
    value, due, level, word
):
    programme, tracked, note = built([indicator("I01", value=value, due=due)])
    copil = build_copil_report(programme, tracked, **PERIOD)

    (found,) = (one.finding for one in tracked if one.finding.kind == "indicator_out_of_reach")
    for paper in (note, copil):
        state = printed(paper)["I01"]
        assert (state.level, state.word) == (level, word)
        assert word in paper.indicators_table.note  # and the rule of it
    assert found.severity.value == level


def test_a_line_without_code_is_printed_too():
    _, _, note = built([indicator("I01"), indicator("", title="Sans code")])

    shown = [line.cells[0] for line in note.indicators_table.lines]
    assert shown == ["I01 Mesure I01", "Sans code"]


def test_the_committee_sees_the_state_of_an_indicator_in_euros_and_not_its_amounts():
    rows = [indicator("I10", unit="€", baseline_value=85000, target=600000, value=214500)]
    programme, tracked, note = built(rows)
    copil = build_copil_report(programme, tracked, **PERIOD)

    line = copil.indicators_table.lines[0]
    assert (line.cells[1], line.cells[2], line.cells[4], line.cells[5]) == ("–", "–", "–", "–")
    assert line.status == note.indicators_table.lines[0].status
    assert "leur état si" in copil.indicators_table.note
