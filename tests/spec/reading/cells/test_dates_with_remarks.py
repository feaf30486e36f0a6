"""A date with a remark beside it is that date, unless the remark leaves it open."""

import pytest

from relocalisons.core.kernel.model import Doubt
from relocalisons.core.reading.cells import read_date
from relocalisons.core.reading.cells.dates.remarks import read_postponed

LEFT = """
    15/12/2026 (avant COPIL)                 | 15/12/2026
    15/12/2026 – livraison du véhicule       | 15/12/2026
    31/03/2027 (permit needed)               | 31/03/2027
    30 juin 2026, Julie                      | 30/06/2026
    26 Nov 2026 (was 15 Oct)                 | 26/11/2026
    27/11/2026 (initialement 09/10)          | 27/11/2026
    15/03/2027 (et non plus 15/01)           | 15/03/2027
    12 mars 2026 (au lieu du 5)              | 12/03/2026
    T1 2027 (moved from Q4 2026)             | 31/03/2027
    prochaine AG (mars 2027)                 | 31/03/2027
"""
OPEN = (
    "15/12/2026 (réunion le 3/12)",
    "15/12/2026 (voir mail)",
    "15/12/2026 (reporté)",
    "15/12/2026 (annulé)",
    "15/12/2026 (si le budget est voté)",
    "15/12/2026 (début)",
    "30/06/2026 – phase 1",
    "30/06/2026 (livraison en mars)",
    "début des travaux (mars 2027)",
    "31/10/2026 (repoussé au 31/01/2027)",
)
PUT_OFF = """
    31/10/2026 (repoussé au 31/01/2027)      | 31/01/2027
    31/10/2026 (reporté au 15/01)            | 15/01/2027
    31/10/2026 – décalé à fin novembre       | 30/11/2026
    31/10/2026 (avancé au 15/09)             | 15/09/2026
    31 Oct 2026 (now 15 Dec 2026)            | 15/12/2026
    30/06/2026 (postponed to Q4 2026)        | 31/12/2026
"""


def pairs(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split(" | ")] for line in table.strip().splitlines()]


@pytest.mark.parametrize(("cell", "day"), pairs(LEFT))
def test_a_remark_that_speaks_of_something_else_leaves_the_date(cell: str, day: str):
    reading = read_date(cell)

    assert reading.doubt is Doubt.ABOUT
    assert f"{reading.value.latest:%d/%m/%Y}" == day


@pytest.mark.parametrize("cell", OPEN)
def test_a_remark_that_hedges_or_has_a_day_of_its_own_is_a_question(cell: str):
    assert read_date(cell).doubt is Doubt.AMBIGUOUS


@pytest.mark.parametrize(("cell", "day"), pairs(PUT_OFF))
def test_the_date_to_which_another_is_put_off_is_told_apart(cell: str, day: str):
    assert f"{read_postponed(cell).value.latest:%d/%m/%Y}" == day


@pytest.mark.parametrize(
    "cell", ["31/10/2026", "31/10/2026 (voir le 12/11)", 46000, None, "reporté"]
)
def test_nothing_is_put_off_without_words_for_it(cell: object):
    assert read_postponed(cell) is None
