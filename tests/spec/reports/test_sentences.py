"""What the reports say: every sentence is true for 0, 1 and many, and claims only what is known."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.programme.build import (
    a_contract,
    a_deliverable,
    a_file,
    a_programme,
    an_action,
    commitments,
    deliveries,
)

from relocalisons.core.assessment.assessment import assess
from relocalisons.core.kernel.model import FindingState, TrackedFinding
from relocalisons.core.kernel.words import french
from relocalisons.core.money.spending import BudgetLine, Spending
from relocalisons.core.programme.scope import whole_programme
from relocalisons.core.reports.sections.bars import volumes_title
from relocalisons.core.reports.sections.planning_picture import gantt_title
from relocalisons.core.reports.shared import sentences
from relocalisons.core.reports.shared.measures import Measures, measure

TODAY = date(2026, 3, 2)


def measured(*, actions=(), deliverables=(), contracts=(), files=()) -> Measures:
    programme = a_programme(
        actions=tuple(actions),
        deliverables=tuple(deliverables),
        contracts=tuple(contracts),
        items=tuple(files),
    )
    tracked = tuple(
        TrackedFinding(finding=finding, state=FindingState.OPEN, first_seen=TODAY)
        for finding in assess(programme, as_of=TODAY, baseline={})
    )
    return measure(programme, tracked, whole_programme(programme), as_of=TODAY)


def late(number: str, *, days: int):
    start, end = TODAY - timedelta(days=days + 50), TODAY - timedelta(days=days)
    return an_action(
        number,
        title=f"Action {number}",
        start=start.isoformat(),
        end=end.isoformat(),
        progress="0.5",
        status="in_progress",
    )


def plain(text: str) -> str:
    """Sentences are compared without their no-break spaces; typography has its own test."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((), "Aucune action n’est en retard."),
        ((12,), "1 action est en retard : A1 « Action A1 », de 12 jours."),
        ((12, 5), "2 actions sont en retard ; la plus en retard est A1 « Action A1 » (12 jours)."),
        ((12, 12, 1), "3 actions sont en retard ; les plus en retard sont A1 et A2 (12 jours)."),
        ((3, 3, 3, 3), "4 actions sont en retard ; le plus grand retard est de 3 jours."),
    ],
)
def test_lateness_is_said_in_the_right_number_and_a_tie_names_all_or_none(days, said):
    plan = [late(f"A{index}", days=length) for index, length in enumerate(days, start=1)]

    assert plain(sentences.lateness_sentence(measured(actions=plan))) == said


def test_no_lateness_is_claimed_for_what_cannot_be_measured():
    unreadable = an_action("A1", end="!!", status="in_progress")

    alone = sentences.lateness_sentence(measured(actions=[unreadable]))
    beside = sentences.lateness_sentence(
        measured(actions=[unreadable, an_action("A2", end="2026-12-31", status="planned")])
    )

    assert plain(alone) == (
        "Aucun retard ne peut être mesuré, faute de dates et de statuts lisibles."
    )
    assert plain(beside) == (
        "Aucune action n’est en retard à coup sûr, 1 à préciser ; 1 action n’est pas mesurable."
    )


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(["late", "done", "planned", "unreadable", "dropped"]), max_size=14))
def test_the_states_of_a_plan_add_up_to_the_actions_that_are_followed(kinds):
    made = {
        "late": lambda number: late(number, days=9),
        "done": lambda number: an_action(number, status="done", end="2026-01-31"),
        "planned": lambda number: an_action(number, status="planned", end="2026-12-31"),
        "unreadable": lambda number: an_action(number, status="??", end="2026-12-31"),
        "dropped": lambda number: an_action(number, status="dropped", end="2026-12-31"),
    }
    plan = [made[kind](f"A{index}") for index, kind in enumerate(kinds)]

    said = plain(sentences.states_sentence(measured(actions=plan)))

    followed = len([kind for kind in kinds if kind != "dropped"])
    if followed == 0:
        assert said == "Aucune action n’est suivie dans ce périmètre."
        return
    head, _, parts = said.rstrip(".").partition(" : ")
    numbers = [int(part.split()[0]) for part in parts.replace(" et ", ", ").split(", ")]
    assert head.startswith(f"Sur {followed} action")
    assert sum(numbers) == followed


