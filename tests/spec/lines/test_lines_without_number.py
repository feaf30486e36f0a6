"""A plan that numbers nothing is followed by its titles, as one that does by its numbers."""

from support.programme.sheets import P01_ID, TUESDAY, book, night, pilotage, tab, understood

from relocalisons.core.assessment.assessment import assess
from relocalisons.core.kernel.model import Programme
from relocalisons.core.kernel.wording import label_of
from relocalisons.core.reminders.lines import number_of

PLAN = """
    Action                                                | Pilote | Échéance   | Statut
    Former                                                | P01    | 13/02/2026 | en cours
    Équiper les trois cuisines de la vallée pour l’été    | P01    | 31/07/2026 | à venir
    Livrer                                                | P01    | mi ?       | à venir
"""
LINE = f"Plan d'action | P01 | {P01_ID} | Plan d'action\n"


def of(plan: str) -> Programme:
    return understood(
        night(pilotage(sources=LINE), book(P01_ID, tab("Plan d'action", plan, sheet_id=7)))
    )


def test_each_line_with_a_title_is_an_action_called_by_it():
    names = [each.number for each in of(PLAN).actions]

    assert names == ["Former", "Équiper les trois cuisines de la…", "Livrer"]


def test_a_late_one_is_told_under_its_title_said_once():
    late = [
        each
        for each in assess(of(PLAN), as_of=TUESDAY, baseline={})
        if each.kind.value == "action_late"
    ]

    assert [each.label for each in late] == ["Former"]


def test_a_title_is_not_said_twice_where_others_have_their_number():
    action = of(PLAN).actions[1]

    assert label_of(action.number, action.title) == action.title
    assert label_of("A1", "Former") == "A1 – Former"


def test_a_cell_in_doubt_of_such_a_line_is_called_by_its_place():
    (cell,) = of(PLAN).findings

    assert number_of(cell) == "ligne 4"


def test_a_line_without_number_among_numbered_ones_is_asked_about_as_before():
    plan = """
        N° action | Intitulé | Responsable | Début prévu | Fin prévue | Avancement | Statut
        A1.1      | Former   | P01         | 05/01/2026  | 13/02/2026 | 40 %       | en cours
                  | Équiper  | P01         | 05/01/2026  | 13/02/2026 | 40 %       | en cours
    """

    programme = of(plan)

    assert [each.number for each in programme.actions] == ["A1.1"]
    assert [each.kind.value for each in programme.findings] == ["cell_missing"]
