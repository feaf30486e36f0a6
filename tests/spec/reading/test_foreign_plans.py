"""Plans of other projects are read in one pass: kept, never silently wrong, hardly anything typed.

The plans and their truth are `tests/data/foreign_plans`, `_2` … `_6`, by six authors, written
without the reading code.
"""

import pytest
from support.reading.foreign_plans import plan_names, score_of

PLANS = plan_names()
KEPT = 0.95  # of the actions: title, owner, end and status
TYPED = 3  # cells that she fills before a plan is adopted


def hidden(column: int, title: str) -> str:
    """A title that says nothing."""
    return f"Rubrique {chr(97 + column % 26) * 2}"


def begun(_column: int, title: str) -> str:
    """A title that nobody knows and that begins as one that we know."""
    return f"{title} bis"


def ended(_column: int, title: str) -> str:
    """A title that nobody knows and that ends as one that we know."""
    return f"suivi {title}"


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_that_nobody_prepared_is_read_in_one_pass(name: str):
    score = score_of(name)

    assert score.wrong == []
    assert score.kept >= KEPT * score.actions, score.asked
    assert score.typed <= TYPED


@pytest.mark.parametrize("titles", [hidden, begun, ended])
@pytest.mark.parametrize("name", PLANS)
def test_without_its_titles_nothing_is_silently_wrong(name: str, titles):
    assert score_of(name, titles=titles).wrong == []
