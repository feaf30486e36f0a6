"""« Essayer ce fichier »: one page says how a file would be read, before anything is kept of it."""

from datetime import UTC, date, datetime

import pytest
from support.programme.sheets import drawn

from relocalisons.core.kernel.model import Doubt, Partner, Reading, RowPlace, TabGrid, WorkbookGrid
from relocalisons.core.kernel.partners import index_names
from relocalisons.core.sources.trial.page import TableTried, TrialPage
from relocalisons.core.sources.trial.trial import closing_words, trial_of
from relocalisons.rendering.trial_page import as_lines, as_markdown

AS_OF = date(2026, 3, 2)
PLAN = """
    Suivi du service |                     |             |             |            |            |          |
    N° action        | Intitulé            | Responsable | Début prévu | Fin prévue | Avancement | Statut   | Couleur
    A1               | Ouvrir la légumerie | P01         | 05/01/2026  | T2 2026    | 40 %       | en cours | bleu
    A2               | Former              | Mairie      | 05/01/2026  | 13/02/2026 | 0 %        | à venir  | vert
    A3               | Évaluer             | P01         | 05/01/2026  | mi ?       | 0 %        | à venir  |
    A4               | Livrer              | P01         | 05/01/2026  | 30/01/2026 | 100 %      | terminé  |
    Total            |                     |             |             |            | 35 %       |          |
"""  # noqa: E501


def book(**tabs: str) -> WorkbookGrid:
    at = datetime(2026, 3, 2, tzinfo=UTC)
    grids = tuple(
        TabGrid(sheet_id=number, title=title, rows=tuple(map(tuple, drawn(text))))
        for number, (title, text) in enumerate(tabs.items())
    )
    return WorkbookGrid(
        file_id="f", name="Plan.xlsx", version="1", modified_time=at, read_at=at, tabs=grids
    )


def partners(*names: tuple[str, str]):
    place = RowPlace(
        file_id="p", workbook="Pilotage", tab="Partenaires", sheet_id=0, row=2, letters={}
    )
    return index_names(
        [
            Partner(
                code=code, name=name, profile="", contact=None, phone=None, channel=None,
                emails=Reading((), Doubt.ABSENT), active=True, place=place,
            )
            for code, name in names
        ],
        synonyms={},
    )  # fmt: skip


def tried(**more) -> TableTried:
    (table,) = trial_of(book(Suivi=PLAN, Aide="Mode d’emploi"), as_of=AS_OF, **more).tables
    return table


def test_columns_that_wait_for_her_word_are_told_once_with_what_to_type():
    plan = """
        Nom        | Qui pousse | Atterrissage | Zig      | Échéance financeur
        Former     | P01        | 30/06/2026   | en cours | 31/12/2026
        Livrer     | Mairie     | 31/07/2026   | à faire  | 31/12/2026
        Évaluer    | Mairie     | 31/08/2026   | à faire  |
        Publier    | P01        | 30/09/2026   | en cours | 31/12/2026
        Raconter   | P01        | 30/10/2026   | à faire  |
    """
    (table,) = trial_of(book(Suivi=plan), as_of=AS_OF).tables

    asked = plain(*table.asked)
    assert table.verdict.replace("\u00a0", " ") == "Se lit, sauf 2 colonnes à confirmer."
    assert (
        "B « Qui pousse » = « Partenaire responsable » et D « Zig » = « Statut » : à confirmer par "
        "« oui » dans « Sources » ; d’ici là, ces colonnes ne sont pas lues."
    ) in asked
    assert "Aucune colonne" not in asked
    assert "E « Échéance financeur » : n’est rien de ce tableau." in plain(*table.lost)


def plain(*sentences: str) -> str:
    return " ".join(sentences).replace("\u00a0", " ").replace("\u202f", " ")


def test_it_names_the_tab_the_line_of_titles_and_the_table():
    assert plain(tried().heading) == "Plan d’action, onglet « Suivi » · titres ligne 2 · 4 lignes"
    assert tried().verdict == "Se lit tel quel."


