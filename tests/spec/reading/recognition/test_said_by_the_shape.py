"""Where a line stands and whose it is may be said by the shape of a table alone."""

import pytest

from relocalisons.core import tables as schema
from relocalisons.core.kernel.model import Doubt, Merge, TabGrid, Verdict
from relocalisons.core.kernel.words.french import format_date
from relocalisons.core.reading.grid import read_table, read_tables
from relocalisons.core.reading.stacked import read_tab

LINES = (
    ("Créer un verger", "Mairie", "30/06/2026"),
    ("Acheter un four", "CCVL", "15/09/2026"),
    ("Former les agents", "Terre Féconde", "31/12/2026"),
    ("Ouvrir la halle", "Mairie", "01/03/2027"),
)
HEADERS = ("Action", "Pilote", "Échéance")
PARTNERS = frozenset({"mairie", "ccvl", "terre feconde"})


def lines(rows, **known):
    """Title → (owner, end, status) of the lines that are read; nothing of the rest is a line."""
    reading = read_table([list(row) for row in rows], schema.ACTIONS, **known)
    assert reading.verdict is Verdict.APPLIED
    return {
        cells["title"].value: (
            cells["owner"].value,
            cells["planned_end"].value and f"{cells['planned_end'].value.latest:%d/%m/%Y}",
            cells["status"].value and cells["status"].value.value,
        )
        for cells in reading.readings.values()
    }


def statuses(rows, **known):
    return [status for _, _, status in lines(rows, **known).values()]


def test_a_cross_under_a_state_is_the_status_of_its_line():
    crosses = (("", "", "X"), ("", "x", ""), ("X", "", ""), ("", "", ""))
    rows = [
        (*HEADERS, "À faire", "En cours", "Fait"),
        *((*line, *cross) for line, cross in zip(LINES, crosses, strict=True)),
    ]

    assert statuses(rows) == ["done", "in_progress", "planned", None]


def test_two_crosses_on_one_line_are_a_question():
    rows = [
        (*HEADERS, "À faire", "Fait"),
        *((*line, *cross) for line, cross in zip(LINES, ("X ", " X", "XX", " X"), strict=True)),
    ]
    reading = read_table([list(row) for row in rows], schema.ACTIONS)

    assert [cells["status"].doubt for cells in reading.readings.values()] == [
        *(Doubt.CERTAIN, Doubt.CERTAIN),
        *(Doubt.AMBIGUOUS, Doubt.CERTAIN),
    ]


@pytest.mark.parametrize(
    "lists", [("À FAIRE", "EN COURS"), ("À venir", "En cours (2)"), ("To Do", "Doing :")]
)
def test_the_list_of_a_board_is_the_status_of_its_lines(lists):
    rows = [HEADERS, (lists[0],), *LINES[:2], (lists[1],), *LINES[2:]]

    assert statuses(rows) == ["planned", "planned", "in_progress", "in_progress"]


def test_the_first_list_of_a_board_may_stand_above_its_titles():
    titles = ["Élément", "Responsable", "Fin"]
    rows = [
        ["Marché"], ["Exporté le 26 novembre 2026"], [],
        ["À faire"], titles, ["Pain bio", "Ann", "2027-04-30"], [],
        ["En cours"], titles, ["Visites", "Ann", "2026-12-11"], [],
        ["Terminé"], titles, ["Clip", "Ann", "2026-10-18"],
    ]  # fmt: skip

    whole = read_tab(TabGrid(sheet_id=1, title="T", rows=tuple(map(tuple, rows))), schema.ACTIONS)

    assert [cells["status"].value for cells in whole.readings.values()] == [
        "planned", "in_progress", "done",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("years", "halves", "end"),
    [
        ((2026, None, 2027, None), ("S1", "S2", "S1", "S2"), "30/06/2027"),
        ((2026, None, 2027, None), ("sem. 1", "sem. 2", "sem. 1", "sem. 2"), "30/06/2027"),
        ((None, None, None, None), ("S1", "S2", "S1", "S2"), ""),  # weeks, or of which year?
        ((2026, None, None, None), ("S2", "S1", "S2", "S1"), ""),
    ],
)
def test_halves_below_their_years_are_crossed_and_the_last_cross_ends_the_line(years, halves, end):
    rows = [
        ["Action", "Porteur", *years, "État"],
        [None, None, *halves, None],
        ["Former", "Ann", "x", None, "x", None, "Démarré"],
        ["Acheter", "Ann", None, "x", None, None, "Réalisé"],
        ["Ouvrir", "Ann", None, None, None, "x", "Non démarré"],
    ]

    reading = read_table(rows, schema.ACTIONS)

    first = next(iter(reading.readings.values()))["planned_end"]
    assert (format_date(first.value.latest) if first.value is not None else "") == end
    assert not end or first.doubt is Doubt.ABOUT


