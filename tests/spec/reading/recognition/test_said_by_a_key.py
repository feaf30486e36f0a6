"""Signs, codes, initials and boxes mean what the sheet says of them, and what is beside them."""

import pytest

from relocalisons.core import tables as schema
from relocalisons.core.kernel.model import Doubt, Merge, TabGrid, TableReading, Verdict
from relocalisons.core.reading.grid import read_table, read_tables

TITLES = ("Créer un verger", "Acheter un four", "Former les agents", "Ouvrir la halle")
ENDS = ("30/06/2026", "15/09/2026", "31/12/2026", "01/03/2027")


def read(
    columns: dict[str, tuple], *, above: tuple = (), below: tuple = (), **known
) -> TableReading:
    header = ["Action", *columns, "Échéance"]
    lines = [list(line) for line in zip(TITLES, *columns.values(), ENDS, strict=True)]
    reading = read_table([*above, [], header, *lines, [], *below], schema.ACTIONS, **known)
    assert reading.verdict is Verdict.APPLIED
    return reading


def said(reading: TableReading, column: str) -> list[object]:
    values = [cells[column].value for cells in reading.readings.values()]
    return [getattr(value, "value", value) for value in values]


STATES = ["done", "in_progress", "planned", "dropped"]
KEYS = (
    ("✓ ~ – ✗", [["✓ fait     ~ en cours     – pas commencé     ✗ on laisse tomber"]]),
    ("✓ ~ – ✗", [["Signes :", "✓ fait", "~ en cours", "– pas commencé", "✗ abandonné"]]),
    ("R EC P A", [["État :  P = prévu, à lancer   EC = en cours   R = réalisé   A = abandonné"]]),
    ("R EC P A", [["R = réalisé ; EC = en cours ; P = prévu ; A = abandonné"]]),
    ("R EC P A", [["R", "Réalisé"], ["EC", "En cours"], ["P", "Prévu"], ["A", "Abandonné"]]),
    ("3 2 1 0", [["3 : terminé / 2 : en cours / 1 : à faire / 0 : abandonné"]]),
    ("☀ ⛅ ☁ ⛈", [["☀ terminé   ⛅ en cours   ☁ à venir   ⛈ abandonné"]]),
)  # fmt: skip


def test_plain_words_are_in_the_words_of_the_key_where_each_of_these_is_a_state():
    key = ["Réalisé ? : oui = terminé ; en partie = en cours ; non = pas encore commencé"]
    column = {"Réalisé ?": ("Oui", "en partie", "non", "non")}

    assert said(read(column, above=(key,)), "status") == ["done", "in_progress", *["planned"] * 2]
    assert said(read(column), "status")[2:] == [None, None]  # « non » may be begun
    other = ["Réalisé ? : oui = subventionné ; en partie = en cours ; non = pas encore commencé"]
    assert said(read(column, above=(other,)), "status")[2:] == [None, None]


@pytest.mark.parametrize("place", ["above", "below"])
@pytest.mark.parametrize(("signs", "key"), KEYS)
def test_the_key_of_a_tab_tells_what_its_signs_say_of_a_line(signs: str, key: list, place: str):
    reading = read({"Où on en est": tuple(signs.split())}, **{place: tuple(key)})

    assert said(reading, "status") == STATES
    assert all(cells["status"].doubt is Doubt.ABOUT for cells in reading.readings.values())


def test_a_sign_with_two_meanings_has_none():
    keys = (["État : A = abandonné, R = réalisé"], ["Suite : A = à faire, R = réalisé"])
    reading = read({"État": ("R", "R", "R", "A")}, above=keys)

    assert said(reading, "status")[:3] == ["done"] * 3
    assert said(reading, "status")[3] is None


INITIALS = (
    [["SB = Samira Belkacem, directrice – MT = Mathieu Tardivel, coordinateur"]],
    [["SB = Samira Belkacem (directrice) ; MT = Mathieu Tardivel"]],
    [["Qui :", "SB : Samira Belkacem, MT : Mathieu Tardivel"]],
    [["SB", "Samira Belkacem"], ["MT", "Mathieu Tardivel"]],
)


