"""A project with nothing but its plan, hardly filled in: what is said of it."""

from collections import Counter
from datetime import date

import pytest
from support.programme.sheets import understood
from support.sample.action_plan_only import FIRST_NIGHT, plan_lines, snapshot_on
from support.sample.foreign_words import words_of_others

from relocalisons.core.assessment.assessment import assess
from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.kernel.model import Finding, FindingState, TrackedFinding
from relocalisons.core.pilotage.anomalies import build_anomalies
from relocalisons.core.pilotage.dashboard.dashboard import build_full_state

NEVER_STARTED = {line.number: ("", "à venir") for line in plan_lines()}
BEGUN = {line.number: ("0 %", "à venir") for line in plan_lines()}


def seen_on(on: date, said=None):
    """The programme, its findings, and the words of her two tabs."""
    snapshot = snapshot_on(on, said=said)
    programme = understood(snapshot, as_of=on)
    found = assess(programme, as_of=on, baseline={})
    tracked = tuple(
        TrackedFinding(finding=one, state=FindingState.NEW, first_seen=on) for one in found
    )
    given = {"programme": programme, "links": CellLinks(), "as_of": on}
    tabs = (
        build_full_state(tracked, **given, read_at=snapshot.read_at),
        build_anomalies(tracked, **given),
    )
    return found, ["\n".join(" | ".join(map(str, row)) for row in tab.values) for tab in tabs]


def about_data(found: tuple[Finding, ...]) -> Counter[str]:
    """How many findings are about how the sheet is filled in, by column."""
    told = [one for one in found if one.kind.value.startswith(("cell_", "column_"))]
    return Counter(one.label.rpartition("– ")[2] for one in told)


def test_the_first_night_asks_little_and_never_twice_of_one_column():
    found, _ = seen_on(FIRST_NIGHT)

    assert len(found) <= 25
    assert max(about_data(found).values(), default=0) <= 1


def test_the_first_night_speaks_of_the_plan_alone():
    _, tabs = seen_on(FIRST_NIGHT)

    assert [words_of_others(words) for words in tabs] == [set(), set()]
    board = tabs[0]
    assert f"Actions\n42 sur {len(plan_lines())} non mes" in board.replace("\u00a0", " ")


def test_a_first_dashboard_says_a_thing_once_and_only_what_there_is():
    board = seen_on(FIRST_NIGHT)[1][0].replace("\u00a0", " ").replace("\u202f", " ")

    for empty in ("Ce qui a changé", "Ce qu’un retard entraîne", "Sans axe", "Tout va bien"):
        assert empty not in board
    assert "Rien ne presse : ce qui reste se regarde" in board
    assert "87 cases ou noms à ranger, dans « À ranger »" in board
    assert "42 sur 48 non mesurables" in board
    assert "42 non mesurables" not in board


@pytest.mark.parametrize("on", [date(2026, 3, 2), date(2026, 6, 1), date(2026, 7, 20)], ids=str)
def test_without_any_progress_no_date_still_to_come_is_forecast_late(on):
    _, (board, _) = seen_on(on, said=NEVER_STARTED)

    assert "■" not in board
    assert "prévision\u00a0: environ" not in board


def test_where_progress_is_written_what_has_not_begun_is_told_without_a_date():
    _, (board, _) = seen_on(date(2026, 7, 20), said=BEGUN)

    assert "pas de nouvelle depuis" in board
    assert "prévision\u00a0: environ" not in board


def test_a_date_that_has_gone_by_is_told_whoever_writes_no_progress():
    found, _ = seen_on(date(2026, 8, 3), said=NEVER_STARTED)

    assert "action_late" in {one.kind.value for one in found}