def test_parts_called_as_partners_say_whose_their_lines_are():
    rows = [("Action", "Échéance", "Statut"), ("Mairie",), ("Planter", "30/06/2026", "fait")]
    rows += [("CCVL",), ("Cuire", "30/09/2026", "en cours"), ("Servir", "31/12/2026", "à faire")]

    told = lines(rows, partners=PARTNERS)

    assert [owner for owner, _, _ in told.values()] == ["Mairie", "CCVL", "CCVL"]


def test_parts_that_are_no_partners_say_nothing_of_owners():
    rows = [("Action", "Échéance", "Statut"), ("AXE 1",), ("Planter", "30/06/2026", "fait")]
    rows += [("AXE 2",), ("Cuire", "30/09/2026", "en cours")]

    assert {owner for owner, _, _ in lines(rows, partners=PARTNERS).values()} == {None}


def test_a_line_whose_action_stands_once_above_has_its_sub_action_as_title():
    rows = [
        ("Action", "Sous-action", "Pilote", "Échéance", "Statut"),
        ("Verger", "Choisir le terrain", "Mairie", "30/06/2026", "fait"),
        ("", "Planter", "CCVL", "15/09/2026", "en cours"),
    ]

    assert list(lines(rows)) == ["Choisir le terrain", "Planter"]


@pytest.mark.parametrize(
    ("title", "parts", "ends"),
    [
        ("Mois", ("mars", "juin"), ("31/03/2026", "30/06/2026")),
        ("Mois", (3, 6), ("31/03/2026", "30/06/2026")),
        ("Trimestre", ("T1", "T2"), ("31/03/2026", "30/06/2026")),
        ("Trimestre", (1, 2), ("31/03/2026", "30/06/2026")),
        ("Semaine", (12, 20), ("22/03/2026", "17/05/2026")),
    ],
)
def test_a_month_and_its_year_in_two_columns_are_one_end(title, parts, ends):
    rows = [("Action", "Pilote", title, "Année", "Statut")]
    rows += [(f"Action {part}", "Mairie", part, 2026, "en cours") for part in parts]

    assert tuple(end for _, end, _ in lines(rows).values()) == ends


def test_what_is_merged_beside_several_lines_is_said_of_each():
    rows = (
        HEADERS,
        ("Créer un verger", "Mairie", "30/06/2026"),
        ("Acheter un four", None, None),
        ("Former les agents", "CCVL", "31/12/2026"),
    )
    merges = tuple(
        Merge(first_row=1, last_row=3, first_column=column, last_column=column + 1)
        for column in (1, 2)
    )
    grid = TabGrid(title="Plan", sheet_id=1, rows=rows, merges=merges)

    reading = read_table(grid, schema.ACTIONS)

    assert [cells["owner"].value for cells in reading.readings.values()] == [
        *("Mairie", "Mairie"),
        "CCVL",
    ]


