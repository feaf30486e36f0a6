"""« Date d'achèvement » as the only end of a plan, while its lines end one after the other."""

import pytest
from support.programme.sheets import P01_ID, book, later, night, pilotage, tab, understood

from relocalisons.core.kernel.model import Snapshot

LINE = f"Plan d'action | P01 | {P01_ID} | Plan d'action\n"
PLAN = """
    N°  | Action   | Qui | Date d'achèvement | Statut
    A1  | Former   | P01 | 30/01/2026        | {}
    A2  | Équiper  | P01 | 15/05/2026        | {}
    A3  | Composer | P01 | 12/06/2026        | {}
    A4  | Publier  | P01 |                   | {}
"""


def at(states: tuple[str, ...], *, days: int = 0) -> Snapshot:
    sheet = tab("Plan d'action", PLAN.format(*states), sheet_id=7)
    return later(night(pilotage(sources=LINE), book(P01_ID, sheet)), days=days)


# What each line says on one night, and on the next.
NIGHTS = (
    (("fait", "en cours", "en cours", "fait"), ("fait", "fait", "en cours", "fait")),
    (("fait", "fait", "en cours", "fait"), ("fait", "fait", "fait", "fait")),
    # What is left to do has no day: those of the others are the days on which they ended.
    (("fait", "en cours", "en cours", ""), ("fait", "fait", "fait", "en cours")),
)


@pytest.mark.parametrize(("before", "after"), NIGHTS)
def test_no_column_is_missing_when_a_line_ends(before, after):
    programme = understood(at(after), previous=at(before, days=-1))

    assert [one.title for one in programme.findings if one.kind.value == "column_missing"] == []
    assert [action.number for action in programme.actions] == ["A1", "A2", "A3", "A4"]