@pytest.mark.parametrize(
    ("progress", "said"),
    [
        ("0.5", "L’avancement moyen atteint 50 %, comme attendu à cette date."),
        ("0.2", "L’avancement moyen atteint 20 % pour 50 % attendus (−30 points)."),
        ("0.49", "L’avancement moyen atteint 49 % pour 50 % attendus (−1 point)."),
        ("0.8", "L’avancement moyen atteint 80 %, au-delà des 50 % attendus (+30 points)."),
    ],
)
def test_progress_is_compared_with_the_share_of_the_planned_time_gone_by(progress, said):
    halfway = an_action(
        "A1",
        start=(TODAY - timedelta(days=50)).isoformat(),
        end=(TODAY + timedelta(days=49)).isoformat(),
        progress=progress,
        status="in_progress",
    )

    assert plain(sentences.progress_sentence(measured(actions=[halfway]))) == said


def test_a_mean_says_how_many_actions_it_leaves_out():
    plan = [
        late("A1", days=3),
        an_action("A2", progress="!!", start="2026-01-01", end="2026-12-31"),
    ]

    said = plain(sentences.progress_sentence(measured(actions=plan)))

    assert said.endswith("; 1 action n’est pas comptée sur 2 (A2).")


def due(number: str, *, days: int, status: str = "déposé", **given_values):
    return a_deliverable(
        number,
        status=status,
        title=f"Guide {number}",
        due=(TODAY - timedelta(days=days)).isoformat(),
        rule=f"{number}_*.pdf",
        **given_values,
    )


@pytest.mark.parametrize(
    ("expected", "there", "said"),
    [
        ({}, (), "Aucun livrable n’était attendu à cette date."),
        ({"L1": 9}, ("L1",), "Le seul livrable attendu à cette date est dans le Drive."),
        (
            {"L1": 9},
            (),
            "Le seul livrable attendu à cette date n’est pas dans le Drive ; il manque "
            "L1 « Guide L1 », depuis 9 jours.",
        ),
        (
            {"L1": 9, "L2": 5},
            ("L1", "L2"),
            "Les 2 livrables attendus à cette date sont tous dans le Drive.",
        ),
        (
            {"L1": 9, "L2": 5},
            ("L2",),
            "1 des 2 livrables attendus est dans le Drive ; il manque L1 « Guide L1 », "
            "depuis 9 jours.",
        ),
        (
            {"L1": 9, "L2": 5, "L3": 40},
            (),
            "Aucun des 3 livrables attendus n’est dans le Drive ; 3 manquent "
            "(L3 « Guide L3 », 40 jours ; L1 « Guide L1 », 9 jours ; L2 « Guide L2 », 5 jours).",
        ),
        (
            {"L1": 9, "L2": 9, "L3": 4, "L4": 1},
            ("L3", "L4"),
            "2 des 4 livrables attendus sont dans le Drive ; 2 manquent "
            "(L1 « Guide L1 », 9 jours ; L2 « Guide L2 », 9 jours).",
        ),
    ],
)
def test_deliverables_are_counted_from_the_files_that_are_in_the_drive(expected, there, said):
    deliverables = [
        due(number, days=days, status="déposé" if number in there else "en rédaction")
        for number, days in expected.items()
    ]
    files = [a_file("autre.txt"), *(a_file(f"{number}_v1.pdf") for number in there)]

    measures = measured(deliverables=deliverables, files=files)

    assert plain(sentences.deliverables_sentence(measures)) == said


def test_a_refused_deliverable_is_neither_there_nor_missing():
    deliverables = [due("L1", days=9, status="refusé"), due("L2", days=5)]

    measures = measured(deliverables=deliverables, files=[a_file("L2_v1.pdf")])

    assert plain(sentences.deliverables_sentence(measures)) == (
        "1 des 2 livrables attendus est dans le Drive ; L1 « Guide L1 » a été refusé."
    )


@pytest.mark.parametrize(
    ("there", "missing", "tail"),
    [
        ("à produire", "à produire", " L1 est dans le Drive, mais noté « à produire » au plan."),
        ("déposé", "en rédaction", ""),
        ("déposé", "validé", " L2 est noté « validé » au plan, mais absent du Drive."),
        ("validé ?", "validé ?", ""),  # a doubt contradicts nothing
    ],
)
def test_a_drive_and_a_plan_that_say_otherwise_are_both_told(there, missing, tail):
    deliverables = [due("L1", days=9, status=there), due("L2", days=5, status=missing)]
    measures = measured(deliverables=deliverables, files=[a_file("L1_v1.pdf")])

    assert plain(sentences.deliverables_sentence(measures)).endswith(f"depuis 5 jours.{tail}")


def contract(number: str, delivered: str):
    return a_contract(
        number,
        planned=commitments("until | volume\n2026-02-28 | 10 t", contract=number),
        made=deliveries(f"on | quantity\n2026-02-10 | {delivered}", contract=number),
    )


