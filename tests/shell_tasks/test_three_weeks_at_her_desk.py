"""Three weeks of « Relances »: she sorts, filters, renames, copies, inserts and hides at random.

A word of hers typed in the instant before our write is one interleaving. The seed is in the message
of a failure: `Story(seed=…)` plays it again.
"""

from pathlib import Path

import pytest
from databases import new_database
from her_desk import Story

from relocalisons.store.opening import open_store

SEEDS = range(4)  # about a hundred passes each


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_leaves_against_her_word_and_no_decision_is_lost(seed: int, tmp_path: Path):
    with new_database("sqlite", tmp_path) as url, open_store(url) as store:
        story = Story(seed=seed, store=store)
        story.play()

    assert story.wrong == [], f"seed {seed}"
    assert story.passes >= 90
    assert len(story.sent) >= 5, f"seed {seed}: too little left for the story to say anything"
