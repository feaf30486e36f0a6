"""« Tableau de bord » tells once a week what stands; all of it is counted, in « État complet »."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from support.pilotage.board import FRIDAY, Board, dashboard
from support.programme.acts import seen
from support.programme.build import a_partner, a_programme, an_action
from support.reminders.planned import finding, tracked

from relocalisons.core.kernel.model import FindingState, Severity
from relocalisons.core.pilotage.dashboard.findings import Part, Tells
from relocalisons.core.pilotage.dashboard.since_shown import PAGE, what_changed
from relocalisons.core.views.own_tab import Tint

MONDAY, SATURDAY, SUNDAY = FRIDAY - timedelta(4), FRIDAY + timedelta(1), FRIDAY + timedelta(2)
TUESDAY, WEDNESDAY, NEXT_MONDAY = (
    MONDAY + timedelta(1),
    MONDAY + timedelta(2),
    MONDAY + timedelta(7),
)


def alert(state=FindingState.OPEN, *, on=MONDAY):
    """An alert that no line of « À faire » of the week tells."""
    return unshared("L9", severity=Severity.ALERT, state=state, on=on)


def unshared(number, *, severity=Severity.WATCH, state=FindingState.OPEN, on=MONDAY):
    one = replace(finding("deliverable_unshared", number), severity=severity, due=None)
    return replace(tracked(one, first_seen=on)[0], state=state)


# --- days, one page after the other ---------------------------------------------------------


def pages(*days):
    """The page of each day, given the findings of each; each knows the last one remembered."""
    before, shown = {}, []
    for day, *entries in days:
        made = dashboard(*entries, as_of=day, before=before)
        before = made.told or before
        shown.append(Board(made.page))
    return shown


def told(page, number="L9"):
    """What the page tells of that deliverable."""
    rows = page.part("Ce qui a changé") or page.part("À regarder d’abord")
    return [(row[0], row[1].partition("\n")[0]) for row in rows if row[1].startswith(number)]


L9 = "L9 – Former les cuisiniers"


@pytest.mark.parametrize(
    ("state", "rows"),
    [
        (FindingState.OPEN, []),
        (FindingState.BETTER, []),
        (FindingState.WORSE, [("■ Alerte, aggravé", L9)]),
        (FindingState.RESOLVED, [("✓ résolu", L9)]),
    ],
)
def test_what_was_told_is_told_again_only_if_it_worsened_or_is_settled(state, rows):
    first, second = pages((MONDAY, alert(FindingState.NEW)), (TUESDAY, alert(state)))

    assert told(first) == [("■ Alerte", L9)]
    assert told(second) == rows


def test_what_was_away_for_a_day_is_not_told_twice_in_the_week():
    days = pages((MONDAY, alert()), (TUESDAY,), (WEDNESDAY, alert()))

    assert [bool(told(page)) for page in days] == [True, False, False]


def test_what_is_new_again_is_told_though_it_stood_there_in_the_week():
    days = pages((MONDAY, alert()), (TUESDAY,), (WEDNESDAY, alert(FindingState.NEW)))

    assert told(days[2]) == [("■ Alerte", L9)]


def test_a_page_says_how_many_rows_stand_as_they_were_and_where():
    _, second = pages((MONDAY, alert()), (TUESDAY, alert()))

    row = second.rows[-1]
    assert row[1].startswith("Rien n’a changé depuis lundi 16 mars 2026 : ")
    assert row[1].endswith("dans « État complet »")
    assert row[-1] == "Ouvrir"


def test_what_came_while_nobody_works_is_new_on_the_next_working_day():
    """The pages of a weekend are no page that she had."""
    came, old = unshared("L2", on=SATURDAY), unshared("L3")
    fresh = replace(came, state=FindingState.NEW)
    days = ((FRIDAY, old), (SATURDAY, old, fresh), (SUNDAY, old, came), (NEXT_MONDAY, old, came))
    *_, monday = pages(*days)

    assert dashboard(came, as_of=SATURDAY).told == {}
    assert told(monday, "L2") == [("nouveau", "L2 – Former les cuisiniers")]
    assert any(row[0] == "Ce qui a changé depuis vendredi 20 mars 2026" for row in monday.rows)


def test_the_first_page_of_a_week_names_who_does_not_stand_well_and_the_next_does_not():
    late = an_action("A1", owner="P01", end="2026-02-02", status="in_progress")
    programme = a_programme(partners=[a_partner("P01")], actions=[late], as_of=FRIDAY)
    made = dashboard(programme=programme, as_of=MONDAY)
    after = dashboard(programme=programme, as_of=TUESDAY, before=made.told)
    week = dashboard(programme=programme, as_of=NEXT_MONDAY, before=after.told)

    stands = [Board(each.page).part("Ce qui ne va pas bien") for each in (made, after, week)]
    assert [bool(rows) for rows in stands] == [True, False, True]


def test_the_first_line_of_today_is_named_once_a_week():
    call = seen(replace(finding("action_late", "A1"), due=date(2026, 2, 2)))
    days = pages((MONDAY, *call), (TUESDAY, *call), (NEXT_MONDAY, *call))

    named = [any("C’est : " in row[1] for row in page.rows) for page in days]
    assert named == [True, False, True]


def test_nothing_reassures_beside_what_presses():
    (page,) = pages((MONDAY, alert()))

    words = " ".join(" ".join(row) for row in page.rows).casefold()
    assert "rien ne presse" not in words
    assert "tout va bien" not in words


# --- rows of a part, and what is told of them ------------------------------------------------


def forecast(days, *, tint=Tint.WATCH, ask="P02 – Chambre"):
    row = ("▲ À surveiller", "A1 → A2", days, "Le retard de A1 décale A2.", ask, "")
    return Part(
        heading="Ce qu’un retard entraîne", columns=("Gravité", "Effet", "Jours", "Constat"),
        lines=((tint, row),), tells=Tells.FORECASTS,
    )  # fmt: skip


def told_of(*days):
    """What is told each day of the parts of that day, after a page without any."""
    before = what_changed((), {}, as_of=MONDAY - timedelta(days=1)).told
    lines = []
    for number, part in enumerate(days):
        found = what_changed((part,), before, as_of=MONDAY + timedelta(days=number))
        before = found.told
        lines.append([cells[0] for _, cells in found.lines])
    return lines


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((10, 16), [["▲ À surveiller, nouveau"], []]),
        ((10, 17), [["▲ À surveiller, nouveau"], ["▲ À surveiller, aggravé"]]),
        ((10, 3), [["▲ À surveiller, nouveau"], ["▲ À surveiller, ✓ mieux"]]),
        # A day more each day: told when a week has come together.
        ((10, 13, 16, 17), [["▲ À surveiller, nouveau"], [], [], ["▲ À surveiller, aggravé"]]),
    ],
)
def test_a_forecast_is_told_when_it_moved_by_a_week(days, words):
    assert told_of(*map(forecast, days)) == words


def test_a_forecast_is_told_when_its_colour_changes():
    assert told_of(forecast(29), forecast(31, tint=Tint.ALERT))[1] == ["▲ À surveiller, aggravé"]


def test_a_forecast_about_which_nobody_can_be_asked_is_counted():
    found = what_changed((forecast(10, ask=""),), {PAGE: _page()}, as_of=TUESDAY)

    assert (found.lines, found.unchanged) == ((), 1)


def _page():
    return what_changed((), {}, as_of=MONDAY).told[PAGE]


def partners(*rows, fine=()):
    lines = tuple((tint, (tint.value, name, 1, "raison")) for tint, name in rows)
    return Part(heading="Par partenaire", columns=("État", "Partenaire"), lines=lines,
                tells=Tells.STATES, fine=fine)  # fmt: skip


def test_states_that_changed_share_a_row_by_movement():
    before = what_changed(
        (partners((Tint.WATCH, "P01 – A"), (Tint.WATCH, "P02 – B"), (Tint.ALERT, "P03 – C")),), {},
        as_of=MONDAY,
    ).told  # fmt: skip
    after = partners((Tint.ALERT, "P01 – A"), (Tint.ALERT, "P02 – B"), fine=("P03 – C",))

    found = what_changed((after,), before, as_of=TUESDAY)

    said = [(cells[0], str(cells[1]).replace("\u00a0", " ")) for _, cells in found.lines]
    assert said == [
        ("alert, aggravé", "Partenaires : P01 et P02"),
        ("●\u00a0Conforme, ✓ mieux", "Partenaire : P03"),
    ]
    assert found.unchanged == 0


def test_a_single_state_that_changed_says_why():
    before = what_changed((partners((Tint.WATCH, "P01 – A")),), {}, as_of=MONDAY).told

    ((_, cells),) = what_changed((partners((Tint.ALERT, "P01 – A")),), before, as_of=TUESDAY).lines

    assert cells[1] == "Partenaire\u00a0: P01\nraison"


def test_what_is_told_and_what_is_counted_are_all_rows():
    parts = (partners((Tint.WATCH, "P01 – A"), (Tint.ALERT, "P03 – C")), forecast(10))
    before = what_changed(parts, {}, as_of=MONDAY)
    worse = (partners((Tint.ALERT, "P01 – A"), (Tint.ALERT, "P03 – C")), forecast(10))

    after = what_changed(worse, before.told, as_of=TUESDAY)

    assert (len(before.lines), before.unchanged) == (0, 3)
    assert (len(after.lines), after.unchanged) == (1, 2)


def test_what_is_settled_shares_a_row():
    def move(name):
        return Tint.FINE, ("✓ résolu", name, "02/03/2026", "Fini.", "", "")

    part = Part(heading="Ce qui a changé : 8", columns=("Mouvement", "Sujet"),
                lines=tuple(move(f"A{n} – Former") for n in range(8)),
                tells=Tells.MOVES)  # fmt: skip

    (line,) = what_changed((part,), {PAGE: _page()}, as_of=TUESDAY).lines

    assert line[1][0] == "✓ 8\u00a0résolus"
    assert "A5 – Former" in str(line[1][1])
    assert str(line[1][1]).endswith("et 2\u00a0autres")
