"""Three weeks of « Relances »: she sorts, filters, renames, copies, inserts and hides at random.

A hundred passes and more acts of hers, many in the instant between our last look and our write;
`make stories` plays longer ones. The seed is in the message: `Story(seed=…)` plays it again.
"""

from pathlib import Path

from support.databases import new_database
from support.pilotage.coordinator_inbox import Story

from relocalisons.store.opening import open_store

SEED = 2


def test_nothing_leaves_against_her_word_and_no_decision_is_lost(tmp_path: Path):
    with new_database("sqlite", tmp_path) as url, open_store(url) as store:
        story = Story(seed=SEED, store=store)
        story.play()

    assert story.wrong == [], f"seed {SEED}"
    assert story.passes == 99, f"seed {SEED}: a pass stopped"
    assert story.acts > 100, f"seed {SEED}"
    assert len(story.sent) > 5, f"seed {SEED}: too little left to say anything"
