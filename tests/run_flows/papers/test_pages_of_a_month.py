"""How much others are given to read in a month of the sample, all papers counted."""

import os
import sys
from pathlib import Path
from unittest.mock import patch

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.mark.story
def test_a_month_of_papers_for_others_is_sixty_pages_at_most(monkeypatch):
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    with patch.dict(os.environ):
        from bench_papers import count_pages

        others, _, slides = count_pages()
    sys.modules.pop("bench_papers", None)

    assert others["rapport du COPIL"] == 1
    assert others.total() <= 60, others
    assert slides <= 15
