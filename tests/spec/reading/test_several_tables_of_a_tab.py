"""Several tables of one kind in one tab are one list of lines; what is not sure is told."""

from collections.abc import Sequence

from support.programme.sheets import drawn

from relocalisons.core import tables as schema
from relocalisons.core.kernel.model import IssueKind, Sureness, TabGrid, TableReading, Verdict
from relocalisons.core.reading.grid import read_table
from relocalisons.core.reading.stacked import alone, read_tab

WATER = """
    Action  | Pilote | Échéance   | Statut
    Former  | Ville  | 30/06/2026 | en cours
    Équiper | CCVL   | 31/07/2026 | à venir
"""
SOIL = """
    Pour quand | Porteur | Intitulé
    31/08/2026 | CCVL    | Composter
    30/09/2026 | Ville   | Planter
"""


def read(*tables: str | Sequence[Sequence[object]], **more) -> TableReading:
    rows: list[tuple[object, ...]] = []
    for table in tables:
        rows += [*(drawn(table) if isinstance(table, str) else map(tuple, table)), ()]
    return read_tab(TabGrid(sheet_id=1, title="Suivi", rows=tuple(rows)), schema.ACTIONS, **more)


def titles(reading: TableReading) -> list[str]:
    return reading.frame["title"].tolist()


def told(reading: TableReading) -> list[int | None]:
    return [each.row for each in reading.issues if each.kind is IssueKind.SECOND_TABLE]


def test_tables_that_are_sure_are_one_from_top_to_bottom_each_with_its_own_columns():
    reading = read(WATER, SOIL)

    assert titles(reading) == ["Former", "Équiper", "Composter", "Planter"]
    assert reading.verdict is Verdict.APPLIED
    assert reading.columns_at(2)["planned_end"] == 2
    assert reading.columns_at(6)["planned_end"] == 0
    assert (reading.titles_of(3), reading.titles_of(7)) == (1, 5)
    assert told(reading) == []


def test_each_of_them_can_be_shown_by_itself():
    reading = read(WATER, SOIL)

    first, second = (alone(reading, part) for part in reading.parts)

    assert (titles(first), titles(second)) == (["Former", "Équiper"], ["Composter", "Planter"])
    assert second.header_row == 5
    assert {each.label for each in second.understood} == {"Pour quand", "Porteur", "Intitulé"}


def test_a_tab_with_one_table_reads_as_it_always_did():
    grid = TabGrid(sheet_id=1, title="Suivi", rows=drawn(WATER))

    whole, one = read_tab(grid, schema.ACTIONS), read_table(grid, schema.ACTIONS)

    assert whole.parts == ()
    assert (whole.columns, whole.readings, whole.issues) == (
        one.columns,
        one.readings,
        one.issues,
    )


def test_a_plan_under_our_own_titles_goes_on_under_those_of_others():
    ours = """
        N° action | Intitulé | Responsable | Début prévu | Fin prévue | Avancement | Statut
        A1.1      | Semer    | P01         | 05/01/2026  | 31/03/2026 | 40 %       | en cours
    """
    theirs = """
        Code | Action | Responsable | Début prévu | Échéance   | Statut
        B1   | Bâtir  | P01         | 05/01/2026  | 30/06/2026 | à venir
    """

    assert titles(read(ours, theirs)) == ["Semer", "Bâtir"]
    assert told(read(ours, theirs)) == []


def test_a_list_of_something_else_is_not_followed_as_actions_and_is_told():
    deliverables = """
        Livrable | Responsable | Échéance   | Statut
        Guide    | Ville       | 31/08/2026 | à produire
    """
    risks = """
        N° | Risque | Probabilité | Gravité | Mesure | Responsable | Échéance   | Statut
        R1 | Gel    | 3           | 4       | Voiles | CCVL        | 31/08/2026 | à venir
    """

    for other in (deliverables, risks):
        reading = read(WATER, other)
        assert titles(reading) == ["Former", "Équiper"]
        assert 5 in told(reading)


def test_a_table_that_needs_her_word_is_told_beside_one_that_is_sure():
    guessed = [
        ["Choses à mener ensemble", "Qui", "Terminaison"],
        ["Composter les restes", "Ville", "31/08/2026"],
        ["Planter les haies", "CCVL", "30/09/2026"],
        ["Réparer le moulin", "CCVL", "30/10/2026"],
    ]

    reading = read(WATER, guessed)

    assert titles(reading) == ["Former", "Équiper"]
    assert told(reading) == [5]


def test_a_table_whose_titles_say_nothing_is_told_and_its_lines_are_nobodys():
    unknown = """
        Nature | Degré | Rubrique | Valeur
        Eau    | 3     | B        | beaucoup
    """

    reading = read(WATER, unknown)

    assert titles(reading) == ["Former", "Équiper"]
    assert told(reading) == [5]


def test_a_line_of_words_is_no_row_of_titles():
    line = [["Attendre l’avis", "Responsable", None, "à venir"]]

    assert titles(read(WATER, line)) == ["Former", "Équiper", "Attendre l’avis"]


def test_a_summary_of_lines_that_stand_in_another_table_is_told_and_not_counted_twice():
    summary = """
        Priorités | Qui   | Délai      | Avancée
        Former    | Ville | 30/06/2026 | en cours
    """
    reading = read(WATER, summary.replace("Priorités", "Tâche"))

    assert titles(reading) == ["Former", "Équiper"]
    assert told(reading) == [5]


def test_two_actions_of_one_title_and_two_owners_are_two():
    again = """
        Tâche  | Qui  | Délai
        Former | CCVL | 30/09/2026
    """

    assert titles(read(WATER, again)) == ["Former", "Équiper", "Former"]


NUMBERED = """
    N° | Action  | Pilote | Échéance
    1  | Former  | Ville  | 30/06/2026
    2  | Équiper | CCVL   | 31/07/2026
"""


def test_numbers_that_begin_again_name_the_lines_of_the_first_table_only():
    again = """
        N° | Intitulé  | Porteur | Pour quand
        1  | Composter | CCVL    | 31/08/2026
        2  | Planter   | Ville   | 30/09/2026
    """

    reading = read(NUMBERED, again)

    assert titles(reading) == ["Former", "Équiper", "Composter", "Planter"]
    assert reading.frame["number"].tolist() == ["1", "2", None, None]
    number = next(each for each in reading.parts[1].understood if each.label == "N°")
    assert number.sureness is Sureness.UNREAD
    assert "tableau plus haut" in number.why


def test_one_number_given_twice_is_asked_about_as_in_one_table():
    again = """
        N° | Intitulé  | Porteur | Pour quand
        2  | Composter | CCVL    | 31/08/2026
        3  | Planter   | Ville   | 30/09/2026
        4  | Arroser   | Ville   | 30/09/2026
    """

    reading = read(NUMBERED, again)

    assert titles(reading) == ["Former", "Équiper", "Planter", "Arroser"]
    assert [each.row for each in reading.issues if each.kind is IssueKind.DUPLICATE_ID] == [6]


def test_she_may_name_the_only_table_that_is_meant_or_follow_one_apart():
    assert titles(read(WATER, SOIL, header_row=5)) == ["Composter", "Planter"]
    assert titles(read(WATER, SOIL, apart=frozenset({5}))) == ["Former", "Équiper"]
