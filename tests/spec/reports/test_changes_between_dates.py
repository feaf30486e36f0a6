"""« Qui a changé quoi depuis »: what people changed, and nothing that only moved."""

from dataclasses import replace
from datetime import date

from support.programme.build import a_file
from support.programme.sheets import P01_ID, PILOTAGE_ID, one_partner, tab

from relocalisons.core.kernel.model import Snapshot
from relocalisons.core.sources.changes import changes_between, changes_by_owner
from relocalisons.core.sources.parameters import read_parameters
from relocalisons.core.sources.sources import read_sources

DAY = date(2026, 3, 3)
HEADER = "N° action | Intitulé | Responsable | Début prévu | Fin prévue | Avancement | Statut\n"
FIRST = "A1.1 | Former  | P01 | 05/01/2026 | 13/02/2026 | 40 % | en cours\n"
SECOND = "A1.2 | Équiper | P01 | 12/01/2026 | 27/02/2026 | 0 %  | à venir\n"


def a_night(plan: str, *, title: str = "Plan d'action") -> Snapshot:
    return one_partner(tab(title, plan, sheet_id=7))


def told(before: Snapshot, after: Snapshot) -> list[str]:
    own = before.workbook(PILOTAGE_ID)
    assert own is not None
    changes = changes_between(
        before,
        after,
        entries=read_sources(own).entries,
        parameters=read_parameters(own, as_of=DAY),
    )
    return [change.sentence.replace("\u00a0", " ") for change in changes]


def test_a_cell_that_was_typed_over_is_told_with_what_it_said():
    after = FIRST.replace("13/02/2026", "30/04/2026")

    assert told(a_night(HEADER + FIRST), a_night(HEADER + after)) == [
        "« Plan d’action », A1.1, Fin prévue : « 13/02/2026 » → « 30/04/2026 »."
    ]


def test_a_sorted_sheet_and_an_inserted_column_change_nothing():
    moved = """
        N° action | Priorité | Intitulé | Responsable | Début prévu | Fin prévue | Avancement | Statut
        A1.2      | haute    | Équiper  | P01         | 12/01/2026  | 27/02/2026 | 0 %        | à venir
        A1.1      | basse    | Former   | P01         | 05/01/2026  | 13/02/2026 | 40 %       | en cours
    """  # noqa: E501

    assert told(a_night(HEADER + FIRST + SECOND), a_night(moved)) == []


def test_the_same_date_in_another_notation_is_the_same_date():
    after = FIRST.replace("13/02/2026", "13 février 2026")

    assert told(a_night(HEADER + FIRST), a_night(HEADER + after)) == []


def test_lines_added_removed_and_struck_are_told():
    struck = "~A1.1~ | ~Former~ | ~P01~ | ~05/01/2026~ | ~13/02/2026~ | ~40 %~ | ~en cours~\n"
    third = "A1.3 | Évaluer | P01 | 02/03/2026 | 30/04/2026 | 0 % | à venir\n"

    said = told(a_night(HEADER + FIRST + SECOND), a_night(HEADER + struck + third))

    assert said == [
        "« Plan d’action », A1.1 : ligne barrée.",
        "« Plan d’action », A1.3 : ligne ajoutée.",
        "« Plan d’action », A1.2 : ligne supprimée.",
    ]


def test_a_table_that_one_night_could_not_read_is_left_out():
    assert told(a_night(HEADER + FIRST), a_night("rien | ici | non plus\n")) == []


def test_who_is_the_last_editor_of_the_workbook_and_when():
    before, after = a_night(HEADER + FIRST), a_night(HEADER + FIRST.replace("40 %", "60 %"))
    item = a_file("Suivi P01", file_id=P01_ID, last_modifying_user="anne@grasse.example")
    own = before.workbook(PILOTAGE_ID)
    assert own is not None

    (change,) = changes_between(
        before, replace(after, items=(item,)), entries=read_sources(own).entries
    )

    assert change.last_editor == "anne@grasse.example"
    assert change.place.cell == "F2"
    assert list(changes_by_owner([change])) == ["P01"]


def test_two_equal_snapshots_differ_in_nothing():
    night = a_night(HEADER + FIRST + SECOND)
    assert told(night, night) == []
