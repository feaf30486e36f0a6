"""Nobody is well on « Tableau de bord » while something of theirs cannot be read."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from support.programme.build import a_partner, a_programme
from support.reminders.planned import TUESDAY, finding, tracked

from relocalisons.core.acts.acts import derive_acts
from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.kernel.model import FindingState
from relocalisons.core.pilotage.dashboard.dashboard import build_full_state

PROGRAMME = a_programme(partners=[a_partner("P01", "Ville")])


@pytest.mark.parametrize(
    ("unseen", "shown"),
    [(None, "● Conforme"), (date(2026, 3, 1), "○ Illisible")],
)
def test_nobody_is_well_while_something_of_theirs_cannot_be_read(unseen, shown):
    (seen,) = tracked(finding(subject="A1"), decision="sans objet")
    state = FindingState.OUT_OF_SIGHT if unseen else FindingState.RESOLVED
    (other,) = tracked(finding(subject="A2"), state=state)
    lines = (seen, replace(other, unseen_since=unseen))
    acts = derive_acts(lines, programme=PROGRAMME, as_of=TUESDAY)

    tab = build_full_state(
        lines, programme=PROGRAMME, links=CellLinks(), as_of=TUESDAY, acts=acts,
        read_at=datetime(2026, 3, 3, 6, 31, tzinfo=UTC),
    )  # fmt: skip

    words = " | ".join(str(cell) for row in tab.values for cell in row if cell != "")
    _, found, rest = (
        words.replace("\u00a0", " ").split("Par partenaire")[1].partition(f"{shown} | P01")
    )
    assert found
    assert ("Rien ne presse" in rest) is (unseen is None)
