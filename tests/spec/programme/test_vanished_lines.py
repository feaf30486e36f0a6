"""A line with a number that somebody deletes is asked about, in every table, until settled."""

from datetime import date
from string import ascii_uppercase

import pytest
from support.programme.sheets import (
    P01_ID,
    book,
    later,
    night,
    one_partner,
    pilotage,
    tab,
    understood,
)

from relocalisons.core.assessment.vanished import Vanished, find_vanished
from relocalisons.core.kernel.model import Audience, Finding, Severity, Snapshot

DAY = date(2026, 3, 3)
PLAN = """
    N° action | Intitulé | Responsable | Début prévu | Fin prévue | Avancement | Statut
    A1.1      | Former   | P01         | 05/01/2026  | 13/02/2026 | 40 %       | en cours
    A1.2      | Équiper  | P01         | 12/01/2026  | 27/02/2026 | 0 %        | à venir
"""
DECISIONS = """
    N°         | Réunion | Décision            | Responsable | Échéance   | Statut
    D-2026-001 | R-01    | Harmoniser le prix  | P01         | 31/03/2026 | ouverte
    D-2026-002 | R-01    | Visiter la légumerie | P02        | 15/04/2026 | ouverte
"""
DELIVERIES = """
    Date       | Contrat | Quantité
    02/02/2026 | C1      | 12 kg
    09/02/2026 | C1      | 15 kg
"""


def without(table: str, number: str) -> str:
    return "\n".join(line for line in table.splitlines() if number not in line)


def sheets(
    *, plan: str = PLAN, decisions: str = DECISIONS, deliveries: str = DELIVERIES
) -> Snapshot:
    return one_partner(
        tab("Plan d'action", plan, sheet_id=7),
        own=(tab("Décisions", decisions, sheet_id=8), tab("Livraisons", deliveries, sheet_id=9)),
    )


def told(
    after: Snapshot, *, before: Snapshot | None = None, earlier: tuple[Finding, ...] = ()
) -> tuple[Finding, ...]:
    """What is said on the night of `after`; `before` is the reading of the day before."""
    yesterday = later(before or sheets(), days=-1)
    programme = understood(after, previous=yesterday)
    return find_vanished(programme, baseline={}, vanished=Vanished(told=earlier))


def test_an_action_deleted_overnight_is_told_with_its_name_and_whose_it_was():
    (finding,) = told(sheets(plan=without(PLAN, "A1.2")))

    assert (finding.kind, finding.subject, finding.partner) == ("row_deleted", "A1.2", "P01")
    assert finding.audience is Audience.COORDINATION
    assert finding.severity is Severity.WATCH
    assert finding.title == (
        "A1.2 («\u00a0Équiper\u00a0») n’est plus dans «\u00a0Plan d’action\u00a0» («\u00a0Suivi "
        "P01\u00a0»)\u00a0: sa ligne a été supprimée ou renumérotée."
    )
    assert "Historique des versions" in finding.action
    assert finding.ask == "", "a partner is not written to about a line that may be gone on purpose"
    assert finding.evidence[0].cell == "", "another line stands in its cells now"


def test_a_line_of_her_own_tabs_is_told_too():
    (finding,) = told(sheets(decisions=without(DECISIONS, "D-2026-002")))

    assert finding.subject == "pilotage/decisions/D-2026-002"
    assert finding.partner is None
    assert "Visiter la légumerie" in finding.title


def test_it_is_told_every_night_until_the_line_is_back():
    gone, back = sheets(plan=without(PLAN, "A1.2")), sheets()
    first = told(gone)

    second = told(gone, before=gone, earlier=first)
    third = told(back, before=gone, earlier=second)

    assert second == first
    assert third == ()


@pytest.mark.parametrize(
    "after",
    [
        sheets(plan=PLAN.replace("A1.2 ", "A1.9 ")),
        sheets(plan=PLAN.replace("A1.2      | Équiper ", "~A1.2~ | ~Équiper~ ")),
    ],
    ids=["renumbered", "struck through"],
)
def test_what_is_no_deletion_is_not_told(after):
    assert told(after) == ()


def test_a_line_that_no_number_names_is_told_by_what_it_said():
    (finding,) = told(sheets(deliveries=without(DELIVERIES, "09/02")))

    assert finding.title.startswith("Une ligne («\u00a009/02/2026, C1")
    assert finding.title.endswith("sa ligne a été supprimée.")


def test_a_plan_numbered_anew_has_lost_nothing():
    shifted = PLAN.replace("A1.2 ", "A1.3 ").replace("A1.1 ", "A1.2 ")

    assert told(sheets(plan=shifted)) == ()


def test_a_line_moved_to_another_workbook_is_still_there():
    other = "drive-file-p02-0000000000000"
    lines = f"Plan d'action | P01 | {P01_ID} | Plan d'action\nPlan d'action | P02 | {other} | Plan"
    header = PLAN.strip().splitlines()[0]
    moved = "\n".join([header, PLAN.strip().splitlines()[2]])

    def two(first: str, second: str) -> Snapshot:
        return night(
            pilotage(sources=lines),
            book(P01_ID, tab("Plan d'action", first, sheet_id=7)),
            book(other, tab("Plan", second, sheet_id=7), name="Suivi P02"),
        )

    before = two(PLAN, header + "\nA2.1 | Livrer | P02 | 05/01/2026 | 13/02/2026 | 0 % | à venir")

    assert told(two(without(PLAN, "A1.2"), moved), before=before)[0].subject == "A2.1"
    assert len(told(two(without(PLAN, "A1.2"), moved), before=before)) == 1


def test_a_tab_out_of_sight_has_lost_no_line_and_what_was_told_stays_told():
    gone = sheets(plan=without(PLAN, "A1.2"))
    first = told(gone)
    hidden = night(
        pilotage(sources=f"Plan d'action | P01 | {P01_ID} | Plan d'action"),
        book(P01_ID, tab("Notes", [["rien"]])),
    )

    assert told(hidden) == ()
    assert told(hidden, before=gone, earlier=first) == first


def test_sentences_have_no_hole_whatever_the_line_was_called():
    for letter in ascii_uppercase[:5]:
        named = PLAN.replace("Équiper", f"={letter}1*«x»")
        (finding,) = told(sheets(plan=without(named, "A1.2")), before=sheets(plan=named))
        assert finding.title.endswith(".")
        assert finding.action.endswith(".")
