"""Thirty EGalim cases written by another reader: each delivery, each part, each verdict."""

from pathlib import Path

import pytest
from support.producers.egalim_cases import cases_in, differences

CASES = cases_in(Path(__file__).parents[2] / "data" / "egalim")


@pytest.mark.parametrize(
    ("case", "truth"), CASES, ids=[f"{case['id']} {case['titre']}" for case, _ in CASES]
)
def test_a_canteen_has_the_parts_that_the_texts_give_it(case, truth):
    assert differences(case, truth) == []


def test_all_the_cases_are_there():
    assert len(CASES) == 30