def test_codes_are_a_status_by_the_legend_of_the_tab():
    rows = [
        (*HEADERS, "Étape"),
        *((*line, code) for line, code in zip(LINES, ("F", "EC", "AF", "EC"), strict=True)),
        ("F = fait ; EC = en cours ; AF = à faire",),
    ]

    assert statuses(rows) == ["done", "in_progress", "planned", "in_progress"]


def test_rows_that_sum_up_or_explain_are_no_actions():
    rows = [
        (*HEADERS, "Statut"),
        *((*line, "en cours") for line in LINES),
        ("4 actions, 0 terminées",),
        ("Ensemble : 4 lignes",),
        ("Strand A subtotal",),
        ("Vert = rendu ; orange = en route",),
        ("Les statuts sont revus à chaque comité de pilotage, avec les partenaires.",),
    ]

    assert len(lines(rows)) == len(LINES)


@pytest.mark.parametrize(
    ("days", "end"),
    [
        (("T1 2026", "T2 2026", "S2 2026"), "31/12/2026"),  # a plan in quarters and halves
        (("S5 2026", "S12 2026", "S2 2026"), "11/01/2026"),  # a plan in weeks
    ],
)
def test_a_half_or_a_week_is_what_the_other_dates_are(days, end):
    rows = [HEADERS, *((f"Action {at}", "Mairie", day) for at, day in enumerate(days))]

    assert [said for _, said, _ in lines(rows).values()][-1] == end


def test_the_year_above_a_plan_completes_its_days_but_none_before_a_line_was_written():
    rows = [
        ("Tableau de bord – année 2026",),
        ("Action", "Pilote", "Échéance", "Créé le"),
        ("Former", "Mairie", "15 avril", "04/12/2025"),
        ("Planter", "Mairie", "printemps", "07/09/2026"),
    ]

    assert [end for _, end, _ in lines(rows).values()] == ["15/04/2026", None]


def test_tables_under_titles_of_their_own_go_together_in_any_order_and_partners_tell_the_owners():
    rows = [
        ("Machin", "Truc", "Bidule", "Chose"),
        ("Réduire le pain jeté", "Me Marchetti", "05/01/2026", "30/06/2026"),
        ("Remplacer les barquettes", "la légumerie", "05/02/2026", "30/09/2026"),
        ("Acheter du bio", "Diététique", "05/03/2026", "31/12/2026"),
        (),
        ("Site 2",),
        ("Machin", "Bidule", "Chose", "Truc"),
        ("Cuisine partagée", "05/01/2026", "30/06/2026", "CCVL (siège)"),
        ("Peser les plateaux", "05/02/2026", "30/09/2026", "Mairie"),
        ("Composter", "05/03/2026", "31/12/2026", "Diététique"),
    ]
    known = PARTNERS | {"marchetti", "legumerie"}

    readings = read_tables([list(row) for row in rows], schema.ACTIONS, partners=known)

    assert [each.verdict for each in readings] == [Verdict.PROPOSED] * 2
    assert [len(each.readings) for each in readings] == [3, 3]
    assert [each.columns["owner"] for each in readings] == [1, 3]


def test_nothing_in_brackets_is_nobody():
    rows = [HEADERS, LINES[0], ("Acheter un four", "(vide)", "15/09/2026")]

    assert lines(rows)["Acheter un four"][0] is None


@pytest.mark.parametrize(
    ("revised", "end"),
    [
        (("30/06/2026", "15/09/2026", "", "01/03/2027"), "planned_end"),  # nothing else says it
        (("", "15/09/2026", "", ""), None),  # « Fin prévue » lost its title
    ],
)
def test_a_revised_end_alone_is_the_end_of_a_table_where_most_lines_have_one(revised, end):
    titles = ["Action", "Responsable", "Comité", "Fin révisée", "Statut"]
    rows = [[*line[:2], line[2], day, "en cours"] for line, day in zip(LINES, revised, strict=True)]

    reading = read_table([titles, *rows], schema.ACTIONS)

    assert ("planned_end" if "planned_end" in reading.columns else None) == end