@pytest.mark.parametrize(
    ("volumes", "said", "title"),
    [
        (
            ("10 t",),
            "Le volume livré est de 10 t, pour un engagement de 10 t à cette date, soit 100 % ; "
            "aucun contrat n’est sous sa tolérance.",
            "Le seul contrat mesuré tient son engagement, tolérance comprise",
        ),
        (
            ("10 t", "4 t"),
            "Le volume livré est de 14 t, pour un engagement de 20 t à cette date, soit 70 % ; "
            "1 contrat est sous sa tolérance.",
            "1 contrat sur 2 est sous sa tolérance ; il lui manque 6 t",
        ),
        (
            ("5 t", "4 t", "8..9 t"),
            "Le volume livré est de 9 t, pour un engagement de 20 t à cette date, soit 45 % ; "
            "2 contrats sont sous leur tolérance, 1 n’est pas mesurable.",
            "2 contrats sur 2 sont sous leur tolérance ; il leur manque 11 t",
        ),
    ],
)
def test_volumes_are_those_of_the_contracts_that_can_be_measured(volumes, said, title):
    contracts = [contract(f"C{index}", volume) for index, volume in enumerate(volumes)]

    measures = measured(contracts=contracts)

    assert plain(sentences.volumes_sentence(measures)) == said
    assert plain(volumes_title(measures)) == title


def spending(*, budget: int, paid: int, gone: str | None = "0.5", left_out: int = 0) -> Spending:
    line = BudgetLine(
        name="Personnel",
        budget=Decimal(budget),
        committed_amount=Decimal(paid),
        paid_amount=Decimal(paid),
        eligible_amount=Decimal(paid),
        paid=(),
        budget_rows=(),
    )
    return Spending(
        lines=(line,),
        left_out=left_out,
        unread_budgets=0,
        time_share=None if gone is None else Decimal(gone),
        before_tax=True,
    )


@pytest.mark.parametrize(
    ("given_spending", "said"),
    [
        (
            spending(budget=0, paid=0),
            "Les dépenses ne sont pas mesurables, faute de budget lisible pour ce financeur.",
        ),
        (
            spending(budget=1000, paid=250),
            "250 € payés sur 1 000 € de budget, soit 25 %, alors que 50 % de la période "
            "d’éligibilité sont écoulés.",
        ),
        (
            spending(budget=1000, paid=250, gone=None, left_out=2),
            "250 € payés sur 1 000 € de budget, soit 25 % ; 2 dépenses n’ont pas pu être comptées.",
        ),
    ],
)
def test_spending_says_its_budget_its_time_and_its_holes(given_spending, said):
    assert plain(sentences.spending_sentence(given_spending)) == said


def test_an_unreadable_budget_line_is_said_beside_the_total_that_lacks_it():
    holed = replace(spending(budget=1000, paid=250, gone=None), unread_budgets=1)

    said = plain(sentences.spending_sentence(holed))
    assert "soit au plus 25 % ;" in said
    assert said.endswith("; 1 ligne de budget est illisible et manque au total.")


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ([], "Aucune action ouverte n’a de date lisible"),
        (
            [("A1", "2026-06-30", None)],
            "La seule action ouverte mesurable finira dans les délais de référence",
        ),
        (
            [("A1", "2026-06-30", "2026-07-30")],
            "La seule action ouverte mesurable est en retard ou finira plus tard que prévu, de "
            "30 jours",
        ),
        (
            [("A1", "2026-06-30", "2026-07-30"), ("A2", "2026-06-30", "2026-07-09")],
            "Les 2 actions ouvertes mesurables sont en retard ou finiront plus tard que prévu, "
            "jusqu’à 30 jours",
        ),
    ],
)
def test_the_title_of_the_planning_is_its_message(plan, said):
    actions = [
        an_action(
            number,
            start="2026-01-01",
            end=end,
            revised=revised,
            status="in_progress",
            progress="0.5",
        )
        for number, end, revised in plan
    ]

    assert plain(gantt_title(measured(actions=actions))) == said


def test_an_open_action_never_ends_in_the_past():
    measures = measured(actions=[late("A1", days=12)])

    (line,) = measures.actions

    assert line.forecast == TODAY
    assert line.gap == 12
    assert line.late_days == 12


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b", "c"], "a, b et c"),
        (["a", "b", "c", "d"], "a, b, c et 1 autre"),
        (["a", "b", "c", "d", "e"], "a, b, c et 2 autres"),
    ],
)
def test_long_lists_of_names_say_how_many_are_left(names, said):
    assert plain(french.name_some(names, limit=3)) == said
