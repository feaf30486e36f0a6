"""How much others are given to read in a month of the sample, all papers counted."""

import os
from unittest.mock import patch

import pytest
from support.papers.month_pages import MOST_FOR_OTHERS, count_pages


@pytest.mark.story
def test_a_month_of_papers_for_others_is_sixty_pages_at_most():
    with patch.dict(os.environ):
        others, _, slides = count_pages()

    assert others["rapport du COPIL"] == 1
    assert others.total() <= MOST_FOR_OTHERS, others
    assert slides <= 15