def test_each_column_says_what_it_is_understood_as_how_surely_and_why():
    columns = {plain(each.label): each for each in tried().columns}

    end = columns["E « Fin prévue »"]
    assert (end.meaning, end.sureness) == ("Fin prévue", "sûr")
    assert "titre connu" not in end.why
    assert (columns["H « Couleur »"].meaning, columns["H « Couleur »"].sureness) == ("–", "non lue")


def test_months_of_a_calendar_are_one_column_that_is_told_once():
    months = """
        Action  | Pilote | Janv. 2026 | Févr. 2026 | Mars 2026 | Avr. 2026
        Former  | P01    | x          | x          |           |
        Équiper | P01    |            | x          | x         | x
        Évaluer | P01    |            |            | x         | x
    """
    (table,) = trial_of(book(Planning=months), as_of=AS_OF).tables

    labels = [plain(each.label) for each in table.columns]
    assert labels[-1] == "C à F « Janv. 2026 … Avr. 2026 »"


def test_lines_are_shown_as_read_beside_what_was_typed_where_it_says_something_else():
    lines = [plain(line) for line in tried().lines]

    assert lines[0] == (
        "ligne 3 : Ouvrir la légumerie · P01 · 05/01/2026 · entre le 01/04/2026 et le 30/06/2026 "
        "(écrit « T2 2026 ») · 40 % · en cours"
    )
    assert "Fin prévue ? (écrit « mi ? »)" in lines[2]


def test_five_lines_are_enough_and_those_in_doubt_are_among_them():
    more = "".join(
        f"    B{n} | Faire {n} | P01 | 05/01/2026 | 30/06/2026 | 0 % | à venir | \n"
        for n in range(9)
    )
    (table,) = trial_of(
        book(Suivi=PLAN.replace("    Total", f"{more}    Total")), as_of=AS_OF
    ).tables

    assert len(table.lines) == 5
    assert any("mi ?" in line for line in table.lines)


def test_what_would_be_followed_is_counted_with_the_next_deadline_and_the_past_ones():
    assert plain(*tried().followed) == (
        "4 actions. 2 échéances, la prochaine le 30/06/2026 ; 1 déjà passée. 1 ligne déjà réglée."
    )


def test_what_would_be_asked_is_said_with_its_cell():
    asked = plain(*tried().asked)

    assert "E5, « Fin prévue » : « mi ? » n’est pas une date : tapez un jour" in asked


def test_a_column_that_lacks_cells_is_asked_once_with_its_lines():
    text = PLAN.replace("| 0 %        | à venir  |\n", "|            | à venir  |\n")
    (table,) = trial_of(book(Suivi=text.replace("40 %", "    ")), as_of=AS_OF).tables

    assert "« Avancement » est vide sur 2 lignes (lignes 3 et 5)." in plain(*table.asked)


def test_a_cell_whose_words_say_nothing_is_not_told_as_empty():
    (table,) = trial_of(book(Suivi=PLAN.replace("mi ?", "asap")), as_of=AS_OF).tables

    asked = plain(*table.asked)
    assert "« Fin prévue » : 1 case ne dit rien de précis (E5 « asap »)." in asked
    assert "« Fin prévue » est vide" not in asked


def test_a_copied_line_that_kept_its_number_is_lost_and_said_so():
    plan = """
        N° action | Intitulé | Fin prévue | Statut
        A1        | Former   | 30/06/2026 | en cours
        A2        | Livrer   | 31/07/2026 | à faire
        A2        | Équiper  | 31/08/2026 | à faire
    """
    (table,) = trial_of(book(Suivi=plan), as_of=AS_OF).tables

    assert plain(table.verdict) == "Se lit, sauf 1 ligne au numéro déjà pris."
    assert "ligne 4 : son numéro « A2 » est déjà celui d’une autre." in plain(*table.lost)


def test_a_table_of_titles_alone_is_not_said_to_read():
    (table,) = trial_of(
        book(Suivi="N° action | Intitulé | Fin prévue | Statut"), as_of=AS_OF
    ).tables

    assert table.verdict == "Aucune ligne sous les titres."
    assert {each.why for each in table.columns} == {"aucune ligne"}


def test_who_is_named_and_is_nobody_of_the_programme_is_told_when_partners_are_known():
    known = partners(("P01", "Chambre"), ("P02", "Ville"))

    assert "« Mairie » n’est pas dans « Partenaires »." in plain(*tried(names=known).asked)
    assert "Mairie" not in plain(*tried().asked)


