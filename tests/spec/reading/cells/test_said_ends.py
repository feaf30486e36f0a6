"""« fait le 20/02 » in a status ends the action on that day, unless another day is typed."""

from datetime import date

import pytest
from support.programme.build import by_kind
from support.programme.sheets import TUESDAY, one_partner, tab, understood

from relocalisons.core.assessment.assessment import assess
from relocalisons.core.kernel.calendar.calendar import french_calendar
from relocalisons.core.kernel.calendar.forecast import expected_finish, is_open
from relocalisons.core.kernel.model import Doubt, Finding, Programme

HEADERS = "N° action | Intitulé | Responsable | Début prévu | Fin prévue | Avancement | Statut"
LINE = "A1.1 | Former | P01 | 05/01/2026 | 28/02/2026"


def plan(status: str, *, progress: str = "100 %", end: str | None = None) -> Programme:
    """The programme of one action, read on 3 March 2026; `end` is its « Fin réelle »."""
    header, line = HEADERS, f"{LINE} | {progress} | {status}"
    if end is not None:
        header, line = f"{header} | Fin réelle", f"{line} | {end}"
    return understood(one_partner(tab("Plan d'action", f"{header}\n{line}")))


def told(programme: Programme) -> list[tuple[str, str]]:
    """The findings of the reading: kind and cell."""
    return [(each.kind.value, each.evidence[0].cell) for each in programme.findings]


def asked(programme: Programme) -> Finding:
    (finding,) = programme.findings
    return finding


@pytest.mark.parametrize(
    ("status", "doubt", "end"),
    [
        ("fait le 20/02/2026", Doubt.CERTAIN, date(2026, 2, 20)),
        ("fait le 20/02", Doubt.ABOUT, date(2026, 2, 20)),
        ("Terminée le 20 février", Doubt.ABOUT, date(2026, 2, 20)),
        ("réalisé (20/02/2026)", Doubt.CERTAIN, date(2026, 2, 20)),
        ("fait le 20/12", Doubt.ABOUT, date(2025, 12, 20)),
        ("fait en février", Doubt.ABOUT, date(2026, 2, 28)),
    ],
)
@pytest.mark.parametrize("column", [None, ""], ids=["no column", "an empty cell"])
def test_the_day_of_a_status_is_the_end_of_the_action(
    status: str, doubt: Doubt, end: date, column: str | None
):
    programme = plan(status, end=column)
    (action,) = programme.actions
    finish = expected_finish(action, as_of=TUESDAY, calendar=french_calendar())

    assert (action.actual_end.doubt, action.actual_end.value.latest) == (doubt, end)
    assert is_open(action) is False
    assert (finish.day, finish.column) == (end, "actual_end")
    assert by_kind(assess(programme, as_of=TUESDAY, baseline={})) == {}


def test_a_progress_that_says_the_day_counts_too():
    (action,) = plan("terminé", progress="Fait le 20/02/2026").actions

    assert action.actual_end.value.latest == date(2026, 2, 20)


def test_progress_alone_never_closes_an_action():
    (action,) = plan("en cours", progress="Fait le 20/02/2026").actions

    assert not action.actual_end.is_set
    assert is_open(action) is True


@pytest.mark.parametrize("end", ["20/02/2026", "février 2026", "20/02/25"])
def test_an_end_typed_in_its_own_column_stays_where_the_status_agrees(end: str):
    programme = plan("fait le 20/02", end=end)

    assert programme.actions[0].actual_end.value.latest in (
        date(2026, 2, 20), date(2026, 2, 28), date(2025, 2, 20),
    )  # fmt: skip
    assert programme.findings == ()


@pytest.mark.parametrize("status", ["fait le 20/02/2026", "fait le 20/02"])
def test_two_ends_that_differ_are_a_question_with_both_days(status: str):
    programme = plan(status, end="27/02/2026")
    (action,) = programme.actions

    assert (action.actual_end.doubt, action.actual_end.value) == (Doubt.AMBIGUOUS, None)
    assert {day.latest for day in action.actual_end.candidates} == {
        date(2026, 2, 20),
        date(2026, 2, 27),
    }
    assert told(programme) == [("cell_ambiguous", "H2")]
    assert f"La fin réelle est le 27/02/2026, mais la ligne dit aussi «\u00a0{status}\u00a0»" in (
        action.actual_end.fix
    )
    assert is_open(action) is False


@pytest.mark.parametrize(("end", "cell"), [(None, "G2"), ("", "H2")])
def test_a_day_to_come_or_long_past_is_asked_for_where_it_can_be_typed(end: str | None, cell: str):
    programme = plan("fait le 20/06", end=end)
    (action,) = programme.actions

    assert (action.actual_end.doubt, is_open(action)) == (Doubt.AMBIGUOUS, False)
    assert told(programme) == [("cell_ambiguous", cell)]
    assert "ne dit pas l’année" in asked(programme).ask + asked(programme).detail + (
        action.actual_end.fix
    )


def test_an_impossible_day_closes_the_action_and_is_told():
    programme = plan("fait le 30/02")

    assert is_open(programme.actions[0]) is False
    assert told(programme) == [("cell_unreadable", "G2")]


@pytest.mark.parametrize("status", ["fait le 20/02 ?", "fait en partie le 20/02", "en cours"])
def test_a_status_that_is_not_done_for_sure_ends_nothing(status: str):
    (action,) = plan(status, progress="50 %").actions

    assert not action.actual_end.is_set
    assert is_open(action) is not False


@pytest.mark.parametrize(
    ("status", "end"),
    [
        ("fait le 15/12/2030", None),
        ("livré le 04/03/2026", None),
        ("en cours", "15/12/2030"),
        ("", "15/12/2030"),
    ],
)
def test_an_end_that_is_to_come_closes_nothing_and_is_asked_about(status, end):
    programme = plan(status, end=end)
    (action,) = programme.actions

    assert action.actual_end.value is None
    assert is_open(action) is not False
    assert "ambiguous" in {kind.rpartition("_")[2] for kind, _ in told(programme)} or told(
        programme
    )


def test_of_what_is_done_a_future_end_is_asked_and_nothing_else():
    programme = plan("terminé", end="15/12/2030")
    (action,) = programme.actions

    assert is_open(action) is False
    assert [cell for _, cell in told(programme)] == ["H2"]