@pytest.mark.parametrize("key", INITIALS)
def test_initials_are_the_names_that_their_key_gives(key: list):
    reading = read({"Qui": ("SB", "MT", "SB / MT", "Léa Roux")}, below=tuple(key))

    named = ["Samira Belkacem", "Mathieu Tardivel", "Samira Belkacem", "Léa Roux"]
    assert said(reading, "owner") == named
    assert reading.readings[min(reading.readings)]["owner"].found == "SB"


def test_initials_that_a_partner_bears_are_that_partner():
    reading = read(
        {"Qui": ("SB", "MT", "SB", "MT")},
        below=tuple(INITIALS[0]),
        partners=frozenset({"sb", "mt"}),
    )

    assert said(reading, "owner") == ["SB", "MT", "SB", "MT"]


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Claire Vidal, responsable de l'épicerie", "Claire Vidal"),
        ("Tadhg Breen (manager)", "Tadhg Breen"),
        ("Moussa Keita – agent de convivialité", "Moussa Keita"),
        ("Anne Roux, Luc Blanc", "Anne Roux, Luc Blanc"),
        ("T. Ollivon (CH Saint-Gély)", "T. Ollivon (CH Saint-Gély)"),
        ("Samir Outaleb (samout)", "Samir Outaleb (samout)"),
        ("Mairie, service technique", "Mairie, service technique"),
        ("à désigner", None),
        ("À recruter", None),
        ("Unassigned", None),
    ],
)
def test_a_name_is_read_without_the_function_beside_it(cell: str, name: str | None):
    assert said(read({"Responsable": (cell, "Luc Blanc", "Mairie", "CCVL")}), "owner")[0] == name


# Commencé | Tenu → the status of the line.
STATES_OF_BOXES = ("done", "in_progress", "planned", None)
BOXES = (
    ((True, True), (True, False), (False, False), (False, True)),
    (("☑", "☑"), ("☑", "☐"), ("☐", "☐"), ("☐", "☑")),
    (("oui", "oui"), ("oui", "non"), ("non", "non"), ("non", "oui")),
)


@pytest.mark.parametrize(
    "titles", [("Commencé", "Tenu"), ("Lancee", "Realisee"), ("Started", "Done")]
)
@pytest.mark.parametrize("boxes", BOXES)
def test_boxes_ticked_one_after_the_other_tell_how_far_a_line_is(boxes: tuple, titles: tuple):
    begun, kept = zip(*boxes, strict=True)
    reading = read(dict(zip(titles, (begun, kept), strict=True)))

    assert said(reading, "status") == list(STATES_OF_BOXES)
    doubts = [cells["status"].doubt for cells in reading.readings.values()]
    assert doubts[3] is Doubt.AMBIGUOUS


BODIES = ("Ville de Tournemire", "Collège Jean-Moulin", "CHSG", "Lycée agricole")
PEOPLE = ("Yannick Leroux", "Mme Laurens", "Inès Vauquelin", "Odile Ferrandez")


@pytest.mark.parametrize("title", ["Signataire", "Lauréat", "Adhérent", "Établissement"])
def test_an_organisation_beside_a_person_is_in_charge(title: str):
    reading = read({title: BODIES, "Référent": PEOPLE})

    assert said(reading, "owner") == list(BODIES)
    assert said(reading, "person") == list(PEOPLE)


def test_people_beside_people_stay_in_charge():
    reading = read({"Signataire": PEOPLE[::-1], "Référent": PEOPLE})

    assert said(reading, "owner") == list(PEOPLE)


def test_how_a_line_goes_is_no_status_beside_its_figures():
    reading = read({"%": ("60 %", "100 %", "0 %", "35 %"), "Météo": ("⛅", "☀", None, "⛈")})

    assert said(reading, "status") == ["in_progress", "done", "planned", "in_progress"]


def test_a_voted_end_is_the_planned_one_and_the_revised_one_replaces_it():
    reading = read(
        {"Fin votée": ENDS, "Échéance révisée": (None, "31/01/2027", None, None)}, above=()
    )

    assert reading.columns["revised_end"] == 2


