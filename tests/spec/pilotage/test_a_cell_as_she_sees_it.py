"""What a message quotes of a cell of her tabs: what she sees there, whatever its format."""

import pytest

from relocalisons.core.kernel.model import Cell
from relocalisons.core.programme.decisions.shared_header import shown_text

DAY = "dd/mm/yyyy"


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (Cell(46084, DAY), "03/03/2026"),
        (Cell(46084.4, f"{DAY} hh:mm"), "03/03/2026"),
        (Cell(612345678.0, DAY), "612345678"),  # a telephone under a date format: no such day
        (Cell(-1, DAY), "-1"),
        (Cell(46084, "[yellow]0"), "46084"),
        (612345678.0, "612345678"),
        (float("inf"), "inf"),
        (True, "VRAI"),
        (None, ""),
        (" oui ", "oui"),
    ],
)
def test_a_cell_is_shown_as_the_sheet_shows_it(cell, shown):
    assert shown_text(cell) == shown
