"""A plan that says dates and no state: what has gone by is asked once, never guessed late."""

from datetime import date

import pytest
from support.programme.sheets import one_partner, tab, understood

from relocalisons.core.assessment.assessment import assess
from relocalisons.core.kernel.model import Audience

DAY = date(2026, 3, 3)


def told(header: str, *lines: str):
    plan = tab("Plan d'action", "\n".join((header, *lines)), sheet_id=7)
    found = assess(understood(one_partner(plan), as_of=DAY), as_of=DAY, baseline={})
    return [one for one in found if one.kind.value in ("dates_without_state", "action_late")]


DATES = "N° action | Intitulé | Responsable | Fin prévue"


def test_dates_that_have_gone_by_are_one_question_a_plan():
    (asked,) = told(
        DATES, "A1 | Former | P01 | 13/02/2026", "A2 | Planter | P01 | 30/01/2026",
        "A3 | Suivre | P01 | 30/06/2026",
    )  # fmt: skip

    assert asked.key == "dates_without_state:P01/actions/status"
    assert asked.title.replace("\u00a0", " ").replace("\u202f", " ") == (
        "« Plan d’action » : 2 dates passées, aucun état : terminées ou en retard ?"
    )
    assert asked.detail == "A2 (30/01/2026) et A1 (13/02/2026)."
    assert asked.action.startswith("Demander à Anne Roux (Ville de Grasse) d’ajouter une colonne ")
    assert (asked.partner, asked.audience) == ("P01", Audience.COORDINATION)


@pytest.mark.parametrize(
    ("header", "lines"),
    [
        (DATES, ["A1 | Former | P01 | 30/06/2026"]),  # nothing has gone by
        (f"{DATES} | Fin réelle", ["A1 | Former | P01 | 13/02/2026 | 10/02/2026"]),
        (f"{DATES} | Avancement", ["A1 | Former | P01 | 13/02/2026 | 100 %"]),
        # Most lines say their state: the one that does not is asked by its cell.
        (
            f"{DATES} | Statut",
            [
                "A1 | Former | P01 | 13/02/2026 |",
                "A2 | Planter | P01 | 30/06/2026 | en cours",
                "A3 | Suivre | P01 | 30/06/2026 | en cours",
            ],
        ),
    ],
    ids=["to come", "ended", "all done", "one cell"],
)
def test_nothing_is_asked_of_what_says_enough(header: str, lines: list[str]):
    assert told(header, *lines) == []


def test_a_column_of_states_that_nobody_fills_is_asked_of_too_and_nobody_is_late():
    (asked,) = told(f"{DATES} | Statut", *(f"A{n} | Action {n} | P01 | 13/02/2026 |" for n in "12"))

    assert asked.kind == "dates_without_state"
    assert "de remplir la colonne" in asked.action
