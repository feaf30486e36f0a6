"""Each kind of irregularity is found in every disguise among clean lines, and nothing else is.

A scene is drawn with a seeded dice: who, how much, how days and sums are written, where it stands.
The matrix (kind × disguise) is docs/money.md’s; many more draws of each are a story.
"""

import pytest
from support.money.disguises.judge import findings
from support.money.disguises.kinds import KINDS
from support.money.disguises.look_alikes import LOOK_ALIKES
from support.money.disguises.more_look_alikes import MORE_LOOK_ALIKES
from support.money.disguises.scene import Dice

DRAWS, MANY = 1, 12
LEAST_DISGUISES = 6
IN_ORDER = {**LOOK_ALIKES, **MORE_LOOK_ALIKES}


def told(name: str, draw, draws: int) -> tuple[list[str], list[str]]:
    """What is missed and what is told wrongly over some draws of a scene."""
    missed, false = list[str](), list[str]()
    for seed in range(draws):
        dice = Dice(f"{name}/{seed}")
        scene = draw(dice)
        said = findings(scene, dice)
        missed += [f"{name} ({seed}) : {each}" for each in said[0]]
        false += [f"{name} ({seed}) : {each}" for each in said[1]]
    return missed, false


def all_told(kind: str, draws: int) -> list[tuple[list[str], list[str]]]:
    return [told(f"{kind}/{name}", draw, draws) for name, draw in KINDS[kind].items()]


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_found_in_each_disguise_and_clean_lines_beside_it_are_not_told_of(kind):
    found = all_told(kind, DRAWS)

    assert [each for each in found if each != ([], [])] == []


def test_what_looks_like_an_irregularity_and_is_in_order_is_not_told_of():
    found = [told(name, draw, DRAWS) for name, draw in IN_ORDER.items()]

    assert [each for each in found if each != ([], [])] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_six_disguises_at_least(kind):
    assert len(KINDS[kind]) >= LEAST_DISGUISES


@pytest.mark.story
@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_found_however_it_is_drawn(kind):
    found = all_told(kind, MANY)

    assert [each for each in found if each != ([], [])] == []


@pytest.mark.story
def test_nothing_that_is_in_order_is_told_of_however_it_is_drawn():
    found = [told(name, draw, MANY) for name, draw in IN_ORDER.items()]

    assert [each for each in found if each != ([], [])] == []