def test_what_is_lost_is_said_with_the_reason():
    lost = plain(*tried().lost)

    assert "H « Couleur » : titre inconnu." in lost
    assert "ligne 7 : un total." in lost


def test_tabs_without_a_table_are_named_with_the_reason():
    page = trial_of(book(Suivi=PLAN, Aide="Mode d’emploi"), as_of=AS_OF)

    assert plain(*page.lost).startswith("Onglet « Aide » : ")


def test_a_file_in_which_nothing_can_be_followed_says_what_would_be_enough():
    page = trial_of(book(Aide="Mode d’emploi"), as_of=AS_OF)

    assert not page.is_adoptable
    assert page.tables == ()
    assert "Rien ne peut être suivi" in page.closing
    assert "Rien n’a été gardé." in page.closing


def test_what_to_do_to_adopt_it_depends_on_whether_sources_names_it():
    assert "déposez-le dans le Drive" in trial_of(book(Suivi=PLAN), as_of=AS_OF).closing
    assert "Déjà dans « Sources », ligne 8" in plain(closing_words([8]))
    assert closing_words([]) == ""


@pytest.mark.parametrize("width", [80, 100])
def test_a_terminal_of_that_width_holds_every_line(width: int):
    page = trial_of(book(Suivi=PLAN, Aide="Mode d’emploi"), as_of=AS_OF)

    lines = as_lines(page, width=width)

    assert max(map(len, lines)) <= width
    said = plain(*lines)
    for part in (
        "Telles que lues",
        "Serait suivi",
        "Serait demandé",
        "Perdu",
        "Rien n’a été gardé.",
    ):
        assert part in said


def test_in_a_terminal_columns_stand_under_one_another_and_long_titles_wrap_in_their_own():
    long = PLAN.replace("Début prévu", "Date de commencement des travaux")
    page = trial_of(book(Suivi=long), as_of=AS_OF)

    lines = [plain(line) for line in as_lines(page, width=80)]
    columns = lines[5 : lines.index("Telles que lues") - 1]

    assert not any(line[26:28].strip() or line[50:52].strip() for line in columns)
    at = next(n for n, line in enumerate(columns) if line.startswith("  D « Date"))
    assert columns[at + 1].startswith("    des travaux »")


def test_cells_of_one_column_that_do_not_read_are_asked_in_one_line():
    text = PLAN.replace("13/02/2026", "au vert")
    (table,) = trial_of(book(Suivi=text), as_of=AS_OF).tables

    (said,) = [line for each in table.asked if "Fin prévue" in (line := plain(each))]

    assert said.startswith(
        "« Fin prévue » : 2 cases ne se lisent pas (E4 « au vert » et E5 « mi ? »)."
    )


def test_tabs_without_a_table_are_named_together_in_one_short_sentence():
    page = trial_of(book(Suivi=PLAN, Aide="Mode d’emploi", Listes="à venir"), as_of=AS_OF)

    assert plain(*page.lost) == "Onglets « Aide » et « Listes » : aucun tableau à suivre."


def test_a_plan_in_several_tabs_is_named_once_in_the_title():
    page = trial_of(book(Nord=PLAN, Sud=PLAN), as_of=AS_OF)

    assert plain(page.title) == "Plan.xlsx : « Plan d’action » (2 onglets)"


def test_a_list_of_people_is_no_table_to_follow():
    people = """
        Nom             | Structure | Courriel
        Aurélie Bonnard | CEN       | a@cen.example
        Fanny Dubreuil  | Syndicat  | f@syndicat.example
    """
    page = trial_of(book(Suivi=PLAN, Contacts=people), as_of=AS_OF)

    assert len(page.tables) == 1
    assert "Contacts" in page.lost[0]


def test_in_prefect_it_is_a_table_that_no_cell_breaks():
    odd = PLAN.replace("Couleur", "Ton / couleur")
    page: TrialPage = trial_of(book(Suivi=odd), as_of=AS_OF)

    shown = as_markdown(page)

    rows = [line for line in shown.splitlines() if line.startswith("|")]
    assert {line.count("|") - line.count("\\|") for line in rows} == {5}
    assert "#### Plan d’action" in shown
