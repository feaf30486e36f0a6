"""The same three weeks of her inbox as in `shell_tasks`, played with other dice: 600 passes."""

from pathlib import Path

import pytest
from support.databases import new_database
from support.pilotage.coordinator_inbox import Story

from relocalisons.store.opening import open_store

pytestmark = pytest.mark.story


@pytest.mark.parametrize("seed", [0, 1, 3, 4, 5, 6, 7])
def test_whatever_the_dice_nothing_leaves_against_her_word(seed: int, tmp_path: Path):
    with new_database("sqlite", tmp_path) as url, open_store(url) as store:
        story = Story(seed=seed, store=store)
        story.play()

    assert story.wrong == [], f"seed {seed}"
    assert story.passes == 99, f"seed {seed}: a pass stopped"
