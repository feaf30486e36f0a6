"""In each tab that she shares, whatever she does, also while we write: her words stay whole.

Random sequences of sorts (of all columns but the hidden key, too), inserted rows and columns, moved
columns, cut, copied, pasted and deleted rows, and undo. No word ends beside another row than the
one she saw, none is lost, and her own rows stay.
"""

from datetime import UTC, date, datetime

import pytest
from support.pilotage.shared_hand import SharedHand
from support.programme.build import a_programme

from relocalisons.core.acts.acts import Acts
from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.pilotage.anomalies import build_anomalies
from relocalisons.core.pilotage.reminder_tab import build_reminder_tab
from relocalisons.core.pilotage.to_do import build_to_do
from relocalisons.core.pilotage.to_tidy import build_to_tidy

ON = date(2026, 3, 3)
GIVEN = {"programme": a_programme(), "links": CellLinks(), "as_of": ON}
TABS = {
    "Anomalies": (build_anomalies((), **GIVEN), "Que faire"),
    "À faire": (build_to_do(Acts(), **GIVEN), "Acte"),
    "À ranger": (build_to_tidy(Acts(), **GIVEN), "À ranger"),
    "Relances": (
        build_reminder_tab((), week="2026-W10", deadline=datetime(2026, 3, 5, 12, tzinfo=UTC)),
        "Objet",
    ),
}


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("title", TABS)
def test_no_word_is_lost_or_beside_another_row_and_her_own_rows_stay(title: str, seed: int):
    empty, said_in = TABS[title]
    hand = SharedHand(seed=seed, empty=empty, said_in=said_in)

    hand.play(passes=25)

    assert hand.wrong == [], f"{title}, seed {seed}"
    assert len(hand.told) > 25
    assert hand.rows


@pytest.mark.parametrize("killed", ["before", "after"])
@pytest.mark.parametrize("title", TABS)
def test_a_run_that_dies_at_a_request_leaves_words_and_rows_whole_to_the_next(
    title: str, killed: str
):
    """The look and the write are the two requests of a tab; Google takes a write whole or not."""
    empty, said_in = TABS[title]
    hand = SharedHand(seed=4, empty=empty, said_in=said_in, at_once=0, killed=killed)

    hand.play(passes=15)

    assert hand.wrong == [], title
