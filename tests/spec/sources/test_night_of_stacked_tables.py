"""The night follows every sure table of a tab; one that loses its titles takes no line with it."""

from dataclasses import replace

from support.programme.sheets import P01_ID, TUESDAY, book, later, night, pilotage, tab, understood

from relocalisons.core.kernel.model import Audience, Programme, Snapshot
from relocalisons.core.programme.audience import Viewer, programme_for
from relocalisons.core.sources.trial.trial import trial_of

WATER = """
    Action  | Pilote | Échéance   | Statut
    Former  | P01    | 13/02/2026 | en cours
    Équiper | P01    | 31/07/2026 | à venir
            |        |            |
"""
SOIL = """
    Pour quand | Porteur | Intitulé  | État
    20/02/2026 | P01     | Composter | en cours
    30/09/2026 | P01     | Planter   | à venir
"""
LINE = f"Plan d'action | P01 | {P01_ID} | Plan d'action\n"


def at(rows: str, *, sources: str = LINE, days: int = 0) -> Snapshot:
    shot = night(pilotage(sources=sources), book(P01_ID, tab("Plan d'action", rows, sheet_id=7)))
    return later(shot, days=days) if days else shot


def actions(programme: Programme) -> list[str]:
    return [each.title for each in programme.actions]


def told(programme: Programme, *kinds: str) -> list[str]:
    return [each.title for each in programme.findings if each.kind.value in kinds]


def test_the_lines_of_both_tables_are_actions_and_point_to_their_own_cells():
    programme = understood(at(WATER + SOIL))

    assert actions(programme) == ["Former", "Équiper", "Composter", "Planter"]
    (table,) = programme.tables["actions"]
    ends = [row.place.cell("planned_end").cell for row in table.rows]
    assert ends == ["C2", "C3", "A6", "A7"]
    assert told(programme, "source_truncated") == []


def test_a_table_that_comes_below_another_changes_no_name_of_its_lines():
    before = understood(at(WATER, days=-1))
    after = understood(at(WATER + SOIL), previous=at(WATER, days=-1))

    def names(programme: Programme) -> dict[str, str]:
        return {row.plain("title"): row.lasting_key for row in programme.tables["actions"][0].rows}

    assert names(before).items() <= names(after).items()
    assert len(set(names(after).values())) == 4


def test_a_table_whose_titles_are_lost_is_read_as_before_and_told():
    broken = WATER + SOIL.replace("Intitulé", "Zzz").replace("Pour quand", "Qqq")

    programme = understood(at(broken), previous=at(WATER + SOIL, days=-1))

    assert actions(programme) == ["Former", "Équiper", "Composter", "Planter"]
    assert told(programme, "column_missing") == [
        "La ligne d’en-tête est introuvable dans l’onglet « Plan d’action » du classeur "
        "« Suivi P01 ».".replace("« ", "«\u00a0").replace(" »", "\u00a0»")
    ]


def test_a_column_that_one_of_the_tables_loses_is_told_though_the_other_has_it():
    broken = WATER + SOIL.replace("État", "Zzz").replace("en cours", "en  cours")

    programme = understood(at(broken), previous=at(WATER + SOIL, days=-1))

    (finding,) = told(programme, "column_missing")
    assert "Statut" in finding
    assert actions(programme) == ["Former", "Équiper", "Composter", "Planter"]


def test_a_table_that_somebody_took_away_is_gone_without_more():
    programme = understood(at(WATER), previous=at(WATER + SOIL, days=-1))

    assert actions(programme) == ["Former", "Équiper"]
    assert told(programme, "column_missing", "source_truncated") == []


def test_a_table_that_sources_names_by_its_row_of_titles_is_not_read_twice():
    own = pilotage()
    registry = tab(
        "Sources",
        [
            ("Table", "Partenaire", "Classeur", "Onglet", "Ligne d'en-tête"),
            ("Plan d'action", "P01", P01_ID, "Plan d'action", None),
            ("Décisions", "P01", P01_ID, "Plan d'action", 5),
        ],
    )
    tabs = tuple(registry if each.title == "Sources" else each for each in own.tabs)
    shot = night(
        replace(own, tabs=tabs),
        book(P01_ID, tab("Plan d'action", WATER + SOIL, sheet_id=7)),
    )

    assert actions(understood(shot)) == ["Former", "Équiper"]


def test_to_try_a_file_shows_each_of_its_tables_with_its_columns():
    whole = book(P01_ID, tab("Suivi", WATER + SOIL))

    page = trial_of(whole, as_of=TUESDAY)

    assert [table.heading.replace("\u00a0", " ") for table in page.tables] == [
        "Plan d’action, onglet « Suivi » · titres ligne 1 · 2 lignes",
        "Plan d’action, onglet « Suivi » · titres ligne 5 · 2 lignes",
    ]
    assert [len(table.columns) for table in page.tables] == [4, 4]
    assert [table.verdict for table in page.tables] == ["Se lit tel quel."] * 2
    assert all(not table.lost for table in page.tables)


def test_a_reader_sees_of_each_table_its_own_columns_only():
    notes = SOIL.replace("| État", "| État     | Couleur").replace(
        "| en cours", "| en cours | secret"
    )
    programme = understood(at(WATER + notes))

    seen = programme_for(programme, viewer=Viewer(audience=Audience.COPIL))

    (table,) = seen.tables["actions"]
    assert table.tab.rows[5] == ("20/02/2026", "P01", "Composter", "en cours", None)
    assert [row.plain("title") for row in table.rows] == actions(programme)
