"""Whatever is doubtful comes with a kind, complete French sentence that tells what to type."""

import re

import pytest
from support.messy.cells import KINDS, draw_cells

from relocalisons.core.kernel.definition import ColumnKind
from relocalisons.core.kernel.model import Doubt, Reading
from relocalisons.core.reading.cells import readers as cells
from relocalisons.core.reading.cells.readers import reader_of

KIND_OF = {
    "date": ColumnKind.DATE,
    "money": ColumnKind.MONEY,
    "quantity": ColumnKind.QUANTITY,
    "progress": ColumnKind.PROGRESS,
    "status": ColumnKind.STATUS,
}
SOMETHING_TO_DO = (Doubt.AMBIGUOUS, Doubt.UNREADABLE)
ASKING = re.compile(
    r"tapez|retapez|écrivez|corrigez|gardez|laissez|répétez|précisez|attendez|élargissez"
)


def readings_of(kind: str) -> list[Reading[object]]:
    """The readings of many messy cells of a kind."""
    drawn = draw_cells(kind, 2_000, seed=11)
    return [reader_of(KIND_OF[kind]).read(messy.raw) for messy in drawn]


@pytest.mark.parametrize("kind", KINDS)
def test_every_question_is_a_sentence_that_says_what_to_type(kind: str):
    for reading in readings_of(kind):
        if reading.doubt in SOMETHING_TO_DO:
            assert reading.fix.endswith("."), reading
            assert ASKING.search(reading.fix), reading


def test_two_dates_in_a_cell_are_settled_the_same_way_whichever_column_it_is():
    fix = cells.read_date("12/03/2026 reporté au 15/04/2026").fix

    # The cell may itself be « Fin révisée »: nobody is sent from a column to the same one.
    assert "ne gardez ici que celle de cette colonne" in fix
    assert "Fin révisée" not in fix


@pytest.mark.parametrize("kind", KINDS)
def test_its_typography_is_french(kind: str):
    for reading in readings_of(kind):
        words = reading.fix.replace(str(reading.found), "")
        assert "{cell}" not in words
        assert not re.search(r" [:;?!%»]|« |'", words), reading


@pytest.mark.parametrize("kind", KINDS)
def test_it_quotes_the_cell_as_it_was_typed(kind: str):
    quoted = [
        reading
        for reading in readings_of(kind)
        if isinstance(reading.found, str)
        and f"«\u00a0{' '.join(reading.found.split())}\u00a0»" in reading.fix
    ]

    assert len(quoted) > 50


@pytest.mark.parametrize("kind", KINDS)
def test_a_certain_cell_has_nothing_to_correct(kind: str):
    assert all(r.fix == "" for r in readings_of(kind) if r.doubt is Doubt.CERTAIN)


def test_an_error_value_is_quoted_without_added_spaces():
    assert "«\u00a0#REF!\u00a0»" in cells.read_date("#REF!").fix


def test_a_long_cell_is_quoted_short():
    fix = cells.read_date("voir le compte rendu de la réunion " * 5).fix

    assert "…" in fix
    assert len(fix) < 200