@pytest.mark.parametrize("title", ["Nouvelle échéance", "Échéance (révisée)", "New due date"])
def test_a_revised_end_that_stands_alone_is_the_end(title: str):
    rows = [["Action", "Pilote", title, "Statut"]]
    rows += [[name, "Mairie", end, "En cours"] for name, end in zip(TITLES, ENDS, strict=True)]

    assert read_table(rows, schema.ACTIONS).columns["planned_end"] == 2


HALVES = ("S1 2026", "S2 2026", "S1 2027", "S2 2027")


def test_the_last_half_year_that_is_crossed_is_the_end_of_a_line():
    rows = [
        [
            "N°",
            "Intitulé du projet",
            "Maître d'ouvrage",
            "Calendrier prévisionnel",
            None,
            None,
            None,
        ],
        [None, None, None, *HALVES],
        ["F1", TITLES[0], "Mairie", "x", "x", None, None],
        ["F2", TITLES[1], "Mairie", None, "x", "x", "x"],
        ["F3", TITLES[2], "Mairie", "x", None, None, None],
    ]
    grid = TabGrid(
        sheet_id=1, title="CRTE", rows=tuple(map(tuple, rows)), merges=(Merge(0, 1, 3, 7),)
    )
    (reading,) = read_tables(grid, schema.ACTIONS)

    ends = [f"{cells['planned_end'].value.latest:%d/%m/%Y}" for cells in reading.readings.values()]
    assert ends == ["31/12/2026", "31/12/2027", "30/06/2026"]
    assert [cells["title"].value for cells in reading.readings.values()] == list(TITLES[:3])


@pytest.mark.parametrize(
    "above",
    [
        "Project start: 1 March 2025 (M1 = March 2025). Duration: 36 months (M36 = February 2028).",
        "Démarrage du projet : 01/03/2025 – durée 36 mois",
    ],
)
def test_a_sentence_above_tells_from_which_day_months_are_counted(above: str):
    rows = [
        [above],
        [],
        ["WP", "Task", "Leader", "Start", "End"],
        ["T1", TITLES[0], "LP", "M1", "M9"],
    ]
    rows += [["T2", TITLES[1], "PP2", "M2", "M12"]]
    reading = read_table(rows, schema.ACTIONS)

    ends = [f"{cells['planned_end'].value.latest:%d/%m/%Y}" for cells in reading.readings.values()]
    assert ends == ["30/11/2025", "28/02/2026"]


LISTS = (("On est dessus", "in_progress"), ("C'est fait 🎉", "done"), ("À faire", "planned"))


def test_the_list_of_a_task_is_its_status_and_its_completion_says_more():
    rows = [["Name", "Section/Column", "Assignee", "Due Date", "Completed At"]]
    rows += [
        [f"Tâche {n}", place, "Léa Roux", "2026-12-11", None] for n, (place, _) in enumerate(LISTS)
    ]
    rows += [["Relire", "On est dessus", "Léa Roux", "2026-11-18", "2026-11-17"]]
    rows += [["Sous-tâche", None, "Léa Roux", "2026-11-18", "2026-11-17"]]
    rows += [["Plus tard", "Remis à l'an prochain", "Léa Roux", "2026-11-18", None]]
    reading = read_table(rows, schema.ACTIONS)

    assert said(reading, "status") == [*(state for _, state in LISTS), "done", "done", None]


@pytest.mark.parametrize(
    "text", ["11 décisions, 4 faites", "20 engagements dont 6 tenus", "Total : 9"]
)
def test_a_line_that_counts_the_others_is_no_action(text: str):
    reading = read({"Qui": ("Mairie",) * 4}, below=())
    rows = [
        ["Action", "Qui", "Échéance"],
        *([t, "Mairie", e] for t, e in zip(TITLES, ENDS, strict=True)),
    ]

    assert len(read_table([*rows, [text]], schema.ACTIONS).readings) == len(reading.readings)


def test_titles_of_a_data_base_are_words():
    rows = [["Num", "Engagement", "Responsable", "A_tenir_avant_le", "Etat"]]
    rows += [
        [n, name, "Mairie", end, "En cours"]
        for n, (name, end) in enumerate(zip(TITLES, ENDS, strict=True))
    ]

    assert read_table(rows, schema.ACTIONS).columns["planned_end"] == 3
